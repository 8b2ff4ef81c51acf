"""Misspelt words of a question become words that the documents use; names stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from spellchecker import SpellChecker

from assistant.question import Correction

__all__ = ["correct"]

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_SHORTEST = 5  # letters: shorter words have too many neighbours
_MIN_COUNT = 8  # a word must be used this often to be what somebody meant


def correct(
    text: str, vocabulary: Mapping[str, int], keep: Collection[str] = ()
) -> tuple[str, list[Correction]]:
    """Return `text` with misspellings replaced, and what was replaced.

    A word is left alone when the documents or English use it, when it is in `keep`, when it begins with a
    capital inside the sentence (a name) or is short. One edit is allowed up to seven letters, two
    beyond; the first letter must agree.
    """
    corrections: list[Correction] = []

    def fix(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        bare = re.sub(r"['’]s?$", "", lower)
        known = bare in vocabulary or lower in vocabulary or lower in keep or bare in keep
        name = word[:1].isupper() and match.start() > 0
        if known or name or len(bare) < _SHORTEST or _inflected(bare, vocabulary):
            return word
        if bare in _english():
            return word
        limit = 1 if len(bare) <= 7 else 2
        candidates = [
            (known_word, vocabulary[known_word])
            for known_word, _, _ in process.extract(
                bare,
                [w for w in _by_first(vocabulary, bare[0]) if abs(len(w) - len(bare)) <= limit],
                scorer=DamerauLevenshtein.distance,
                score_cutoff=limit,
                limit=5,
            )
        ]
        candidates = [entry for entry in candidates if entry[1] >= _MIN_COUNT]
        if not candidates:
            return word
        best = min(
            candidates, key=lambda entry: (DamerauLevenshtein.distance(bare, entry[0]), -entry[1])
        )[0]
        corrections.append(Correction(word, best))
        return best

    return _WORD.sub(fix, text), corrections


@cache
def _english() -> SpellChecker:
    """Ordinary English, which is never a misspelling: loaded when a word is not the documents'."""
    return SpellChecker(language="en")


def _by_first(vocabulary: Mapping[str, int], letter: str) -> list[str]:
    return [word for word in vocabulary if word.startswith(letter)]


def _inflected(word: str, vocabulary: Mapping[str, int]) -> bool:
    """Whether a form of `word` is known: "visiteds" no, "runaways" if "runaway" is."""
    return any(
        word.endswith(ending) and word[: -len(ending)] + other in vocabulary
        for ending, other in (
            ("s", ""),
            ("es", ""),
            ("ed", ""),
            ("ed", "e"),
            ("ing", ""),
            ("ing", "e"),
            ("ies", "y"),
            ("er", ""),
            ("ly", ""),
        )
    )
