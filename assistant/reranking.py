"""The second look: where the first ranking leaves it close, the best are read with the question.

The first ranking weighs features that are cheap for every candidate. Where its leader is hardly
ahead, the engine's re-ranker, a cross-encoder, reads the first few together with the question. What
it says becomes two more features of a second linear ranking, which puts these few in a new order.
Where the lead is clear nothing is read: on questions of authorities that nothing was fitted to, the
second look gained as much that way, for less than half the time (docs/figures.md).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate
from assistant.ranker import LinearRanker, Part
from assistant.trace import note

__all__ = ["CrossRanker", "judged_text"]

_SCALE = 4.0  # logits, so that the feature lies between about -2 and 2 as the others do
_BEFORE = 160  # characters of the sentence before that are read
_HEADING = 80
_MOVED = "moved"  # what the second look adds to a score, or takes from it


@dataclass(frozen=True, slots=True)
class CrossRanker:
    """Ranks by `first`; where its lead is under `within`, `second` orders the first `n_reranked`.

    `relevance` gives logits, float32, (n_texts,), for a question and texts.
    """

    first: LinearRanker
    second: LinearRanker
    relevance: Callable[[str, Sequence[str]], NDArray[np.float32]]
    n_reranked: int
    within: float

    def rank(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """`candidates` with their `score` set, best first.

        Those that were read change places; the scores of the places stay, so that they mean the
        same whether or not there was a second look.
        """
        ranked = self.first.rank(question, candidates)
        read = ranked[: self.n_reranked]
        if len(read) < 2 or read[0].score - read[1].score >= self.within:
            return ranked
        note.order("first look", ranked)
        logits = self.relevance(question, [judged_text(candidate) for candidate in read])
        for candidate, logit in zip(read, logits.tolist(), strict=True):
            candidate.features = {
                **candidate.features,
                "cross": logit / _SCALE,
                "cross_sure": 1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))),
            }
        return [*self.reordered(read), *ranked[self.n_reranked :]]

    def reordered(self, read: Sequence[Candidate]) -> list[Candidate]:
        """`read`, whose features say what the re-ranker said, in the order of the second ranking.

        Sentences change places with others of the same inspection only: the re-ranker reads no
        dates, and would put an older finding before what the latest inspection says.
        """
        scores = [candidate.score for candidate in read]
        ordered = list(read)
        for recency in {candidate.recency for candidate in read}:
            places = [place for place, c in enumerate(read) if c.recency == recency]
            best_first = sorted((read[p] for p in places), key=lambda c: -self.second.score(c))
            for place, candidate in zip(places, best_first, strict=True):
                ordered[place] = candidate
        for candidate, score in zip(ordered, scores, strict=True):
            candidate.features = {**candidate.features, _MOVED: score - candidate.score}
            candidate.score = score
        return ordered

    def parts(self, candidate: Candidate) -> list[Part]:
        """What a candidate's score is the sum of, in the order of the features."""
        own = [part for part in self.first.parts(candidate) if part.name != _MOVED]
        moved = candidate.features.get(_MOVED)
        return own if moved is None else [*own, Part(_MOVED, moved, 1.0)]


def judged_text(candidate: Candidate) -> str:
    """What the re-ranker reads: the sentence, then what gives it its meaning.

    That is the heading, with the list's lead-in or else the sentence before.
    """
    document = candidate.document.document
    sentence = document.sentences[candidate.index]
    block = document.blocks[sentence.block]
    if block.lead_in is not None:
        before = document.quote(block.lead_in)
    elif candidate.index and document.sentences[candidate.index - 1].block == sentence.block:
        before = document.quote(document.sentences[candidate.index - 1].span)[-_BEFORE:]
    else:
        before = ""
    heading = document.outline[block.heading].title[:_HEADING] if block.heading >= 0 else ""
    context = f"{heading}: {before}" if heading else before
    return f"{document.quote(sentence.span)} | {context}".strip(" |")
