"""How names of places are written: a text in, tokens with comparable keys out.

Case, apostrophes and hyphens do not tell names apart; "&" is "and" and "Saint" is "St". A possessive
may lack its apostrophe. A few names are words as well ("Reading"), and need support.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

__all__ = [
    "DIRECTIONS",
    "SMALL_WORDS",
    "WORDS",
    "Token",
    "adjacent",
    "dotted_initials",
    "joined",
    "key_of",
    "meant_as_name",
    "tokens_of",
    "variants_of",
    "with_title",
    "without_titles",
]


@dataclass(frozen=True, slots=True)
class Token:
    """A word: characters, half-open. `end` takes a possessive in, `stem_end` leaves it out."""

    key: str  # lower case, no apostrophes
    start: int
    end: int
    stem: str | None  # the key without a final s, where that may be a possessive
    stem_end: int


_TOKEN = re.compile(r"[^\W_]+(?:['’‘`][^\W_]+)*|&")
_GAP = re.compile(r"[\s_\-\u2010-\u2015_.,]*")
SMALL_WORDS = frozenset({"and", "with", "on", "upon", "of", "the", "in"})
_REWRITES = {"&": "and", "saint": "st", "nth": "north", "nrth": "north", "sth": "south"}
DIRECTIONS = frozenset("n s e w ne nw se sw north south east west mid central".split())


_JOINED = re.compile(
    r"(?:['’]s?)?(?:\s*[,/+&|]\s*(?:(?:and|or)\s+)?|\s+(?:and|or|n|v|vs|versus)\.?\s+)(?:in\s+)?",
    re.IGNORECASE,
)


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Words that are also names: in lower case they need support from their neighbours.
WORDS = _words("angus barking bath bury jersey reading rugby staffs wilts wolves")
_BEFORE = _words(
    "about across and around at between by compare compared did does for from has have in is "
    "like near of outside than to versus vs was were with"
)
_AFTER = _words(
    "adoption authority borough care carers child children childrens council councils councillors "
    "director early fostering fosterers inspection inspections ilacs la lado leaders local mash now "
    "ofsted pas report reports sif social's social staff 's youth"
)
_NOT_AFTER = _words(
    "a about age ages aloud an at bad between books book difficulties for her his its levels "
    "level materials maths mathematics my progress recovery scores skills support that the their "
    "these this through to tub up writing your"
)
_SUBJECTS = _words(
    "achieve achievement attain attained attainment english grammar maths mathematics numeracy "
    "phonics stage writing"
)
_MEASURED = _words(
    "ability ages gaps level levels progress results scores skills standard standards"
)
_TITLE_BEFORE = re.compile(
    r"(?:\bthe\s+)?\b(?:[lr]\.?\s?b\.?(?:\s+of)?\s+|royal\s+)$"
    r"|(?:\bthe\s+)?\b(?:(?:london|lon\.?|royal|metropolitan|city)\s+)?(?:borough|city|county|council|"
    r"metropolitan\s+district)(?:\s+council)?(?:\s+and\s+(?:county|borough))?\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_TITLE_AFTER = re.compile(
    r"\s+(?:(?:city|county|metropolitan|district|borough|unitary|london|royal)\s+)*"
    r"(?:(?:council|corporation|local\s+authority|authority|[mlr]bc|mdc|cc|bc|(?-i:Met)|borough|city|county)"
    r"(?!\w)(?:['’]s?)?)",
    re.IGNORECASE,
)
# A trust that runs a council's services and bears its name, where it is asked of: "Sandwell Children's
# Trust turnover", "is Sandwell Children's Trust …", not "when was the Sandwell children's trust set up".
_TRUST_AFTER = re.compile(
    r"\s+children(?:['’]?s['’]?)?\s+(?:first|(?:services\s+|and\s+families\s+)?trust)\b(?:['’]s)?",
    re.IGNORECASE,
)
_ASKED_OF = re.compile(
    r"\W*(?:(?:how\s+(?:well\s+)?)?(?:is|are|do|does|did|has|in|at)\s+)?", re.IGNORECASE
)
_WHOLE_BEFORE = re.compile(
    r"^(?:the|council|(?:london|royal|metropolitan)\s+borough|borough|city(?:\s+and\s+county)?|"
    r"county|(?:metropolitan\s+)?district|of)\s+"
)
_WHOLE_AFTER = re.compile(
    r"\s+(?:council|corporation|authority|local|city|county|metropolitan|borough|district|unitary|"
    r"london|royal|mbc|lbc|mdc|cc|bc|childrens?|services?|of|the|and\s+county)$"
)


def _normal(token: str) -> str:
    word = re.sub(r"['’‘`]", "", token.lower())
    return _REWRITES.get(word, word)


def key_of(text: str) -> str:
    return " ".join(_normal(m.group()) for m in _TOKEN.finditer(text))


def variants_of(written: str) -> set[str]:
    """The keys under which a name is found: "on" and "upon", small words or none, one word."""
    key = key_of(written)
    words = key.split()
    swapped = {"on": "upon", "upon": "on"}
    keys = {key, " ".join(swapped.get(w, w) for w in words)}
    content = [w for w in words if w not in SMALL_WORDS]
    if len(content) > 1 and len("".join(content)) > 5:
        keys |= {" ".join(content), "".join(content), "".join(words)}
    return keys


def tokens_of(text: str) -> list[Token]:
    tokens = []
    for match in _TOKEN.finditer(text):
        raw = match.group()
        key = _normal(raw)
        end = match.end()
        stem, stem_end = None, end
        possessive = raw[-2:].lower() in ("'s", "’s", "‘s", "`s")
        initials = re.fullmatch(r"[A-Z]+s", raw) is not None  # "MKs", "B&Ds"
        if possessive or initials or (len(key) > 3 and key.endswith("s")):
            stem = key[:-1]
            stem_end = end - 2 if possessive else end - 1
        elif text[end : end + 1] in ("'", "’") and key.endswith("s"):
            end += 1
        tokens.append(Token(key, match.start(), end, stem, stem_end))
    return tokens


def adjacent(text: str, part: list[Token], *, comma: bool = False) -> bool:
    for a, b in pairwise(part):
        gap = text[a.end : b.start]
        if _GAP.fullmatch(gap) is None or len(gap) > 12 or ("," in gap and not comma):
            return False
        if "." in gap and len(a.key) > 2:  # "St. Helens", not the end of a sentence
            return False
    return True


def dotted_initials(text: str, part: list[Token]) -> bool:
    """Whether `part` is an abbreviation written with points: "R.B.K.C."."""
    return all(len(t.key) == 1 for t in part) and all(
        text[a.end : b.start] == "." for a, b in pairwise(part)
    )


def joined(between: str) -> bool:
    """Whether two names with no more than this between them stand side by side."""
    return _JOINED.fullmatch(between) is not None


def meant_as_name(text: str, tokens: list[Token], i: int, *, beside: bool = False) -> bool:
    """Whether a word that is also a name ("reading") is meant as the name here.

    `beside`: it stands side by side with the name of another place, which is support enough.
    """
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
    if next_char == ")" and text[: token.start].endswith("("):
        return True
    follow = tokens[i + 2].key if i + 2 < len(tokens) else ""
    if after in _NOT_AFTER or (after in ("and", "or") and follow in _NOT_AFTER):
        return False
    if any(t.key in _SUBJECTS for t in tokens[max(0, i - 6) : i + 5]):
        return False  # "progress in reading", "key stage 2 in reading and in maths"
    if before in ("how", "whats") and after == "like":
        return True
    if beside or after in _AFTER or re.fullmatch(r"(?:19|20)\d\d", after):
        return True
    earlier = tokens[i - 2].key if i > 1 else ""
    return before in _BEFORE and earlier not in _MEASURED


def with_title(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to "London Borough of …" and "… City Council"."""
    before = _TITLE_BEFORE.search(text, max(0, start - 60), start)
    after = _TITLE_AFTER.match(text, end)
    if after is None and _ASKED_OF.fullmatch(text, 0, start):
        after = _TRUST_AFTER.match(text, end)
    return (before.start() if before else start), (after.end() if after else end)


def without_titles(key: str) -> list[str]:
    """`key` and every shorter key that taking formal titles off its ends leaves, longest first.

    >>> without_titles("city of york council")[-1]
    'york'
    """
    keys = [key]
    for candidate in keys:  # grows while it is read
        for title in (_WHOLE_BEFORE, _WHOLE_AFTER):
            shorter = title.sub("", candidate, count=1)
            if shorter and shorter not in keys:
                keys.append(shorter)
    return keys
