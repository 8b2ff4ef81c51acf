"""Whose documents are asked for: the authorities that a question names, one or side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.lexicon import Lexicon
from assistant.question import AuthorityMention, Correction
from corpus.authorities import Mention, Suggestion

__all__ = [
    "Named",
    "compared",
    "distinct",
    "find_mentions",
    "mask",
    "spans_of",
    "told_of",
    "without_excluded",
]

_COMPARING = re.compile(
    r"\b(?:compar\w*|versus|vs|than|both|differ\w*|either|which (?:council|authority|of|one)"
    r"|whereas|up against|(?:stack|measure)s? up|side by side)\b|^\W*whose\b|:\W*whose\b"
    r"|\bhow\b[^?]*\bnext to\b"
    # "as good in Slough as in Barnet", "and what are they like in Slough"
    r"|\bas (?:good|bad|high|low|strong|weak|well|many|few|long|quick\w*)\b[^?]*?\bas (?:in|at|for)\b"
    r"|\bas (?:good|bad|high|low|strong|weak|many|few|long|quick\w*) as\b"
    r"|\band (?:what|how) (?:is|are|was|were|do|does|did) (?:it|they|those)\b"
    r"|\band (?:is|are|was|were) (?:it|they) \w+ (?:in|at|for)\b",
    re.IGNORECASE,
)
# "did Hampshire help the Isle of Wight": told by the reports of the one that is helped
_HELPING = re.compile(r"\b(?:help|support|advis|mentor|partner)\w*\b|^ to $", re.IGNORECASE)
# "Bristol's caseloads and Slough's": what is Slough's is named once
_LIKEWISE = re.compile(r"[^?]*\b(?:and|or)\b[^?]*['’]s?\W*$", re.IGNORECASE)
_SIDE_BY_SIDE = re.compile(
    r"[\s,;/&+|()–'’s-]*(?:and|or|v|vs|n|against|with|plus|next to|up against|than|alongside|as well as)?"
    r"[\s,.(]*(?:also\s+)?(?:in|at|for|of|about|from|by|with)?\s*(?:the\s+)?",
    re.IGNORECASE,
)


# "which London boroughs" names none, and is no topic either
_SOME_BOROUGHS = re.compile(r"\b(?:in\s+)?london\s+(?=(?:boroughs|councils)\b)", re.IGNORECASE)
# "children placed outside Bristol" are Bristol's, "councils outside Bristol" are not
_EXCEPTING = re.compile(
    r"\b(?:(?:everywhere|anywhere|elsewhere|(?:councils?|authorit(?:y|ies)|boroughs?|areas?|places?))\s+(?:outside|but)"
    r"|(?:(?:every|any|some)where\s+)?(?:except(?:ing)?(?: for)?|apart from|other than|excluding))"
    r"\s+(?:in\s+)?$",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"\b(?:numbers?|share|percentage|proportion|rate|majority|most|many|all|none|some|half)\s+$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Named:
    mention: AuthorityMention
    start: int
    end: int


def without_excluded(text: str, lexicon: Lexicon) -> str:
    """`text` without the names that it says are not asked about: "everywhere except Bristol"."""
    spans = [
        (excepting.start(), name.end)
        for name in lexicon.authorities.find(text)
        if (excepting := _EXCEPTING.search(text[: name.start]))
    ]
    return mask(text, spans)


def find_mentions(text: str, lexicon: Lexicon) -> tuple[list[Named], list[Correction]]:
    named: list[Named] = []
    corrections: list[Correction] = []
    found = lexicon.authorities.find(text)
    ordinary = lexicon.vocabulary.keys()
    longer = lexicon.authorities.longer(text, found, ordinary)
    for place in found:
        if not any(guess.start < place.end and place.start < guess.end for guess in longer):
            named.append(_as_found(place, lexicon))
    guesses = [*longer, *_misspelt(text, lexicon, [*longer, *found])]
    for guess in sorted(guesses, key=lambda guess: guess.start):
        held = guess.name in lexicon.held
        mention = AuthorityMention(guess.name, guess.typed, held)
        named.append(Named(mention, guess.start, guess.end))
        corrections.append(Correction(guess.typed, guess.name))
    return sorted(named, key=lambda entry: entry.start), corrections


def _as_found(place: Mention, lexicon: Lexicon) -> Named:
    held = not place.elsewhere and place.name in lexicon.held
    known = not place.elsewhere
    mention = AuthorityMention(place.name, place.typed, held, known=known, within=place.within)
    return Named(mention, place.start, place.end)


def _misspelt(
    text: str, lexicon: Lexicon, names: Sequence[Mention | Suggestion]
) -> list[Suggestion]:
    """Misspelt names: beside `names` that are spelt right only where they stand side by side."""
    guesses = [
        guess
        for guess in lexicon.authorities.fuzzy(text, lexicon.vocabulary.keys())
        if not any(guess.start < name.end and name.start < guess.end for name in names)
    ]
    if not names or _COMPARING.search(text):
        return guesses
    return [
        guess
        for guess in guesses
        if any(
            _SIDE_BY_SIDE.fullmatch(text[one.end : other.start])
            for name in names
            for one, other in ((guess, name), (name, guess))
            if one.end <= other.start
        )
    ]


def compared(text: str, named: Sequence[Named]) -> bool:
    """Whether the authorities of `text` stand side by side, not one in the other's story."""
    if _COMPARING.search(text):
        return True
    # subtle: the possessive is within the span of the name
    if len(named) > 1 and _LIKEWISE.match(text, named[-2].end):
        return True
    return all(
        _SIDE_BY_SIDE.fullmatch(text[one.end : other.start]) for one, other in pairwise(named)
    )


def told_of(text: str, named: Sequence[Named], lexicon: Lexicon) -> list[Named]:
    """The one of `named` whose reports tell the story of `text` in which they all stand, if any.

    It is the first or, where nothing is held of that, one that took its place, or that it helps.
    """
    if not named or named[0].mention.held:
        return list(named[:1])
    held = [entry for entry in named[1:] if entry.mention.held]
    first = lexicon.authorities.by_name(named[0].mention.name)
    heirs = [entry for entry in held if first and entry.mention.name in first.successors]
    helped = [entry for entry in held if _HELPING.search(text[named[0].end : entry.start])]
    return [*heirs, *helped, *named][:1]


def spans_of(text: str, named: Sequence[Named]) -> Iterator[tuple[int, int]]:
    """The spans of names with the words that tie them to the sentence and to one another."""
    yield from (match.span() for match in _SOME_BOROUGHS.finditer(text))
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
    # "number of Wirral children" counts children
    return tie.start() if tie and not _COUNTS.search(text[: tie.start()]) else start
