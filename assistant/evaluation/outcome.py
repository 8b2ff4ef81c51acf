"""A judged answer and its ranking in, what became of the question in a word out."""

from __future__ import annotations

from assistant.evaluation.experiment import GoldQuote, Outcome
from assistant.evaluation.ranking import Ranking, covers
from assistant.evaluation.report import Result
from corpus.document import Document

__all__ = ["FIRST", "outcome"]

FIRST = 3
"""What is shown first: so many extracts are looked at."""


def outcome(
    result: Result, gold: tuple[GoldQuote, ...], ranking: Ranking, documents: dict[str, Document]
) -> Outcome:
    """What became of the question; of several things that went wrong the earliest.

    `documents` holds, by id, the documents of the extracts.
    """
    answered = result.answer.answered
    if not result.query.answerable:
        return Outcome.WRONGLY_ANSWERED if answered else Outcome.RIGHTLY_REFUSED
    if not answered:
        return Outcome.WRONGLY_REFUSED
    if result.hit_3:
        return Outcome.RIGHT
    if len({each.part for each in gold}) > 1 and any(result.hit_golds):
        return Outcome.INCOMPLETE
    shown = result.answer.extracts[:FIRST]
    holding = {each.document or each.source for each in gold}
    if all(
        extract.citation.document_id not in holding and extract.citation.source not in holding
        for extract in shown
    ):
        return Outcome.WRONG_DOCUMENT
    for extract in shown:
        document = documents[extract.citation.document_id]
        around = next(
            (block.span for block in document.blocks if block.span.covers(extract.span)),
            extract.span,
        )
        if covers(document, around, gold):
            return Outcome.WRONG_SENTENCE
    return Outcome.NOT_RETRIEVED if ranking.gold_rank is None else Outcome.RANKED_LOW
