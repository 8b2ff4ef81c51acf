"""The words of time in a question become periods: "the 2016 inspection", "now", "since 2019"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from assistant.calendar_words import find_calendar_words
from assistant.named_dates import find_dates
from assistant.neighbours import following, preceding
from assistant.places import SINCE_LATEST, find_places
from assistant.question import Period

__all__ = ["FoundPeriods", "find_periods", "following", "preceding"]

_BETWEEN = re.compile(
    r"[\s,]*(?:and|to|or|with|then|vs?\.?|versus|against|than|&|compared (?:with|to)|[-–])?[\s,]*"
    r"(?:then\s+|in\s+)*(?:the\s+|its\s+)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\b(?:between|from|both)\s+(?:the\s+)?$", re.IGNORECASE)
# words of time of which nothing was made: what they mean is not the latest inspection
_UNREAD = re.compile(
    r"\b(?:before(?!\s+(?:that|this|then|it|they)\b)|past|ago|earlier|former(?:ly)?|prior|original(?:ly)?|second|third"
    r"|fourth|once|old|older|used to|back then|histor(?:y|ic|ical|ically)|decades?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundPeriods:
    """Periods in the order named, the spans of their words, and whether a change is implied.

    `compared`: a time is set against the present ("lower than in 2016"). `unread`: some other time
    than the present is named that could not be made out ("its old grade").
    """

    periods: tuple[Period, ...]
    spans: tuple[tuple[int, int], ...]
    since: bool = False
    compared: bool = False
    unread: bool = False

    @property
    def n_compared(self) -> int:
        """How many times are set side by side: two stand for any number."""
        several = any(period.each for period in self.periods)
        return len(self.periods) + (self.compared or several)


def find_periods(text: str, today: date | None = None) -> FoundPeriods:
    """Return the periods that `text` names, with the spans of the words that do.

    `today` is the day that "last year" is counted from; by default the present one.

    >>> [p.label for p in find_periods("the 2016 inspection of Wirral").periods]
    ['2016']
    """
    dates = find_dates(text)
    found: list[tuple[int, int, Period | None]] = [(d.start, d.end, d.period) for d in dates]
    counted = find_calendar_words(text, today or date.today())
    for entry in (*counted, *find_places(text, dated=bool(found))):
        if not any(entry[0] < end and start < entry[1] for start, end, _ in found):
            found.append(entry)
    found.sort(key=lambda entry: entry[0])
    periods = [period for _, _, period in found if period is not None]
    since = any(period.since for period in periods) or SINCE_LATEST.search(text) is not None
    dated = [period for period in periods if period.first or period.last]
    if dated and not since:
        # a year that is named outweighs "now" and "last": "the last one, in 2019"
        periods = [p for p in periods if not p.latest or _compares(text)]
    unique = tuple(dict.fromkeys(periods))
    spans = _joined(text, [(start, end) for start, end, _ in found])
    return FoundPeriods(
        unique, spans, since, any(d.compared for d in dates), _is_unread(text, spans)
    )


def _is_unread(text: str, spans: tuple[tuple[int, int], ...]) -> bool:
    left = list(text)
    for start, end in spans:
        left[start:end] = " " * (end - start)
    return _UNREAD.search("".join(left)) is not None


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
