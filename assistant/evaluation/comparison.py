"""Two runs of the same questions in, what differs by more than chance out, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from scipy.stats import permutation_test

from assistant.errors import AssistantError
from assistant.evaluation.experiment import Estimate, QuestionResult, Run
from assistant.evaluation.measures import MEASURES, SEED, Measure, estimate

__all__ = [
    "LEVEL",
    "Comparison",
    "ComparisonError",
    "Difference",
    "compare",
    "comparison_record",
    "holm",
    "paired_p",
]

LEVEL = 0.05
"""A difference is called one where chance alone would give it in fewer than so many cases."""

_RESAMPLES = 9_999


class ComparisonError(AssistantError):
    """Two runs have no question in common."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure over the questions that both runs have: `b` less `a`, question by question.

    `p` is that of the permutation test, `adjusted` the same corrected for the number of measures.
    `better`, `worse` and `same` count questions.
    """

    measure: Measure
    a: float
    b: float
    difference: Estimate
    p: float
    adjusted: float
    better: int
    worse: int
    same: int

    @property
    def differs(self) -> bool:
        """Whether it is more than chance."""
        return self.adjusted < LEVEL

    @property
    def improved(self) -> bool:
        """Whether `b` is better, by whatever."""
        return ((self.difference.value or 0.0) > 0) is self.measure.rises


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between runs `a` and `b`. `remarks` say what was not alike to begin with.

    `changed` are the questions whose outcome or first extract changed, as they were in each.
    """

    a: Run
    b: Run
    differences: tuple[Difference, ...]
    changed: tuple[tuple[QuestionResult, QuestionResult], ...]
    remarks: tuple[str, ...]


def compare(a: Run, b: Run, seed: int = SEED) -> Comparison:
    """Compare two runs, question by question.

    A paired permutation test (Fisher 1935; the signs of the differences are drawn 9,999 times, or
    all are tried where there are fewer), corrected for the measures compared (Holm 1979). Times
    are compared, but not counted among these: they depend on what else a machine does.

    :raises ComparisonError: no question is in both.
    """
    pairs = _pairs(a, b)
    if not pairs:
        raise ComparisonError(
            f'"{a.name}" and "{b.name}" have no question in common; compare runs of one collection'
        )
    tested: list[tuple[Measure, list[tuple[float, float]], float]] = []
    for name, measure in MEASURES.items():
        values = _values(pairs, name)
        if values:
            tested.append((measure, values, _p(values, seed)))
    counted = [p for measure, _, p in tested if measure.name != "ms"]
    adjusted = iter(holm(counted))
    differences = tuple(
        _difference(measure, values, p, p if measure.name == "ms" else next(adjusted), seed)
        for measure, values, p in tested
    )
    changed = tuple(pair for pair in pairs if _changed(*pair))
    return Comparison(a, b, differences, changed, tuple(_remarks(a, b, len(pairs))))


def paired_p(a: Run, b: Run, measure: Measure, seed: int = SEED) -> float:
    """How often chance alone makes as much of a difference between `a` and `b` by one measure."""
    return _p(_values(_pairs(a, b), measure.name), seed)


def holm(values: Sequence[float]) -> list[float]:
    """`values` of p corrected for their number (Holm 1979), in the same order.

    >>> holm([0.01, 0.04, 0.03])  # 3 · 0.01, then 2 · 0.03, then no less than that
    [0.03, 0.06, 0.06]
    """
    adjusted = [0.0] * len(values)
    highest = 0.0
    for place, index in enumerate(sorted(range(len(values)), key=lambda i: values[i])):
        highest = max(highest, min(1.0, (len(values) - place) * values[index]))
        adjusted[index] = highest
    return adjusted


def _pairs(a: Run, b: Run) -> list[tuple[QuestionResult, QuestionResult]]:
    """The questions that both runs have, as they fared in each, in the order of `b`."""
    before = {result.id: result for result in a.results}
    return [(before[result.id], result) for result in b.results if result.id in before]


def _values(
    pairs: Sequence[tuple[QuestionResult, QuestionResult]], name: str
) -> list[tuple[float, float]]:
    """What a measure says of each question of which it says something in both runs."""
    return [
        (first, second)
        for one, other in pairs
        if (first := one.measures.get(name)) is not None
        and (second := other.measures.get(name)) is not None
    ]


def _p(values: Sequence[tuple[float, float]], seed: int) -> float:
    """How often chance alone makes as much of a difference, either way."""
    differences = np.array([second - first for first, second in values], dtype=np.float64)
    differences = differences[differences != 0]  # their signs change nothing
    if len(differences) < 2:  # of one difference either sign is as likely
        return 1.0
    found = permutation_test(
        (differences,),
        _mean,
        permutation_type="samples",
        n_resamples=_RESAMPLES,
        vectorized=True,
        rng=seed,
    )
    return float(found.pvalue)


def _mean(sample: np.ndarray, axis: int = -1) -> np.ndarray:
    return np.asarray(np.mean(sample, axis=axis))


def _difference(
    measure: Measure, values: Sequence[tuple[float, float]], p: float, adjusted: float, seed: int
) -> Difference:
    by = [second - first if measure.rises else first - second for first, second in values]
    return Difference(
        measure=measure,
        a=float(np.mean([first for first, _ in values])),
        b=float(np.mean([second for _, second in values])),
        difference=estimate([second - first for first, second in values], seed),
        p=p,
        adjusted=adjusted,
        better=sum(each > 0 for each in by),
        worse=sum(each < 0 for each in by),
        same=sum(each == 0 for each in by),
    )


def _changed(one: QuestionResult, other: QuestionResult) -> bool:
    if one.outcome is not other.outcome:
        return True
    first = [extracts[0].quote if extracts else None for extracts in (one.extracts, other.extracts)]
    return first[0] != first[1]


def _remarks(a: Run, b: Run, n_pairs: int) -> list[str]:
    remarks = []
    if n_pairs < max(len(a.results), len(b.results)):
        remarks.append(f"{n_pairs} questions are in both runs; the others are not compared")
    if a.questions_hash != b.questions_hash:
        remarks.append("questions or gold are not the same in both")
    if a.documents_hash != b.documents_hash:
        remarks.append("the documents held are not the same in both")
    if a.model_hash != b.model_hash:
        remarks.append(f"the models are {a.model} and {b.model}")
    return remarks


def comparison_record(comparison: Comparison) -> dict[str, Any]:
    """`comparison` for programs (docs/formats.md)."""
    return {
        "a": comparison.a.name,
        "b": comparison.b.name,
        "remarks": list(comparison.remarks),
        "measures": [
            {
                "measure": each.measure.name,
                "rises": each.measure.rises,
                "a": each.a,
                "b": each.b,
                "difference": asdict(each.difference),
                "p": each.p,
                "p_adjusted": each.adjusted,
                "differs": each.differs,
                "better": each.better,
                "worse": each.worse,
                "same": each.same,
            }
            for each in comparison.differences
        ],
        "changed": [
            {"id": one.id, "question": one.question, "a": _side(one), "b": _side(other)}
            for one, other in comparison.changed
        ],
    }


def _side(result: QuestionResult) -> dict[str, Any]:
    return {
        "outcome": result.outcome.value,
        "status": result.status,
        "refusal": result.refusal,
        "quotes": [extract.quote for extract in result.extracts],
    }
