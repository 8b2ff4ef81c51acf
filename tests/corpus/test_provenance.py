"""Where made-up documents come from, and the shared ones where they are at hand."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from corpus.authorities import Authorities
from corpus.dates import date_of_name
from corpus.document import Kind, Origin, Speaker, Stated
from corpus.provenance import describe
from corpus.raw import RawDocument

REPORT = """

Inspection of {council} local
authority children’s services
Inspection dates: 29 November to 10 December 2021
Lead inspector: A. Person, Her Majesty’s Inspector
Judgement Grade
The impact of leaders on social work practice with children and families
Good
Overall effectiveness Good
Leaders know their services. They work with Lancashire and with Manchester.
"""

LONG_REPORT = """
 1
{council}
Inspection of services for children in need of help and
protection, children looked after and care leavers
and
Review of the effectiveness of the Local Safeguarding Children
Board1
Inspection date: 27 February to 23 March 2017
Report published: 13 June 2017

Children’s services in {council} are inadequate
1 The sections about the council were originally published on 2 May 2017
"""

LETTER = """Example House
Manchester M1 1AA
www.example.org
20 June 2019

Alex Person
Director of Children’s Services
{council}
Derby Road, Nottingham

Dear Alex

{visit} {council} children’s services

This letter summarises the findings of the {visit} {council} on 21 and
22 May 2019. The council was judged inadequate on 3 March 2016. Inspectors looked at the front door.
"""

ARTICLE = """Council’s care leavers are better served
Published: 4 July 2018
Rutland’s support for care leavers has improved, Ofsted has found.
“Staff are committed,” said inspector A. Person in a letter to the council.
Some Rutland managers came from Leicester.
Find out more about Example News here.
Example House, Colchester, Essex
"""

MINUTES = """Agenda item
Update on services for children
Minutes:
The director told members that Ofsted had visited three times. Ofsted has found progress.
RESOLVED:
That the report be noted. Gifts for Sefton’s care leavers were announced.
"""


def _raw(text: str, *, title: str | None = None, meta: dict[str, str] | None = None) -> RawDocument:
    return RawDocument((text,), (), "text", title_hint=title, meta=meta or {})


def test_a_short_report() -> None:
    found = describe(_raw(REPORT.format(council="South Gloucestershire")), source="a/report.pdf")
    assert found.authority == Stated("South Gloucestershire", Origin.TEXT)
    assert found.kind == Stated(Kind.INSPECTION_REPORT, Origin.TEXT)
    assert found.speaker == Stated(Speaker.OFSTED, Origin.TEXT)
    assert found.publisher.value == "Ofsted"
    assert found.framework.value == "ILACS"
    assert found.inspected_from == Stated(date(2021, 11, 29), Origin.TEXT)
    assert found.inspected_to == Stated(date(2021, 12, 10), Origin.TEXT)
    assert found.published == Stated(None, Origin.UNKNOWN)
    assert found.source_url == Stated(None, Origin.UNKNOWN)
    title = "Inspection of South Gloucestershire local authority children’s services"
    assert found.title.value == title


def test_a_long_report() -> None:
    found = describe(_raw(LONG_REPORT.format(council="Barnsley Council")), source="x.pdf")
    assert found.authority.value == "Barnsley"
    assert found.framework.value == "SIF"
    assert found.inspected_from.value == date(2017, 2, 27)
    assert found.published == Stated(date(2017, 6, 13), Origin.TEXT)
    assert found.title.value == (
        "Barnsley Council: Inspection of services for children in need of help and protection, "
        "children looked after and care leavers"
    )


@pytest.mark.parametrize(
    "cover",
    ["{}", "London Borough of {}", "Royal Borough of\n{}", "{}\nMetropolitan Borough Council"],
)
@pytest.mark.parametrize("shape", [REPORT, LONG_REPORT])
def test_every_authority_is_read_from_its_cover(shape: str, cover: str) -> None:
    for authority in Authorities.load():
        text = shape.format(council=cover.format(authority.name))
        assert describe(_raw(text), source="x.pdf").authority.value == authority.name


def test_the_body_or_the_folder_completes_a_part_of_a_name() -> None:
    cover = LONG_REPORT.format(council="Kingston")
    assert describe(_raw(cover), source="x.pdf").authority.value == "Kingston upon Thames"
    hull = cover + "Children in Kingston upon Hull wait. Kingston upon Hull’s leaders know."
    assert describe(_raw(hull), source="x.pdf").authority.value == "Kingston upon Hull"
    in_folder = describe(_raw(cover), source="123_kingston upon hull/x.pdf")
    assert in_folder.authority.value == "Kingston upon Hull"


def test_the_text_goes_before_the_file_name() -> None:
    text = LONG_REPORT.format(council="Barnsley")
    found = describe(_raw(text), source="123_leeds/services - 14 july 2018.pdf")
    assert found.authority == Stated("Barnsley", Origin.TEXT)
    assert found.published == Stated(date(2017, 6, 13), Origin.TEXT)


def test_the_file_name_fills_in() -> None:
    found = describe(_raw("No cover at all."), source="123_leeds/minutes 2018-07-14.txt")
    assert found.authority == Stated("Leeds", Origin.FILE_NAME)
    assert found.published == Stated(date(2018, 7, 14), Origin.FILE_NAME)
    assert found.kind == Stated(Kind.MINUTES, Origin.FILE_NAME)
    assert found.speaker == Stated(Speaker.COUNCIL, Origin.FILE_NAME)


def test_a_publication_date_before_the_inspection_is_a_misprint() -> None:
    text = LONG_REPORT.format(council="Barnsley").replace("13 June 2017", "13 June 2016")
    found = describe(_raw(text), source="report 2017-06-13.pdf")
    assert found.published == Stated(date(2017, 6, 13), Origin.FILE_NAME)


def test_a_sidecar_goes_before_everything() -> None:
    found = describe(
        _raw(REPORT.format(council="Leeds")),
        source="leeds/x 2020-01-01.pdf",
        sidecar={"authority": "Sefton", "published": date(2022, 1, 28), "kind": Kind.NEWS},
    )
    assert found.authority == Stated("Sefton", Origin.SIDECAR)
    assert found.published == Stated(date(2022, 1, 28), Origin.SIDECAR)
    assert found.kind == Stated(Kind.NEWS, Origin.SIDECAR)


@pytest.mark.parametrize(
    "visit", ["Monitoring visit of", "Focused visit to", "monitoring visit to"]
)
@pytest.mark.parametrize("council", ["Swindon Borough Council", "Tower Hamlets", "Bury"])
def test_a_letter_on_a_visit(visit: str, council: str) -> None:
    found = describe(_raw(LETTER.format(visit=visit, council=council)), source="letter.pdf")
    assert found.kind.value is Kind.MONITORING_LETTER
    assert found.speaker.value is Speaker.OFSTED
    assert found.authority.value == Authorities.load().canonical(council)
    assert found.inspected_from.value == date(2019, 5, 21)
    assert found.inspected_to.value == date(2019, 5, 22)
    assert found.published.value == date(2019, 6, 20)
    assert found.title.value == f"{visit} {council} children’s services"


def test_a_letter_in_the_newer_form() -> None:
    text = """Focused visit to Rutland local authority children’s services
