"""The words of time in a question become periods: "the 2016 inspection", "now", "since 2019"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from assistant.question import Period

__all__ = ["FoundPeriods", "find_periods"]

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name} | {
    name.lower(): i for i, name in enumerate(calendar.month_abbr) if name
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NOUN = r"(?:inspections?|reports?|visits?|judge?ments?|ratings?|ofsteds?|letters?|one|findings)"

_DATE = re.compile(
    rf"\b(?P<before>before|prior to|until|up to|by)?\s*"
    rf"(?P<since>since|after|from)?\s*"
    rf"(?:(?:in|of|for|from|during|back in|dated)\s+)?(?:the\s+)?"
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\s+)?"
    rf"(?P<year>(?:19[89]|20[0-3])\d)(?![\d,.]?\d)(?:'s|’s)?"
    rf"(?:\s+(?:ofsted\s+)?{_NOUN})?(?!\w)",
    re.IGNORECASE,
)
_LATEST = re.compile(
    rf"\b(?:(?:the|its|their|ofsted's|at its|at the|in the|in its)\s+)*"
    rf"(?:most\s+recent|latest|newest|current|last|recent)\s+"
    rf"(?:ofsted\s+|full\s+)?{_NOUN}(?:\s+please)?\b"
    rf"|\b(?:the\s+)?(?:latest|most recent|newest)\b"
    rf"|\b(?:last time(?: (?:ofsted|inspectors|they) (?:came|visited|called|looked|inspected))?)\b"
    rf"|\b(?:now|nowadays|these days|at the moment|at present|currently|today|right now"
    rf"|as things stand|this time)\b",
    re.IGNORECASE,
)
_BEFORE_LATEST = re.compile(r"\bbefore\s+(?:the|its|their)\s+(?:current|latest|last)\s+\w+\b", re.I)
_SINCE_LATEST = re.compile(r"\bsince\s+(?:the|its|their)?\s*(?:last|latest|previous)\s+\w+\b", re.I)
_PREVIOUS = re.compile(
    rf"\b(?:the\s+|its\s+|their\s+)?(?:previous|earlier|preceding|penultimate)\s+{_NOUN}\b"
    rf"|\b(?:the\s+)?(?:inspection|report|one|time)\s+before\s+(?:that|last|the last(?: one)?)\b"
    rf"|\b(?:previously|the time before)\b",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\b(?:the\s+|its\s+|their\s+)?(?:first|earliest|oldest)\s+{_NOUN}\b", re.IGNORECASE
)
_NEXT = re.compile(
    r"\b(?:and\s+)?the\s+(?:next|following|subsequent)\s+(?:inspection|report|one|visit)\b", re.I
)


@dataclass(frozen=True, slots=True)
class FoundPeriods:
    """Periods in the order named, the spans of their words, and whether a change is implied."""

    periods: tuple[Period, ...]
    spans: tuple[tuple[int, int], ...]
    since: bool = False


def _of_date(match: re.Match[str]) -> Period:
    year = int(match["year"])
    month = _MONTHS.get((match["month"] or "").lower())
    first = date(year, month or 1, 1)
    last_month = month or 12
    last = date(year, last_month, calendar.monthrange(year, last_month)[1])
    name = f"{calendar.month_name[month]} {year}" if month else str(year)
    if match["before"]:
        return Period(f"before {name}", None, first)
    if match["since"] and match["since"].lower() != "from":
        return Period(f"since {name}", first, None)
    return Period(name, first, last)


def find_periods(text: str) -> FoundPeriods:
    """Return the periods that `text` names, with the spans of the words that do.

    >>> [p.label for p in find_periods("the 2016 inspection of Wirral").periods]
    ['2016']
    """
    found: list[tuple[int, int, Period | None]] = []
    since = False
    for match in _DATE.finditer(text):
        period = _of_date(match)
        since = since or period.label.startswith("since")
        found.append((match.start(), match.end(), period))
    for match in _BEFORE_LATEST.finditer(text):
        # "before the current rating, in 2019": the year says which
        has_year = any(period for _, _, period in found)
        found.append((*match.span(), None if has_year else Period("previous", ordinal=-2)))
    for match in _SINCE_LATEST.finditer(text):
        since = True
        found.append((*match.span(), Period("previous", ordinal=-2)))
    for pattern, period in (
        (_PREVIOUS, Period("previous", ordinal=-2)),
        (_FIRST, Period("first", ordinal=0)),
        (_NEXT, Period("next", following=True)),
        (_LATEST, Period("latest", ordinal=-1)),
    ):
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((*match.span(), period))
    found.sort(key=lambda entry: entry[0])
    periods = [period for _, _, period in found if period is not None]
    dated = [period for period in periods if period.first or period.last]
    if dated and not since:
        # a year that is named outweighs "now" and "last": "the last one, in 2019"
        periods = [p for p in periods if not p.latest or _compares(text)]
    unique = tuple(dict.fromkeys(periods))
    return FoundPeriods(unique, tuple((start, end) for start, end, _ in found), since)


def _compares(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:compar\w*|versus|vs|than|differ\w*|chang\w*|improv\w*|better|worse|between|and now)\b",
            text,
            re.IGNORECASE,
        )
    )
