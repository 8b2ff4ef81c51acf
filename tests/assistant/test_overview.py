"""What a report says as a whole: its overall grade, the opening of its findings, its other grades."""

from __future__ import annotations

import pytest

from assistant.overview import asks_for_overview, overview_extracts
from assistant.reading import ReadDocument
from corpus.document import About
from tests.assistant.making import heading, item, paragraph, report, row

OPENING = (
    "Children in this borough wait too long for help, and some of them are left in situations of harm.",
    "Leaders know what is wrong, have found the money to put it right, and have begun to do so.",
)
REPORT = report(
    paragraph("Inspection of Wirral local authority children's services"),
    paragraph("Lead inspector: Ada Example"),
    row("overall effectiveness", "inadequate"),
    row("leadership", "good"),
    row("board", "inadequate", "The effectiveness of the Local Safeguarding Children Board (LSCB)"),
    paragraph(
        "The LSCB is not able to show that it has the arrangements and the skills that it needs to do its work."
    ),
    paragraph(*OPENING),
    heading("What needs to improve"),
    item("The speed with which help reaches families that have asked for it, above all at weekends, is slow."),
)  # fmt: skip


def quotes(max_words: int = 120) -> list[str]:
    read = ReadDocument(REPORT, str.split)
    return [found.quote for found in overview_extracts("", read, max_words=max_words)]


def test_the_grade_comes_first_then_the_opening_and_the_other_grades() -> None:
    assert quotes() == [
        "Overall effectiveness Inadequate",
        " ".join(OPENING),
        "Leadership Good",
    ]


def test_an_opening_is_cut_at_whole_sentences() -> None:
    assert quotes(max_words=20)[1] == OPENING[0]


def test_nothing_is_said_of_the_board() -> None:
    read = ReadDocument(REPORT, str.split)
    found = overview_extracts("", read, max_words=120)
    assert {extract.citation.about for extract in found} == {About.AUTHORITY}


def test_a_document_without_grades_has_no_overview() -> None:
    read = ReadDocument(report(paragraph(*OPENING)), str.split)
    assert overview_extracts("", read, max_words=120) == []


@pytest.mark.parametrize(
    "topic",
    ["the main findings", "summarise the report", "give me an overview", "key messages please",
     "what were the headlines?", "can you sum it up", "the gist of the inspection"],
)  # fmt: skip
def test_a_report_as_a_whole(topic: str) -> None:
    assert asks_for_overview(topic)


@pytest.mark.parametrize(
    "topic",
    ["", "findings on neglect", "key workers", "summary of early help", "main weaknesses",
     "how did it go", "learning points from reviews"],
)  # fmt: skip
def test_something_of_a_report(topic: str) -> None:
    assert not asks_for_overview(topic)
