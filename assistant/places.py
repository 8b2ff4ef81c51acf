"""Words for a place in the order of inspections become periods: "the previous rating", "the last two"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.question import VISITS, Period

__all__ = ["LATEST", "NOUN", "OF_KIND", "SINCE_LATEST", "find_places", "sort_of"]

# What takes place in an order. "grades" and "ratings" stand for the inspections that gave them.
_GRADE = r"(?:grad(?:e|es|ing|ings)|ratings?|judge?ments?)"
NOUN = r"(?:inspections?|reports?|visits?|judge?ments?|ratings?|ofsteds?|letters?|ilacs|sif|one|findings)"
_NOUN = rf"(?:{NOUN}|{_GRADE})"
OF_KIND = (
    r"(?:(?:ofsted|full|standard|short|overall|(?:re)?inspection|focuss?ed|monitoring|assurance|ilacs|sif"
    r"|council|local authority|children['’]?s services)\s+)*"
)
_WHOSE = r"(?:(?:the|its|their|ofsted['’]s|at its|at the|in the|in its|at their|in their)\s+)*"
_CERTAIN = (
    rf"(?:(?:re)?inspections?|reports?|ofsteds?|ilacs|sif|{_GRADE})"  # no visit by a social worker
)
_THING = r"(?:inspection|report|visit|judge?ment|rating|grade|grading|letter|ofsted|one|time)"
_NOT_OF_A_LIST = r"(?!\s+(?:on|in|of|from)\s+(?:the|that|this|your|its)\s+list)"
_COUNTS = {"two": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_COUNT = "|".join(_COUNTS)

# "the last two inspections", "its first 3 reports", "the 2 most recent ratings"
_LAST_FEW = re.compile(
    rf"\b{_WHOSE}(?:(?:last|latest|most recent|previous|past)\s+(?P<count>{_COUNT})"
    rf"|(?P<count_2>{_COUNT})\s+(?:last|latest|most recent))\s+{OF_KIND}{_CERTAIN}\b(?!\s+(?:ago|back)\b)",
    re.IGNORECASE,
)
_FIRST_FEW = re.compile(
    rf"\b{_WHOSE}(?:(?:first|earliest)\s+(?P<count>{_COUNT})|(?P<count_2>{_COUNT})\s+(?:first|earliest))\s+"
    rf"{OF_KIND}{_CERTAIN}\b",
    re.IGNORECASE,
)
# "all previous reports", "its earlier ratings": all but the latest
_EARLIER = re.compile(
    rf"\b(?:all\s+)?(?:of\s+)?{_WHOSE}(?:previous|earlier|prior|former)\s+{OF_KIND}"
    r"(?:inspections|reports|ratings|grades|gradings|judge?ments|ofsteds)\b",
    re.IGNORECASE,
)
SINCE_LATEST = re.compile(
    rf"\bsince\s+{_WHOSE}(?:last|latest|previous)\s+{OF_KIND}{_THING}\b", re.IGNORECASE
)
_BEFORE_LATEST = re.compile(
    rf"\bbefore\s+{_WHOSE}(?:current|latest|last|most recent)\s+{OF_KIND}{_THING}\b", re.IGNORECASE
)
_AGO = re.compile(
    rf"\b(?:the\s+(?:inspection|report|visit|one)\s+)?(?P<count>{_COUNT})\s+"
    rf"(?:inspections|reports|visits|ratings|grades)\s+(?:ago|back)\b",
    re.IGNORECASE,
)
_PREVIOUS = re.compile(
    rf"\b{_WHOSE}(?:previous|earlier|preceding|penultimate|prior|former)\s+{OF_KIND}{_NOUN}\b"
    rf"|\b(?:the\s+|its\s+|their\s+)?{_THING}\s+before\s+(?:that|last|(?:the )?last(?: one)?|this(?: one)?)\b"
    rf"|\b(?:the\s+|its\s+)?last[- ](?:{_NOUN}[- ])?but[- ]one(?:\s+{_NOUN})?\b"
    rf"|\b(?:the\s+|its\s+)?second[- ](?:to[- ])?last\s+{OF_KIND}{_NOUN}\b"
    r"|\b(?:previously|formerly|the time before)\b",
    re.IGNORECASE,
)
# "what was it rated before?", but not "has it been rated good before?", which any inspection answers
_RATED_BEFORE = re.compile(
    rf"\b(?:what|how|which)\b[^?]{{0,80}}?\b(?:rated|judged|graded|{_GRADE})\b[^?]{{0,60}}?"
    r"\b(?P<words>before)(?=\W*$)",
    re.IGNORECASE,
)
_FIRST = re.compile(
    rf"\b{_WHOSE}(?:very\s+)?(?:first(?:\s+ever)?|earliest|oldest|original)\s+{OF_KIND}"
    rf"(?:inspections?|reports?|visits?|{_GRADE}|ofsteds?|letters?|ilacs|sif|findings)\b"
    rf"|\b(?:in|at)\s+(?:the|its)\s+(?:first|earliest|oldest)\s+one\b{_NOT_OF_A_LIST}"
    r"|\b(?:the\s+)?first time (?:round|around)\b"
    r"|\boriginally(?=\s+(?:rated|judged|graded|inspected|given)\b|\s*(?:[?.,]|$))",
    re.IGNORECASE,
)
# "second inspection", never "second opinion" or a social worker's "second visit"
_NTH = re.compile(
    rf"\b{_WHOSE}(?P<nth>second|2nd|third|3rd|fourth|4th)\s+{OF_KIND}{_CERTAIN}\b", re.IGNORECASE
)
_NTHS = {"second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3}
_NTH_LABELS = ("first", "second", "third", "fourth")
_NEXT = re.compile(
    rf"\b(?:and\s+)?the\s+(?:next|following|subsequent)\s+{OF_KIND}{_THING}\b(?<!time)",
    re.IGNORECASE,
)
LATEST = re.compile(
    rf"\b{_WHOSE}(?:most\s+recent|latest|newest|current|last|recent)\s+"
    rf"{OF_KIND}(?!visits){NOUN}(?:\s+please)?\b{_NOT_OF_A_LIST}"
    r"|\b(?:the\s+|its\s+|their\s+)?(?:last|current)(?=\s+(?:overall\s+)?grad(?:es?|ings?)\b)"
    rf"|\bcurrent(?:ly)?\s+(?:position|situation|state|picture)\b"
    rf"|\b(?:the\s+)?(?:latest|most recent|newest)\b"
    rf"|\b(?:last time(?: (?:ofsted|inspectors|they) (?:came|visited|called|looked|inspected))?)\b"
    rf"|\b(?:now|nowadays|these days|at the moment|at present|currently|(?:as (?:at|of) )?today|right now"
    rf"|as things stand|this time)\b"
    # "recently appointed" says when somebody came, not when inspectors did
    rf"|\b(?:recently|lately)(?=\s*(?:[?.!]|$))",
    re.IGNORECASE,
)
# "what did the SIF say": the last inspection of that framework
_FRAMEWORK = re.compile(r"\b(?:the|its|their)\s+(?:ilacs|sif)\b(?!\s+framework)", re.IGNORECASE)
_VISIT = re.compile(
    r"\b(?:focuss?ed|monitoring|assurance)\s+(?:\w+\s+)?(?:visits?|letters?|inspections?)\b", re.I
)
_NAMED_FRAMEWORK = re.compile(r"\b(?:ilacs|sif)\b", re.IGNORECASE)


def sort_of(words: str) -> str | None:
    """The sort of inspection that `words` name: a framework, :data:`VISITS`, or None for any."""
    if _VISIT.search(words):
        return VISITS
    framework = _NAMED_FRAMEWORK.search(words)
    return framework.group().upper() if framework else None


def find_places(text: str, *, dated: bool) -> Iterator[tuple[int, int, Period | None]]:
    """The words of `text` for places in the order of inspections, the surest first, and their periods.

    They may overlap. `dated` tells that a year is named as well: "before the current rating, in 2019"
    is then said of that year, and has no period.
    """
    for match in _BEFORE_LATEST.finditer(text):
        yield *match.span(), None if dated else Period("previous", ordinal=-2)
    for match in SINCE_LATEST.finditer(text):
        yield *match.span(), Period("previous", ordinal=-2)
    for match in _AGO.finditer(text):
        number = match["count"].lower()
        places = _COUNTS[number]
        label = "previous" if places == 2 else f"{number} inspections ago"
        yield *match.span(), Period(label, ordinal=-places)
    for match in _LAST_FEW.finditer(text):
        count = _COUNTS[(match["count"] or match["count_2"]).lower()]
        if "previous" in match.group().lower():  # to the latest
            label = f"previous {_in_words(count)} inspections"
            yield *match.span(), _several(match, label, (-count - 1, -1))
            continue
        label = f"last {_in_words(count)} inspections"
        yield *match.span(), _several(match, label, (-count, None))
    for match in _FIRST_FEW.finditer(text):
        count = _COUNTS[(match["count"] or match["count_2"]).lower()]
        label = f"first {_in_words(count)} inspections"
        yield *match.span(), _several(match, label, (0, count))
    for match in _EARLIER.finditer(text):
        yield *match.span(), _several(match, "earlier inspections", (None, -1))
    for match in _NTH.finditer(text):
        place = _NTHS[match["nth"].lower()]
        yield *match.span(), _one(match, _NTH_LABELS[place], place)
    for match in _RATED_BEFORE.finditer(text):
        yield *match.span("words"), Period("previous", ordinal=-2)
    for pattern, label, place in (
        (_PREVIOUS, "previous", -2),
        (_FIRST, "first", 0),
    ):
        for match in pattern.finditer(text):
            yield *match.span(), _one(match, label, place)
    for match in _NEXT.finditer(text):
        yield *match.span(), Period("next", following=True)
    for pattern in (LATEST, _FRAMEWORK):
        for match in pattern.finditer(text):
            yield *match.span(), _one(match, "latest", -1)


def _one(match: re.Match[str], label: str, place: int) -> Period:
    of = sort_of(match.group())
    named = {None: label, VISITS: f"{label} visit"}.get(of, f"{label} {of} inspection")
    return Period(named, ordinal=place, of=of)


def _several(match: re.Match[str], label: str, places: tuple[int | None, int | None]) -> Period:
    return Period(label, places=places, each=True, of=sort_of(match.group()))


def _in_words(count: int) -> str:
    return next(word for word, number in _COUNTS.items() if number == count)
