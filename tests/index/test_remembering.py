from __future__ import annotations

import numpy as np

from index.openvino_encoder import OpenVinoEncoder
from index.remembering import RememberingEncoder


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
