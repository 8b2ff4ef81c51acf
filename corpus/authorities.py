"""Names of English local authorities: what people and covers write in, canonical names out.

Everything about places is data (`data/authorities.toml`); this file is the rules of writing:
"&" for "and", "on" for "upon", possessives, missing apostrophes, formal titles, misspellings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.misspelling import Near, Spellings
from corpus.place_names import (
    WORDS,
    Token,
    adjacent,
    key_of,
    meant_as_name,
    tokens_of,
    variants_of,
    with_title,
    without_titles,
)

__all__ = ["Authorities", "Authority", "Mention", "Suggestion"]


@dataclass(frozen=True, slots=True)
class Authority:
    """A local authority with children's services.

    `kind` is "county", "unitary", "metropolitan" or "london"; `abolished` is the year it ended,
    and `successors` are the canonical names of those that took its place.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    abolished: int | None = None
    successors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A place named in a text: characters, half-open; the possessive is within, not in `typed`.

    `elsewhere` is false for an authority, whose canonical name is `name`. It is true for a place
    that has no children's services of its own in England: `within` then names the authorities
    that serve it ("Norwich" → Norfolk), and is empty outside England.
    """

    name: str
    start: int
    end: int
    typed: str
    elsewhere: bool = False
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An authority that a misspelt name may mean; `score` 0 to 1, 1 the same spelling."""

    name: str
    start: int
    end: int
    typed: str
    score: float


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    elsewhere: bool = False
    within: tuple[str, ...] = ()
    area: bool = False  # larger than an authority: "Merseyside"


# "Essex Police" names a force, not the authority, where another authority is named too.
_OTHER_BODY = re.compile(
    r"\s+(?:and\s+[A-Z]\w+\s+)?(?:police|constabulary|fire|fc|football|airport|university|"
    r"hospitals?|(?:\w+\s+)?nhs|crown\s+court|magistrates|magistrates['’]|prison)\b",
    re.IGNORECASE,
)
_LONGEST = 8  # tokens in a name


