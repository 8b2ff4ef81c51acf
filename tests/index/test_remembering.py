from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.openvino_encoder import OpenVinoEncoder
from index.remembering import RememberingEncoder, RememberingReranker
from index.reranker import Relevances


def test_a_text_is_encoded_once(encoder: OpenVinoEncoder) -> None:
    remembering = RememberingEncoder(encoder)
    first = remembering.encode(["a", "b"])
    assert np.array_equal(first, encoder.encode(["a", "b"]))
    first[:] = 0  # what is handed out may be changed
    again = remembering.encode(["a", "b"])
    assert np.array_equal(again, encoder.encode(["a", "b"]))
    assert len(remembering._known) == 1
    assert (remembering.dim, remembering.name) == (encoder.dim, encoder.name)
    assert remembering.fingerprint == encoder.fingerprint
    assert remembering.max_pieces == encoder.max_pieces
    assert remembering.count("a b") == encoder.count("a b")


class _Longest:
    """Finds the longest text the most relevant, and counts how often it was asked."""

    name = "longest"
    asked = 0

    def score(self, question: str, texts: Sequence[str]) -> Relevances:
        """The lengths of `texts`."""
        self.asked += 1
        return np.array([len(text) for text in texts], dtype=np.float32)


def test_the_same_texts_are_read_with_a_question_once() -> None:
    reranker = _Longest()
    remembering = RememberingReranker(reranker)
    first = remembering.score("q", ["a", "bb"])
    first[:] = 0  # what is handed out may be changed
    assert remembering.score("q", ["a", "bb"]).tolist() == [1.0, 2.0]
    assert reranker.asked == 1
    remembering.score("r", ["a", "bb"])
    remembering.score("q", ["bb", "a"])
    assert (reranker.asked, remembering.name) == (3, "longest")
