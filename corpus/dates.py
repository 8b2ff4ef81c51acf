"""Dates as covers, letters and file names write them: words in, days out.

Day before month throughout; a two-digit year, or a day that no calendar has, is not a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

__all__ = ["FoundDate", "Period", "date_of_name", "dates_in", "period_at"]


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A day and where it is written: characters, half-open."""

    day: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both included."""

    first: date
    last: date


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
_DAY = r"(?<!\d)(?P<{0}day>\d{{1,2}})(?:\s?(?:st|nd|rd|th)\b)?"
_REST = r"\s*(?:of\s+)?(?P<{0}month>" + _MONTH + r")(?:,?\s*(?P<{0}year>(?:19|20)\d\d)(?!\d))?"
_FULL = _DAY.format("") + r"\s*(?:of\s+)?(?P<month>" + _MONTH + r"),?\s*(?P<year>(?:19|20)\d\d)\b"
_DATE = re.compile(
    rf"{_FULL}|(?P<month_first>{_MONTH})\s+(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    r"(?P<year_2>(?:19|20)\d\d)\b"
    r"|(?<!\d)(?P<iso_year>(?:19|20)\d\d)[-_.](?P<iso_month>\d\d)[-_.](?P<iso_day>\d\d)(?!\d)"
    r"|(?<![\d/.])(?P<day_3>\d{1,2})(?P<mark>[/.\-])(?P<month_3>\d{1,2})(?P=mark)"
    r"(?P<year_3>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_DASH = r"[-\u2010-\u2015\u2212\u2500\uf02d]"
_JOIN = rf"\s*(?:{_DASH}+|to|until|till|and|&|,)\s*"
# "21, 22 and 23 May 2019": the days between the first and the last say nothing more.
_PERIOD = re.compile(
    rf"{_WEEKDAY}{_DAY.format('from_')}(?:{_REST.format('from_')})?"
    rf"(?:\s*,\s*\d{{1,2}}(?:st|nd|rd|th)?(?!\d))*{_JOIN}"
    rf"{_WEEKDAY}{_DAY.format('to_')}{_REST.format('to_')}",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")


def dates_in(text: str) -> Iterator[FoundDate]:
    """The full dates of `text`, in order.

    >>> [str(found.day) for found in dates_in("Published: 27th January 2015")]
    ['2015-01-27']
    """
    for match in _DATE.finditer(text):
        groups = match.groupdict()
        day = _day(
            groups["year"] or groups["year_2"] or groups["iso_year"] or groups["year_3"],
            groups["month"] or groups["month_first"] or groups["iso_month"] or groups["month_3"],
            groups["day"] or groups["day_2"] or groups["iso_day"] or groups["day_3"],
        )
        if day is not None:
            yield FoundDate(day, match.start(), match.end())


def period_at(text: str) -> Period | None:
    """The first period of days in `text`, one day alone being a period too, else None.

    A month or year that the first day leaves out is the last day's; a period that would run
    backwards began the year before.

    >>> period_at("29 November to 10 December 2021")
    Period(first=datetime.date(2021, 11, 29), last=datetime.date(2021, 12, 10))
    """
    single = next(dates_in(text), None)
    for match in _PERIOD.finditer(text):
        if single is not None and single.end < match.start():
            break
        period = _period(match)
        if period is not None:
            return period
    return None if single is None else Period(single.day, single.day)


def date_of_name(name: str) -> date | None:
    """The last full date in a file's name, however it is joined, else None.

    >>> date_of_name("inspection - 13 june 2017.pdf")
    datetime.date(2017, 6, 13)
    """
    spaced = re.sub(r"(?<=[A-Za-z])[_\-.]|[_\-.](?=[A-Za-z])", " ", name)
    dashed = re.sub(r"(?<=\d)[_ ](?=\d)", "-", name)
    for candidate in (name, spaced, dashed):
        found = [f.day for f in dates_in(candidate)]
        if found:
            return found[-1]
    compact = [d for m in _COMPACT.finditer(name) if (d := _day(*m.groups())) is not None]
    return compact[-1] if compact else None


def _period(match: re.Match[str]) -> Period | None:
    year = match["to_year"]
    if year is None:
        return None
    last = _day(year, match["to_month"], match["to_day"])
    first = _day(
        match["from_year"] or year, match["from_month"] or match["to_month"], match["from_day"]
    )
    if first is None or last is None:
        return None
    if first > last and match["from_year"] is None:
        first = _day(
            str(last.year - 1), match["from_month"] or match["to_month"], match["from_day"]
        )
    if first is None or first > last or (last - first).days > 200:
        return None
    return Period(first, last)


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        return date(int(year), number, int(day))
    except ValueError:
        return None
