from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from corpus.document import Document
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web import Collection, Reading, WebSettings, create_app


@pytest.fixture
def documents(tmp_path: Path) -> list[tuple[Document, Path]]:
    return made_documents(tmp_path / "files")


def _marked(html: str) -> str:
    return "".join(unescape(m) for m in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.S))


def _found(client: FlaskClient, **chosen: str) -> str:
    html = client.get("/documents/", query_string=chosen).text
    heading = re.search(r"<h1>(.*?)</h1>", html)
    assert heading
    return heading[1]


def test_the_list_has_every_document_and_can_be_narrowed(client: FlaskClient) -> None:
    assert _found(client) == "4 documents"
    assert _found(client, authority="Northfold") == "3 documents about Northfold"
    assert _found(client, authority="Northfold", kind="minutes") == "1 document about Northfold"
    assert _found(client, speaker="council") == "1 document"
    assert _found(client, **{"from": "2017"}) == "3 documents"
    assert _found(client, to="2016") == "1 document"
    assert _found(client, **{"from": "2016", "to": "2016"}) == "1 document"
    assert "Nothing fits all of this" in client.get("/documents/?authority=X&kind=news").text


def test_what_the_form_does_not_offer_counts_as_left_open(client: FlaskClient) -> None:
    for chosen in ("kind=x", "speaker=%00", "from=0000", "to=99999", "status=removed&screen=-3"):
        page = client.get(f"/documents/?{chosen}")
        assert page.status_code == 200
    assert _found(client, kind="x", speaker="\0", to="²⁰¹⁶", screen="99999999999999999999") == (
        "4 documents"
    )


def test_files_that_are_not_held_are_listed_with_their_reason(client: FlaskClient) -> None:
    set_aside = client.get("/documents/?status=quarantined").text
    assert "<h1>1 file set aside</h1>" in set_aside
    assert "bad &lt;b&gt;/broken.pdf" in set_aside
    assert "A web page, not a PDF" in set_aside
    assert _found(client, status="skipped") == "1 file passed over"
    assert _found(client, status="duplicate", authority="Northfold") == (
        "1 duplicate about Northfold"
    )
    assert _found(client, status="duplicate", kind="news") == "0 duplicates"
    nothing = client.get("/documents/?status=quarantined&kind=news").text
    assert "the council, kind and dates are not known" in nothing


