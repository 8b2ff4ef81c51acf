"""An encoder or a re-ranker in, the same out, which does nothing twice.

For work that asks the same questions again and again; what is kept grows with what is asked.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.document import Span
from index.encoder import EncodedPassages, Encoder
from index.engine import Vectors
from index.reranker import Relevances, Reranker

__all__ = ["RememberingEncoder", "RememberingReranker"]


class RememberingEncoder:
    """An :class:`~index.encoder.Encoder` that keeps every vector of :meth:`encode`."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    @property
    def name(self) -> str:
        """The model's name."""
        return self._encoder.name

    @property
    def fingerprint(self) -> str:
        """Hash of what decides the vectors."""
        return self._encoder.fingerprint

    @property
    def dim(self) -> int:
        """Length of a vector."""
        return self._encoder.dim

    @property
    def max_pieces(self) -> int:
        """Word pieces of text that the model reads."""
        return self._encoder.max_pieces

    def count(self, text: str) -> int:
        """Word pieces of `text`, special ones not counted."""
        return self._encoder.count(text)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of `texts`: float32, (n_texts, dim), rows of unit length."""
        # subtle: texts are encoded together as they come, since padding moves the last digits
        key = "\0".join(texts)
        if key not in self._known:
            self._known[key] = self._encoder.encode(texts)
        return np.array(self._known[key])

    def encode_with_sentences(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]]
    ) -> EncodedPassages:
        """Vectors of `texts` and of the spans within each; these are not kept."""
        return self._encoder.encode_with_sentences(texts, spans)


class RememberingReranker:
    """A :class:`~index.reranker.Reranker` that keeps what it said of the same texts together."""

    def __init__(self, reranker: Reranker) -> None:
        self._reranker = reranker
        self._known: dict[tuple[str, ...], Relevances] = {}

    @property
    def name(self) -> str:
        """What the model is called."""
        return self._reranker.name

    def score(self, question: str, texts: Sequence[str]) -> Relevances:
        """Logits, more is more relevant: float32, (n_texts,)."""
        key = (question, *texts)
        if key not in self._known:
            self._known[key] = self._reranker.score(question, texts)
        return np.array(self._known[key])
