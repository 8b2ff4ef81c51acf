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
from itertools import pairwise
from typing import Any

from rapidfuzz.distance import OSA

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


@dataclass(frozen=True, slots=True)
class _Token:
    key: str  # lower case, no apostrophes
    start: int
    end: int
    stem: str | None  # the key without a final s, where that may be a possessive
    stem_end: int


_TOKEN = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*|&")
_GAP = re.compile(r"[\s_\-\u2010-\u2015_.,]*")
_SMALL_WORDS = frozenset({"and", "with", "on", "upon", "of", "the", "in"})
_REWRITES = {"&": "and", "saint": "st"}


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Words that are also names: in lower case they need support from their neighbours.
_WORDS = _words("angus barking bath bury jersey reading rugby staffs wilts wolves")
_BEFORE = _words(
    "about across and around at between by compare compared did does for from has have in is "
    "like near of outside than to versus vs was were with"
)
_AFTER = _words(
    "adoption authority borough care child children childrens council councils councillors "
    "director fostering fosterers inspection inspections ilacs la lado leaders local mash now "
    "ofsted pas report reports sif social's social staff 's youth"
)
_NOT_AFTER = _words(
    "a about age ages aloud an at bad between books book difficulties for her his its levels "
    "level materials maths mathematics my progress recovery scores skills support that the their "
    "these this through to tub up writing your"
)
_SUBJECTS = _words(
    "achievement achieve attainment attain enjoy gaps in levels love maths mathematics numeracy "
    "progress results skills writing"
)
# "Essex Police" names a force, not the authority, where another authority is named too.
_OTHER_BODY = re.compile(
    r"\s+(?:and\s+[A-Z]\w+\s+)?(?:police|constabulary|fire|fc|football|airport|university|"
    r"hospitals?|(?:\w+\s+)?nhs|crown\s+court|magistrates|magistrates['’]|prison)\b",
    re.IGNORECASE,
)
_TITLE_BEFORE = re.compile(
    r"(?:\bthe\s+)?\b(?:(?:london|royal|metropolitan|city)\s+)?(?:borough|city|county|council|"
    r"metropolitan\s+district)(?:\s+council)?(?:\s+and\s+(?:county|borough))?\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    r"\s+(?:(?:city|county|metropolitan|district|borough|unitary|london|royal)\s+)*"
    r"(?:(?:council|corporation|local\s+authority|authority|[mlr]bc|mdc|cc|bc|borough|city|county)"
    r"(?!\w)(?:['’]s?)?)",
    re.IGNORECASE,
)
_WHOLE_BEFORE = re.compile(
    r"^(?:the|council|(?:london|royal|metropolitan)\s+borough|borough|city(?:\s+and\s+county)?|"
    r"county|(?:metropolitan\s+)?district|of)\s+"
)
_WHOLE_AFTER = re.compile(
    r"\s+(?:council|corporation|authority|local|city|county|metropolitan|borough|district|unitary|"
    r"london|royal|mbc|lbc|mdc|cc|bc|childrens?|services?|of|the|and\s+county)$"
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
        self._ordinary = frozenset(ordinary_words)
        self._places: dict[str, _Place] = {}
        self._spellings: dict[str, str] = {}
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
                    key = _key(written)
                    if min(len(w) for w in key.split() if w not in _SMALL_WORDS) > 3:
                        self._spellings[key] = authority.name

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
        key = re.sub(r"^(?:\d+ )+", "", _key(text))
        seen = {key}
        queue = [key]
        for candidate in queue:  # grows while it is read: every way to take a title off
            place = self._places.get(candidate)
            if place is not None:
                return None if place.elsewhere else place.name
            for title in (_WHOLE_BEFORE, _WHOLE_AFTER):
                shorter = title.sub("", candidate, count=1)
                if shorter and shorter not in seen:
                    seen.add(shorter)
                    queue.append(shorter)
        return None

    def find(self, text: str) -> list[Mention]:
        """The places named in `text`, in order; the longest name wins, and none overlap.

        A police force, hospital or region is left out where an authority is named as well.
        """
        found: list[tuple[Mention, bool]] = []
        tokens = _tokens(text)
        i = 0
        while i < len(tokens):
            match = self._longest_at(text, tokens, i)
            if match is None:
                i += 1
                continue
            place, n, stop = match
            last = tokens[i + n - 1]
            start, end = _with_title(text, tokens[i].start, last.end)
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
        own (lower case), such as every word form of the collection. One edit is allowed up to
        seven letters, two up to eleven, three beyond; a swap of neighbours counts once.
        """
        taken = [(m.start, m.end) for m in self.find(text)]
        tokens = [t for t in _tokens(text) if not any(a < t.end and t.start < b for a, b in taken)]
        suggestions: list[Suggestion] = []
        for i in range(len(tokens)):
            for n in range(1, min(_LONGEST, len(tokens) - i) + 1):
                part = tokens[i : i + n]
                if not _adjacent(text, part):
                    break
                best = self._nearest(part, ordinary)
                if best is not None:
                    name, score = best
                    start, stop = part[0].start, part[-1].end
                    suggestions.append(Suggestion(name, start, stop, text[start:stop], score))
        suggestions.sort(key=lambda s: (-s.score, s.start - s.end))
        kept: list[Suggestion] = []
        for s in suggestions:
            if not any(s.start < k.end and k.start < s.end for k in kept):
                kept.append(s)
        return kept

    def _enter(self, written: str, place: _Place) -> None:
        for key in _variants(written):
            self._places[key] = place

    def _longest_at(
        self, text: str, tokens: list[_Token], i: int
    ) -> tuple[_Place, int, int] | None:
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
                if place is None or not _adjacent(text, part, comma="," in place.name):
                    continue
                if n == 1 and key in _WORDS and not _meant_as_name(text, tokens, i):
                    return None
                return place, n, stop
        return None

    def _nearest(self, part: list[_Token], ordinary: Collection[str]) -> tuple[str, float] | None:
        for last in (part[-1].key, part[-1].stem):
            if last is None:
                continue
            words = [*(t.key for t in part[:-1]), last]
            written = " ".join(words)
            if len(written) < 5 or not written[0].isalpha() or written in self._places:
                continue
            if all(self._is_ordinary(w, ordinary) for w in words):
                continue
            best: tuple[str, float] | None = None
            for spelling, name in self._spellings.items():
                allowed = _edits(len(spelling))
                if not allowed or spelling.count(" ") != len(part) - 1:
                    continue
                distance = OSA.distance(written, spelling, score_cutoff=allowed)
                if distance > allowed or (distance > 1 and written[0] != spelling[0]):
                    continue
                if any(
                    a != b and self._is_ordinary(a, ordinary)
                    for a, b in zip(words, spelling.split(), strict=True)
                ):
                    continue
                score = 1 - distance / max(len(written), len(spelling))
                if best is None or score > best[1]:
                    best = name, score
            if best is not None:
                return best
        return None

    def _is_ordinary(self, word: str, more: Collection[str]) -> bool:
        return word in self._ordinary or word in more or word in _SMALL_WORDS or word.isdigit()


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


def _normal(token: str) -> str:
    word = re.sub(r"['’‘`]", "", token.lower())
    return _REWRITES.get(word, word)


def _key(text: str) -> str:
    return " ".join(_normal(m.group()) for m in _TOKEN.finditer(text))


def _variants(written: str) -> set[str]:
    """The keys under which a name is found: "on" and "upon", small words or none, one word."""
    key = _key(written)
    words = key.split()
    swapped = {"on": "upon", "upon": "on"}
    keys = {key, " ".join(swapped.get(w, w) for w in words)}
    content = [w for w in words if w not in _SMALL_WORDS]
    if len(content) > 1 and len("".join(content)) > 5:
        keys |= {" ".join(content), "".join(content), "".join(words)}
    return keys


def _tokens(text: str) -> list[_Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        key = _normal(raw)
        end = match.end()
        stem, stem_end = None, end
        possessive = raw[-2:].lower() in ("'s", "’s", "‘s", "`s")
        if possessive or (len(key) > 3 and key.endswith("s")):
            stem = key[:-1]
            stem_end = end - 2 if possessive else end - 1
        elif text[end : end + 1] in ("'", "’") and key.endswith("s"):
            end += 1
        tokens.append(_Token(key, match.start(), end, stem, stem_end))
    return tokens


def _adjacent(text: str, part: list[_Token], *, comma: bool = False) -> bool:
    for a, b in pairwise(part):
        gap = text[a.end : b.start]
        if _GAP.fullmatch(gap) is None or len(gap) > 12 or ("," in gap and not comma):
            return False
        if "." in gap and len(a.key) > 2:  # "St. Helens", not the end of a sentence
            return False
    return True


def _meant_as_name(text: str, tokens: list[_Token], i: int) -> bool:
    """Whether a word that is also a name ("reading") is meant as the name here."""
    token = tokens[i]
    raw = text[token.start : token.end]
    before = tokens[i - 1].key if i else ""
    after = tokens[i + 1].key if i + 1 < len(tokens) else ""
    next_char = text[token.end : token.end + 1]
    if raw[0].isupper():
        opens = not before or text[: token.start].rstrip()[-1:] in ".?!:;•\n"
        return after not in _NOT_AFTER or (not opens and after not in ("and", "recovery", "age"))
    if raw.endswith(("'s", "’s")) or (not i and next_char in (":", ",")):
        return True
    follow = tokens[i + 2].key if i + 2 < len(tokens) else ""
    if after in _NOT_AFTER or (after in ("and", "or") and follow in _NOT_AFTER | _SUBJECTS):
        return False
    if next_char == "," and after in _SUBJECTS:
        return False
    if after in _AFTER or re.fullmatch(r"(?:19|20)\d\d", after):
        return True
    earlier = tokens[i - 2].key if i > 1 else ""
    return before in _BEFORE and earlier not in _SUBJECTS


def _with_title(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to "London Borough of …" and "… City Council"."""
    before = _TITLE_BEFORE.search(text, max(0, start - 60), start)
    after = _TITLE_AFTER.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


def _edits(length: int) -> int:
    """How many edits a name of that many letters may be away."""
    if length < 6:
        return 0
    return 1 if length < 8 else 2 if length < 12 else 3
