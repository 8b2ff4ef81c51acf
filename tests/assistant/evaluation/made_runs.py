"""Made-up records of runs, for tests of what reads them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.evaluation.experiment import Outcome, QuestionResult, Run, Shown
from assistant.evaluation.figures import by_authority, by_kind, figures
from assistant.evaluation.measures import SEED

__all__ = ["result", "run", "shown"]


def shown(quote: str, **changes: object) -> Shown:
    """An extract as it was shown."""
    made = Shown("d", "town/report.pdf", 0, len(quote), 1, 1, quote, 1.0, authority="Town")
    return replace(made, **changes)  # type: ignore[arg-type]


def result(
    id: str, measures: Mapping[str, float | None] | None = None, **changes: object
) -> QuestionResult:
    """The result of an answerable question that was answered rightly, unless said otherwise."""
    made = QuestionResult(
        id=id,
        question=f"{id}?",
        kind="finding",
        answerable=True,
        outcome=Outcome.RIGHT,
        status="answered",
        measures={"hit@1": 1.0, "hit@3": 1.0, "falsely refused": 0.0} | dict(measures or {}),
        score=0.9,
        would_hit=True,
        extracts=(shown("So it is."),),
        understood={
            "kind": "finding", "topic": id, "authorities": [], "speaker": None, "periods": [],
        },
        elapsed_ms=20.0,
        stages={"encode": 8.0, "rank": 2.0},
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def run(name: str, results: Sequence[QuestionResult], *, seed: int = SEED) -> Run:
    """The record of a run with these results."""
    return Run(
        name=name,
        started="2026-01-02T03:04:05+00:00",
        seconds=1.5,
        version="0.1.0",
        settings={"assistant": {"refuse_below": 0.33}},
        changed={"assistant.refuse_below": 0.33},
        commit="0123456789ab",
        model="all-MiniLM-L6-v2",
        model_hash="aa",
        generation="g1",
        documents=3,
        documents_hash="bb",
        collection="made",
        questions_hash="cc",
        recounted=True,
        seed=seed,
        overall=figures(results, seed),
        kinds=by_kind(results, seed),
        authorities=by_authority(results, seed),
        results=tuple(results),
    )
