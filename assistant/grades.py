"""Questions about grades, answered from the judgements: each quoted from the line that states it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Extract
from assistant.cite import extract
from assistant.kinds import find_strand
from corpus.document import Document, Judgement

__all__ = ["asks_which_authorities", "grade_extracts", "grade_in_question"]

_ORDER = ("inadequate", "adequate", "requires improvement", "good", "outstanding")
_NAMED = re.compile(
    r"\b(outstanding|inadequate|adequate|requires? improvement|good)\b", re.IGNORECASE
)
_ONLY = re.compile(rf"\bonly {_NAMED.pattern}", re.IGNORECASE)
_IN_FULL = re.compile(r"\brequires? improvement(?: to be good)?\b", re.IGNORECASE)
_EXCEPT = re.compile(
    r"\b(?:not|missed out on|(?:failed|failing) to (?:be|get)|(?:fell )?short of|other than|apart from"
    # "wasn't one strand only good?" asks for that strand
    r"|except|below|(?:is|was|were|are|did)nt(?! (?:one|there|it|that|any|some)\b))\b"
    r"|n['’]t\b(?! (?:one|there|it|that|any|some)\b)",
    re.IGNORECASE,
)
_BEST = re.compile(
    r"\b(?:top marks?|full marks|best|highest|top grade|better|strongest|(?:come|came|coming) (?:out )?(?:on )?top"
    r"|shone|stood out|star (?:turn|performer)s?)\b",
    re.IGNORECASE,
)
_WORST = re.compile(
    r"\b(?:worst|worse|lowest|failing|weakest|bottom|lower|fell short|lag(?:s|ged|ging)?|let\b[^?]{0,40}?\bdown"
    r"|drag\w*\b[^?]{0,40}?\bdown)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b(?:which|what)\b[^?]{0,30}\b(?:part|parts|area|areas|strand|strands|bit|bits|service|services|one"
    r"|ones|section|sections|judge?ments?|things)\b"
    r"|\b(?:worst|weakest|lowest|best|strongest|highest|top)[ -](?:\w+ )?(?:part|area|strand|bit|service|section)s?\b|\banything\b|\b(?:any|one|some) (?:part|area|strand|bit|service|section)s?\b|\bwhich (?:and|was|were|is)\b|\bwhich(?: ones?)?\s*\??$|\bonly\b|\bfor what\b|\bone ['‘\"]?(?:good|outstanding|inadequate)",
    re.IGNORECASE,
)
_OF_STRANDS = re.compile(r"\b(?:part|area|strand|bit|section)s?\b", re.IGNORECASE)
# "outstanding for care leavers", "which councils are good?"
_OF_AUTHORITIES = re.compile(
    r"\W*(?:(?:rated|judged|graded) )?(?:outstanding|inadequate|requires? improvement|good)\b"
    r"|.*\b(?:councils|authorities|boroughs|counties|las)\b|.*\b(?:which|any|every|each|what) (?:council|authority|la)\b",
    re.IGNORECASE,
)


def asks_which_authorities(topic: str) -> bool:
    """Whether `topic`, of a question that names none, asks which authorities have a grade.

    >>> asks_which_authorities("how many councils are good?"), asks_which_authorities("is it good?")
    (True, False)
    """
    return _OF_AUTHORITIES.match(topic) is not None and _NAMED.search(topic) is not None


def grade_in_question(topic: str, document: Document, group: str) -> Extract | bool:
    """The judgement of `document` on what `topic` names if it has a grade named there; whether
    there is such a judgement, where it has another grade.
    """
    judged = _asked(topic, document.judgements, compared=True) if document.judgements else []
    if not judged:
        return False
    named = {m.lower() for m in _NAMED.findall(_IN_FULL.sub("requires improvement", topic))}
    if (judged[0].grade in named) is (_EXCEPT.search(topic) is not None):
        return True
    return extract(document, judged[0].span, score=1.0, group=group)


def grade_extracts(
    topic: str, document: Document, *, group: str | None = None, compared: bool = False
) -> list[Extract]:
    """The judgements of `document` that `topic` asks for, the one most asked for first.

    A strand that is named comes first; of "which part …" those with the grade in question; else
    the overall grade, and then the rest. Of authorities `compared`, "which is better" asks for no strand.
    """
    stated = list(document.judgements)
    if not stated:
        return []
    ordered = _asked(topic, stated, compared=compared)
    return [
        extract(document, judgement.span, score=1.0 - place / 100, group=group)
        for place, judgement in enumerate(ordered)
    ]


def _asked(topic: str, stated: Sequence[Judgement], *, compared: bool) -> list[Judgement]:
    overall = [j for j in stated if j.strand == "overall effectiveness"]
    strands = [j for j in stated if j.strand != "overall effectiveness"]
    graded = [j for j in strands if j.grade in _ORDER and j.strand != "board"]
    of_strands = not compared or _OF_STRANDS.search(topic) is not None
    if of_strands and _WHICH.search(topic) and graded:
        short = _IN_FULL.sub("requires improvement", topic)
        # "outstanding overall, but one only good": that one
        only = [m.lower() for m in _ONLY.findall(short)]
        named = only or [m.lower() for m in _NAMED.findall(short)]
        ranks = [_ORDER.index(j.grade) for j in graded]
        first: list[Judgement] = []
        if _EXCEPT.search(topic) and named and not only:
            first = [j for j in graded if j.grade not in named]
        elif _WORST.search(topic):
            first = [j for j, rank in zip(graded, ranks, strict=True) if rank == min(ranks)]
        elif _BEST.search(topic):
            first = [j for j, rank in zip(graded, ranks, strict=True) if rank == max(ranks)]
        elif named:
            first = [j for j in graded if j.grade in named]
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
