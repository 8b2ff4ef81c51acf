from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.document import Document
from tests.web.conftest import Send
from tests.web.made import made_documents


@pytest.fixture
def report(tmp_path: Path) -> Document:
    return made_documents(tmp_path / "files")[0][0]


def _fields(document: Document, words: str, **others: str) -> dict[str, str]:
    start = document.text.index(words)
    place = {"start": str(start), "end": str(start + len(words))}
    return {"document_id": document.id, "return_to": "/documents/?kind=news#x", **place, **others}


WORDS = "Personal advisers know their young people well."


def test_an_extract_is_added_and_one_is_back_where_one_was(
    send: Send, client: FlaskClient, report: Document
) -> None:
    sent = send("/", "/briefing/add", **_fields(report, WORDS))
    assert sent.status_code == 303
    assert sent.location == "/documents/?kind=news#x"
    page = client.get("/briefing/").text
    shown = re.search(r'href="(/briefing/[\w-]+)">My briefing', page)
    assert shown
    assert WORDS in client.get(shown[1]).text


@pytest.mark.parametrize(
    "address",
    ["", "https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example", "/\t/x", "x"],
)
def test_another_site_is_never_gone_back_to(send: Send, report: Document, address: str) -> None:
    sent = send("/", "/briefing/add", **_fields(report, WORDS, return_to=address))
    assert sent.status_code == 303
    assert re.fullmatch(r"/briefing/[\w-]+", sent.location)


def test_the_same_extract_is_added_once(send: Send, client: FlaskClient, report: Document) -> None:
    for _ in range(2):
        sent = send("/", "/briefing/add", **_fields(report, WORDS, return_to=""))
    assert client.get(sent.location).text.count(WORDS) == 1


def test_a_button_pressed_many_times_at_once_adds_one(
    app: Flask, send: Send, client: FlaskClient, report: Document
) -> None:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/briefing/").text)
    cookie = client.get_cookie("findings")
    assert token
    assert cookie
    together = Barrier(6)

    def press(_: int) -> int:
        window = app.test_client()
        window.set_cookie("findings", cookie.value)
        together.wait()
        fields = {"csrf_token": token[1], **_fields(report, WORDS)}
        return window.post("/briefing/add", data=fields).status_code

    with ThreadPoolExecutor(6) as threads:
        assert set(threads.map(press, range(6))) == {303}
    shown = re.findall(r'href="(/briefing/[\w-]+)">My briefing', client.get("/briefing/").text)
    assert len(shown) == 1
    assert client.get(shown[0]).text.count(WORDS) == 1


def test_what_is_there_already_leaves_an_undo_open(
    send: Send, client: FlaskClient, report: Document
) -> None:
    other = "Leaders know their services well."
    for words in (WORDS, other):
        shown = send("/", "/briefing/add", **_fields(report, words, return_to="")).location
    key = re.search(r'id="entry-(\w+)"', client.get(shown).text)
    assert key
    send("/", f"{shown}/entries/{key[1]}", do="remove")
    send("/", "/briefing/add", **_fields(report, other))
    assert WORDS not in client.get(shown).text
    send("/", f"{shown}/undo")
    assert WORDS in client.get(shown).text


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"document_id": "0123456789abcdef"}, 404),
        ({"start": "9", "end": "9"}, 400),
        ({"start": "9", "end": "5"}, 400),
        ({"start": "-1", "end": "5"}, 400),
        ({"start": "x"}, 400),
        ({"start": "0", "end": "99999999"}, 400),
        ({"start": "999999", "end": "1000005"}, 400),
    ],
)
def test_words_that_are_not_there_are_not_added(
    send: Send, client: FlaskClient, report: Document, wrong: dict[str, str], code: int
) -> None:
    sent = send("/", "/briefing/add", **{**_fields(report, WORDS), **wrong})
    assert sent.status_code == code
    assert "My briefing" not in client.get("/briefing/").text


def test_a_form_without_token_is_refused(client: FlaskClient, report: Document) -> None:
    assert client.post("/briefing/add", data=_fields(report, WORDS)).status_code == 400


def test_the_button_gives_way_to_a_link_once_the_words_are_in(
    app: Flask, send: Send, client: FlaskClient, report: Document
) -> None:
    start = report.text.index(WORDS)
    with client:
        for added in (False, True):
            client.get("/documents/?kind=news")
            html = app.jinja_env.from_string(
                "{% from 'briefing/add.html' import add_to_briefing %}"
                "{{ add_to_briefing(id, span, 'extract 2') }}"
            ).render(id=report.id, span=type(report.blocks[0].span)(start, start + len(WORDS)))
            assert ("In your briefing" in html) is added
            assert ("Add to briefing" in html) is not added
            if not added:
                back = re.search(r'name="return_to" value="([^"]+)"', html)
                assert (
                    back
                    and back[1]
                    == f"/documents/?kind=news#add-{report.id}-{start}-{start + len(WORDS)}"
                )
                send("/", "/briefing/add", **_fields(report, WORDS, return_to=back[1]))
