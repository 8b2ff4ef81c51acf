"""What kind of answer a question is after, told by how it is put: learned from examples.

Rules (`assistant/kinds.py`) know the usual ways to ask for a grade or for what must improve, and are
nearly always right where they speak; people have more ways ("what was left on its to-do list", "which
bit let them down"). A multinomial logistic regression over the question's words, pairs and triples of
words, fitted by `benchmarks/training/intents.py` on questions of our own, knows those.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

__all__ = ["Intent", "Intents", "frame", "load_intents", "shingles"]

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# how politely something is asked says nothing of what is asked
_COURTESY = re.compile(
    r"\b(?:please|pls|plz|hi|hello|many thanks|thanks|thank you"
    r"|(?:can|could|would) you (?:please )?(?:tell|show|give|let) (?:me|us)(?: know)?"
    r"|according to (?:ofsted|the (?:reports?|inspectors?)|inspectors?),?)(?!\w)"
)
_WORD = re.compile(r"[a-z0-9']+|\?")


class Intent(StrEnum):
    """What is asked for."""

    GRADE = "grade"
    LIST = "list"  # what must improve, the whole list
    LISTED = "listed"  # what that list says of something
    TREND = "trend"
    FINDING = "finding"  # anything else


def frame(text: str) -> str:
    """How `text`, a question without authorities' names, is put: one year is as another.

    >>> frame("What was  rated in 2019?")
    'what was rated in 2000?'
    """
    plain = _YEAR.sub("2000", _COURTESY.sub(" ", text.lower().replace("’", "'")))
    return re.sub(r"\s+", " ", plain).strip()


def shingles(framed: str) -> set[str]:
    """The words, pairs, triples and gapped pairs of a framed question.

    >>> "how _ they" in shingles("how did they do?")
    True
    """
    words = ["<s>", *_WORD.findall(framed), "</s>"]
    found = set(words)
    for size in (2, 3):
        found |= {" ".join(words[i : i + size]) for i in range(len(words) - size + 1)}
    return found | {f"{words[i]} _ {words[i + 2]}" for i in range(len(words) - 2)}


@dataclass(frozen=True, slots=True)
class Intents:
    """Weights of shingles, one for each of `labels`, and the biases."""

    labels: tuple[Intent, ...]
    bias: Sequence[float]
    weights: Mapping[str, Sequence[float]]

    def of(self, framed: str) -> dict[Intent, float]:
        """The probability of each intent for a framed question; they sum to 1."""
        known = [self.weights[s] for s in shingles(framed) if s in self.weights]
        scale = 1 / math.sqrt(len(known)) if known else 0.0
        sums = [
            bias + scale * math.fsum(w[place] for w in known)
            for place, bias in enumerate(self.bias)
        ]
        top = max(sums)
        raised = [math.exp(value - top) for value in sums]
        total = math.fsum(raised)
        return {label: r / total for label, r in zip(self.labels, raised, strict=True)}


@cache
def load_intents() -> Intents:
    """What comes with the package."""
    found = json.loads(files("assistant").joinpath("data/intents.json").read_text("utf-8"))
    return Intents(
        labels=tuple(Intent(label) for label in found["labels"]),
        bias=tuple(found["bias"]),
        weights={shingle: tuple(weights) for shingle, weights in found["weights"].items()},
    )
