"""The grades of an inspection, strand by strand: a cleaned report in, judgements with spans out.

The row of the grade table is preferred; a strand without one is read from the heading or the
sentence that carries its grade. Both shapes of report, and the frameworks before 2013, name their
strands in fixed words, so the words decide and not the layout, which extraction flattens.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Protocol

from corpus.document import Judgement, Span

__all__ = ["STRANDS", "GradedText", "grade_of", "judgements", "restatements"]


class GradedText(Protocol):
    """What is read of a cleaned document."""

    @property
    def text(self) -> str:
        """The words; spans are characters of it."""
        ...


STRANDS = (
    "overall effectiveness",
    "leadership",
    "help and protection",
    "children in care",
    "care leavers",
    "adoption",
    "board",
    "quality of practice",
    "capacity to improve",
    "outcomes",
    "quality of provision",
)
"""Canonical names, in the order in which judgements are returned."""

_GRADES = ("outstanding", "good", "requires improvement", "adequate", "inadequate", "not judged")

# A space stands for any white space; a footnote mark may follow any word of a label.
_LABELS = (  # since 2013
    ("leadership", r"The impact of leaders on social work practice with children and families"),
    ("leadership", r"Leadership, management and governance"),
    (
        "help and protection",
        r"(?:The )?experiences? and progress of children who need help and protection",
    ),
    ("help and protection", r"Children who need help and protection"),
    (
        "children in care",
        r"(?:The )?experiences? and progress of children (?:in care|looked after)"
        r"(?:,? (?:and )?(?:care leavers|achieving permanence))?",
    ),
    ("children in care", r"Children looked after and achieving permanence"),
    ("adoption", r"Adoption performance"),
    ("care leavers", r"(?:The )?experiences? and progress of care leavers"),
)
_EARLIER_LABELS = (  # common words, so these are believed in a table's row only
    ("overall effectiveness", r"Overall effectiveness"),
    ("leadership", r"Leadership and (?:governance|management)"),
    (
        "help and protection",
        r"The effectiveness of the help and protection provided to children, young people, "
        r"families and carers",
    ),
    ("quality of practice", r"(?:The )?quality of practice"),
    ("capacity to improve", r"Capacity (?:to improve|for improvement)"),
    ("outcomes", r"Outcomes for (?:looked after )?children and young people"),
    ("quality of provision", r"Quality of provision"),
)
_CELL = (
    r"Outstanding|Good|Requires? [Ii]mprovement(?: ?/? ?to be good)?|Adequate|Inadequate|Not judged"
)
_SAID = (
    r"(?:outstanding|good|requires? improvement(?: to be good)?|improvement(?: to be good)?|"
    r"adequate|inadequate)"
)
_VERB = r"(?:is that (?:it|they) )?(?:(?:is|are) )?(?:judged (?:to be |as )?)?"
_BOARD = r"(?:Local Safeguarding Children(?: Board)?(?: ?\(LSCB\))?|LSCB)"
# The last pages say what each grade means: "The LSCB requires improvement if it does not yet …".
_NOT_MEANING = r"(?! if\b| when\b)"


def _compile(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern with white space for " ", perhaps none for " ?", footnote digits allowed."""
    loose = pattern.replace(" ?", r"\s*")
    return re.compile(loose.replace(" ", r"(?:\s?\d)?\s+"), flags)


