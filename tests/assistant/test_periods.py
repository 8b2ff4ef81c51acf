"""Words of time, and numbers that are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.periods import find_periods, following, preceding
from assistant.question import Period


def labels(text: str) -> list[str]:
    return [period.label for period in find_periods(text).periods]


def left(text: str) -> str:
    """`text` without the words of time."""
    kept = list(text)
    for start, end in find_periods(text).spans:
        kept[start:end] = " " * (end - start)
    return " ".join("".join(kept).split())


@pytest.mark.parametrize(
    ("text", "expected", "topic"),
    [
        ("neglect in 2019", ["2019"], "neglect"),
        ("2019 inspection: neglect", ["2019"], ": neglect"),
        ("in its 2017 report what of neglect", ["2017"], "what of neglect"),
        ("neglect in the 2019 Ofsted inspection", ["2019"], "neglect"),
        ("neglect, inspection of 2019", ["2019"], "neglect,"),
        ("neglect in May 2019", ["May 2019"], "neglect"),
        ("neglect in Sept 2019", ["September 2019"], "neglect"),
        ("neglect on 14 July 2017", ["July 2017"], "neglect on"),
        ("neglect in early 2019", ["2019"], "neglect"),
        ("neglect between March and June 2019", ["March–June 2019"], "neglect between"),
        ("neglect in 2021/22", ["2021–22"], "neglect"),
        ("neglect, 2014-15", ["2014–15"], "neglect,"),
        ("neglect since 2019", ["since 2019"], "neglect"),
        (
            "what was on the list to put right after the 2019 inspection",
            ["2019"],
            "what was on the list to put right",
        ),
        ("children looked after 2019", ["2019"], "children looked after"),
        ("how many did it look after in 2019", ["2019"], "how many did it look after"),
        ("neglect before 2019", ["before 2019"], "neglect"),
        ("neglect from 2014 to the 2017 inspection", ["2014", "2017"], "neglect"),
        ("neglect between 2018 and 2023", ["2018–2023"], "neglect"),
        ("neglect from 2014 to 2018", ["2014–2018"], "neglect"),
        ("neglect 2014 until 2018", ["2014–2018"], "neglect"),
        ("neglect, 2014-2018", ["2014–2018"], "neglect,"),
        ("neglect between March 2018 and June 2019", ["March 2018–June 2019"], "neglect"),
        ("neglect between the 2014 and the 2019 inspection", ["2014", "2019"], "neglect"),
        ("compare 2014 to 2018 on neglect", ["2014", "2018"], "compare on neglect"),
        ("neglect in 2014 and 2018", ["2014", "2018"], "neglect"),
        ("neglect between 2014 and now", ["since 2014"], "neglect"),
        ("neglect from 2014 to the present day", ["since 2014"], "neglect"),
        ("neglect from 2015 onwards", ["since 2015"], "neglect"),
        ("neglect, 2015 and later", ["since 2015"], "neglect,"),
        ("neglect post-2019", ["since 2019"], "neglect"),
        ("neglect 2016 or earlier", ["until 2016"], "neglect"),
        ("neglect pre-2016", ["before 2016"], "neglect"),
        ("neglect in mid-2016", ["2016"], "neglect"),
        ("neglect in 06/2019", ["June 2019"], "neglect"),
        ("neglect in '14", ["2014"], "neglect"),
        ("neglect in twenty sixteen", ["2016"], "neglect"),
        ("neglect in twenty twenty-two", ["2022"], "neglect"),
        ("how long in post in 2022", ["2022"], "how long in post"),
        ("the difference between 2014 and 2018", ["2014", "2018"], "the difference"),
        ("its last grade for neglect", ["latest"], "grade for neglect"),
        ("neglect as at 2019", ["2019"], "neglect"),
        ("the inspection after 2014: neglect", ["after 2014"], ": neglect"),
        ("neglect in the report following 2014", ["after 2014"], "neglect in"),
        ("neglect in the one before the 2019 inspection", ["before 2019"], "neglect in"),
        ("neglect 2018 compared with 2023", ["2018", "2023"], "neglect"),
        ("neglect 2016 v 2019", ["2016", "2019"], "neglect"),
        ("neglect at the latest inspection", ["latest"], "neglect"),
        ("neglect now", ["latest"], "neglect"),
        ("neglect these days", ["latest"], "neglect"),
        ("neglect by the end of 2019", ["by 2019"], "neglect"),
        ("neglect, current position", ["latest"], "neglect,"),
        ("the inspection before last: neglect", ["previous"], ": neglect"),
        ("neglect in the last report but one", ["previous"], "neglect in"),
        ("the previous inspection on neglect", ["previous"], "on neglect"),
        ("neglect at its first inspection", ["first"], "neglect"),
        ("neglect in 2019 and the next inspection", ["2019", "next"], "neglect"),
        ("neglect before the current rating, in 2019", ["2019"], "neglect"),
        ("neglect before the current rating", ["previous"], "neglect"),
        ("neglect since the last inspection", ["previous"], "neglect"),
        ("neglect in 2019 and now, any better", ["2019", "latest"], "neglect , any better"),
    ],
)
def test_words_of_time(text: str, expected: list[str], topic: str) -> None:
    assert labels(text) == expected
    assert left(text) == topic


@pytest.mark.parametrize(
    "text",
    [
        "2,000 children in care",
        "1,2019 places",
        "2019,50",
        "section 2014 of the act",
        "£2019 a week",
        "room 20191",
        "are recent visits to children recorded",
        "before the current director came",
        "since the last chair left",
        "16- and 17-year-olds",
        "within 28 days",
        "rated '18 to 25' services",
        "twenty fifteen-year-olds in custody",
        "a second opinion, and a third visit by a social worker",
        "what about the first one on the list",
        "a recently appointed director",
        "two years of the old inspection framework",
        "may children choose",
        "",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert find_periods(text).periods == ()


def test_days_of_a_month_of_a_span_and_of_a_year() -> None:
    month, span, year = find_periods("June 2016, 2014–15, and 2019").periods
    assert (month.first, month.last) == (date(2016, 6, 1), date(2016, 6, 30))
    assert (span.first, span.last) == (date(2014, 1, 1), date(2015, 12, 31))
    assert (year.first, year.last) == (date(2019, 1, 1), date(2019, 12, 31))


def test_until_a_year_includes_it_and_before_it_does_not() -> None:
    (until,) = find_periods("until 2019").periods
    (before,) = find_periods("before 2019").periods
    assert until.last == date(2019, 12, 31)
    assert before.last == date(2019, 1, 1)


def test_after_an_inspection_what_must_improve_is_in_its_own_list() -> None:
    text = "after the 2022 inspection what does it need to do about care leavers"
    assert labels(text) == ["2022"]
    assert labels("what were they told to do better after October 2019") == ["October 2019"]
    assert labels("has it changed after the 2022 inspection") == ["since 2022"]
    assert find_periods("has it changed after the 2022 inspection").since


def test_a_year_outweighs_now_unless_they_are_compared() -> None:
    assert labels("how is it now, in 2019") == ["2019"]
    assert labels("is it better now than in 2019") == ["latest", "2019"]


@given(st.text(max_size=120))
def test_any_text_has_spans_within_it(text: str) -> None:
    spans = find_periods(text).spans
    assert all(0 <= start <= end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("two inspections ago", -2),
        ("the report two reports back", -2),
        ("three inspections ago", -3),
        ("4 visits ago", -4),
    ],
)
def test_inspections_are_counted_back(text: str, ordinal: int) -> None:
    (period,) = find_periods(f"how was it judged {text}?").periods
    assert period.ordinal == ordinal


def test_before_and_after_a_named_time() -> None:
    (named,) = find_periods("the 2019 inspection").periods
    earlier = preceding(named)
    assert (earlier.label, earlier.last, earlier.preceding) == (
        "before 2019",
        date(2018, 12, 31),
        1,
    )
    assert preceding(earlier).preceding == 2
    assert following(preceding(earlier)) == earlier
    later = following(named)
    assert (later.label, later.first, later.following) == ("after 2019", date(2020, 1, 1), True)


def test_before_and_after_a_place_in_the_order() -> None:
    latest, first = Period("latest", ordinal=-1), Period("first", ordinal=0)
    assert preceding(latest).ordinal == -2
    assert preceding(preceding(latest)).ordinal == -3
    assert following(preceding(latest)) == latest
    assert following(latest) == latest
    assert (preceding(first).ordinal, following(first).ordinal) == (0, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is it lower than in 2016", ["since 2016"]),
        ("are they better than they were back in 2016", ["since 2016"]),
        ("caseloads compared with 2016", ["since 2016"]),
        ("caseloads in 2016 compared with 2019", ["2016", "2019"]),
    ],
)
def test_a_time_set_against_the_present_is_one_to_begin_at(text: str, expected: list[str]) -> None:
    found = find_periods(text)
    assert [period.label for period in found.periods] == expected
    assert found.compared is (len(expected) == 1)


def test_the_time_up_to_an_inspection_is_what_it_looks_back_on() -> None:
    assert labels("complaints in the year before the 2024 visit") == ["2024"]
    assert labels("in the six months leading up to the 2016 inspection") == ["2016"]
    assert labels("complaints before the 2024 visit") == ["before 2024"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what was found earlier than 2018", ["earlier than 2018"]),
        ("no later than 2018", ["no later than 2018"]),
        ("are there fewer than 2000 children in care", []),
        ("in 2018 children were moved", ["2018"]),
        ("neglect in          since 2018", ["since 2018"]),
    ],
)
def test_than_with_a_year_is_not_always_a_comparison(text: str, expected: list[str]) -> None:
    found = find_periods(text)
    assert [period.label for period in found.periods] == expected
    assert not found.compared


@pytest.mark.parametrize("text", ["how " + " " * 2000 + "x", "the " * 500, "before " * 300])
def test_long_runs_are_read_at_once(text: str) -> None:
    assert not find_periods(text).periods  # cubic time took minutes


@pytest.mark.parametrize(
    ("words", "label", "ordinal"),
    [
        ("previous grade", "previous", -2),
        ("its former rating", "previous", -2),
        ("the grade before last", "previous", -2),
        ("last-but-one judgement", "previous", -2),
        ("prior inspection", "previous", -2),
        ("what was it rated before", "previous", -2),
        ("the original inspection", "first", 0),
        ("its first ever grade", "first", 0),
        ("what was it originally rated", "first", 0),
        ("judged first time round", "first", 0),
        ("the second inspection", "second", 1),
        ("2nd ofsted report", "second", 1),
        ("third judgement", "third", 2),
        ("latest grade", "latest", -1),
        ("has it been visited lately", "latest", -1),
    ],
)
def test_a_place_in_the_order_of_inspections(words: str, label: str, ordinal: int) -> None:
    (period,) = find_periods(f"{words}?").periods
    assert (period.label, period.ordinal) == (label, ordinal)


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("the last two inspections", (-2, None)),
        ("its latest 3 ratings", (-3, None)),
        ("the 2 most recent reports", (-2, None)),
        ("the previous two inspections", (-3, -1)),
        ("its first two inspections", (0, 2)),
        ("all previous reports", (None, -1)),
        ("earlier judgements", (None, -1)),
    ],
)
def test_several_places_are_set_side_by_side(
    words: str, places: tuple[int | None, int | None]
) -> None:
    found = find_periods(f"neglect in {words}")
    (period,) = found.periods
    assert (period.places, period.each, found.n_compared) == (places, True, 2)


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("the last monitoring visit", "visits"),
        ("the June 2022 focused visit", "visits"),
        ("the last ILACS", "ILACS"),
        ("what did the SIF say", "SIF"),
        ("the 2016 SIF inspection", "SIF"),
        ("the last inspection", None),
    ],
)
def test_only_one_sort_of_inspection_may_be_meant(words: str, of: str | None) -> None:
    (period,) = find_periods(words).periods
    assert period.of == of


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("its old grade", True),
        ("has it been good before", True),
        ("how was it judged in the past", True),
        ("the previous grade", False),
        ("the grade before that", False),
        ("how is it graded", False),
    ],
)
def test_words_of_time_that_could_not_be_read_are_told(text: str, unread: bool) -> None:
    assert find_periods(text).unread is unread


def test_before_and_after_several_places() -> None:
    (last_two,) = find_periods("the last two inspections").periods
    assert preceding(last_two).ordinal == -3
    assert following(last_two).ordinal == -1
