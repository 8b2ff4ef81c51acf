"""Whose documents are asked for: the authorities that a question names, one or side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.lexicon import Lexicon
from assistant.question import AuthorityMention, Correction

__all__ = ["Named", "compared", "distinct", "find_mentions", "heirs", "mask", "spans_of"]

_COMPARING = re.compile(
    r"\b(?:compar\w*|versus|vs|than|both|differ\w*|either|which (?:council|authority|of|one)"
    r"|whereas|up against|(?:stack|measure)s? up|side by side)\b|^\W*whose\b|:\W*whose\b"
    r"|\bhow\b[^?]*\bnext to\b",
    re.IGNORECASE,
)
_SIDE_BY_SIDE = re.compile(
    r"[\s,;/&'’s]*(?:and|or|v|against|with|plus|next to|up against|than)?[\s,]*(?:also\s+)?(?:in|at|for|of|about|from|by|with)?\s*(?:the\s+)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    mention: AuthorityMention
    start: int
    end: int


def find_mentions(text: str, lexicon: Lexicon) -> tuple[list[Named], list[Correction]]:
    named: list[Named] = []
    corrections: list[Correction] = []
    for found in lexicon.authorities.find(text):
        held = found.name in lexicon.held
        mention = AuthorityMention(found.name, found.typed, held, known=not found.elsewhere)
        named.append(Named(mention, found.start, found.end))
    if not named:
        ordinary = lexicon.vocabulary.keys()
        for guess in lexicon.authorities.fuzzy(text, ordinary):
            held = guess.name in lexicon.held
            named.append(
                Named(AuthorityMention(guess.name, guess.typed, held), guess.start, guess.end)
            )
            corrections.append(Correction(guess.typed, guess.name))
    return named, corrections


def compared(text: str, named: Sequence[Named]) -> bool:
    """Whether the authorities of `text` stand side by side, not one in the other's story."""
    if _COMPARING.search(text):
        return True
    return all(
        _SIDE_BY_SIDE.fullmatch(text[one.end : other.start]) for one, other in pairwise(named)
    )


def heirs(named: Sequence[Named], lexicon: Lexicon) -> list[Named]:
    """The one of `named`, if any, whose reports tell of the first, which it took the place of."""
    first = lexicon.authorities.by_name(named[0].mention.name) if named else None
    if first is None or named[0].mention.held:
        return []
    heirs = [n for n in named[1:] if n.mention.held and n.mention.name in first.successors]
    return heirs[:1]


def spans_of(text: str, named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """The spans of names with the words that tie them to the sentence and to one another."""
    for entry in named:
        yield _with_preposition(text, entry.start), entry.end
    for one, other in pairwise(named):
        if _SIDE_BY_SIDE.fullmatch(text[one.end : other.start]):
            yield one.end, other.start


def distinct(named: Sequence[Named]) -> tuple[AuthorityMention, ...]:
    by_name = {entry.mention.name: entry.mention for entry in reversed(named)}
    ordered = dict.fromkeys(entry.mention.name for entry in named)
    return tuple(by_name[name] for name in ordered)


def mask(text: str, spans: Sequence[tuple[int, int]]) -> str:
    characters = list(text)
    for start, end in spans:
        for i in range(start, end):
            characters[i] = " "
    return "".join(characters)


def _with_preposition(text: str, start: int) -> int:
    """Where the words that only tie a name to the sentence ("in", "at the") begin before it."""
    tie = re.search(r"\b(?:in|at|for|of|from|by|across|within)(?: the)?\s+$", text[:start], re.I)
    return tie.start() if tie else start
