"""Misspelt words of a question become words that the documents use; names stay as they are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import cache
from types import MappingProxyType

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein
from spellchecker import SpellChecker

from assistant.question import Correction

__all__ = ["correct"]

_WORD = re.compile(r"[A-Za-z]+(?:['’][a-z]+)?")
_SHORTEST = 5  # letters: shorter words have too many neighbours
_MIN_COUNT = 8  # a word must be used this often to be what somebody meant
_ORDINARY = 100  # … and this often for a capital to be a slip, not a name's
_LONG = 8  # letters: of two words written as one, or of a word with a needless capital


def correct(
    text: str,
    vocabulary: Mapping[str, int],
    keep: Collection[str] = (),
    joined: Mapping[str, str] = MappingProxyType({}),
) -> tuple[str, list[Correction]]:
    """Return `text` with misspellings replaced, and what was replaced.

    A word is left alone when the documents or English use it, when it is in `keep`, when it begins with a
    capital inside the sentence (a name, unless one edit makes it a frequent word) or is short. One edit is allowed up to seven letters, two
    beyond; the first letter must agree. `joined` are phrases by their words run together.
    """
    corrections: list[Correction] = []

    def read_as(word: str, best: str | None) -> str:
        if best is None:
            return word
        corrections.append(Correction(word, best))
        return best

    def fix(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        bare = re.sub(r"['’]s?$", "", lower)
        known = bare in vocabulary or lower in vocabulary or lower in keep or bare in keep
        # a capital in the sentence, where `keep` may have it from
        name = word[:1].isupper() and (match.start() > 0 or known)
        if name and bare not in vocabulary:
            ordinary = len(bare) >= _LONG and bare not in _english() and _alone(text, match)
            best = _nearest(bare, vocabulary, 1, _ORDINARY) if ordinary else None
            return read_as(word, best)
        if known or name or len(bare) < _SHORTEST or _inflected(bare, vocabulary):
            return word
        if bare in _english():
            return word
        best = (
            joined.get(bare)
            or _nearest(bare, vocabulary, 1 if len(bare) <= 7 else 2, _MIN_COUNT)
            or _nearly_joined(bare, joined)
        )
        return read_as(word, best)

    return _WORD.sub(fix, text), corrections


def _alone(text: str, word: re.Match[str]) -> bool:
    """Whether the words on both sides have no capital, which those of a name have."""
    before = re.search(r"(\w+)\W*$", text[: word.start()])
    after = re.search(r"^\W*(\w+)", text[word.end() :])
    named = before is not None and before.start() > 0 and before.group(1)[0].isupper()
    return not named and not (after is not None and after.group(1)[0].isupper())


def _nearest(word: str, vocabulary: Mapping[str, int], limit: int, min_count: int) -> str | None:
    """The word of `vocabulary` at most `limit` edits away, of the nearest the one used most."""
    known = [w for w in _by_first(vocabulary, word[0]) if abs(len(w) - len(word)) <= limit]
    found = process.extract(
        word, known, scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=5
    )
    used = [(away, -vocabulary[w], w) for w, away, _ in found if vocabulary[w] >= min_count]
    return min(used)[2] if used else None


def _nearly_joined(word: str, joined: Mapping[str, str]) -> str | None:
    """The phrase whose words run together are one edit away from `word`."""
    if len(word) < _LONG:
        return None
    found = process.extractOne(
        word, list(joined), scorer=DamerauLevenshtein.distance, score_cutoff=1
    )
    return joined[found[0]] if found and found[0][0] == word[0] else None


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
