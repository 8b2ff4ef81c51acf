"""Results of questions in, their figures out: means with intervals, refusal, times."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

import numpy as np

from assistant.evaluation.experiment import Figures, Outcome, QuestionResult, Times
from assistant.evaluation.measures import MEASURES, SEED, estimate, percentile
from assistant.evaluation.refusal import refusal_figures

__all__ = ["by_authority", "by_kind", "figures"]

_NO_AUTHORITY = "(none named)"


def figures(results: Sequence[QuestionResult], seed: int = SEED) -> Figures:
    """The figures of `results`; intervals are drawn from `seed`."""
    values: dict[str, list[float]] = {name: [] for name in MEASURES}
    for result in results:
        for name, value in result.measures.items():
            if value is not None:
                values[name].append(value)
    return Figures(
        questions=len(results),
        measures={name: estimate(found, seed) for name, found in values.items()},
        refusal=refusal_figures(results, seed),
        times=_times(results),
        outcomes={
            outcome.value: count
            for outcome, count in sorted(
                Counter(result.outcome for result in results).items(),
                key=lambda entry: list(Outcome).index(entry[0]),
            )
        },
    )


def by_kind(results: Sequence[QuestionResult], seed: int = SEED) -> dict[str, Figures]:
    """The figures of each kind of question, in the order of the questions."""
    grouped: dict[str, list[QuestionResult]] = defaultdict(list)
    for result in results:
        grouped[result.kind].append(result)
    return {kind: figures(own, seed) for kind, own in grouped.items()}


def by_authority(results: Sequence[QuestionResult], seed: int = SEED) -> dict[str, Figures]:
    """The figures of each authority that questions are about, by name."""
    grouped: dict[str, list[QuestionResult]] = defaultdict(list)
    for result in results:
        grouped[result.authority or _NO_AUTHORITY].append(result)
    return {name: figures(grouped[name], seed) for name in sorted(grouped)}


def _times(results: Sequence[QuestionResult]) -> dict[str, Times]:
    """The times of the whole and of each stage; a stage that was not needed took no time."""
    taken: dict[str, list[float]] = {"all": [result.elapsed_ms for result in results]}
    for name in dict.fromkeys(stage for result in results for stage in result.stages):
        taken[name] = [result.stages.get(name, 0.0) for result in results]
    if results:
        known = np.sum([taken[name] for name in taken if name != "all"], axis=0)
        taken["rest"] = (np.asarray(taken["all"]) - known).tolist()
    return {
        name: Times(percentile(ms, 50) or 0.0, percentile(ms, 95) or 0.0)
        for name, ms in taken.items()
        if ms
    }
