"""When an inspection took place: who asks for that, and the line that says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.inspection_dates import (
    INSPECTION_DATES,
    asks_for_dates,
    asks_for_the_last,
    date_extract,
)
from assistant.periods import find_periods
from assistant.question import AnswerKind, Turn
from assistant.understand import understand
from index.encoder import Encoder
from tests.assistant.making import assistant_over, lexicon, paragraph, report

REPORT = """Wirral Council
Inspection of children's social care services
Inspection dates: 18 to 29 September 2023
Lead inspector: A Person

Overall effectiveness Good

Caseloads are manageable in every team, and social workers see children often.
"""


@pytest.mark.parametrize(
    "text",
    [
        "when was the last inspection?",
        "when did Ofsted last visit",
        "when was last inspected",
        "how long ago was inspected?",
        "dates of all inspections",
        "how many times has been inspected",
        "what year was inspected",
        "which dates was inspected in 2023",
        "has been inspected recently?",
        "when was the inspection in May 2019?",
        "What is the date of the report?",
        "When did last report",
        "When was the report published?",
    ],
)
def test_the_dates_of_inspections_are_asked_for(text: str) -> None:
    assert asks_for_dates(text, find_periods(text).periods)


@pytest.mark.parametrize(
    "text",
    [
        "how often do they visit?",
        "how often do social workers visit children?",
        "when did inspectors visit the children's home?",
        "when is the next inspection?",
        "when will Ofsted come back?",
        "when was last inspected before 2017",  # a later report tells that
        "when did the last inspection say plans would improve?",
        "what was the last inspection about?",
        "how long was the inspection?",
        "when was that inspection?",  # of the one shown before
        "when was the data published?",
        "when did managers report it?",
        "",
    ],
)
def test_other_questions_with_a_time_are_not_for_the_dates_of_inspections(text: str) -> None:
    assert not asks_for_dates(text, find_periods(text).periods)


def test_the_last_alone_is_asked_for_where_one_is_meant() -> None:
    assert asks_for_the_last("when was it last inspected")
    assert asks_for_the_last("how long ago was it inspected")
    assert not asks_for_the_last("when was it inspected")


@pytest.mark.parametrize(
    ("lines", "quote"),
    [
        (("Inspection date: 3 May 2019",), "Inspection date: 3 May 2019"),
        (("Inspection dates: 1 to 3 May 2019",), "Inspection dates: 1 to 3 May 2019"),
        (("Inspection dates: 1 to", "3 May 2019"), "Inspection dates: 1 to\n3 May 2019"),
        (("Previous inspection: 3 May 2019",), None),
        (("Inspection date: 3 May 2014",), None),  # not the days that are known of it
    ],
)
def test_the_line_that_states_the_dates_is_quoted(
    lines: tuple[str, ...], quote: str | None
) -> None:
    document = report(paragraph("Wirral"), *map(paragraph, lines), when=date(2019, 5, 3))
    found = date_extract(document)
    assert (found.quote if found else None) == quote


@pytest.mark.parametrize(
    ("line", "quote"),
    [
        ("Report published: 9 July 2019", "Report published: 9 July 2019"),
        ("Published by the council", "Inspection date: 3 May 2019"),
    ],
)
def test_the_line_that_states_publication_is_preferred_where_that_is_asked(
    line: str, quote: str
) -> None:
    lines = (paragraph("Inspection date: 3 May 2019"), paragraph(line))
    document = report(*lines, when=date(2019, 5, 3))
    found = date_extract(document, published=True)
    assert found is not None and found.quote == quote
    inspected = date_extract(document)
    assert inspected is not None and inspected.quote == "Inspection date: 3 May 2019"


def test_dates_are_a_topic_of_their_own() -> None:
    last = understand("When was Wirral last inspected?", lexicon())
    assert (last.kind, last.topic) == (AnswerKind.FIGURE, INSPECTION_DATES)
    assert [period.label for period in last.periods] == ["latest"]
    every = understand("How many times has Wirral been inspected?", lexicon())
    assert (every.topic, every.periods) == (INSPECTION_DATES, ())
    both = understand("When were Wirral and Slough last inspected?", lexicon())
    assert both.kind is AnswerKind.COMPARE


def test_dates_are_carried_to_another_authority_and_not_to_another_topic() -> None:
    before = (Turn("When was Wirral last inspected?"),)
    assert understand("And Slough?", lexicon(), before).topic == INSPECTION_DATES
    assert understand("What did they say about caseloads?", lexicon(), before).topic == "caseloads?"
    topic = (Turn("What did Ofsted say about caseloads in Wirral?"),)
    assert understand("When was it last inspected?", lexicon(), topic).topic == INSPECTION_DATES


def test_the_dates_are_answered_from_the_cover(
    tmp_path: Path, models: Path, encoder: Encoder
) -> None:
    with assistant_over(REPORT, tmp_path, models, encoder) as assistant:
        answer = assistant.ask("When was Wirral last inspected?")
    assert [e.quote for e in answer.extracts] == ["Inspection dates: 18 to 29 September 2023"]


@pytest.mark.parametrize(
    "text",
    [
        "What did Ofsted say about Bristol?",
        "tell me about Bristol",
        "How is it doing?",
        "what did they find?",
        "what about leadership?",
        "has it improved?",
    ],
)
def test_a_question_in_full_after_dates_is_of_what_was_found(text: str) -> None:
    question = understand(text, lexicon(), (Turn("When was Wirral inspected?"),))
    assert question.kind in (AnswerKind.FINDING, AnswerKind.TREND)
    assert INSPECTION_DATES not in question.topic


@pytest.mark.parametrize(
    "text",
    [
        "and Slough?",
        "what about Slough",
        "before that?",
        "and in 2019?",
        "and the latest?",
        "when was that?",
        "and when was Slough?",
        "compare with Slough",
    ],
)
def test_a_place_or_a_time_alone_asks_for_the_dates_again(text: str) -> None:
    question = understand(text, lexicon(), (Turn("When was Wirral inspected?"),))
    assert question.topic == INSPECTION_DATES
