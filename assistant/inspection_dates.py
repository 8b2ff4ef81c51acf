"""When an inspection took place, from the line of its report's cover that says so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Extract
from assistant.cite import extract
from assistant.question import Period
from corpus.dates import period_at
from corpus.document import Document, Span

__all__ = [
    "INSPECTION_DATES",
    "asks_for_dates",
    "asks_for_publication",
    "asks_for_the_last",
    "date_extract",
]

INSPECTION_DATES = "inspection dates"  # the topic of such a question
_COVER_CHARACTERS = 3_000

_WHEN = re.compile(
    r"\b(?:when|(?:what|which|on what) (?:was the )?(?:date|day|year|month)s?|dates?|how long ago|how recently"
    r"|how (?:many times|often) (?:has|have|had|was|were)|how many (?:\w+ )?inspections|been inspected)\b",
    re.IGNORECASE,
)
# "how often do they visit" may be of social workers
_INSPECTED = re.compile(
    r"\binspect(?:ed|ions?)\b|\breport(?:s|ed)?\b|\b(?:ofsted|inspectors)\b[^?]{0,30}\b(?:inspect|visit(?:ed)?|came|come)\b",
    re.IGNORECASE,
)
# A question for nothing else has no other words than these, a year and a month.
_WORDS = re.compile(
    r"\W*(?:(?:when|what|which|how|date|dates|day|days|year|years|month|months|long|ago|recently|lately|many|times|often"
    r"|was|were|is|are|did|do|does|has|have|had|been|be|the|a|its|it|they|them|their|ofsted|inspectors?|inspect(?:ed|ions?)?"
    r"|visit(?:ed)?|reports?|reported|published|publish|publication|came|come|last|latest|most|recent|previous|first|second|third|all|each|every|both|of|for|at|in|on|to"
    r"|there|by|take|took|place|happen(?:ed)?|carried|out|done|held|list|show|give|tell|me|please|and|since|so|far|ever"
    r"|council|local|authority|children['’]?s|services|full|start(?:ed)?|end(?:ed)?|time|ilacs|sif|now|can|could"
    r"|you|know|january|february|march|april|may|june|july|august|september|october|november|december|\d{4})\b\W*)+",
    re.IGNORECASE,
)
_LAST = re.compile(r"\b(?:last|latest|most recently|how (?:long ago|recently))\b", re.IGNORECASE)
_LINE = re.compile(
    r"^[ \t]*(?:on-?site\s+)?(?:dates?\s+of\s+(?:the\s+)?(?:inspection|visit)|(?:inspection|visit)\s+dates?"
    r"|inspected\s+on)\b[^\n]*(?P<next>\n[^\n]*)?",
    re.IGNORECASE | re.MULTILINE,
)

_PUBLISHED = re.compile(
    r"^[ \t]*(?:report )?(?:published|publication date|date of publication)\s*:[^\n]*",
    re.IGNORECASE | re.MULTILINE,
)
_ASKS_PUBLISHED = re.compile(r"\bpubli(?:sh|shed|cation)\b", re.IGNORECASE)


def asks_for_dates(text: str, periods: Sequence[Period]) -> bool:
    """Whether `text`, a question without the authority's name, asks when it was inspected and nothing else.

    Of the time before some day the reports of that time may not be held: that is told by later ones.

    >>> asks_for_dates("when was the last inspection?", ()), asks_for_dates("when were plans inspected?", ())
    (True, False)
    """
    if any(not p.first and p.ordinal is None and p.places is None for p in periods):
        return False
    asked = _WHEN.search(text) is not None and _INSPECTED.search(text) is not None
    return asked and _WORDS.fullmatch(text) is not None


def asks_for_the_last(text: str) -> bool:
    """Whether `text` asks for the date of the last inspection only."""
    return _LAST.search(text) is not None


def asks_for_publication(text: str) -> bool:
    """Whether `text`, a question for dates, asks when a report was published."""
    return _ASKS_PUBLISHED.search(text) is not None


def date_extract(
    document: Document, *, group: str | None = None, published: bool = False
) -> Extract | None:
    """The line of `document` that states the days of its inspection; None where there is none.

    `published`: rather the line that states the day of publication, where there is one.
    """
    known = document.provenance
    line = _PUBLISHED.search(document.text, 0, _COVER_CHARACTERS) if published else None
    if line is not None and period_at(line.group()) is not None:
        start = line.start() + len(line.group()) - len(line.group().lstrip())
        return extract(document, Span(start, line.end()), score=1.0, group=group)
    for match in _LINE.finditer(document.text, 0, _COVER_CHARACTERS):
        for end in (match.start("next"), match.end()):  # one line, or broken into two
            if end < 0:
                continue
            period = period_at(document.text[match.start() : end])
            if period is not None and period.last == known.inspected_to.value:
                start = match.start() + len(match.group()) - len(match.group().lstrip())
                return extract(document, Span(start, end), score=1.0, group=group)
    return None
