"""Weights in, order out; a weights file that is wrong is named."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from assistant.candidates import FEATURES, Candidate
from assistant.errors import RankerError
from assistant.ranker import LinearRanker, Logistic, load_weights
from assistant.reading import ReadDocument
from tests.assistant.making import paragraph, report

READ = ReadDocument(report(paragraph("One here.", "Two here.", "Three here.")), str.split)


def candidate(index: int, **features: float) -> Candidate:
    return Candidate(READ, index, 0, np.zeros(2, np.float32), features)


def test_a_score_is_the_weighted_sum_of_the_features() -> None:
    ranker = LinearRanker({"dense": 2.0, "cover": 0.5})
    ranked = ranker.rank("", [candidate(0, dense=0.1, cover=0.8), candidate(1, dense=0.4, long=9)])
    assert [c.index for c in ranked] == [1, 0]
    assert [c.score for c in ranked] == pytest.approx([0.8, 0.6])  # 2·0.4; 2·0.1 + 0.5·0.8


def test_ties_keep_reading_order() -> None:
    ranked = LinearRanker({"dense": 1.0}).rank("", [candidate(i, dense=0.5) for i in range(3)])
    assert [c.index for c in ranked] == [0, 1, 2]
    assert LinearRanker({}).rank("", []) == []


def test_a_probability_is_logistic_and_never_overflows() -> None:
    logistic = Logistic({"score": 2.0}, bias=-1.0)
    assert logistic.probability({"score": 0.5}) == 0.5
    assert logistic.probability({}) == pytest.approx(1 / (1 + math.e))
    assert 0 < logistic.probability({"score": -1e9}) < logistic.probability({"score": 1e9}) <= 1


def test_the_weights_of_the_package_are_of_known_features() -> None:
    weights = load_weights()
    assert set(weights.ranker.weights) <= set(FEATURES)
    assert "bias" not in weights.answerable.weights


def write(folder: Path, text: str) -> Path:
    path = folder / "weights.json"
    path.write_text(text, "utf-8")
    return path


def test_a_file_of_ones_own_is_read(tmp_path: Path) -> None:
    own = {"ranking": {"dense": 1}, "answerable": {"bias": -2, "score": 1}}
    weights = load_weights(write(tmp_path, json.dumps(own)))
    assert weights.ranker.weights == {"dense": 1.0}
    assert (weights.answerable.weights, weights.answerable.bias) == ({"score": 1.0}, -2.0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not a weights file"),
        ("[]", "not a weights file"),
        ("{}", "ranking"),
        ('{"ranking": {}}', "answerable"),
        ('{"ranking": {"dense": "much"}, "answerable": {}}', "much"),
        ('{"ranking": [], "answerable": {}}', "not a weights file"),
        ('{"ranking": {"densse": 1}, "answerable": {}}', "unknown features densse"),
    ],
)
def test_a_file_that_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(RankerError) as raised:
        load_weights(write(tmp_path, text))
    assert "weights.json" in str(raised.value) and said in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RankerError, match=r"gone\.json"):
        load_weights(tmp_path / "gone.json")
