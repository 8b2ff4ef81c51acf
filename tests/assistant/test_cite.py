"""Where an extract stands: page, paragraph, headings, grade, and the words around it."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.cite import cite, extract
from corpus.document import About, Document, Kind, Span, Speaker
from tests.assistant.making import Part, heading, item, paragraph, report

WHEN = date(2022, 6, 10)
REPORT = report(
    paragraph("Words before any heading."),
    heading("Report"),
    heading("Care leavers", 2, "good"),
    paragraph("First of all.", "Second comes this.", "Third is last.", number="12"),
    heading("Advisers", 3),
    paragraph("Advisers visit.", number="13", page=2),
    heading("Leadership", 2),
    paragraph("Leaders should see to:", number="14", page=3),
    item("Visits on time"),
    paragraph("The board meets.", about=About.BOARD),
    when=WHEN,
)


def span_of(words: str, document: Document = REPORT) -> Span:
    start = document.text.index(words)
    return Span(start, start + len(words))


def test_page_paragraph_headings_and_provenance() -> None:
    cited = cite(REPORT, span_of("Advisers visit."))
    assert (cited.page, cited.last_page, cited.paragraph) == (2, 2, "13")
    assert cited.heading_path == ("Report", "Care leavers", "Advisers")
    assert (cited.authority, cited.kind, cited.speaker) == (
        "Wirral",
        Kind.INSPECTION_REPORT,
        Speaker.OFSTED,
    )
    assert (cited.inspected_from, cited.inspected_to, cited.published) == (WHEN, WHEN, None)
    assert (cited.document_id, cited.sha256) == (REPORT.id, REPORT.sha256)


@pytest.mark.parametrize(
    ("words", "grade"),
    [
        ("First of all.", "good"),
        ("Advisers visit.", "good"),  # of the heading above its own
        ("Leaders should see to:", None),  # a neighbour's grade is not its own
        ("Words before any heading.", None),
    ],
)
def test_the_grade_is_that_of_the_section(words: str, grade: str | None) -> None:
    assert cite(REPORT, span_of(words)).grade == grade


def test_the_boards_one_grade_is_that_of_all_its_sections() -> None:
    made = report(
        heading("Leadership", 2, "inadequate"),
        heading("The board", 1, about=About.BOARD),
        heading("The board is good", 2, "good", About.BOARD),
        heading("Its work", 2, about=About.BOARD),
        paragraph("The board meets.", about=About.BOARD),
    )
    assert cite(made, span_of("The board meets.", made)).grade == "good"


def test_an_extract_over_a_page_break_names_both_pages() -> None:
    span = Span(span_of("Advisers visit.").start, span_of("Visits on time").end)
    cited = cite(REPORT, span)
    assert (cited.page, cited.last_page) == (2, 3)


def test_the_board_is_told_apart() -> None:
    assert cite(REPORT, span_of("The board meets.")).about is About.BOARD


def test_an_extract_has_the_sentences_around_it() -> None:
    middle = extract(REPORT, span_of("Second comes this."), score=0.5, group="2022")
    assert (middle.before, middle.after) == ("First of all.", "Third is last.")
    assert (middle.quote, middle.group, middle.score) == ("Second comes this.", "2022", 0.5)
    first = extract(REPORT, span_of("First of all. Second comes this."), score=0.5)
    assert (first.before, first.after) == (None, "Third is last.")


def test_a_list_item_has_its_lead_in() -> None:
    made = extract(REPORT, span_of("Visits on time"), score=1.0)
    assert made.lead_in == "Leaders should see to:"
    assert (made.before, made.after) == (None, None)


@pytest.mark.parametrize(
    ("headings", "lead_in"),
    [
        ((heading("What needs to improve", 1),), "What needs to improve"),
        ((heading("Recommendations", 1), heading("Leadership", 2)), "Recommendations"),
        ((heading("Leadership", 1),), None),
    ],
)
def test_an_item_of_what_must_improve_without_lead_in_has_its_heading(
    headings: tuple[Part, ...], lead_in: str | None
) -> None:
    made = report(*headings, item("Clarity about what must change"))
    found = extract(made, span_of("Clarity about what must change", made), score=1.0)
    assert found.lead_in == lead_in


def test_what_is_unknown_is_said_to_be() -> None:
    made = report(paragraph("Words."), authority="Wirral")
    bare = cite(made, span_of("Words.", made))
    assert (bare.heading_path, bare.paragraph, bare.inspected_to) == ((), None, None)
