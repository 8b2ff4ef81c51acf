"""More extracts like one, as an entry of a conversation: grouped by where they stand."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Answer, Notice, NoticeKind, Refusal, RefusalKind
from assistant.question import AnswerKind, Question
from assistant.similar import Likeness
from corpus.document import Speaker

__all__ = ["OTHER_DOCUMENTS", "SAME_DOCUMENT", "likeness_answer"]

SAME_DOCUMENT = "In the same document"
OTHER_DOCUMENTS = "In other documents"


def likeness_answer(quote: str, found: Likeness) -> Answer:
    """What was found like `quote`, as a conversation keeps it."""
    question = Question(quote, "", (), AnswerKind.FINDING)
    grouped = {SAME_DOCUMENT: found.same, OTHER_DOCUMENTS: found.others}
    extracts = tuple(
        replace(extract, group=group) for group, own in grouped.items() for extract in own
    )
    if not extracts:
        refusal = Refusal(
            RefusalKind.NOT_ANSWERED,
            f"{found.n_documents} documents were searched; none says anything near these words.",
            "Ask about the same topic in words of your own.",
        )
        return Answer(question, refusal=refusal)
    notices: tuple[Notice, ...] = ()
    if any(extract.citation.speaker is Speaker.COUNCIL for extract in extracts):
        words = "Some of these are the council’s words, not Ofsted’s."
        notices = (Notice(NoticeKind.COUNCIL_WORDS, words),)
    return Answer(
        question,
        extracts=extracts,
        notices=notices,
        groups=tuple(group for group, own in grouped.items() if own),
    )
