from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Span
from tests.web.made import made_documents
from web.permanent import digest, find, permanent_url

QUOTE = "Almost nine in ten care leavers live in suitable homes."


@pytest.fixture
def report(tmp_path: Path) -> Document:
    return made_documents(tmp_path / "files")[0][0]


def _span(document: Document, words: str) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def _marked(html: str) -> str:
    return "".join(unescape(m) for m in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S))


def _link(app: Flask, document: Document, span: Span, quote: str = QUOTE) -> str:
    with app.test_request_context():
        return permanent_url(document.id, span, quote)


def test_link_shows_its_words(app: Flask, client: FlaskClient, report: Document) -> None:
    link = _link(app, report, _span(report, QUOTE))
    assert re.fullmatch(rf"/extract/{report.id}/\d+-\d+/45-[0-9a-f]{{12}}#quote", link)
    shown = client.get(link)
    assert shown.status_code == 200
    assert _marked(shown.text) == QUOTE
    assert "read anew" not in shown.text


def test_source_page_states_the_link_to_its_words(client: FlaskClient, report: Document) -> None:
    span = _span(report, QUOTE)
    html = client.get(f"/documents/{report.id}/extract/{span.start}-{span.end}").text
    link = re.search(r'href="(/extract/[^"]+)"', html)
    assert link
    assert _marked(client.get(link[1]).text) == QUOTE
    assert f"http://localhost{link[1]}" in html


def test_words_that_moved_are_found_again(
    app: Flask, client: FlaskClient, report: Document
) -> None:
    shown = client.get(_link(app, report, Span(0, len(QUOTE))))
    assert _marked(shown.text) == QUOTE
    assert "read anew" in shown.text


def test_what_is_gone_is_said_to_be_gone(app: Flask, client: FlaskClient, report: Document) -> None:
    lost = client.get(_link(app, report, Span(0, 10), "Words that nobody wrote."))
    assert lost.status_code == 404
    assert "Words no longer found" in lost.text
    assert "Inspection of Northfold" in lost.text
    assert not _marked(lost.text)
    gone = client.get(_link(app, report, Span(0, 10)).replace(report.id, "0123456789abcdef"))
    assert gone.status_code == 404
    assert "Document no longer held" in gone.text


@pytest.mark.parametrize("words", ["0-0123456789ab", "44-xyz", "999999-0123456789ab", "44", "%00"])
def test_a_link_that_nobody_made_shows_nothing(
    client: FlaskClient, report: Document, words: str
) -> None:
    for span in ("0-10", "10-0", "0-99999999999999999999"):
        assert client.get(f"/extract/{report.id}/{span}/{words}").status_code == 404


def test_of_repeated_words_the_nearest_is_taken(report: Document) -> None:
    text = f"{QUOTE} Between. {QUOTE} At the end."
    document = replace(report, text=text, page_starts=(0,))
    second = text.rindex(QUOTE)
    found = find(document, Span(second + 3, second + 20), digest(QUOTE))
    assert found
    assert found.moved
    assert found.span == Span(second, second + len(QUOTE))


@given(
    before=st.text(max_size=40),
    space=st.sampled_from(["\n", "  ", "\n• ", "-\xad "]),
)
def test_words_are_found_however_the_text_is_cleaned(before: str, space: str) -> None:
    document = made_text(before + "\n" + "“Staff know" + space + "children well.”" + "\nMore.")
    found = find(document, Span(0, 5), digest("“Staff know children well.”"))
    assert found
    assert document.quote(found.span).split(space)[0] == "“Staff know"
    assert document.quote(found.span).endswith("children well.”")


def made_text(text: str) -> Document:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        return replace(made_documents(Path(folder))[3][0], text=text, page_starts=(0,))
