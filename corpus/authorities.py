"""Names of English local authorities: what people and covers write in, canonical names out.

Everything about places is data (`data/authorities.toml`); this file is the rules of writing:
"&" for "and", "on" for "upon", possessives, missing apostrophes, formal titles, misspellings.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from corpus.misspelling import Near, Spellings
from corpus.place_names import (
    DIRECTIONS,
    WORDS,
    Token,
    adjacent,
    dotted_initials,
    joined,
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

    `kind` is "county", "unitary", "metropolitan" or "london"; `people` are words for those who live
    there ("Cornish"); `abolished` is the year it ended, and `successors` are the canonical names of
    those that took its place.
    """

    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    abolished: int | None = None
    successors: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


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
class _Found:
    """A place from the token `first` on, `n` tokens long; its name without possessive ends at `stop`."""

    place: _Place
    first: int
    n: int
    stop: int


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
_IN_AREA = re.compile(r"\s+(?:boroughs?|councils?|authorit(?:y|ies))\b", re.IGNORECASE)
# "Stroud College", "Kingswood House" are named after a town, and are not it
_NAMED_AFTER = re.compile(
    r"\s+(?:house|home|lodge|centre|hub|school|college|academy|road|street|project)\b",
    re.IGNORECASE,
)
_LONGEST = 8  # tokens in a name
_BESIDE = 3  # tokens that a misspelt name may have on either side of the part spelt right
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "sir", "cllr", "councillor"})
_SPELT_OUT = frozenset({"miss", "sir", "councillor"})
_ACROSS = DIRECTIONS | {"in", "across", "of", "around", "throughout", "all"}
_AND = frozenset({"and", "or", "n"})


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
        for authority in self._all:
            for written in authority.people:
                self._enter(written, _Place(authority.name))
        # An authority's own name goes over another's alias.
        for names_of in (_aliases, _own_name):
            for authority in self._all:
                for written in names_of(authority):
                    self._enter(written, _Place(authority.name))
                    if _may_be_misspelt(written, authority.name):
                        spellings[key_of(written)] = authority.name
        self._words = frozenset(word for key in self._places for word in key.split())
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

        A police force, hospital or region is left out where an authority is named as well, a town
        where the authority that serves it is, and a person's surname always.
        """
        tokens = tokens_of(text)
        found = self._named(text, tokens)
        found += [shared for one in found if (shared := self._shared(tokens, one, found))]
        mentions: list[tuple[Mention, bool]] = []
        for one in sorted(found, key=lambda f: f.first):
            place, last = one.place, tokens[one.first + one.n - 1]
            start, end = with_title(text, tokens[one.first].start, last.end)
            weak = place.area or _OTHER_BODY.match(text, last.end) is not None
            typed = text[tokens[one.first].start : one.stop]
            mentions.append(
                (Mention(place.name, start, end, typed, place.elsewhere, place.within), weak)
            )
        strong = [mention for mention, weak in mentions if not weak]
        kept = strong or [mention for mention, _ in mentions]
        names = {mention.name for mention in kept if not mention.elsewhere}
        return [mention for mention in kept if not names.intersection(mention.within)]

    def longer(
        self, text: str, mentions: Sequence[Mention], ordinary: Collection[str] = ()
    ) -> list[Suggestion]:
        """Names of which `mentions`, found in `text`, are only the part that is spelt right.

        "Noth Lincolnshire" is not Lincolnshire, and "Bracknell Forrest" more than Bracknell. `ordinary` is as in :meth:`fuzzy`.
        """
        tokens = tokens_of(text)
        longer: list[Suggestion] = []
        for mention in mentions:
            inside = [i for i, t in enumerate(tokens) if mention.start <= t.start < mention.end]
            best: Suggestion | None = None
            for first in range(max(0, inside[0] - _BESIDE), inside[0] + 1):
                for stop in range(inside[-1] + 1, min(len(tokens), inside[-1] + 1 + _BESIDE) + 1):
                    extra = [*tokens[first : inside[0]], *tokens[inside[-1] + 1 : stop]]
                    if all(token.key in self._words for token in extra):
                        continue  # "North Dorset" is spelt right, and no authority
                    near = self._meant(text, tokens[first:stop], ordinary)
                    if near is None or (best and near.score <= best.score):
                        continue
                    whole = len(key_of(near.name).split()) == stop - first
                    if near.name != mention.name or whole:
                        best = near
            if best is not None and best not in longer:
                longer.append(best)
        return longer

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
                meant = self._meant(text, tokens[i : i + n], ordinary)
                if meant is not None:
                    suggestions.append(meant)
        suggestions.sort(key=lambda s: (-s.score, s.start - s.end))
        kept: list[Suggestion] = []
        for s in suggestions:
            if not any(s.start < k.end and k.start < s.end for k in kept):
                kept.append(s)
        return kept

    def _enter(self, written: str, place: _Place) -> None:
        for key in variants_of(written):
            self._places[key] = place

    def _named(self, text: str, tokens: list[Token]) -> list[_Found]:
        """The longest names, left to right."""
        found: list[_Found] = []
        words: list[_Found] = []  # names that are words as well, with too little to support them
        i = 0
        while i < len(tokens):
            match = self._longest_at(text, tokens, i)
            if match is None or (i and self._titled(text, tokens[i - 1], tokens[i])):
                i += 1
                continue
            one = _Found(match[0], i, *match[1:])
            unsure = one.n == 1 and tokens[i].key in WORDS and not meant_as_name(text, tokens, i)
            (words if unsure else found).append(one)
            i += one.n
        for word in [*words, *reversed(words)]:  # "bath, reading and Slough"
            if word not in found and self._beside(text, tokens, word, found):
                found.append(word)
        return found

    @staticmethod
    def _titled(text: str, title: Token, name: Token) -> bool:
        """Whether `name` is a person's: "Cllr. Kent", not "I am a councillor. Kent …"."""
        if title.key not in _TITLES:
            return False
        between = text[title.end : name.start].strip()
        return not between or (between == "." and title.key not in _SPELT_OUT)

    def _beside(
        self, text: str, tokens: list[Token], word: _Found, found: Sequence[_Found]
    ) -> bool:
        """Whether `word` stands side by side with one of `found`, and so is a name too."""
        token = tokens[word.first]
        return meant_as_name(text, tokens, word.first, beside=True) and any(
            joined(text[tokens[one.first + one.n - 1].end : token.start])
            or joined(text[token.end : tokens[one.first].start])
            for one in found
        )

    def _shared(self, tokens: list[Token], one: _Found, found: Sequence[_Found]) -> _Found | None:
        """The name that shares a word with `one`: "North" in "North and West Northants"."""
        part = tokens[one.first : one.first + one.n]
        keys = [t.key for t in part]
        turns = [key in DIRECTIONS for key in keys]
        taken = {i for each in found for i in range(each.first, each.first + each.n)}
        before, after = one.first - 1, one.first + one.n
        if turns[0] and False in turns and before > 0 and tokens[before].key in _AND:
            rest = keys[turns.index(False) : -1]
            for size in (2, 1):
                heads = range(max(0, before - size), before)
                own = [tokens[i].key for i in heads if i not in taken]
                if len(own) < size:
                    continue
                for last in (part[-1].key, part[-1].stem):
                    place = self._places.get(" ".join([*own, *rest, last or ""]))
                    if place and place.name != one.place.name and DIRECTIONS.issuperset(own):
                        return _Found(place, heads[0], len(heads), tokens[before - 1].end)
        elif turns[-1] and after + 1 < len(tokens) and tokens[after].key in _AND:
            other = tokens[after + 1]
            place = self._places.get(" ".join([*keys[: turns.index(True)], other.key]))
            if after + 1 not in taken and place and place.name != one.place.name:
                return _Found(place, after + 1, 1, other.end)
        return None

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
                if place.area and not place.within and _IN_AREA.match(text, stop):
                    return None  # "which London boroughs": some of them, by no name
                own = self._places.get(f"{head} {last.stem}".strip())
                before = tokens[i - 1].key if i else ""
                if place.area and own and not own.elsewhere and before not in _ACROSS:
                    return own, n, last.stem_end  # "yorks advisers" are York's
                if place.elsewhere and not place.area and _NAMED_AFTER.match(text, stop):
                    return None
                return place, n, stop
            initials = "".join(t.key for t in part)
            if n > 2 and initials in self._places and dotted_initials(text, part):
                return self._places[initials], n, last.end
        return None

    def _meant(self, text: str, part: list[Token], ordinary: Collection[str]) -> Suggestion | None:
        """The authority that all of `part` may misspell."""
        if len(part) > self._spellings.max_words or not adjacent(text, part, comma=True):
            return None
        near = self._nearest(part, ordinary)
        if near is None or ("," not in near.name and not adjacent(text, part)):
            return None
        start, stop = part[0].start, part[-1].end
        return Suggestion(near.name, start, stop, text[start:stop], near.score)

    def _nearest(self, part: list[Token], ordinary: Collection[str]) -> Near | None:
        head = [t.key for t in part[:-1]]
        lasts = [part[-1].key, part[-1].stem]
        if any(last is not None and " ".join((*head, last)) in self._places for last in lasts):
            return None
        possessive = part[-1].end - part[-1].stem_end == 2  # "Debry's" is near Derby, not "Derbys"
        near = self._spellings.nearest((*head, lasts[possessive] or ""), ordinary)
        if near is None and possessive:
            near = self._spellings.nearest((*head, part[-1].key), ordinary)
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
                people=tuple(entry.get("people", ())),
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


def _may_be_misspelt(written: str, name: str) -> bool:
    """Whether a misspelling of `written` is read as it: short forms are near much else."""
    shortened = " " not in written and name.lower().startswith(written[:-1].lower())
    return written == name or (len(written) > 5 and not shortened)


def _own_name(authority: Authority) -> tuple[str, ...]:
    return (authority.name,)


def _aliases(authority: Authority) -> tuple[str, ...]:
    return authority.aliases
