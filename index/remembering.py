"""An encoder in, the same out, which encodes each text once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from corpus.document import Span
from index.encoder import EncodedPassages, Encoder
from index.engine import Vectors

__all__ = ["RememberingEncoder"]


class RememberingEncoder:
    """An :class:`~index.encoder.Encoder` that keeps every vector of :meth:`encode`.

    For work that asks the same questions again and again; it grows with the texts it is given.
    """

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