class Authorities:
    """The list of authorities and the rules to recognise them; `load` it, it never changes."""

    def __init__(
        self,
        authorities: Iterable[Authority],
        elsewhere: Iterable[str] = (),
        districts: Iterable[tuple[str, str]] = (),
        regions: Iterable[tuple[str, tuple[str, ...]]] = (),
        ordinary_words: Iterable[str] = (),
    ) -> None:
        self._all = tuple(authorities)
        self._by_name = {a.name: a for a in self._all}
        self._places: dict[str, _Place] = {}
        spellings: dict[str, str] = {}
        for name, holds in regions:
            self._enter(name, _Place(name, elsewhere=True, within=holds, area=True))
        for name in elsewhere:
            self._enter(name, _Place(name, elsewhere=True))
        for name, county in districts:
            self._enter(name, _Place(name, elsewhere=True, within=(county,)))
        # An authority's own name goes over another's alias.
        for names_of in (_aliases, _own_name):
            for authority in self._all:
                for written in names_of(authority):
                    self._enter(written, _Place(authority.name))
                    if written == authority.name or len(written) > 5:  # "Cambs" is near much else
                        spellings[key_of(written)] = authority.name
        self._spellings = Spellings(spellings, frozenset(ordinary_words))

    @classmethod
    def load(cls) -> Authorities:
        """The list that comes with the package, read once."""
        return _load()

    def __iter__(self) -> Iterator[Authority]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def by_name(self, name: str) -> Authority | None:
        """The authority whose canonical name is `name`, or None."""
        return self._by_name.get(name)

    def canonical(self, text: str) -> str | None:
        """The canonical name where all of `text` is a name, however formal, else None.

        >>> Authorities.load().canonical("80470_gloucestershire")
        'Gloucestershire'
        >>> Authorities.load().canonical("Wirral Metropolitan Borough Council")
        'Wirral'
        """
        for key in without_titles(re.sub(r"^(?:\d+ )+", "", key_of(text))):
            place = self._places.get(key)
            if place is not None:
                return None if place.elsewhere else place.name
        return None

    def find(self, text: str) -> list[Mention]:
        """The places named in `text`, in order; the longest name wins, and none overlap.

        A police force, hospital or region is left out where an authority is named as well.
        """
        found: list[tuple[Mention, bool]] = []
        tokens = tokens_of(text)
        i = 0
        while i < len(tokens):
            match = self._longest_at(text, tokens, i)
            if match is None:
                i += 1
                continue
            place, n, stop = match
            last = tokens[i + n - 1]
            start, end = with_title(text, tokens[i].start, last.end)
            weak = place.area or _OTHER_BODY.match(text, last.end) is not None
            typed = text[tokens[i].start : stop]
            found.append(
                (Mention(place.name, start, end, typed, place.elsewhere, place.within), weak)
            )
            i += n
        if any(not weak for _, weak in found):
            found = [(mention, weak) for mention, weak in found if not weak]
        return [mention for mention, _ in found]

    def fuzzy(self, text: str, ordinary: Collection[str] = ()) -> list[Suggestion]:
        """Authorities that misspelt words of `text` may mean, best first.

        Never a word that is a name already, nor an ordinary word: `ordinary` adds the caller's
        own (lower case), such as every word form of the collection.
        """
        taken = [(m.start, m.end) for m in self.find(text)]
        tokens = [
            t for t in tokens_of(text) if not any(a < t.end and t.start < b for a, b in taken)
        ]
        suggestions: list[Suggestion] = []
        for i in range(len(tokens)):
            for n in range(1, min(self._spellings.max_words, len(tokens) - i) + 1):
                part = tokens[i : i + n]
                if not adjacent(text, part):
                    break
                near = self._nearest(part, ordinary)
                if near is not None:
                    start, stop = part[0].start, part[-1].end
                    typed = text[start:stop]
                    suggestions.append(Suggestion(near.name, start, stop, typed, near.score))
        suggestions.sort(key=lambda s: (-s.score, s.start - s.end))
        kept: list[Suggestion] = []
        for s in suggestions:
            if not any(s.start < k.end and k.start < s.end for k in kept):
                kept.append(s)
        return kept

    def _enter(self, written: str, place: _Place) -> None:
        for key in variants_of(written):
            self._places[key] = place

    def _longest_at(self, text: str, tokens: list[Token], i: int) -> tuple[_Place, int, int] | None:
        """Place, number of tokens and end without possessive of the longest name at token `i`."""
        for n in range(min(_LONGEST, len(tokens) - i), 0, -1):
            part = tokens[i : i + n]
            head = " ".join(t.key for t in part[:-1])
            last = part[-1]
            readings = [(last.key, last.end), (last.stem, last.stem_end)]
            if last.end - last.stem_end == 2:  # "Derby's" is Derby, not "Derbys"
                readings.reverse()
            for key, stop in readings:
                if key is None:
                    continue
                whole = f"{head} {key}".strip()
                place = self._places.get(whole) or self._places.get(whole.replace(" n ", " and "))
                if place is None or not adjacent(text, part, comma="," in place.name):
                    continue
                if n == 1 and key in WORDS and not meant_as_name(text, tokens, i):
                    return None
                return place, n, stop
        return None

    def _nearest(self, part: list[Token], ordinary: Collection[str]) -> Near | None:
        head = [t.key for t in part[:-1]]
        for last in (part[-1].key, part[-1].stem):
            if last is not None and " ".join((*head, last)) in self._places:
                return None
        near = self._spellings.nearest((*head, part[-1].key), ordinary)
        if near is None and part[-1].end - part[-1].stem_end == 2:  # an apostrophe and an s
            near = self._spellings.nearest((*head, part[-1].stem or ""), ordinary)
        return near


@cache
def _load() -> Authorities:
    folder = files("corpus").joinpath("data")
    data: dict[str, Any] = tomllib.loads(folder.joinpath("authorities.toml").read_text("utf-8"))
    return Authorities(
        authorities=(
            Authority(
                name=entry["name"],
                kind=entry["kind"],
                aliases=tuple(entry.get("aliases", ())),
                abolished=entry.get("abolished"),
                successors=tuple(entry.get("successors", ())),
            )
            for entry in data["authority"]
        ),
        elsewhere=(name for entry in data["elsewhere"] for name in entry["names"]),
        districts=((n, entry["within"]) for entry in data["district"] for n in entry["names"]),
        regions=((entry["name"], tuple(entry["holds"])) for entry in data["region"]),
        ordinary_words=(
            word
            for line in folder.joinpath("ordinary_words.txt").read_text("utf-8").splitlines()
            if not line.startswith("#")
            for word in line.split()
        ),
    )


def _own_name(authority: Authority) -> tuple[str, ...]:
    return (authority.name,)


def _aliases(authority: Authority) -> tuple[str, ...]:
    return authority.aliases
