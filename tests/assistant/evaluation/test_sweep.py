"""Sweeps over the sample: what is kept between runs changes no answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.collection import Collection, load_collection
from assistant.evaluation.experiment import Run
from assistant.evaluation.measures import MEASURES
from assistant.evaluation.recording import question_results
from assistant.evaluation.runner import evaluate
from assistant.evaluation.sweep import Variant, ablation, chances, grid, sweep
from assistant.pipeline import Assistant
from assistant.settings import AssistantSettings
from index.errors import IncompatibleError
from index.local import LocalEngine, open_engine
from index.settings import IndexSettings
from tests.sample import QUERIES


@dataclass(frozen=True)
class _Settings:
    """Settings as the command line has them."""

    given: Mapping[str, Any] = field(default_factory=dict)

    def changed(self, given: Mapping[str, Any]) -> _Settings:
        return _Settings({**self.given, **given})

    def _table(self, table: str) -> dict[str, Any]:
        names = (name.partition(".") for name in self.given)
        return {key: self.given[f"{t}.{key}"] for t, _, key in names if t == table}

    def index(self) -> IndexSettings:
        return IndexSettings(**self._table("index"))

    def answering(self) -> AssistantSettings:
        return AssistantSettings(**self._table("assistant"))

    def tables(self) -> dict[str, dict[str, Any]]:
        return {"index": asdict(self.index()), "assistant": asdict(self.answering())}


@pytest.fixture(scope="module")
def few() -> Collection:
    """Some of the sample's questions, of every kind."""
    whole = load_collection(QUERIES)
    return replace(whole, queries=whole.queries[::4])


def test_a_grid_is_every_combination() -> None:
    found = grid({"index.rrf_k": [20, 60], "assistant.refuse_below": [0.1, 0.2]})
    assert [variant.name for variant in found] == [
        "rrf_k=20, refuse_below=0.1",
        "rrf_k=20, refuse_below=0.2",
        "rrf_k=60, refuse_below=0.1",
        "rrf_k=60, refuse_below=0.2",
    ]
    assert found[2].changed == {"index.rrf_k": 60, "assistant.refuse_below": 0.1}


def test_a_sweep_answers_as_each_run_by_itself(sample_data: Path, few: Collection) -> None:
    variants = [
        Variant("as they are", {}),
        Variant("few", {"assistant.n_candidates": 20, "index.dense_weight": 0.5}),
        Variant("strict", {"assistant.refuse_below": 0.6, "assistant.n_extracts": 2}),
        Variant("plain", {"index.question_adapter": "", "assistant.ranker": "fused"}),
    ]
    told: list[tuple[int, int]] = []
    found = {
        variant.name: run
        for variant, run in sweep(
            variants, _Settings(), sample_data, few, progress=lambda n, of: told.append((n, of))
        )
    }
    assert set(found) == {variant.name for variant in variants}
    n_put = len(found["few"].results)
    assert told == [(n, 4 * n_put) for n in range(4 * n_put)]
    for variant in variants:
        settings = _Settings(variant.changed)
        engine = open_engine(sample_data, settings.index())
        report = evaluate(Assistant(engine, settings.answering()), few.queries)
        alone = question_results(report, engine)
        engine.close()
        assert [_untimed(r) for r in found[variant.name].results] == [_untimed(r) for r in alone]
        assert found[variant.name].changed == variant.changed


def _untimed(result: Any) -> Any:  # noqa: ANN401
    return replace(result, elapsed_ms=0.0, stages={}, measures={**result.measures, "ms": None})


def test_times_of_a_sweep_are_no_measure(sample_data: Path, few: Collection) -> None:
    short = replace(few, queries=few.queries[:2])
    ((_, run),) = sweep([Variant("a", {})], _Settings(), sample_data, short)
    assert run.overall.measures["ms"].value is None
    assert set(run.overall.measures) == set(MEASURES)


def test_a_setting_that_asks_for_another_index_is_refused(
    sample_data: Path, few: Collection
) -> None:
    variant = Variant("alone", {"index.sentence_vectors": "alone"})
    with pytest.raises(IncompatibleError, match="sentence_vectors"):
        list(sweep([variant], _Settings(), sample_data, few))


def test_what_is_wrong_with_a_setting_is_said_before_the_work(
    sample_data: Path, few: Collection
) -> None:
    variants = [Variant("a", {}), Variant("b", {"assistant.refuse_below": 7.0})]
    with pytest.raises(ValueError, match="refuse_below"):
        next(sweep(variants, _Settings(), sample_data, few))


def test_an_ablation_ends_with_the_settings_as_they_are() -> None:
    rows = ablation(_Settings().tables())
    assert [row.name for row in rows[:4]] == [
        "words alone", "vectors alone", "both, fused", "+ provenance",
    ]  # fmt: skip
    assert [row.name for row in rows][-1] == "+ refusal"
    assert rows[-1].changed == {}
    assert set(rows[3].changed) < set(rows[2].changed) < set(rows[0].changed)


def test_a_part_that_is_off_has_no_row() -> None:
    names = {row.name for row in ablation(_Settings({"assistant.refuse_below": 0.0}).tables())}
    assert "+ refusal" not in names
    assert "+ provenance" in names


def test_parts_switched_off_are_missed(sample_data: Path, few: Collection) -> None:
    runs: dict[str, Run] = {
        variant.name: run
        for variant, run in sweep(
            [
                Variant("whole", {}),
                Variant("no filters", {"assistant.filters": False}),
                Variant("no words", {"assistant.glossary_weight": 0.0}),
                Variant("passages alone", {"assistant.sentences": False}),
            ],
            _Settings(),
            sample_data,
            few,
        )
    }
    ranked = {
        name: [(result.n_ranked, result.score) for result in run.results]
        for name, run in runs.items()
    }
    assert all(found != ranked["whole"] for name, found in ranked.items() if name != "whole")
    whole, unfiltered = runs["whole"].overall.measures, runs["no filters"].overall.measures
    assert (whole["other authority"].value or 0) < (unfiltered["other authority"].value or 0)
    assert chances([(runs["whole"], runs["whole"])], "other authority") == [1.0]


def test_an_index_that_is_open_can_be_searched_otherwise(sample_data: Path) -> None:
    engine: LocalEngine = open_engine(sample_data, remember=True)
    other = engine.searching(IndexSettings(rrf_k=10, lexical_weight=0.0))
    (vector,) = engine.encode_questions(["care leavers"])
    hits = other.search_sentences(vector, [], top_k=3)
    assert hits[0].parts["fused"] == pytest.approx(1 / 11)
    assert "lexical_rank" not in hits[0].parts
    engine.close()
