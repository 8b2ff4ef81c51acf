"""A question, documents and a scope in, which documents may answer and why the others may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.question import AnswerKind, Question
from assistant.scope import Scope, find_scope
from index.engine import DocumentRecord

__all__ = ["Admission", "admissions"]


@dataclass(frozen=True, slots=True)
class Admission:
    """Whether a document may answer. `sides` are the labels of those it is on; `why` is empty for
    one that may."""

    record: DocumentRecord
    admitted: bool
    sides: tuple[str, ...] = ()
    why: str = ""


def admissions(
    question: Question, records: Sequence[DocumentRecord], scope: Scope
) -> tuple[Admission, ...]:
    """Each of `records` with what became of it, those that may answer first."""
    sides: dict[str, list[str]] = {}
    for side in scope.sides:
        for record in side.documents:
            sides.setdefault(record.id, [])
            if side.label is not None:
                sides[record.id].append(side.label)
    admitted = [Admission(r, True, tuple(sides[r.id])) for r in records if r.id in sides]
    bare = replace(question, kind=AnswerKind.FINDING, periods=(), speaker=None, authorities=())
    by_speaker = _ids(replace(bare, speaker=question.speaker), records)
    by_authority = _ids(replace(bare, authorities=question.authorities), records)
    others = []
    for record in records:
        if record.id in sides:
            continue
        reasons = []
        if record.id not in by_authority:
            reasons.append("another council" if record.provenance.authority.value else "no council")
        if record.id not in by_speaker:
            reasons.append("another speaker")
        if not reasons:
            reasons.append(_other_time(question))
        others.append(Admission(record, False, (), ", ".join(reasons)))
    return (*admitted, *others)


def _ids(question: Question, records: Sequence[DocumentRecord]) -> set[str]:
    scope = find_scope(question, records)
    return {record.id for side in scope.sides for record in side.documents}


def _other_time(question: Question) -> str:
    if question.kind is AnswerKind.TREND:
        return "not one of the inspections compared"
    return "another time" if question.periods else "not admitted"