def test_a_long_list_comes_in_parts(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.documents._PER_SCREEN", 2)
    # what the form does not send is no part of the next address, which it could bend
    first = client.get("/documents/?speaker=ofsted&endpoint=x&_external=1&_anchor=y&z=1").text
    assert "<h1>3 documents</h1>" in first
    assert first.count('class="document-title"') == 2
    following = re.search(r'rel="next" href="([^"]+)"', first)
    assert following
    assert unescape(following[1]) == "/documents/?screen=2&speaker=ofsted"
    second = client.get(unescape(following[1])).text
    assert second.count('class="document-title"') == 1
    assert "3 to 3 of 3" in second
    assert 'rel="next"' not in second
    assert "speaker=ofsted" in second


def test_the_report_accounts_for_every_file(
    client: FlaskClient, documents: list[tuple[Document, Path]]
) -> None:
    html = client.get("/documents/report").text
    figures = [int(n) for n in re.findall(r'<td class="figure">(\d+)</td>', html)]
    assert figures == [4, 1, 1, 1, 7]
    assert "A web page, not a PDF; get the document itself" in html
    assert "Not a kind of file that is read" in html
    assert "The same bytes as northfold/report 2023.pdf" in html
    assert f"/documents/{documents[0][0].id}" in html


def test_a_document_shows_provenance_how_it_is_known_grades_and_outline(
    client: FlaskClient, documents: list[tuple[Document, Path]]
) -> None:
    html = client.get(f"/documents/{documents[0][0].id}").text
    assert "from the file’s name" in html
    assert "3 to 14 July 2023" in html
    assert documents[0][0].sha256 in html
    assert "Overall effectiveness</th>" in html
    assert "What needs to improve" in html
    for page in (1, 2, 3):
        assert f'/documents/{documents[0][0].id}/pages/{page}"' in html


def test_every_extract_opens_with_exactly_its_words_marked(
    client: FlaskClient, ask: Callable[..., str]
) -> None:
    html = client.get(ask("What did Ofsted say about Northfold advisers and care leavers?")).text
    quotes = [unescape(q) for q in re.findall(r"<blockquote><p>(.*?)</p>", html, re.S)]
    links = re.findall(r'href="(/extract/[^"]+)#quote"', html)
    assert len(quotes) == len(links) > 2
    for quote, link in zip(quotes, links, strict=True):
        page = client.get(link).text
        assert _marked(page).split() == quote.split()
        assert page.count('id="quote"') == 1


def test_a_quote_over_two_pages_shows_both(
    client: FlaskClient, documents: list[tuple[Document, Path]]
) -> None:
    report = documents[0][0]
    start = report.text.index("A few young people")
    end = report.text.index("what would help.") + len("what would help.")
    html = client.get(f"/documents/{report.id}/extract/{start}-{end}").text
    assert 'id="page-2"' in html
    assert 'id="page-3"' in html
    assert _marked(html).split() == report.text[start:end].split()
    assert f"/documents/{report.id}/pages/1" in html


def test_pages_lead_to_their_neighbours(
    client: FlaskClient, documents: list[tuple[Document, Path]]
) -> None:
    report = documents[0][0].id
    middle = client.get(f"/documents/{report}/pages/2").text
    assert f'rel="prev" href="/documents/{report}/pages/1"' in middle
    assert f'rel="next" href="/documents/{report}/pages/3"' in middle
    assert 'rel="prev"' not in client.get(f"/documents/{report}/pages/1").text
    assert 'rel="next"' not in client.get(f"/documents/{report}/pages/3").text


def test_what_is_not_there_is_not_found(
    client: FlaskClient, documents: list[tuple[Document, Path]]
) -> None:
    report = documents[0][0].id
    for address in (
        "/documents/0123456789abcdef",
        f"/documents/{report}/pages/0",
        f"/documents/{report}/pages/4",
        f"/documents/{report}/extract/5-5",
        f"/documents/{report}/extract/9-5",
        f"/documents/{report}/extract/0-99999999",
        f"/documents/{report}/extract/-1-5",
    ):
        assert client.get(address).status_code == 404, address
    assert "no longer held" in client.get("/documents/0123456789abcdef").text


def test_a_script_in_a_document_is_text(
    client: FlaskClient, documents: list[tuple[Document, Path]]
) -> None:
    html = client.get(f"/documents/{documents[1][0].id}/pages/2").text
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_the_original_is_sent_while_it_is_the_file_that_was_read(
    client: FlaskClient, documents: list[tuple[Document, Path]]
) -> None:
    document, path = documents[0]
    sent = client.get(f"/documents/{document.id}/original")
    assert sent.data == path.read_bytes()
    assert sent.mimetype == "application/pdf"
    assert (
        f"/documents/{document.id}/original#page=2"
        in client.get(f"/documents/{document.id}/pages/2").text
    )
    path.write_bytes(b"%PDF-1.4 another file")
    gone = client.get(f"/documents/{document.id}/original")
    assert gone.status_code == 404
    assert "Original file not available" in gone.text
    path.unlink()
    assert client.get(f"/documents/{document.id}/original").status_code == 404


def _sent_as(tmp_path: Path, content: bytes, source: str) -> TestResponse:
    """What is sent for the original of a document that was read from such a file."""
    (document, path), *_ = made_documents(tmp_path / "other")
    path.write_bytes(content)
    sha256 = hashlib.sha256(content).hexdigest()
    engine = MadeEngine([(replace(document, sha256=sha256, source=source), path)])
    collection = Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "1")
    app = create_app(WebSettings(), collection, tmp_path / "data")
    return app.test_client().get(f"/documents/{document.id}/original")


def test_an_original_that_is_no_pdf_is_saved_not_opened(tmp_path: Path) -> None:
    sent = _sent_as(tmp_path, b"<script>alert(1)</script>", "a.pdf")
    assert sent.mimetype == "application/octet-stream"
    assert sent.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("below/a\r\nSet-Cookie: b.pdf", "a__Set-Cookie: b.pdf"),
        ("a\x1b[2Jb.pdf", "a_[2Jb.pdf"),
        ("a\u202efdp.exe", "a_fdp.exe"),
        ('a"; x=".pdf', 'a\\"; x=\\".pdf'),
    ],
)
def test_a_name_that_no_header_can_hold_is_sent_without_it(
    tmp_path: Path, source: str, said: str
) -> None:
    sent = _sent_as(tmp_path, b"%PDF-1.4 made up", source)
    assert sent.status_code == 200
    assert said in sent.headers["Content-Disposition"]
