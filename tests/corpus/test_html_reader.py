from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import NoTextError, WrongFormatError
from corpus.html_reader import read_html
from corpus.raw import RawDocument, Role
from tests.corpus import made

ARTICLE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Steady start at Farnley | Children Now and Then</title>
<meta name="author" content="Jo Writer">
<meta property="article:published_time" content="2021-03-04T10:00:00Z">
<meta property="og:site_name" content="Children Now and Then">
<link rel="canonical" href="https://example.org/farnley">
<script>var tracked = "yes";</script><style>p { color: red }</style></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav></header>
<div id="cookies" style="display: none">We use cookies to follow you about the web.</div>
<main><article><h1>Steady start at Farnley</h1><p class="by">By Jo Writer, 4 March 2021</p>
<p>Inspectors who came to the borough of Farnley in January saw <b>steady</b> work in its early
help teams, Ofsted has&nbsp;said in a letter.</p>
<h2>What they found</h2>
<ul><li>Caseloads had come down from 30 to 18.</li>
<li>Visits to children were <em>more regular</em>, and records of them fuller.
<ul><li>So were records of meetings.</li></ul></li><li>Well done</li></ul>
<blockquote><p>“The pace of change has picked up,” wrote the inspector.</p></blockquote>
<table><tr><th>Measure</th><th>2019</th><th>2020</th></tr>
<tr><td>Visits on time</td><td>61%</td><td>84%</td></tr></table>
<p>Plans, however, still lack dates.<br>Managers know this.</p>
<p>Find out more about Farnley Services here.</p></article></main>
<aside><h3>Related</h3><p><a href="/x">Another council is rated good in all areas</a></p></aside>
<footer><p>Tel: 01234 567890</p><p>website design by Someone</p></footer></body></html>"""

# The shape of the pages on which councils publish minutes: tables that lay out, paragraphs of
# white space, a form around everything.
MINUTES = """<html><head><title>Agenda item - Front door | Farnley Council</title></head><body>
<form><table><tr><td><ul><li><a href="/c">Committees</a></li><li><a href="/m">Meetings</a></li>
</ul></td><td><h1>Agenda item</h1><h2>Update on the front door</h2><div><p><b>Minutes:</b></p>
<p>The Director for Children told the committee that the front door had been rebuilt, that
contacts were looked at within a day, and that partners now sat together in one office.</p>
<p>&nbsp;</p>
<p>Members asked how many contacts had been made since the summer, and were told that there
had been 412, of which 160 went on to an assessment by a social worker.</p>
<p><b>RESOLVED:</b></p><p>That the report be noted.</p>
<p><b>Supporting documents:</b></p></div></td></tr></table></form></body></html>"""


def read(folder: Path, page: str | bytes) -> RawDocument:
    path = folder / "a.html"
    path.write_bytes(page.encode() if isinstance(page, str) else page)
    return read_html(path)


def shape(raw: RawDocument) -> list[tuple[Role, int, str]]:
    return [(line.role, line.level, line.text) for line in raw.lines]


def test_article_stays_with_its_structure(tmp_path: Path) -> None:
    assert shape(read(tmp_path, ARTICLE)) == [
        (Role.HEADING, 1, "Steady start at Farnley"),
        (Role.PARAGRAPH, 0, "By Jo Writer, 4 March 2021"),
        (
            Role.PARAGRAPH,
            0,
            "Inspectors who came to the borough of Farnley in January saw steady work in its early"
            " help teams, Ofsted has said in a letter.",
        ),
        (Role.HEADING, 2, "What they found"),
        (Role.LIST_ITEM, 1, "Caseloads had come down from 30 to 18."),
        (
            Role.LIST_ITEM,
            1,
            "Visits to children were more regular, and records of them fuller.",
        ),
        (Role.LIST_ITEM, 2, "So were records of meetings."),
        (Role.LIST_ITEM, 1, "Well done"),
        (Role.PARAGRAPH, 0, "“The pace of change has picked up,” wrote the inspector."),
        (Role.TABLE_ROW, 0, "Measure\t2019\t2020"),
        (Role.TABLE_ROW, 0, "Visits on time\t61%\t84%"),
        (Role.PARAGRAPH, 0, "Plans, however, still lack dates. Managers know this."),
    ]


def test_what_the_head_states_is_kept_apart(tmp_path: Path) -> None:
    raw = read(tmp_path, ARTICLE)
    assert raw.title_hint == "Steady start at Farnley | Children Now and Then"
    assert raw.meta == {
        "author": "Jo Writer",
        "sitename": "Children Now and Then",
        "url": "https://example.org/farnley",
        "date": "2021-03-04",
    }


def test_date_for_machines_is_read_and_none_is_guessed(tmp_path: Path) -> None:
    script = '<script type="application/ld+json">{"datePublished": "2019-07-01T00:00Z"}</script>'
    body = "".join(f"<p>{line}</p>" for line in made.STORY)
    stated = read(tmp_path, f"<html><head>{script}</head><body><main>{body}</main></body></html>")
    assert stated.meta["date"] == "2019-07-01"
    footer = "<footer>© 2022, last changed on 3 May 2020</footer>"
    unstated = read(tmp_path, f"<html><body><main>{body}</main>{footer}</body></html>")
    assert "date" not in unstated.meta


def test_minutes_keep_every_line_and_lose_the_menu(tmp_path: Path) -> None:
    texts = [line.text for line in read(tmp_path, MINUTES).lines]
    assert texts[:3] == ["Agenda item", "Update on the front door", "Minutes:"]
    assert texts[-2:] == ["RESOLVED:", "That the report be noted."]
    assert len(texts) == 7
    assert not {"Committees", "Meetings"} & set(texts)


def test_text_that_stays_is_verbatim(tmp_path: Path) -> None:
    """Every line stands in the page, letter by letter, tags and white space aside."""
    for page in (ARTICLE, MINUTES):
        plain = "".join(
            page[i:].split(">", 1)[-1].split("<", 1)[0] for i, c in enumerate(page) if c == ">"
        )
        letters = "".join(plain.replace("&nbsp;", " ").split())
        for line in read(tmp_path, page).lines:
            assert "".join(line.text.split()) in letters


def test_two_line_breaks_part_paragraphs(tmp_path: Path) -> None:
    page = f"<html><body><main><div>{'<br><br>'.join(made.STORY)}</div></main></body></html>"
    assert [line.text for line in read(tmp_path, page).lines] == list(made.STORY)


def test_declared_encoding_is_used(tmp_path: Path) -> None:
    page = made.PAGE.replace("utf-8", "windows-1252").format("<p>It costs £5.</p>" * 3)
    assert "£5" in read(tmp_path, page.encode("cp1252")).pages[0]


def test_xml_declaration_does_no_harm(tmp_path: Path) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>' + ARTICLE
    assert len(read(tmp_path, page).lines) == 12


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><nav><a href='/'>Home</a></nav><footer>Tel: 01234 567890</footer></body></html>",
        "<html><script>if (x) { y() }</script></html>",
    ],
)
def test_page_without_article_is_refused(tmp_path: Path, page: str) -> None:
    with pytest.raises(NoTextError, match=r"a\.html: no article found"):
        read(tmp_path, page)


def test_nul_bytes_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongFormatError):
        read(tmp_path, b"<html><body>\x00</body></html>")


def test_deep_nesting_is_read_or_refused(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 3000 + "<p>x</p>" + "</div>" * 3000 + "</body></html>"
    with pytest.raises((NoTextError, RecursionError)):
        read(tmp_path, page)
