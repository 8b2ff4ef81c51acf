"""A question and its answer in, the turn that later questions of the conversation are read after, out."""

from __future__ import annotations

from assistant.answer import Answer, RefusalKind
from assistant.outside import names_others
from assistant.question import AS_ASKED, Choices, Shown, Turn

__all__ = ["turn_of"]


def turn_of(question: str, answer: Answer | None, choices: Choices = AS_ASKED) -> Turn:
    """The turn of `question` with the `choices` beside it; `answer` is None where it is not known."""
    if answer is None:
        return Turn(question, choices=choices)
    documents = tuple(dict.fromkeys(e.citation.document_id for e in answer.extracts))
    refused = answer.refusal.kind if answer.refusal else None
    of_others = refused is RefusalKind.NOT_HELD and names_others(question)
    off_subject = refused is RefusalKind.OUTSIDE_SUBJECT or of_others
    shown = tuple(Shown(e.citation.document_id, e.span) for e in answer.extracts)
    return Turn(question, documents, choices, off_subject, shown)
