"""The floor: on the sample, answers may not get worse than the recorded baseline."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import findings
from assistant.evaluation.measures import MEASURES
from tests.sample import QUERIES

BASELINE = Path(__file__).parent / "data" / "sample_baseline.json"
RENEW = "make baseline, in a commit of its own that says why (docs/evaluation.md)"
SLACK = 0.5
"""Of a question: another processor may change two neighbours' places, but lose no answer."""


@pytest.fixture(scope="module")
def found(sample_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The record of a run over the sample."""
    folder = tmp_path_factory.mktemp("experiments")
    code = findings.main([
        "evaluate", "--queries", str(QUERIES), "--data", str(sample_data), "--name", "floor",
        "--experiments", str(folder),
    ])  # fmt: skip
    assert code == findings.ANSWERED
    record: dict[str, Any] = json.loads((folder / "floor.json").read_text(encoding="utf-8"))
    return record


@pytest.fixture(scope="module")
def floor() -> dict[str, Any]:
    """What was recorded."""
    baseline: dict[str, Any] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return baseline


def test_the_baseline_is_of_these_questions(found: dict[str, Any], floor: dict[str, Any]) -> None:
    assert found["questions_hash"] == floor["questions_hash"], f"questions have changed: {RENEW}"
    assert found["documents_hash"] == floor["documents_hash"], f"the sample has changed: {RENEW}"


@pytest.mark.parametrize("name", [name for name in MEASURES if name != "ms"])
def test_no_measure_falls_below_the_baseline(
    found: dict[str, Any], floor: dict[str, Any], name: str
) -> None:
    measure, recorded = found["overall"]["measures"][name], floor["measures"][name]
    changed = [
        f"{result['id']}: {floor['outcomes'].get(result['id'])} -> {result['outcome']}"
        for result in found["results"]
        if result["outcome"] != floor["outcomes"].get(result["id"])
    ]
    assert not _has_fallen(name, measure, recorded), (
        f"{name} was {recorded:.4f} and is {measure['value']:.4f}; outcomes that changed: {changed}; "
        f"if it must be so: {RENEW}"
    )


def _has_fallen(name: str, measure: dict[str, Any], recorded: float) -> bool:
    """Whether a measure is worse than recorded by more than the slack."""
    worse = recorded - measure["value"] if MEASURES[name].rises else measure["value"] - recorded
    return bool(worse > SLACK / measure["n"])


def test_one_answer_lost_is_noticed(found: dict[str, Any], floor: dict[str, Any]) -> None:
    for name, by in (("hit@3", -1), ("falsely refused", 1), ("rightly refused", -1)):
        measure = found["overall"]["measures"][name]
        lost = {**measure, "value": floor["measures"][name] + by / measure["n"]}
        assert _has_fallen(name, lost, floor["measures"][name])


def test_refusing_tells_questions_apart_as_before(
    found: dict[str, Any], floor: dict[str, Any]
) -> None:
    # Scores are computed by the processor's own arithmetic: a pair of neighbours may change places.
    assert found["overall"]["refusal"]["auroc"]["value"] >= floor["auroc"] - 0.01, RENEW
