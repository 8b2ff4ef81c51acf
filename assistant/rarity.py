"""How telling a word is: rare in the field and in this collection, 1; in every sentence, 0.

A small collection alone says little of what is rare: five articles never use most of the field's
words. Counts over many reports (`data/frequency.json`: in how many sentences each stem stands;
numbers, no text) are added to the collection's own.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from index.engine import Engine

__all__ = ["Background", "load_background", "rarity"]

_FEW = 2  # sentences of a pair that the counts leave out


@dataclass(frozen=True, slots=True)
class Background:
    """Counts over the field's documents: sentences in all, and those that hold each stem and each
    pair of stems side by side. Pairs of fewer than five sentences are not known.
    """

    n_sentences: int
    frequency: Mapping[str, int]
    pairs: Mapping[str, int]


@cache
def load_background() -> Background:
    """The counts that come with the package."""
    found = json.loads(files("assistant").joinpath("data/frequency.json").read_text("utf-8"))
    return Background(found["n_sentences"], found["frequency"], found["pairs"])


def rarity(stems: Sequence[str], engine: Engine) -> float:
    """The rarity, 0 to 1, of `stems` side by side: log((n + 1) / (f + ½)) / log((n + 1) / ½).

    f is the count of the rarest stem or pair of them.
    """
    background = load_background()
    total = engine.n_sentences() + background.n_sentences
    rarest = min(
        (
            *(engine.sentence_frequency(s) + background.frequency.get(s, 0) for s in stems),
            *(background.pairs.get(f"{a} {b}", _FEW) for a, b in pairwise(stems)),
        ),
        default=total,
    )
    return math.log((total + 1) / (rarest + 0.5)) / math.log((total + 1) / 0.5)