_ROWS = tuple(
    (
        strand,
        _compile(
            rf"(?i:(?<!\w)(?P<label>{label}))\d?[\s:|–—-]+(?:Grade \d \()?(?P<grade>{_CELL})(?![\w-])\)?"
        ),
    )
    for strand, label in (*_LABELS, *_EARLIER_LABELS)
)
_HEADINGS = tuple(
    (
        strand,
        _compile(
            rf"(?<!\w)(?P<label>{label})\d?(?:\s*[:–—-]\s*| {_VERB})(?P<grade>{_SAID})\b"
            rf"{_NOT_MEANING}",
            re.IGNORECASE,
        ),
    )
    for strand, label in _LABELS
)
_OVERALL = tuple(
    _compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<label>The overall judgement)(?: is)?(?: that)?(?: (?:children['’]s services|the local authority)"
        rf"(?: in [^.]{{2,60}}?)?)? {_VERB}"
        rf"(?P<grade>{_SAID})\b",
        rf"(?P<label>Children['’]s services(?: in [^.]{{2,90}}?)?) {_VERB}(?P<grade>{_SAID})\b",
    )
)
_BOARDS = tuple(
    _compile(pattern, flags)
    for pattern, flags in (
        (
            rf"(?P<label>The effectiveness of the {_BOARD}) {_VERB}(?P<grade>{_SAID})\b"
            rf"{_NOT_MEANING}",
            re.IGNORECASE,
        ),
        (
            rf"(?P<label>(?:The |[A-Z][\w-]+ ){{0,4}}Local Safeguarding Children(?: Board)?"
            rf"(?: ?\(LSCB\))?) {_VERB}(?P<grade>{_SAID})\b{_NOT_MEANING}(?! at\b|,)",
            0,
        ),
        (rf"(?P<label>The LSCB) {_VERB}(?P<grade>{_SAID})(?= because)", 0),
        (
            r"(?P<label>The arrangements in place to evaluate the effectiveness of what is done by "
            rf"the authority and board partners [^.]{{0,90}}?) {_VERB}(?P<grade>{_SAID})\b",
            0,
        ),
    )
)
_COVER_CHARACTERS = 9_000  # where the overall judgement of a long report is stated


def judgements(text: GradedText) -> tuple[Judgement, ...]:
    """Return the grades that the report states, at most one for each strand.

    A letter on a monitoring or focused visit has none, and neither has a document that states
    fewer than two strands: it only speaks of a grade.
    """
    found: dict[str, Judgement] = {}
    for patterns in (_ROWS, _HEADINGS):
        for strand, pattern in patterns:
            match = pattern.search(text.text)
            if match is not None and _goes_before(match, found.get(strand), patterns is _ROWS):
                found[strand] = _judgement(strand, match)
    # Both shapes may list an earlier inspection's grades further on: the first statement counts.
    _add_first(found, "overall effectiveness", _OVERALL, text.text[:_COVER_CHARACTERS])
    if any(j.strand in ("adoption", "leadership") for j in found.values()):
        _add_first(found, "board", _BOARDS, text.text)
    if len(found) < 2:
        return ()
    return tuple(found[strand] for strand in STRANDS if strand in found)


def restatements(text: GradedText) -> Iterator[Judgement]:
    """Every grade that a heading or sentence states, to be compared with the table's."""
    for strand, pattern in _HEADINGS:
        for match in pattern.finditer(text.text):
            yield _judgement(strand, match)


def grade_of(wording: str) -> str:
    """The grade that `wording` means: "Requires improvement to be good" → "requires improvement".

    :raises ValueError: it is no grade.
    """
    words = " ".join(re.sub(r"[/.]", " ", wording.lower()).split()).removesuffix(" to be good")
    if words.endswith("improvement"):
        words = "requires improvement"
    if words not in _GRADES:
        raise ValueError(f"not a grade: {wording!r}")
    return words


def _goes_before(match: re.Match[str], other: Judgement | None, row: bool) -> bool:
    """Whether a match is to be kept: a row before a heading, then the earlier."""
    return other is None or (row and match.start() < other.span.start)


def _add_first(
    found: dict[str, Judgement], strand: str, patterns: tuple[re.Pattern[str], ...], text: str
) -> None:
    for pattern in patterns:
        match = pattern.search(text)
        if match is not None:
            if strand not in found or match.start() < found[strand].span.start:
                found[strand] = _judgement(strand, match)
            return


def _judgement(strand: str, match: re.Match[str]) -> Judgement:
    wording = " ".join(match["label"].split())
    return Judgement(strand, wording, grade_of(match["grade"]), Span(match.start(), match.end()))
