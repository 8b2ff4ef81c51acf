"""A briefing's page and what its buttons do, over the made-up collection."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import docx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.document import Document
from tests.web.conftest import Send
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web import Collection, Reading, WebSettings, create_app
from web.briefing import MAX_ENTRIES
from web.readers import reader

FIRST = "Personal advisers know their young people well."
SECOND = "Foster carers feel <script>alert('well')</script> supported & valued."
THIRD = "Children in Northfold get help early."


@pytest.fixture
def documents(tmp_path: Path) -> list[Document]:
    return [document for document, _ in made_documents(tmp_path / "files")]


@pytest.fixture
def add(send: Send, documents: list[Document]) -> Callable[[str], str]:
    """Add words to the current briefing; return the briefing's address."""

    def _add(words: str) -> str:
        found = next(d for d in documents if words in d.text)
        start = found.text.index(words)
        sent = send(
            "/",
            "/briefing/add",
            document_id=found.id,
            start=str(start),
            end=str(start + len(words)),
        )
        assert sent.status_code == 303
        return sent.location

    return _add


@pytest.fixture
def briefing(add: Callable[[str], str]) -> str:
    """The address of a briefing of three extracts."""
    for words in (FIRST, SECOND):
        add(words)
    return add(THIRD)


def _keys(html: str) -> list[str]:
    return re.findall(r'<div class="entry[^"]*" id="entry-(\w+)"', html)


def _quotes(html: str) -> list[str]:
    found = re.findall(r"<blockquote>(.*?)</blockquote>", html, re.S)
    return [unescape(re.sub(r"<[^>]+>", "", each)) for each in found]


def test_extracts_are_shown_in_order_with_their_citation(
    client: FlaskClient, briefing: str
) -> None:
    html = client.get(briefing).text
    assert _quotes(html) == [FIRST, SECOND, THIRD]
    assert "3 extracts, each read from its document again just now" in html
    assert "Page 2, paragraph 14" in html
    assert "<script>alert" not in html


def test_buttons_move_an_extract_and_the_focus_goes_with_it(
    client: FlaskClient, send: Send, briefing: str
) -> None:
    first, second, third = _keys(client.get(briefing).text)
    sent = send(briefing, f"{briefing}/entries/{second}", do="up")
    assert sent.location == f"{briefing}#down-{second}"  # it is the first now: no button up
    assert _quotes(client.get(briefing).text) == [SECOND, FIRST, THIRD]
    sent = send(briefing, f"{briefing}/entries/{second}", do="down")
    assert sent.location == f"{briefing}#down-{second}"
    html = client.get(briefing).text
    assert _quotes(html) == [FIRST, SECOND, THIRD]
    for key, up, down in ((first, 0, 1), (second, 1, 1), (third, 1, 0)):
        assert html.count(f'id="up-{key}"') == up
        assert html.count(f'id="down-{key}"') == down


def test_headings_group_extracts(client: FlaskClient, send: Send, briefing: str) -> None:
    first, second, third = _keys(client.get(briefing).text)
    sent = send(briefing, f"{briefing}/headings", heading="Carers", place=second)
    heading = sent.location.rpartition("#entry-")[2]
    assert _keys(client.get(briefing).text) == [first, heading, second, third]
    send(briefing, f"{briefing}/entries/{first}", do="place", heading=heading)
    assert _keys(client.get(briefing).text) == [heading, second, third, first]
    send(briefing, f"{briefing}/entries/{third}", do="place", heading="")
    assert _keys(client.get(briefing).text) == [third, heading, second, first]
    send(briefing, f"{briefing}/entries/{heading}", do="reword", text="Foster  carers ")
    assert f'<h2 id="h-{heading}">Foster carers</h2>' in client.get(briefing).text
    send(briefing, f"{briefing}/entries/{heading}", do="remove")
    html = client.get(briefing).text
    assert _keys(html) == [third, second, first]
    assert "You removed a heading" in html


def test_a_note_is_shown_as_a_note_and_never_as_a_quote(
    client: FlaskClient, send: Send, briefing: str
) -> None:
    first, *_ = _keys(client.get(briefing).text)
    sent = send(briefing, f"{briefing}/notes", note="Ask <b>why</b>\r\n\r\nSoon", place=first)
    key = sent.location.rpartition("#entry-")[2]
    html = client.get(briefing).text
    assert _keys(html)[1] == key
    assert "Your note, not a quote" in html
    assert "Ask &lt;b&gt;why&lt;/b&gt;" in html
    assert _quotes(html) == [FIRST, SECOND, THIRD]
    send(briefing, f"{briefing}/entries/{key}", do="reword", text="Other")
    assert "<p>Other</p>" in client.get(briefing).text