Inspection dates: 8 and 9 February 2023
Lead inspector: A. Person, His Majesty’s Inspector
This letter summarises the findings."""
    found = describe(_raw(text), source="x.pdf")
    assert found.kind.value is Kind.MONITORING_LETTER
    assert found.authority.value == "Rutland"
    assert found.inspected_to.value == date(2023, 2, 9)


def test_an_article() -> None:
    found = describe(_raw(ARTICLE), source="1.txt")
    assert found.kind.value is Kind.NEWS
    assert found.speaker.value is Speaker.OFSTED
    assert found.authority.value == "Rutland"
    assert found.publisher.value == "Example News"
    assert found.published.value == date(2018, 7, 4)
    assert found.title.value == "Council’s care leavers are better served"
    assert found.inspected_from.value is None


def test_a_web_page_states_its_own_title_site_and_date() -> None:
    meta = {"sitename": "The Example", "date": "2018-07-04", "url": "https://example.org/a"}
    text = ARTICLE.replace("Published: 4 July 2018\n", "")
    found = describe(_raw(text, title="Care leavers", meta=meta), source="1.html")
    assert found.title.value == "Care leavers"
    assert found.publisher.value == "The Example"
    assert found.published.value == date(2018, 7, 4)
    assert found.source_url.value == "https://example.org/a"


def test_minutes_are_the_councils_words_though_they_name_ofsted() -> None:
    found = describe(_raw(MINUTES), source="1.txt")
    assert found.kind.value is Kind.MINUTES
    assert found.speaker.value is Speaker.COUNCIL
    assert found.authority.value == "Sefton"
    assert found.publisher.value == "Sefton Council"
    assert found.title.value == "Update on services for children"
    assert found.published.value is None


def test_minutes_are_of_the_day_of_their_meeting() -> None:
    text = MINUTES.replace(
        "Agenda item\n", "Agenda item\nMeeting of Committee, 27 May 2018, 6 pm\n"
    )
    assert describe(_raw(text), source="1.txt").published.value == date(2018, 5, 27)


@pytest.mark.parametrize(
    "text",
    ["", "A list of telephone numbers.", "Leeds, Sefton and Bury met.\nThey talked on 3 May 2019."],
)
def test_what_nothing_states_stays_unknown(text: str) -> None:
    found = describe(_raw(text), source="notes.txt")
    assert found.kind.value is Kind.OTHER
    for value in (found.authority, found.speaker, found.publisher, found.inspected_from):
        assert value == Stated(None, Origin.UNKNOWN)
    assert found.published.value is None


def test_a_text_about_several_authorities_is_about_none() -> None:
    text = "Ofsted has found that Leeds, Sefton and Bury do well, inspectors said.\n"
    assert describe(_raw(text), source="1.txt").authority.value is None


@pytest.mark.skipif("FINDINGS_CORPUS" not in os.environ, reason="FINDINGS_CORPUS is not set")
def test_the_shared_articles_and_minutes() -> None:
    folder = Path(os.environ["FINDINGS_CORPUS"]) / "seeds"
    texts = [path.read_text("utf-8-sig") for path in sorted(folder.iterdir())]
    found = [describe(_raw(text), source="x.txt") for text in texts]
    assert [f.authority.value for f in found] == [
        *("Wirral", "South Gloucestershire", "Wirral", "Wirral", "Worcestershire")
    ]
    assert [f.kind.value for f in found] == [Kind.NEWS] * 3 + [Kind.MINUTES] * 2
    assert [f.speaker.value for f in found] == [Speaker.OFSTED] * 3 + [Speaker.COUNCIL] * 2


@pytest.mark.skipif("FINDINGS_CORPUS" not in os.environ, reason="FINDINGS_CORPUS is not set")
def test_shared_reports_by_their_first_pages() -> None:
    from pypdf import PdfReader

    root = Path(os.environ["FINDINGS_CORPUS"]) / "ofsted"
    for path in sorted(root.rglob("*.pdf"))[::10]:
        if not path.read_bytes().startswith(b"%PDF"):
            continue
        pages = [page.extract_text() for page in PdfReader(path).pages[:3]]
        found = describe(RawDocument(tuple(pages), (), "pdf"), source="hidden.pdf")
        assert found.authority.value == Authorities.load().canonical(path.parent.name)
        assert found.inspected_from.value is not None
        named = describe(
            RawDocument(tuple(pages), (), "pdf"), source=path.relative_to(root).as_posix()
        )
        assert named.published.value == date_of_name(path.stem)


@pytest.mark.parametrize("text", [" " * 300_000, " \n" * 150_000, "minutes of " * 30_000])
def test_monstrous_texts_are_described_at_once(text: str) -> None:
    assert describe(_raw(text), source="x.txt").authority.value is None
