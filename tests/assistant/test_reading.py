"""What ranking needs to know of a document's sentences."""

from __future__ import annotations

import pytest

from assistant.reading import ReadDocument, is_improvement_heading
from corpus.document import About
from tests.assistant.making import heading, item, paragraph, report, row

REPORT = report(
    heading("Executive summary"),
    paragraph("Twenty advisers visit often.", "They are few."),
    heading("What needs to improve"),
    paragraph("Leaders should improve the following:"),
    item("Visits to young people on time"),
    heading("The board"),
    paragraph("The board meets four times.", about=About.BOARD),
    row("leadership", "good"),
    heading("Information about this inspection"),
    paragraph("Inspectors looked closely at practice."),
)
READ = ReadDocument(REPORT, lambda text: text.lower().split())


def index_of(words: str) -> int:
    return [REPORT.quote(s.span) for s in REPORT.sentences].index(words)


def test_words_and_stems_of_a_sentence() -> None:
    first = READ.sentence(index_of("Twenty advisers visit often."))
    assert (first.n_words, first.quotable) == (4, True)
    assert first.sequence == ("twenty", "advisers", "visit", "often.")
    assert first.stems == frozenset(first.sequence)
    assert READ.sentence(0) is READ.sentence(0)


@pytest.mark.parametrize(
    "words",
    [
        "Executive summary",
        "They are few.",
        "Leadership Good",
        "Inspectors looked closely at practice.",
    ],
)
def test_headings_fragments_grades_and_boilerplate_are_no_statements(words: str) -> None:
    assert not READ.sentence(index_of(words)).quotable


def test_where_a_sentence_stands() -> None:
    assert READ.in_summary(index_of("They are few."))
    assert READ.improving(index_of("Visits to young people on time"))
    assert READ.about_board(index_of("The board meets four times."))
    plain = index_of("Inspectors looked closely at practice.")
    assert not (READ.in_summary(plain) or READ.improving(plain) or READ.about_board(plain))


def test_sentences_of_a_block_its_headings_and_its_lead_in() -> None:
    first = index_of("Twenty advisers visit often.")
    assert READ.of_block(REPORT.sentences[first].block) == range(first, first + 2)
    assert READ.of_block(999) == range(0)
    block = READ.block(index_of("Visits to young people on time"))
    path = ("what", "needs", "to", "improve")
    assert READ.heading(block.heading) == (frozenset(path), path)
    assert "leaders" in READ.lead_in(block)[0]
    assert READ.lead_in(READ.block(first)) == (frozenset(), ())


@pytest.mark.parametrize(
    ("title", "opens"),
    [
        ("What needs to improve?", True),
        ("Areas for improvement", True),
        ("Areas for priority action", True),
        ("Recommendations", True),
        ("Priority and immediate action", True),
        ("Improving lives", False),
        ("Leadership", False),
    ],
)
def test_headings_that_open_a_list_of_improvements(title: str, opens: bool) -> None:
    assert is_improvement_heading(title) is opens


@pytest.mark.parametrize(
    "words",
    [
        "Inspection of Farnley local authority children’s services",
        "Inspection of services for children in need of help, children looked after and care leavers"
        " and Review of the Safeguarding Children Board 1",
        "Inspection dates: 4 to 8 March 2030",
        "Senior data analyst: Kim Example",
        "Quality and effectiveness of practice",
        "Metropolitan Borough of Farnley",
        "In reply to questions, the committee was told the following:",
        "These included case examples of:",
        "In the last 12 months:",
    ],
)
def test_lines_of_the_cover_and_lead_ins_are_no_statements(words: str) -> None:
    made = report(paragraph(words), item("visits to young people on time"))
    assert not ReadDocument(made, str.split).sentence(0).quotable


@pytest.mark.parametrize(
    "words",
    [
        "Lead inspector: Kim Example, His Majesty’s Inspector",
        "Children’s services in Farnley are good",
        "Number of children in care: 412",
        "The committee noted the report",
        "Advisers visit young people often.",
        "Of 412 children, 40 were placed outside the town, including:",
        "Good help from advisers for young people.",
    ],
)
def test_lines_that_say_something_are_statements(words: str) -> None:
    made = report(paragraph(words), item("visits to young people on time"))
    assert ReadDocument(made, str.split).sentence(0).quotable


def test_a_line_without_a_stop_within_a_paragraph_or_list_is_a_statement() -> None:
    made = report(paragraph("Advisers visit often.", "Good help for young people"))
    assert ReadDocument(made, str.split).sentence(1).quotable
    made = report(paragraph("They should see to:"), item("Good help for young people"))
    assert ReadDocument(made, str.split).sentence(1).quotable
