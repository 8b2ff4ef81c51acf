"""How features become a score: weights in, numbers that rise with relevance out.

The weights are fitted by `benchmarks/training/ranker.py` on questions with gold quotes; the file
says on which, and what the fit was worth on authorities it had not seen.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Protocol

from assistant.candidates import FEATURES, RERANKED_FEATURES, Candidate
from assistant.errors import RankerError

__all__ = [
    "LinearRanker",
    "Logistic",
    "Part",
    "Ranker",
    "Weights",
    "find_second_ranking",
    "find_weights",
    "load_weights",
]

FUSED = "fused"
"""The order of the searches alone: what a fitted ranking is compared with."""


@dataclass(frozen=True, slots=True)
class Part:
    """One summand of a score: a value, and the weight that was fitted to it."""

    name: str
    value: float
    weight: float

    @property
    def points(self) -> float:
        """What it adds to the score."""
        return self.weight * self.value


class Ranker(Protocol):
    """Anything that orders candidates for a question."""

    def rank(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """`candidates` with their `score` set, best first."""
        ...

    def parts(self, candidate: Candidate) -> Sequence[Part]:
        """What a candidate's score is the sum of, in the order of the features."""
        ...


@dataclass(frozen=True, slots=True)
class LinearRanker:
    """A weighted sum of the features."""

    weights: Mapping[str, float]

    def rank(self, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
        """`candidates` with their `score` set, best first; ties keep reading order."""
        for candidate in candidates:
            candidate.score = self.score(candidate)
        return sorted(candidates, key=lambda c: -c.score)

    def score(self, candidate: Candidate) -> float:
        """The weighted sum of a candidate's features."""
        return sum(
            self.weights.get(name, 0.0) * value for name, value in candidate.features.items()
        )

    def parts(self, candidate: Candidate) -> list[Part]:
        """What a candidate's score is the sum of, in the order of the features."""
        return [
            Part(name, value, self.weights.get(name, 0.0))
            for name, value in candidate.features.items()
        ]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A probability from named signals: 1 / (1 + e^-(bias + Σ weight · signal))."""

    weights: Mapping[str, float]
    bias: float

    def probability(self, signals: Mapping[str, float]) -> float:
        """The probability, 0 to 1, for `signals`; one that is missing counts as 0."""
        total = self.bias + sum(w * signals.get(name, 0.0) for name, w in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def parts(self, signals: Mapping[str, float]) -> list[Part]:
        """What is summed, besides the bias, before it becomes a probability."""
        return [Part(name, signals.get(name, 0.0), weight) for name, weight in self.weights.items()]


@dataclass(frozen=True, slots=True)
class Weights:
    """What was fitted: the ranking of sentences, and whether the best one answers."""

    ranker: LinearRanker
    answerable: Logistic


def find_weights(setting: str) -> Weights:
    """The weights that the setting `ranker` names: those of the package, "fused", or a file's.

    :raises RankerError: as :func:`load_weights`.
    """
    if setting == FUSED:
        return load_weights(_packaged("fused.json"))
    return load_weights(Path(setting) if setting else None)


def find_second_ranking(setting: str) -> LinearRanker:
    """The ranking of candidates that a re-ranker read: that of the package, or a file's.

    :raises RankerError: as :func:`load_weights`.
    """
    path = Path(setting) if setting else _packaged("reranked.json")
    (ranking,) = _tables(path, "reranked", "ranking")
    return _ranker(path, ranking)


def load_weights(path: Path | None = None) -> Weights:
    """The weights of `path`, else those of the package.

    :raises RankerError: the file is missing, is not JSON or names an unknown feature.
    """
    path = path or _packaged("ranker.json")
    ranking, answerable = _tables(path, "ranker", "ranking", "answerable")
    bias = answerable.pop("bias", 0.0)
    return Weights(_ranker(path, ranking), Logistic(answerable, bias))


def _packaged(name: str) -> Path:
    return Path(str(files("assistant").joinpath(f"data/{name}")))


def _tables(path: Path, setting: str, *names: str) -> list[dict[str, float]]:
    """The tables `names` of the file that `setting` names: a weight for each name in them."""
    try:
        found = json.loads(path.read_text("utf-8"))
        return [{str(k): float(v) for k, v in found[name].items()} for name in names]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise RankerError(
            f"{path}: not a weights file ({error}); set the assistant setting {setting} to one, or"
            ' to "" for the weights that come with Findings'
        ) from error


def _ranker(path: Path, weights: Mapping[str, float]) -> LinearRanker:
    known = (*FEATURES, *RERANKED_FEATURES)
    unknown = set(weights) - set(known)
    if unknown:
        raise RankerError(
            f"{path}: unknown features {', '.join(sorted(unknown))}; known are {', '.join(known)}"
        )
    return LinearRanker(weights)
