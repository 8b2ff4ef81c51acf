"""The second look: the best candidates are read together with the question, then ranked anew.

The first ranking weighs features that are cheap for every candidate; the engine's re-ranker, a
cross-encoder, is asked about the first `n_reranked` of them only. What it says becomes two more
features of a second linear ranking, whose weights were fitted with them.
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
_FLOOR = -4.0  # logit of a candidate that was not read, unless one that was read lies lower
_BEFORE = 160  # characters of the sentence before that are read
_HEADING = 80


@dataclass(frozen=True, slots=True)
class CrossRanker:
    """Ranks by `first`, has the best `n_reranked` read by `relevance`, ranks by `second`.

    `relevance` gives logits, float32, (n_texts,), for a question and texts.
    """

    first: LinearRanker
    second: LinearRanker
    relevance: Callable[[str, Sequence[str]], NDArray[np.float32]]
    n_reranked: int

    def rank(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """`candidates` with their `score` set, best first."""
        ranked = self.first.rank(question, candidates)
        note.order("first look", ranked)
        read = ranked[: self.n_reranked]
        if not read:
            return ranked
        logits = self.relevance(question, [judged_text(candidate) for candidate in read]).tolist()
        floor = min(_FLOOR, *logits)
        for place, candidate in enumerate(ranked):
            logit = logits[place] if place < len(logits) else floor
            candidate.features = {
                **candidate.features,
                "cross": logit / _SCALE,
                "cross_sure": 1 / (1 + math.exp(-max(-30.0, min(30.0, logit)))),
            }
        return self.second.rank(question, ranked)

    def parts(self, candidate: Candidate) -> list[Part]:
        """What a candidate's score is the sum of, in the order of the features."""
        return self.second.parts(candidate)


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
