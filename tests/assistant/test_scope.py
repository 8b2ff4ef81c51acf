"""Which documents may answer: by authority, by speaker, by time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.periods import find_periods, following, preceding
from assistant.question import AnswerKind, AuthorityMention, Period, Question, Term
from assistant.scope import find_scope, inspections, shown_date
from corpus.document import Kind, Origin, Speaker, Stated
from index.engine import DocumentRecord
from tests.assistant.making import record


def inspected(name: str, year: int, month: int, authority: str = "Wirral") -> DocumentRecord:
    """An inspection of two days whose report came out two months later."""
    days = date(year, month, 10), date(year, month, 21)
    later = date(year + (month + 2) // 13, (month + 1) % 12 + 1, 5)
    return record(name, authority, inspected=days, published=later)


FIRST = inspected("first", 2014, 3)
SECOND = inspected("second", 2018, 11)  # published in January 2019
THIRD = inspected("third", 2022, 6)
OTHER = inspected("other", 2021, 5, "Slough")
UNDATED = record("undated")
MINUTES = record(
    "minutes", kind=Kind.MINUTES, speaker=Speaker.COUNCIL, published=date(2018, 11, 20)
)
ALL = [FIRST, SECOND, THIRD, OTHER, UNDATED, MINUTES]
REPORTS = [FIRST, SECOND, THIRD, OTHER]


def question(
    time: str = "",
    *names: str,
    speaker: Speaker | None = Speaker.OFSTED,
    kind: AnswerKind = AnswerKind.FINDING,
) -> Question:
    return Question(
        text=time,
        topic="neglect",
        terms=(),
        kind=kind,
        authorities=tuple(AuthorityMention(name, name, True) for name in names),
        speaker=speaker,
        periods=find_periods(time).periods,
    )


def sides(asked: Question, records: Sequence[DocumentRecord]) -> list[tuple[str | None, list[str]]]:
    return [(s.label, [r.id for r in s.documents]) for s in find_scope(asked, records).sides]


def held(time: str, records: Sequence[DocumentRecord] = REPORTS) -> list[str]:
    ((_, documents),) = sides(question(time, "Wirral"), records)
    return documents


def test_one_authority_has_its_documents_the_latest_first() -> None:
    assert held("") == ["third", "second", "first"]
    assert held("", ALL) == ["third", "second", "first", "undated"]


def test_a_speaker_keeps_the_others_out() -> None:
    for speaker, expected in (
        (Speaker.COUNCIL, ["minutes"]),
        (None, ["third", "second", "minutes", "first", "undated"]),
    ):
        ((_, documents),) = sides(question("", "Wirral", speaker=speaker), ALL)
        assert documents == expected


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("in 2014", ["first"]),
        ("in 2018", ["second"]),
        ("in 2019", ["second"]),  # the year of its report
        ("in November 2018", ["second"]),
        ("in December 2018", ["second"]),  # between the inspection and its report
        ("in January 2019", ["second"]),
        ("between October and November 2018", ["second"]),
        ("in 2018/19", ["second"]),
        ("the latest", ["third"]),
        ("now", ["third"]),
        ("the previous inspection", ["second"]),
        ("the inspection before last", ["second"]),
        ("the first inspection", ["first"]),
        ("since 2018", ["third", "second"]),
        ("before 2018", ["first"]),
        ("before the 2018 inspection", ["first"]),
        ("before 2014", ["first"]),  # its own report tells what came before
        ("until 2018", ["second", "first"]),
        ("in 2014 and 2022", ["third", "first"]),
        ("the second inspection", ["second"]),
        ("the inspection after 2014", ["second"]),
        ("the inspection before 2022", ["second"]),
        ("in 2014 and the next inspection", ["second", "first"]),
    ],
)
def test_a_time_admits_its_inspections(time: str, expected: list[str]) -> None:
    assert held(time) == expected


def test_undated_documents_are_never_excluded_by_a_year() -> None:
    assert held("in 2014", ALL) == ["first", "undated"]
    assert find_scope(question(""), ALL).undated
    assert not find_scope(question("in 2014"), ALL).undated


def test_a_year_without_documents_says_which_are_held() -> None:
    (side,) = find_scope(question("in 2016", "Wirral"), REPORTS).sides
    assert side.documents == ()
    assert side.missing == (
        "nothing held of 2016 (held: inspected March 2014, inspected November 2018, inspected June 2022)"
    )


def test_an_authority_without_documents_says_so() -> None:
    (side,) = find_scope(question("", "Leeds"), ALL).sides
    assert (side.documents, side.missing) == ((), "no documents")


def test_a_visit_after_an_inspection_is_not_the_next_inspection() -> None:
    visit = record(
        "visit", inspected=(date(2023, 1, 10), date(2023, 1, 11)), kind=Kind.MONITORING_LETTER
    )
    assert held("the latest", [*REPORTS, visit]) == ["visit", "third"]
    assert held("the previous inspection", [*REPORTS, visit]) == ["second"]


def test_authorities_compared_are_sides_in_the_order_named() -> None:
    asked = question("", "Slough", "Wirral", kind=AnswerKind.COMPARE)
    assert sides(asked, REPORTS) == [
        ("Slough", ["other"]),
        ("Wirral", ["third", "second", "first"]),
    ]
    absent = question("in 2014", "Slough", "Wirral", kind=AnswerKind.COMPARE)
    assert sides(absent, REPORTS) == [("Slough", []), ("Wirral", ["first"])]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("", ["2014", "2018", "2022"]),
        ("2014 and 2022", ["2014", "2022"]),
        ("2022 and 2014", ["2014", "2022"]),
        ("since 2014", ["2014", "2018", "2022"]),
        ("since 2019", ["2018", "2022"]),  # from the report that came out in 2019
        ("between 2014 and 2019", ["2014", "2018"]),
        ("between 2013 and 2023", ["2014", "2018", "2022"]),
        ("the last two inspections", ["2018", "2022"]),
        ("the first two inspections", ["2014", "2018"]),
        ("the three most recent inspections", ["2014", "2018", "2022"]),
        ("all previous reports", ["2014", "2018"]),
        ("since 2020", ["2018", "2022"]),  # one inspection alone shows no change
        ("since the last inspection", ["2018", "2022"]),
        ("2014 and the next inspection", ["2014", "2018"]),
        ("2018", ["2018", "2022"]),
    ],
)
def test_a_trend_has_a_side_for_each_inspection(time: str, expected: list[str]) -> None:
    asked = question(time, "Wirral", kind=AnswerKind.TREND)
    assert [label for label, _ in sides(asked, REPORTS)] == expected


def test_an_undated_change_has_the_latest_first_and_grades_in_a_row() -> None:
    asked = question("", "Wirral", kind=AnswerKind.TREND)
    neglect = replace(asked, terms=(Term("neglect", 1.0),))
    assert [label for label, _ in sides(neglect, REPORTS)] == ["2022", "2018", "2014"]
    grades = replace(asked, topic="how has its rating changed", terms=(Term("rating", 1.0),))
    assert [label for label, _ in sides(grades, REPORTS)] == ["2014", "2018", "2022"]


def test_only_the_inspection_within_a_range_answers() -> None:
    asked = question("between 2017 and 2020", "Wirral", kind=AnswerKind.TREND)
    assert sides(asked, REPORTS) == [(None, ["second"])]


def test_a_change_since_a_time_keeps_the_first_and_the_latest() -> None:
    many = [inspected(str(year), year, 3) for year in range(2012, 2024, 2)]
    asked = question("since 2012", "Wirral", kind=AnswerKind.TREND)
    assert [label for label, _ in sides(asked, many)] == ["2012", "2018", "2020", "2022"]


def test_a_visit_that_is_not_held_is_not_answered_by_an_inspection() -> None:
    (side,) = find_scope(question("the last monitoring visit", "Wirral"), REPORTS[:1]).sides
    assert side.documents == ()
    assert side.missing == (
        "no letter of a monitoring or focused visit is held (held: inspection reports, inspected March 2014)"
    )
    visit = record(
        "visit", inspected=(date(2021, 1, 10), date(2021, 1, 11)), kind=Kind.MONITORING_LETTER
    )
    assert held("the last monitoring visit", [*REPORTS, visit]) == ["visit"]


def test_a_framework_names_its_own_inspections() -> None:
    old = record("old", inspected=(date(2015, 1, 10), date(2015, 1, 20)))
    new = replace(
        old, id="new", provenance=replace(old.provenance, framework=Stated("ILACS", Origin.TEXT))
    )
    assert held("the ILACS", [old, new]) == ["new"]


def test_two_inspections_of_a_year_are_told_apart() -> None:
    records = [inspected("spring", 2014, 3), inspected("autumn", 2014, 10)]
    asked = question("", "Wirral", kind=AnswerKind.TREND)
    assert sides(asked, records) == [("March 2014", ["spring"]), ("October 2014", ["autumn"])]


def test_a_trend_of_one_inspection_or_of_many_authorities_is_no_trend() -> None:
    assert sides(question("", "Slough", kind=AnswerKind.TREND), REPORTS) == [(None, ["other"])]
    ((label, documents),) = sides(question("", kind=AnswerKind.TREND), REPORTS)
    assert (label, len(documents)) == (None, 4)
    alone = sides(question("", kind=AnswerKind.TREND), [FIRST, SECOND])
    assert [label for label, _ in alone] == ["2014", "2018"]


def test_dates_as_they_are_shown() -> None:
    assert shown_date(THIRD) == "inspected June 2022"
    assert shown_date(MINUTES) == "published November 2018"
    assert shown_date(UNDATED) == "undated"
    assert [r.id for r in inspections(ALL)] == ["first", "second", "other", "third"]


(IN_2018,) = find_periods("in 2018").periods


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (preceding(IN_2018), ["first"]),
        (preceding(preceding(IN_2018)), []),
        (following(IN_2018), ["third"]),
        (following(following(IN_2018)), ["third"]),
        (preceding(Period("latest", ordinal=-1)), ["second"]),
    ],
)
def test_the_inspection_before_or_after_a_time(period: Period, expected: list[str]) -> None:
    asked = replace(question("", "Wirral"), periods=(period,))
    ((_, documents),) = sides(asked, REPORTS)
    assert documents == expected
