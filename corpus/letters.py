"""A text as its letters and digits alone, each with where it stands: what stays the same when
white space, hyphens, bullets and ligatures are written another way."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Span

__all__ = ["Letters", "letters"]


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters and digits of a text, folded; `offsets[i]` is where letter i stands in it.

    A character may stand for several letters ("ﬁ"): they share its offset.
    """

    text: str
    offsets: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def within(self, span: Span) -> Span:
        """The letters, half-open, of the characters of `span`."""
        return Span(bisect_left(self.offsets, span.start), bisect_left(self.offsets, span.end))

    def characters(self, found: Span) -> Span:
        """The characters from the first to the last of the letters `found`, which are some."""
        return Span(self.offsets[found.start], self.offsets[found.end - 1] + 1)

    def occurrences(self, words: str) -> Iterator[Span]:
        """Every place, also overlapping ones, where the letters `words` stand; none for ""."""
        at = self.text.find(words) if words else -1
        while at >= 0:
            yield Span(at, at + len(words))
            at = self.text.find(words, at + 1)


def letters(text: str) -> Letters:
    """The letters of `text`, one character after the other.

    >>> letters("Multi-\\xadagency ﬁndings").text
    'multiagencyfindings'
    """
    folded = [_folded(character) for character in text]
    offsets = (at for at, some in enumerate(folded) for _ in some)
    return Letters("".join(folded), tuple(offsets))


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    """The letters that `character` stands for, without accents and case; "" for white space."""
    plain = unicodedata.normalize("NFKD", character).casefold()
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c.isalnum())
