"""Pooling of token vectors, against the plain definition."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Span
from index.pieces import Pieces, pool_mean, pool_spans


def test_mean_is_of_unit_length() -> None:
    # mean of (3, 0) and (0, 4) is (1.5, 2), of length 2.5: (0.6, 0.8)
    tokens = np.array([[3, 0], [0, 4]], dtype=np.float32)
    np.testing.assert_allclose(pool_mean(tokens), np.array([0.6, 0.8]), rtol=1e-6)


@given(st.lists(st.integers(1, 5), min_size=1, max_size=20), st.data())
def test_spans_are_pooled_over_their_own_pieces(widths: list[int], data: st.DataObject) -> None:
    ends = np.cumsum(widths).astype(np.int32)
    starts = (ends - widths).astype(np.int32)
    pieces = Pieces(
        ids=np.arange(len(widths) + 2),
        starts=np.concatenate([[0], starts, [0]]).astype(np.int32),
        ends=np.concatenate([[0], ends, [0]]).astype(np.int32),
    )
    tokens = np.random.default_rng(0).standard_normal((len(pieces), 4)).astype(np.float32)
    bounds = st.integers(0, int(ends[-1]) + 3)
    spans = [Span(*sorted(data.draw(st.tuples(bounds, bounds)))) for _ in range(3)]
    for span, row in zip(spans, pool_spans(tokens, pieces, spans), strict=True):
        inside = [
            place
            for place in range(1, len(pieces) - 1)
            if span.start <= pieces.starts[place] and pieces.ends[place] <= span.end
        ]
        expected = pool_mean(tokens[inside]) if inside else np.zeros(4, np.float32)
        np.testing.assert_allclose(row, expected, atol=1e-6)
