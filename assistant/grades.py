"""Questions about grades, answered from the judgements: each quoted from the line that states it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Extract
from assistant.cite import extract
from assistant.kinds import find_strand
from corpus.document import Document, Judgement

__all__ = ["grade_extracts"]

_ORDER = ("inadequate", "adequate", "requires improvement", "good", "outstanding")
_NAMED = re.compile(r"\b(outstanding|inadequate|requires improvement|good)\b", re.IGNORECASE)
_BEST = re.compile(
    r"\b(?:top marks?|full marks|best|highest|top grade|better|strongest)\b", re.IGNORECASE
)
_WORST = re.compile(
    r"\b(?:worst|worse|lowest|failing|weakest|bottom|missed out|lower)\b", re.IGNORECASE
)
_WHICH = re.compile(
    r"\b(?:which|what)\b[^?]{0,30}\b(?:part|parts|area|areas|strand|strands|bit|bits|service|services|one"
    r"|ones|section|sections|judge?ments?|things)\b|\banything\b|\bwhich (?:and|was|were|is)\b|\bonly\b",
    re.IGNORECASE,
)


def grade_extracts(topic: str, document: Document, *, group: str | None = None) -> list[Extract]:
    """The judgements of `document` that `topic` asks for, the one most asked for first.

    A strand that is named comes first; of "which part …" those with the grade in question; else
    the overall grade, and then the rest.
    """
    stated = list(document.judgements)
    if not stated:
        return []
    ordered = _asked(topic, stated)
    return [
        extract(document, judgement.span, score=1.0 - place / 100, group=group)
        for place, judgement in enumerate(ordered)
    ]


def _rank(judgement: Judgement) -> int:
    return _ORDER.index(judgement.grade) if judgement.grade in _ORDER else -1


def _asked(topic: str, stated: Sequence[Judgement]) -> list[Judgement]:
    overall = [j for j in stated if j.strand == "overall effectiveness"]
    strands = [j for j in stated if j.strand != "overall effectiveness"]
    if _WHICH.search(topic) and strands:
        named = [m.lower() for m in _NAMED.findall(topic)]
        top = max(map(_rank, strands))
        low = min(map(_rank, strands))
        first: list[Judgement] = []
        if _WORST.search(topic):
            first = [j for j in strands if _rank(j) == low]
        elif _BEST.search(topic):
            first = [j for j in strands if _rank(j) == top]
        elif re.search(r"\bnot\b|n['’]t\b", topic) and named:
            first = [j for j in strands if j.grade not in named]
        elif named:
            first = [j for j in strands if j.grade in named]
        if first:
            return [*first, *(j for j in stated if j not in first)]
    strand = find_strand(topic)
    if strand and strand != "overall effectiveness":
        named_strand = [j for j in stated if j.strand == strand]
        if strand == "care leavers" and not named_strand:
            named_strand = [j for j in stated if j.strand == "children in care"]
        if named_strand:
            return [*named_strand, *overall, *(j for j in strands if j not in named_strand)]
        return []
    return [*overall, *strands]
