"""A question as understood in, the same without a part of the understanding out.

An evaluation switches parts off to learn what each is worth; see the settings `filters` and
`glossary_weight` of :class:`~assistant.settings.AssistantSettings`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.question import Question, Term
from assistant.scope import Scope, Side
from index.engine import DocumentRecord

__all__ = ["as_typed", "everything", "weigh_glossary"]

_OWN = ("typed", "carried")


def as_typed(question: Question) -> Question:
    """`question` with whose and when it asks about among the words that are looked for."""
    names = [mention.name for mention in question.authorities]
    names += [period.label for period in question.periods]
    beyond = 1 + max((term.concept for term in question.terms), default=-1)
    terms = [Term(name, 1.0, "typed", beyond + place) for place, name in enumerate(names)]
    return replace(
        question,
        topic=question.text,
        reading=question.text,
        terms=(*question.terms, *terms),
    )


def everything(records: Sequence[DocumentRecord]) -> Scope:
    """All documents, on one side."""
    return Scope((Side(None, tuple(records)),), undated=True)


def weigh_glossary(question: Question, weight: float) -> Question:
    """`question`, the names that glossary and documents add weighing `weight` times as much.

    With 0 they are not looked for at all.
    """
    if weight == 1:
        return question
    terms = (
        term if term.origin in _OWN else replace(term, weight=term.weight * weight)
        for term in question.terms
    )
    return replace(
        question,
        terms=tuple(term for term in terms if term.weight > 0),
        reading=question.reading if weight > 0 else question.topic,
    )
