"""The ledger of judgements: every gap explained, and lists in the order asked for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Kind
from corpus.judgements import STRANDS
from tests.web.graded import inspection
from web.ledger import (
    GRADES,
    MAIN_STRANDS,
    Absence,
    Inspection,
    Selection,
    frameworks,
    inspections,
    select,
    strand_name,
    strands,
    years,
)

SIF = inspection(
    "Wirral",
    date(2016, 7, 28),
    "SIF",
    {
        "overall effectiveness": "inadequate",
        "leadership": "inadequate",
        "help and protection": "inadequate",
        "children in care": "requires improvement",
        "care leavers": "requires improvement",
        "adoption": "requires improvement",
        "board": "good",
    },
)
EARLY_ILACS = inspection(
    "Wirral",
    date(2019, 6, 21),
    "ILACS",
    {
        "overall effectiveness": "requires improvement",
        "leadership": "requires improvement",
        "help and protection": "not judged",
        "children in care": "good",
    },
    together=True,
)
LATE_ILACS = inspection(
    "Halton",
    date(2024, 5, 24),
    "ILACS",
    {
        "overall effectiveness": "outstanding",
        "leadership": "outstanding",
        "help and protection": "good",
        "children in care": "good",
    },
)
BEFORE = inspection(
    "Barnet", date(2012, 3, 2), None, {"overall effectiveness": "adequate", "outcomes": "good"}
)
EVERY = [SIF, EARLY_ILACS, LATE_ILACS, BEFORE]


@pytest.mark.parametrize(
    ("held", "strand", "absence"),
    [
        (SIF, "board", None),
        (EARLY_ILACS, "care leavers", Absence.TOGETHER),
        (EARLY_ILACS, "adoption", Absence.NOT_IN_FRAMEWORK),
        (EARLY_ILACS, "board", Absence.NOT_IN_FRAMEWORK),
        (LATE_ILACS, "care leavers", Absence.NOT_STATED),
        (BEFORE, "leadership", Absence.NOT_STATED),
    ],
)
def test_a_gap_says_why(held: Inspection, strand: str, absence: Absence | None) -> None:
    assert held.absence(strand) == absence


def test_not_judged_is_a_statement_and_no_gap() -> None:
    assert EARLY_ILACS.absence("help and protection") is None
    assert EARLY_ILACS.grades["help and protection"].judgement.grade == "not judged"


def test_a_shared_grade_leads_to_its_words() -> None:
    shared = EARLY_ILACS.together("care leavers")
    assert shared is not None
    assert shared.judgement.wording.endswith("children in care and care leavers")
    assert EARLY_ILACS.together("adoption") is None


def test_the_board_is_never_named_like_a_strand_of_the_council() -> None:
    assert strand_name("board") == "Safeguarding board"
    assert strand_name("care leavers") == "Care leavers"


def test_reports_without_grades_are_listed_and_letters_without_are_not() -> None:
    bare = inspection("Hull", date(2020, 1, 1), "ILACS", {})
    letter = inspection("Hull", date(2021, 1, 1), None, {}, kind=Kind.MONITORING_LETTER)
    news = inspection("Hull", None, None, {"leadership": "good"}, kind=Kind.NEWS)
    listed = inspections([i.document for i in (bare, letter, news)], news.grades.values())
    assert [(i.document.id, dict(i.grades)) for i in listed] == [
        (bare.document.id, {}),
        (news.document.id, dict(news.grades)),
    ]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Selection(), [BEFORE, LATE_ILACS, EARLY_ILACS, SIF]),
        (Selection(descending=True), [EARLY_ILACS, SIF, LATE_ILACS, BEFORE]),
        (Selection(authority="Wirral"), [EARLY_ILACS, SIF]),
        (Selection(framework="ILACS"), [LATE_ILACS, EARLY_ILACS]),
        (Selection(year="2012"), [BEFORE]),
        (Selection(grade="good"), [BEFORE, LATE_ILACS, EARLY_ILACS, SIF]),
        (Selection(grade="good", strand="children in care"), [LATE_ILACS, EARLY_ILACS]),
        (Selection(grade="not judged"), [EARLY_ILACS]),
        (Selection(authority="Nowhere"), []),
        (Selection(sort="date"), [BEFORE, SIF, EARLY_ILACS, LATE_ILACS]),
        (Selection(sort="date", descending=True), [LATE_ILACS, EARLY_ILACS, SIF, BEFORE]),
        (Selection(sort="framework"), [BEFORE, LATE_ILACS, EARLY_ILACS, SIF]),
        # the best first; without a grade last, whichever way
        (Selection(sort="leadership"), [LATE_ILACS, EARLY_ILACS, SIF, BEFORE]),
        (Selection(sort="leadership", descending=True), [SIF, EARLY_ILACS, LATE_ILACS, BEFORE]),
    ],
)
def test_lists_are_narrowed_and_sorted(wanted: Selection, expected: list[Inspection]) -> None:
    assert select(EVERY, wanted) == expected


def test_undated_inspections_come_last_both_ways() -> None:
    undated = inspection("Acton", None, None, {"leadership": "good", "board": "good"})
    for descending in (False, True):
        assert select([undated, SIF], Selection(sort="date", descending=descending))[-1] == undated


def test_a_heading_chosen_again_turns_the_order_round() -> None:
    once = Selection().sorted_by("date")
    assert (once.sort, once.descending) == ("date", False)
    assert once.sorted_by("date").descending
    assert not once.sorted_by("date").sorted_by("leadership").descending


def test_what_can_be_chosen_is_what_is_held() -> None:
    assert years(EVERY) == (2024, 2019, 2016, 2012)
    assert frameworks(EVERY) == ("ILACS", "SIF")
    assert strands([BEFORE]) == ("overall effectiveness", "outcomes")
    assert [r.judgement.strand for r in BEFORE.other_grades] == ["outcomes"]


_made = st.builds(
    inspection,
    st.sampled_from(["Wirral", "Halton", "Hull"]),
    st.none() | st.dates(date(2005, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["SIF", "ILACS", None]),
    st.dictionaries(st.sampled_from(STRANDS), st.sampled_from(GRADES), min_size=1),
    together=st.booleans(),
)


@given(
    st.lists(_made, max_size=8),
    st.builds(
        Selection,
        authority=st.sampled_from(["", "Wirral"]),
        strand=st.sampled_from(["", "leadership", "board"]),
        grade=st.sampled_from(["", *GRADES]),
        sort=st.sampled_from(["authority", "date", "framework", *MAIN_STRANDS]),
        descending=st.booleans(),
    ),
)
def test_a_list_holds_what_was_asked_for_and_loses_nothing(
    held: list[Inspection], wanted: Selection
) -> None:
    listed = select(held, wanted)
    assert all(i in held for i in listed)
    for i in held:
        fits = wanted.authority in ("", i.authority) and (
            not wanted.grade or any(wanted.matches(r) for r in i.grades.values())
        )
        assert listed.count(i) == (held.count(i) if fits else 0)
    for i in listed:
        for strand in STRANDS:
            assert (i.absence(strand) is None) == (strand in i.grades)
