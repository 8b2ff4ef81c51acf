"""The list of what must improve: whole and in order, or by topic."""

from __future__ import annotations

import pytest

from assistant.improve import improvement_blocks, is_whole_list, list_extracts
from corpus.document import About
from tests.assistant.making import heading, item, paragraph, report

ITEMS = ["The quality of pathway plans.", "Visits to children in care.", "Supervision of staff."]
REPORT = report(
    heading("Report"),
    paragraph("Plans are better."),
    heading("What needs to improve in this area", 2),
    paragraph("Leaders should improve:"),
    *map(item, ITEMS),
    heading("Leadership", 2),
    paragraph("Leaders know the services."),
    item("An item of another list."),
)


@pytest.mark.parametrize(
    "topic",
    [
        "what must improve",
        "what was it told to fix?",
        "What needed to get better?",
        "list of improvements pls",
        "areas for improvement",
        "Areas to improve",
        "recommendations",
        "what are the priorities for improvement?".replace("priorities", "priority areas"),
        "one thing to work on?",
        "which bits still need work then?",
        "what did need to do better",
        "list what has to improve",
        "the council to do?",
        "how have the areas for improvement changed",
        "compare the recommendations of both reports",
        "how many recommendations did it get",
        "what action must take?",
        "how can improve?",
        "",
    ],
)
def test_the_whole_list_is_asked_for(topic: str) -> None:
    assert is_whole_list(topic)


@pytest.mark.parametrize(
    "topic",
    [
        "what does need to do about care leavers",
        "ask to do for homeless teenagers",
        "what must sort out with its foster carers",
        "recommendation on the officer dealing with allegations",
        "what does have to fix about its computers?",
    ],
)
def test_items_on_one_topic_are_asked_for(topic: str) -> None:
    assert not is_whole_list(topic)


def test_priorities_ask_for_the_whole_list() -> None:
    assert is_whole_list("what are the priorities for improvement?")


def test_the_items_of_the_list_and_no_others() -> None:
    assert [REPORT.quote(block.span) for block in improvement_blocks(REPORT)] == ITEMS


def test_the_boards_list_is_not_the_authoritys() -> None:
    made = report(
        heading("Areas for improvement"), paragraph("The board should meet.", about=About.BOARD)
    )
    assert improvement_blocks(made) == []


def test_the_list_ends_where_the_findings_begin() -> None:
    made = report(
        heading("Recommendations"),
        item("Improve plans."),
        heading("The experiences and progress of children who need help", 2),
        item("Visits are regular."),
    )
    assert [made.quote(block.span) for block in improvement_blocks(made)] == ["Improve plans."]
    made = report(
        heading("Recommendations"),
        item("Improve plans."),
        item("Improve visits."),
        paragraph("Leaders know the services.", number="1"),
        paragraph("Staff stay.", number="2"),
    )
    assert [made.quote(block.span) for block in improvement_blocks(made)] == [
        "Improve plans.",
        "Improve visits.",
    ]


def test_a_part_of_the_list_with_numbers_of_its_own_belongs_to_it() -> None:
    made = report(
        heading("Areas for improvement"),
        item("Improve plans."),
        heading("Priority actions", 2),
        paragraph("Visit every child.", number="1"),
    )
    assert len(improvement_blocks(made)) == 2


def test_numbered_paragraphs_may_be_the_list() -> None:
    made = report(
        heading("Recommendations"),
        paragraph("The council should act as follows."),
        paragraph("Improve plans.", number="1"),
        paragraph("Improve visits.", number="2"),
    )
    assert [b.paragraph for b in improvement_blocks(made)] == ["1", "2"]


def test_paragraphs_alone_are_the_list_where_there_are_no_items() -> None:
    made = report(heading("Areas for improvement"), paragraph("Plans are to improve."))
    assert len(improvement_blocks(made)) == 1
    assert improvement_blocks(report(paragraph("No list."))) == []


@pytest.mark.parametrize(("max_words", "n_extracts"), [(110, 1), (9, 2), (1, 3)])
def test_the_list_is_quoted_whole_in_order(max_words: int, n_extracts: int) -> None:
    extracts = list_extracts(REPORT, improvement_blocks(REPORT), max_words=max_words)
    assert len(extracts) == n_extracts
    assert "\n".join(e.quote for e in extracts) == "\n".join(ITEMS)
    assert all(e.lead_in == "Leaders should improve:" for e in extracts)
    assert all(REPORT.quote(e.span) == e.quote for e in extracts)
    assert [e.score for e in extracts] == sorted((e.score for e in extracts), reverse=True)


def test_items_that_other_words_part_are_extracts_of_their_own() -> None:
    made = report(
        heading("Areas for improvement"),
        item(ITEMS[0]),
        paragraph("In the longer term, leaders should see to:"),
        item(ITEMS[1]),
    )
    extracts = list_extracts(made, improvement_blocks(made), max_words=110)
    assert [e.quote for e in extracts] == ITEMS[:2]
