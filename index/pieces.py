"""Texts in, word pieces with their places out; token vectors in, pooled vectors out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from corpus.document import Span
from index.engine import Vectors
from index.model import ModelFolder

__all__ = ["Pieces", "WordPieces", "pool_mean", "pool_spans", "unit_rows"]


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one text, the special ones included.

    `starts` and `ends` are characters in the text, int32, (n_pieces,); a special piece has
    start = end.
    """

    ids: NDArray[np.int64]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.ids)


class WordPieces:
    """The tokenizer of a model, cutting at what the model reads."""

    def __init__(self, model: ModelFolder) -> None:
        path = str(model.path / "tokenizer.json")
        self._counting = Tokenizer.from_file(path)
        self._counting.no_truncation()
        self._counting.no_padding()
        self._cutting = Tokenizer.from_file(path)
        self._cutting.enable_truncation(model.max_sequence)
        self._cutting.no_padding()
        self.max_pieces = model.max_sequence - self._cutting.num_special_tokens_to_add(False)

    def count(self, text: str) -> int:
        """Word pieces of `text`, special ones not counted."""
        return len(self._counting.encode(_encodable(text), add_special_tokens=False).ids)

    def split(self, texts: Sequence[str]) -> list[Pieces]:
        """The word pieces of each text, with the special ones, cut at what the model reads."""
        encodable = [_encodable(text) for text in texts]
        return [_pieces(encoding) for encoding in self._cutting.encode_batch(encodable)]


def _pieces(encoding: Encoding) -> Pieces:
    offsets = np.asarray(encoding.offsets, dtype=np.int32).reshape(-1, 2)
    return Pieces(
        ids=np.asarray(encoding.ids, dtype=np.int64), starts=offsets[:, 0], ends=offsets[:, 1]
    )


def pool_mean(tokens: Vectors) -> Vectors:
    """The mean of token vectors, of unit length: float32, (n_tokens, dim) to (dim,)."""
    mean: Vectors = tokens.mean(axis=0, dtype=np.float32)
    return mean / max(float(np.linalg.norm(mean)), 1e-12)


def pool_spans(tokens: Vectors, pieces: Pieces, spans: Sequence[Span]) -> Vectors:
    """The mean of each span's token vectors: float32, (n_spans, dim), rows of unit length.

    The row of a span without a single word piece, beyond what the model reads, is zero.
    """
    pooled = np.zeros((len(spans), tokens.shape[1]), dtype=np.float32)
    words = np.flatnonzero(pieces.ends > pieces.starts)
    if not len(words):
        return pooled
    # The special pieces stand at both ends: between them, places only rise.
    inner = slice(int(words[0]), int(words[-1]) + 1)
    starts, ends, vectors = pieces.starts[inner], pieces.ends[inner], tokens[inner]
    firsts = np.searchsorted(starts, [span.start for span in spans], "left")
    stops = np.searchsorted(ends, [span.end for span in spans], "right")
    for row, (first, stop) in enumerate(zip(firsts, stops, strict=True)):
        if first < stop:
            pooled[row] = pool_mean(vectors[first:stop])
    return pooled


def unit_rows(vectors: Vectors) -> Vectors:
    """`vectors` with rows of unit length; zero rows stay zero."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), dtype=np.float32)


def _encodable(text: str) -> str:
    """`text`, a question mark in the place of each lone surrogate; places stay what they were."""
    return text.encode("utf-8", "replace").decode("utf-8")
