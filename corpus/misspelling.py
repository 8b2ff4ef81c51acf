"""Misspelt names: a few words in, the name they may mean out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from corpus.place_names import DIRECTIONS, SMALL_WORDS

__all__ = ["Near", "Spellings"]

_SHORTEST = 5  # letters of a name that a misspelling is read as
_UNTELLING = SMALL_WORDS | DIRECTIONS | {"northeast", "northwest", "city", "county", "london"}
"""Words of many names, each other's neighbours too: none of them tells a name."""


@dataclass(frozen=True, slots=True)
class Near:
    """What a misspelling may mean; `score` 0 to 1, 1 the same spelling."""

    name: str
    score: float


class Spellings:
    """Names by their spellings (keys of :mod:`corpus.place_names`), and words never misspelt.

    One edit is allowed up to seven letters, two up to eleven, three beyond; a swap of neighbours
    counts once (optimal string alignment). Names with words of under four letters, initials
    mostly, are left out.
    """

    def __init__(self, spellings: Mapping[str, str], ordinary: Collection[str]) -> None:
        self._names = spellings
        self._ordinary = frozenset(ordinary) | SMALL_WORDS
        self._by_length: dict[int, list[str]] = {}
        for spelling in spellings:
            words = spelling.split()
            if min((len(w) for w in words if w not in SMALL_WORDS), default=0) > 3:
                self._by_length.setdefault(len(words), []).append(spelling)
        self.max_words = max(self._by_length, default=0)
        self._telling = {
            word
            for length, spellings_of in self._by_length.items()
            for spelling in spellings_of
            for word in spelling.split()
            if length > 1 and word not in _UNTELLING
        }

    def nearest(self, words: Sequence[str], ordinary: Collection[str] = ()) -> Near | None:
        """The name that `words` misspell, or None.

        An ordinary word is never misspelt, but for one beside the rest of a name spelt right.
        """
        written = " ".join(words)
        if len(written) < _SHORTEST or written.isdigit():
            return None
        plain = {w for w in words if w in self._ordinary or w in ordinary or w.isdigit()}
        if len(plain) == len(set(words)) and self._telling.isdisjoint(words):
            return None
        best: Near | None = None
        for spelling, edits, _ in process.extract(
            written,
            self._by_length.get(len(words), ()),
            scorer=OSA.distance,
            score_cutoff=3,
            limit=None,
        ):
            if not edits or edits > _edits(len(spelling)):
                continue
            if written[0] != spelling[0] and (edits > 1 or len(spelling) == _SHORTEST):
                continue
            wrong = [(a, b) for a, b in zip(words, spelling.split(), strict=True) if a != b]
            if any(a in plain for a, _ in wrong) and not _is_the_rest(words, wrong):
                continue
            score = 1 - edits / max(len(written), len(spelling))
            if best is None or score > best.score:
                best = Near(self._names[spelling], score)
        return best


def _is_the_rest(words: Sequence[str], wrong: Sequence[tuple[str, str]]) -> bool:
    """Whether the one pair in `wrong`, as typed and as in a name, is near enough for an ordinary
    word: "waltham forrest". What is right must tell the name: "north" and "upon" do not.
    """
    if len(wrong) != 1:
        return False
    typed, meant = wrong[0]
    near = typed[0] == meant[0] and OSA.distance(typed, meant) <= _edits(len(meant))
    return near and meant not in _UNTELLING and not _UNTELLING.issuperset({*words} - {typed})


def _edits(length: int) -> int:
    """How many edits a name of that many letters may be away."""
    if length < _SHORTEST:
        return 0
    return 1 if length < 8 else 2 if length < 12 else 3