def test_what_was_removed_can_be_brought_back_to_its_place(
    client: FlaskClient, send: Send, briefing: str
) -> None:
    _, second, third = _keys(client.get(briefing).text)
    sent = send(briefing, f"{briefing}/entries/{second}", do="remove")
    assert sent.location == f"{briefing}#undo"
    html = client.get(briefing).text
    assert _quotes(html) == [FIRST, THIRD]
    assert html.index('id="undo"') < html.index(f'id="entry-{third}"')
    sent = send(briefing, f"{briefing}/undo")
    assert sent.location == f"{briefing}#entry-{second}"
    html = client.get(briefing).text
    assert _quotes(html) == [FIRST, SECOND, THIRD]
    assert 'id="undo"' not in html


def test_several_briefings_have_names_and_one_is_current(
    client: FlaskClient, send: Send, briefing: str, add: Callable[[str], str]
) -> None:
    sent = send("/briefing/", "/briefing/", title=" Care \u200bleavers ")
    other = sent.location
    assert "Care leavers" in client.get("/briefing/").text
    assert add(FIRST) == other
    send("/briefing/", f"{briefing}/use")
    assert add("Visits to care leavers are too few.") == briefing
    send(briefing, f"{briefing}/rename", title="For the committee")
    assert "<h1>For the committee</h1>" in client.get(briefing).text


def test_deleting_asks_first(client: FlaskClient, send: Send, briefing: str) -> None:
    html = client.get(f"{briefing}/delete").text
    assert "Delete “My briefing”?" in html
    assert "3 extracts" in html
    assert client.get(briefing).status_code == 200
    assert send(f"{briefing}/delete", f"{briefing}/delete").location == "/briefing/"
    assert client.get(briefing).status_code == 404


@pytest.mark.parametrize(
    ("action", "fields", "message"),
    [
        ("headings", {"heading": " "}, "Write the heading"),
        ("headings", {"heading": "x" * 121}, "Shorten it by 1"),
        ("notes", {"note": "\u200b\n"}, "Write the note"),
        ("notes", {"note": "x" * 3010}, "Shorten it by 10"),
        ("rename", {"title": ""}, "Give the briefing a name"),
    ],
)
def test_what_is_wrong_with_what_was_typed_is_said_beside_it(
    send: Send, briefing: str, action: str, fields: dict[str, str], message: str
) -> None:
    sent = send(briefing, f"{briefing}/{action}", **fields)
    assert sent.status_code == 400
    assert message in sent.text
    (name,) = fields
    assert f'href="#{name}"' in sent.text
    assert f'id="{name}-problem"' in sent.text
    assert "<title>Error: " in sent.text


def test_what_another_window_removed_is_simply_not_there(
    client: FlaskClient, send: Send, briefing: str
) -> None:
    for action in ({"do": "up"}, {"do": "remove"}, {"do": "place", "heading": "nowhere"}):
        sent = send(briefing, f"{briefing}/entries/00000000", **action)
        assert (sent.status_code, sent.location) == (303, briefing)
    assert send(briefing, f"{briefing}/entries/00000000", do="fly").status_code == 400


def test_nobody_else_can_open_or_change_a_briefing(
    app: Flask, client: FlaskClient, briefing: str
) -> None:
    stranger = app.test_client()
    html = stranger.get("/briefing/").text
    assert "You have no briefing yet" in html
    token = re.search(r'name="csrf_token" value="([^"]+)"', html)
    assert token
    key = _keys(client.get(briefing).text)[0]
    for address in (briefing, f"{briefing}/delete", f"{briefing}/file.docx"):
        assert stranger.get(address).status_code == 404
    for action in ("delete", "rename", "use", "undo", "notes", "headings", f"entries/{key}"):
        data = {"csrf_token": token[1], "title": "x", "note": "x", "heading": "x", "do": "remove"}
        assert stranger.post(f"{briefing}/{action}", data=data).status_code == 404
    assert _quotes(client.get(briefing).text) == [FIRST, SECOND, THIRD]


