"""The words of time in a question become periods: "the 2016 inspection", "now", "since 2019"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from assistant.kinds import asks_for_list
from assistant.question import Period

__all__ = ["FoundPeriods", "find_periods", "following", "preceding"]

_MONTHS = (
    {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
    | {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name}
    | {"sept": 9}
)
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NOUN = r"(?:inspections?|reports?|visits?|judge?ments?|ratings?|ofsteds?|letters?|one|findings)"

_OF_KIND = r"(?:(?:ofsted|full|standard|short|focused|monitoring|ilacs|sif)\s+)*"
_GRADE_NOUN = r"(?:inspection|report|visit|judge?ment|rating|grade|letter|ofsted|one|time)"

_DATE = re.compile(
    # subtle: names that were taken out leave runs of blanks, at which nothing may begin
    rf"(?:\bat the time of\s+)?"
    rf"(?:\b(?P<before>before|prior to|until|up to|by|(?:earlier|no later|not later) than)\b\s+)?"
    rf"(?:\b(?P<since>since|(?<!look )(?<!looks )(?<!looked )(?<!looking )after|following|from|later than)\b\s+)?"
    rf"(?:\b(?:the\s+)?(?:end|start|beginning|turn|close|time)\s+of\s+)?"
    rf"(?:\b(?:the|its|their)\s+)?(?:\b(?:inspection|report)\s+(?:published\s+|done\s+)?(?=in|of|from))?"
    rf"(?:\b(?:in|of|for|from|during|back in|dated)\s+)?(?:\b(?:the|its|their)\s+)?"
    rf"(?:\b(?:early|mid|late|spring|summer|autumn|winter)[\s-]+(?:of\s+)?)?"
    rf"(?:\b(?P<opening>{_MONTH})\s*(?:and|to|until|[-–/])\s*(?={_MONTH}))?"
    rf"(?:\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\s+)?"
    rf"(?<![\d,.£/–-])(?<!section )(?<!sections )(?<!s\.)\b(?P<year>(?:19[89]|20[0-3])\d)"
    rf"(?:\s?[/–-]\s?(?P<to>(?:20)?\d\d)(?!\d))?"
    rf"(?![\d,.]?\d)(?:'s|’s)?"
    rf"(?P<noun>\s+{_OF_KIND}{_NOUN})?(?!\w)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"[\s,]*(?:and|to|or|with|then|vs?\.?|versus|against|than|&|compared (?:with|to)|[-–])?[\s,]*"
    r"(?:then\s+|in\s+)*(?:the\s+|its\s+)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:between|from|both)\s+(?:the\s+)?$", re.IGNORECASE)
_LATEST = re.compile(
    rf"\b(?:(?:the|its|their|ofsted's|at its|at the|in the|in its)\s+)*"
    rf"(?:most\s+recent|latest|newest|current|last|recent)\s+"
    rf"{_OF_KIND}(?!visits){_NOUN}(?:\s+please)?\b"
    rf"|\bcurrent(?:ly)?\s+(?:position|situation|state|picture)\b"
    rf"|\b(?:the\s+)?(?:latest|most recent|newest)\b"
    rf"|\b(?:last time(?: (?:ofsted|inspectors|they) (?:came|visited|called|looked|inspected))?)\b"
    rf"|\b(?:now|nowadays|these days|at the moment|at present|currently|today|right now"
    rf"|as things stand|this time)\b",
    re.IGNORECASE,
)
_BEFORE_LATEST = re.compile(
    rf"\bbefore\s+(?:(?:the|its|their)\s+)?(?:current|latest|last|most recent)\s+{_OF_KIND}{_GRADE_NOUN}\b",
    re.IGNORECASE,
)
_SINCE_LATEST = re.compile(
    rf"\bsince\s+(?:(?:the|its|their)\s+)?(?:last|latest|previous)\s+{_OF_KIND}{_GRADE_NOUN}\b",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    rf"\b(?:the\s+|its\s+|their\s+)?(?:previous|earlier|preceding|penultimate)\s+{_NOUN}\b"
    rf"|\b(?:the\s+)?(?:inspection|report|visit|one|time)\s+before\s+(?:that|last|(?:the )?last(?: one)?"
    rf"|this(?: one)?)\b"
    rf"|\b(?:the\s+|its\s+)?(?:last (?:{_NOUN} )?but one|second[- ](?:to[- ])?last {_NOUN})\b"
    rf"|\b(?:previously|the time before)\b",
    re.IGNORECASE,
)
_NUMBERS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_AGO = re.compile(
    rf"\b(?:the\s+(?:inspection|report|visit|one)\s+)?(?P<number>{'|'.join(_NUMBERS)})\s+"
    r"(?:inspections|reports|visits)\s+(?:ago|back)\b",
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
    """Periods in the order named, the spans of their words, and whether a change is implied.

    `compared`: a time is set against the present ("lower than in 2016").
    """

    periods: tuple[Period, ...]
    spans: tuple[tuple[int, int], ...]
    since: bool = False
    compared: bool = False


def _in_date(match: re.Match[str]) -> Period:
    """The year, month or run of years that is named, whatever stands before it."""
    year = int(match["year"])
    month = _MONTHS.get((match["month"] or "").lower())
    opening = _MONTHS.get((match["opening"] or "").lower(), month)
    until = int(f"{year // 100}{match['to']}"[-4:]) if match["to"] else year
    first = date(year, opening or 1, 1)
    last_month = month or 12
    last = date(max(until, year), last_month, calendar.monthrange(year, last_month)[1])
    name = f"{calendar.month_name[month]} {year}" if month else str(year)
    if until > year:
        name = f"{year}–{match['to']}"
    elif opening and month and opening < month:
        name = f"{calendar.month_name[opening]}–{name}"
    return Period(name, first, last)


def _of_date(match: re.Match[str], text: str) -> Period:
    """What the words before it make of a date: up to it, since it, or it alone."""
    named = _in_date(match)
    name, first, last = named.label, named.first, named.last
    before = (match["before"] or "").lower()
    if before == "by":
        # how things stood then: what the inspection of that time found
        return Period(f"by {name}", None, last, preceding=1)
    if before:
        strict = before in ("before", "prior to", "earlier than")
        return Period(f"{before} {name}", None, first if strict else last)
    since = (match["since"] or "").lower()
    dated = match["noun"] or match["month"]
    if since in ("after", "following") and dated and asks_for_list(text):
        # "after the 2022 inspection what needs to be done": what that inspection asked for
        return named
    if since and since != "from":
        return Period(f"since {name}", first, None)
    return named


# "in the year before the 2022 inspection": what that inspection looks back on
_LOOKED_BACK = re.compile(
    r"\b(?:year|months?|weeks?|quarter|period|time)\s+(?P<to>(?:running |leading )?)$",
    re.IGNORECASE,
)
# "better than in 2017", "lower compared with 2019": that inspection beside the latest
_SET_AGAINST = re.compile(
    r"\b(?:(?<!earlier )(?<!later )(?<!older )(?<!other )(?<!rather )than|compar(?:ed|ing|ison)\s+(?:to|with))\b(?:\s+(?:it|they|things|that|those|what|how|did|had|was"
    r"|were|been|used to be|back))*\s*$",
    re.IGNORECASE,
)


_COUNTED = re.compile(
    r"\s+(?:children|young|kids|people|staff|families|carers|cases|referrals|care leavers)\b",
    re.IGNORECASE,
)


def find_periods(text: str) -> FoundPeriods:
    """Return the periods that `text` names, with the spans of the words that do.

    >>> [p.label for p in find_periods("the 2016 inspection of Wirral").periods]
    ['2016']
    """
    found: list[tuple[int, int, Period | None]] = []
    since = False
    compared = False
    dates = list(_DATE.finditer(text))
    for match in dates:
        start = match.end() - len(match.group().lstrip())
        period = _of_date(match, text)
        back = match["before"] and match["noun"] and _LOOKED_BACK.search(text, 0, start)
        against = None if match["before"] else _SET_AGAINST.search(text, 0, start)
        if against and _COUNTED.match(text, match.end()):
            continue  # "fewer than 2000 children"
        if back:
            period = _in_date(match)
            start = back.start("to")
        elif against and len(dates) == 1 and not _LATEST.search(text):
            period = replace(_in_date(match), label=f"since {_in_date(match).label}", last=None)
            start = against.start()
            compared = True
        since = since or period.label.startswith("since")
        found.append((start, match.end(), period))
    for match in _BEFORE_LATEST.finditer(text):
        # "before the current rating, in 2019": the year says which
        has_year = any(period for _, _, period in found)
        found.append((*match.span(), None if has_year else Period("previous", ordinal=-2)))
    for match in _SINCE_LATEST.finditer(text):
        since = True
        found.append((*match.span(), Period("previous", ordinal=-2)))
    for match in _AGO.finditer(text):
        places = _NUMBERS[match["number"].lower()]
        label = "previous" if places == 2 else f"{match['number'].lower()} inspections ago"
        found.append((*match.span(), Period(label, ordinal=-places)))
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
    spans = _joined(text, [(start, end) for start, end, _ in found])
    return FoundPeriods(unique, spans, since, compared)


def preceding(named: Period) -> Period:
    """The inspection before that of `named`."""
    if named.ordinal is not None:
        places = named.ordinal - 1 if named.ordinal < 0 else 0
        label = (
            "previous"
            if places == -2
            else named.label
            if places == 0
            else f"{-places} inspections ago"
        )
        return Period(label, ordinal=places)
    last = named.last if named.preceding else named.first and named.first - timedelta(days=1)
    if last is None:  # up to some day, or the next one: of what may come before nothing is known
        last = named.last
    label = named.label if named.label.startswith("before ") else f"before {named.label}"
    return Period(label, last=last, preceding=named.preceding + 1)


def following(named: Period) -> Period:
    """The inspection after that of `named`."""
    if named.ordinal is not None:
        places = min(named.ordinal + 1, -1) if named.ordinal < 0 else 1
        label = "latest" if places == -1 else "previous" if places == -2 else "second"
        return Period(label, ordinal=places)
    if named.preceding > 1:
        return replace(named, preceding=named.preceding - 1)
    if named.last is None:
        return Period("latest", ordinal=-1)
    return Period(f"after {named.label}", first=named.last + timedelta(days=1), following=True)


def _joined(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """`spans` with the words that only tie them together: "between … and …"."""
    joined = list(spans)
    for (_, end), (start, _) in pairwise(spans):
        if end <= start and _BETWEEN.fullmatch(text, end, start):
            joined.append((end, start))
    if len(spans) > 1 and (opening := _OPENING.search(text[: spans[0][0]])):
        joined.append((opening.start(), spans[0][0]))
    return tuple(sorted(joined))


def _compares(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:compar\w*|versus|vs|than|differ\w*|chang\w*|improv\w*|better|worse|between|and now)\b",
            text,
            re.IGNORECASE,
        )
    )
