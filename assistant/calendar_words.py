"""Words for a time as seen from today become periods: "last year", "three years ago", "pre-covid"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from assistant.question import Period

__all__ = ["MONTHS", "find_calendar_words"]

MONTHS = (
    {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
    | {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve".split(), start=1
    )
} | {"a": 1, "an": 1, "a couple of": 2}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_LOCKDOWN = date(2020, 3, 1)  # what people call "before" and "since covid"

# "how many in the last 12 months" counts back from the report, not from today
_COUNT = re.compile(
    r"\bhow (?:many|much|long|often|far)\b|\b(?:number|percentage|proportion|share|rate|average|total)s?\b"
    r"|%|\bper ?cent\b",
    re.IGNORECASE,
)
# what inspectors did lately, not what happened to children
_INSPECTED = re.compile(
    r"\b(?:ofsted|inspectors?|inspect(?:ed|ions?)|reports?|said|rat(?:ed|ings?)|grad(?:ed?|es)"
    r"|judg(?:ed|e?ments?))\b",
    re.IGNORECASE,
)
_THIS_OR_LAST = re.compile(
    r"\b(?:(?:in|during|from|of)\s+)?(?P<which>this|last) (?P<unit>year|month)(?:['’]s)?\b"
    r"(?!\s+(?:of|at|in (?:school|care|college))\b)",
    re.IGNORECASE,
)
_LAST_MONTH_NAMED = re.compile(
    rf"\b(?:(?:in|during|from)\s+)?last (?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b"
    r"(?!\s*(?:\d|and\b))",
    re.IGNORECASE,
)
_WINDOW = re.compile(
    rf"\b(?:(?:in|over|during|within|for)\s+)?(?:the\s+)?(?:last|past)\s+(?:(?P<count>{_NUMBER})\s+)"
    r"(?P<unit>months?|years?)\b"
    r"|\b(?:in|over|during|within)\s+the\s+(?:last|past)\s+(?P<one>month|year)\b",
    re.IGNORECASE,
)
_AGO = re.compile(
    rf"\b(?P<count>{_NUMBER})\s+(?P<unit>years?|decades?)\s+ago\b|\ba decade ago\b", re.IGNORECASE
)
_DECADE = re.compile(
    r"\b(?:(?:in|during|from)\s+)?(?:the\s+)?(?:(?P<part>early|mid|late)[\s-]+)?"
    r"(?:(?P<decade>(?:19[89]|20[0-3])0)['’]?s|(?P<noughties>noughties))(?!\w)",
    re.IGNORECASE,
)
_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}
_COVID = re.compile(
    r"\b(?P<side>pre|post|before|since|after)[\s-]+(?:the\s+)?(?:covid(?:[- ]?19)?|coronavirus|pandemic"
    r"|lockdowns?)(?: pandemic| lockdowns?)?\b",
    re.IGNORECASE,
)


def find_calendar_words(text: str, today: date) -> Iterator[tuple[int, int, Period]]:
    """The words of `text` that count from `today` or name a decade, and their periods."""
    counted = _COUNT.search(text) is not None
    if not counted:
        yield from _windows(text, today)
        for match in _THIS_OR_LAST.finditer(text):
            back = match["which"].lower() == "last"
            if match["unit"].lower() == "year":
                yield *match.span(), _years(today.year - back, today.year - back)
            else:
                yield *match.span(), _month(_months_before(today, int(back)))
    for match in _LAST_MONTH_NAMED.finditer(text):
        month = MONTHS[match["month"].lower()]
        yield *match.span(), _month(date(today.year - (month >= today.month), month, 1))
    for match in _AGO.finditer(text):
        years = _number(match["count"] or "a")
        if "decade" in match.group().lower():
            years *= 10
        yield *match.span(), _years(today.year - years, today.year - years)
    for match in _DECADE.finditer(text):
        start = int(match["decade"] or 2000)
        low, high = _PARTS.get((match["part"] or "").lower(), (0, 9))
        yield *match.span(), _years(start + low, start + high)
    for match in _COVID.finditer(text):
        if match["side"].lower() in ("pre", "before"):
            yield *match.span(), Period("before March 2020", last=_LOCKDOWN)
        else:
            yield *match.span(), Period("since March 2020", first=_LOCKDOWN)


def _windows(text: str, today: date) -> Iterator[tuple[int, int, Period]]:
    """ "In the last two years"; less than that only of what inspectors did in that time."""
    for match in _WINDOW.finditer(text):
        months = _number(match["count"] or "a")
        if (match["unit"] or match["one"]).lower().startswith("year"):
            months *= 12
        if months < 24 and not _INSPECTED.search(text):
            continue
        first = _months_before(today, months)
        yield (
            *match.span(),
            Period(f"since {calendar.month_name[first.month]} {first.year}", first=first),
        )


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words.lower()]


def _months_before(day: date, months: int) -> date:
    """The first day of the month that many months before `day`'s."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _years(first: int, last: int) -> Period:
    label = str(first) if first == last else f"{first}–{last}"
    return Period(label, date(first, 1, 1), date(last, 12, 31))


def _month(first: date) -> Period:
    last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
    return Period(f"{calendar.month_name[first.month]} {first.year}", first, last)
