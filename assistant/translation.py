"""How people put what documents say: the likelihood of a question's words, given a sentence.

A lexical translation model (IBM Model 1, Brown et al. 1993; for finding answers Berger et al. 2000)
fitted by `benchmarks/training/translations.py` on questions in plain words and the sentences that
answer them: "locked up" is asked of "custody", "temps" of "agency". It sees what vectors of a small
encoder blur, word for word.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Translations", "load_translations"]

_OWN = 0.3  # share of the probability that a word is asked for as it stands
_SENTENCE = 0.8  # share of the sentence; the rest is of questions in general
_RARE = 1e-5  # how often a word that no question had is asked for
_SHORTEST = 6  # stems; a shorter sentence is not the likelier for being short


@dataclass(frozen=True, slots=True)
class Translations:
    """What sentences are asked for with.

    `asked` gives for a stem of questions the stems of sentences that it is asked of, each with
    the probability that such a sentence word is put so; `frequency` its share of all questions'
    words.
    """

    asked: Mapping[str, Mapping[str, float]]
    frequency: Mapping[str, float]

    def of(self, question: Sequence[str]) -> Callable[[Collection[str]], float]:
        """What scores sentences for `question`; both are stems.

        The score is the mean, over the question's words, of the logarithm of how much likelier
        the sentence makes the word than questions in general do: 0 for a sentence that explains
        none of them, about 1 for one that explains half.
        """
        words = list(dict.fromkeys(question))
        by_stem: dict[str, list[tuple[int, float]]] = {}
        for place, word in enumerate(words):
            for stem, probability in self.asked.get(word, {}).items():
                by_stem.setdefault(stem, []).append((place, (1 - _OWN) * probability))
            by_stem.setdefault(word, []).append((place, _OWN))
        odds = [_SENTENCE / ((1 - _SENTENCE) * self.frequency.get(w, _RARE)) for w in words]

        def score(sentence: Collection[str]) -> float:
            likely: dict[int, float] = {}
            for stem in sentence:
                for place, probability in by_stem.get(stem, ()):
                    likely[place] = likely.get(place, 0.0) + probability
            n_stems = max(len(sentence), _SHORTEST)
            found = sum(math.log1p(odds[p] * value / n_stems) for p, value in likely.items())
            return found / max(1, len(words))

        return score


@cache
def load_translations() -> Translations:
    """The translations that come with the package."""
    found = json.loads(files("assistant").joinpath("data/translations.json").read_text("utf-8"))
    scale = found["scale"]
    return Translations(
        asked={
            word: {stem: count / scale for stem, count in stems.items()}
            for word, stems in found["asked"].items()
        },
        frequency=found["frequency"],
    )
