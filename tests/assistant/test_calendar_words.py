"""Times as seen from today: a year ago, last June, before covid."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.periods import find_periods

TODAY = date(2025, 3, 20)


def labels(text: str, today: date = TODAY) -> list[str]:
    return [period.label for period in find_periods(text, today).periods]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("what was said this year", ["2025"]),
        ("last year's inspection", ["2024"]),
        ("what did Ofsted say last month", ["February 2025"]),
        ("the inspection last June", ["June 2024"]),
        ("the inspection last January", ["January 2025"]),
        ("rated three years ago", ["2022"]),
        ("rated 2 years ago", ["2023"]),
        ("a decade ago", ["2015"]),
        ("inspected in the last 12 months", ["since March 2024"]),
        ("what did Ofsted say in the past year", ["since March 2024"]),
        ("neglect in the past five years", ["since March 2020"]),
        ("neglect in the early 2010s", ["2010–2013"]),
        ("neglect in the noughties", ["2000–2009"]),
        ("neglect pre-covid", ["before March 2020"]),
        ("neglect since the pandemic", ["since March 2020"]),
    ],
)
def test_times_counted_from_today(text: str, expected: list[str]) -> None:
    assert labels(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "how many went missing in the last 12 months",  # the report's own
        "what share left last year",
        "did neglect fall in the last six months",
        "the last year of school",
        "children in their 20s",
        "over the last few years",
        "children missing during the pandemic",
        "rated a while ago",
    ],
)
def test_other_times_are_not_counted_from_today(text: str) -> None:
    assert labels(text) == []


def test_today_is_the_present_day_unless_it_is_given() -> None:
    assert labels("what was said last year", date(2020, 1, 1)) == ["2019"]
    (period,) = find_periods("what was said this year").periods
    assert period.label == str(date.today().year)