def test_a_full_briefing_says_so(
    app: Flask, send: Send, briefing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.briefing.MAX_ENTRIES", 3)
    assert MAX_ENTRIES > 100
    sent = send(briefing, f"{briefing}/notes", note="One too many")
    assert sent.status_code == 409
    assert "This briefing is full" in sent.text


@pytest.mark.parametrize("extension", ["docx", "pdf", "md", "csv"])
def test_a_briefing_is_taken_along_as_a_file(
    client: FlaskClient, send: Send, briefing: str, extension: str
) -> None:
    send(briefing, f"{briefing}/rename", title="Früh/“help”: 2023")
    sent = client.get(f"{briefing}/file.{extension}")
    assert sent.status_code == 200
    name = re.search(r"filename=([\w.-]+)", sent.headers["Content-Disposition"])
    assert name
    assert re.fullmatch(rf"fruh-help-2023-\d{{4}}-\d\d-\d\d\.{extension}", name[1])
    assert sent.headers["Cache-Control"] == "no-store"
    if extension == "docx":
        texts = [p.text for p in docx.Document(io.BytesIO(sent.data)).paragraphs]
        assert {FIRST, SECOND, THIRD} <= set(texts)
    elif extension == "pdf":
        assert sent.data.startswith(b"%PDF-")
    elif extension == "md":
        assert FIRST in sent.text
    else:
        rows = list(csv.DictReader(io.StringIO(sent.data.decode("utf-8-sig"))))
        assert [row["words"] for row in rows] == [FIRST, SECOND, THIRD]
        assert [row["link"] for row in rows] == ["", "", ""]


def test_a_format_that_there_is_not_is_not_found(client: FlaskClient, briefing: str) -> None:
    assert client.get(f"{briefing}/file.exe").status_code == 404


def test_a_quote_that_no_longer_matches_is_named_and_nothing_is_exported(
    tmp_path: Path, client: FlaskClient, briefing: str
) -> None:
    changed = [
        (replace(d, text=d.text.replace("know their", "knew their")), path)
        for d, path in made_documents(tmp_path / "files")
        if "St Aldric’s" not in d.text
    ]
    engine = MadeEngine(changed, "2")
    app = create_app(
        WebSettings(),
        Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "2"),
        tmp_path,
    )
    later = app.test_client()
    cookie = client.get_cookie("findings")
    assert cookie
    later.set_cookie("findings", cookie.value)
    html = later.get(briefing).text
    assert _quotes(html) == [THIRD]
    assert "2 extracts no longer match their documents" in html
    assert "Inspection of Northfold, page 2: the document is read differently now" in html
    assert "Inspection of St Aldric’s, page 2: the document is no longer held" in html
    refused = later.get(f"{briefing}/file.docx")
    assert refused.status_code == 409
    assert "No Word file was made" in refused.text
    app.extensions["pages"].close()


def test_words_that_have_moved_are_found_again_and_their_place_is_kept(
    tmp_path: Path, client: FlaskClient, briefing: str
) -> None:
    moved = [
        (replace(d, text="A cover. " + d.text), path)
        for d, path in made_documents(tmp_path / "files")
    ]
    engine = MadeEngine(moved, "2")
    app = create_app(
        WebSettings(),
        Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "2"),
        tmp_path,
    )
    later = app.test_client()
    cookie = client.get_cookie("findings")
    assert cookie
    later.set_cookie("findings", cookie.value)
    for _ in range(2):
        assert _quotes(later.get(briefing).text) == [FIRST, SECOND, THIRD]
    (kept,) = app.extensions["briefings"].all(_reader(app, cookie.value))
    assert [e.span.start for e in kept.briefing.entries] == [
        engine.document(e.document_id).text.index(words)
        for e, words in zip(kept.briefing.entries, (FIRST, SECOND, THIRD), strict=True)
    ]
    app.extensions["pages"].close()


def _reader(app: Flask, cookie: str) -> str:
    """The reader's name, as the cookie has it."""
    with app.test_request_context(headers={"Cookie": f"findings={cookie}"}):
        return reader()


def test_links_are_written_where_the_site_has_an_address(
    tmp_path: Path, made: tuple[Collection, MadeAssistant], client: FlaskClient, briefing: str
) -> None:
    app = create_app(WebSettings(site="https://findings.example/"), made[0], tmp_path)
    later = app.test_client()
    cookie = client.get_cookie("findings")
    assert cookie
    later.set_cookie("findings", cookie.value)
    rows = csv.DictReader(io.StringIO(later.get(f"{briefing}/file.csv").data.decode("utf-8-sig")))
    for row in rows:
        assert row["link"].startswith("https://findings.example/extract/")
        path = row["link"].removeprefix("https://findings.example")
        assert row["words"].split()[0] in client.get(path).text
    app.extensions["pages"].close()


def test_a_site_that_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError, match=r"\[web\] site must begin with https"):
        WebSettings(site="findings.example")
