"""Which authority a document is about: a cover or a piece of prose in, a canonical name out.

A report names other authorities too, a cover may give a part of a name ("Kingston"), and an
article's footer has an address: so the place of a name counts before its frequency.
"""

from __future__ import annotations

import re
from collections import Counter

from corpus.authorities import Authorities, Mention

__all__ = ["authority_of_cover", "authority_of_prose"]

_TITLE_ENDS = re.compile(
    r"\b(?:inspection|visit)\s+dates?\b|\blead\s+inspector|\breporting\s+inspector|^judgement\b|"
    r"\breport\s+published|^dear\b",
    re.IGNORECASE | re.MULTILINE,
)
_HEADER = re.compile(
    r"(?:inspection|visit)\s+(?:of|to)\s+(.{3,80}?)\s+(?:local\s+authority\s+)?children[’']?s\s+"
    r"(?:social\s+care\s+)?services",
    re.IGNORECASE | re.DOTALL,
)
_VISITED = re.compile(r"\bvisits?\s+(?:of|to)\s+(.{3,80}?)(?=\n|\.|\s+on\b|\s+in\b)", re.IGNORECASE)
_BODY_CHARACTERS = 60_000


def authority_of_cover(cover: str, whole: str, named: str | None = None) -> str | None:
    """The authority of a report or letter, or None.

    `cover` is its first page, `whole` its text, `named` the authority that its file name gives,
    asked only where the cover leaves a choice.
    """
    end = _TITLE_ENDS.search(cover)
    block = cover[: end.start()] if end else cover[:600]
    headers = [m.group(1) for m in _HEADER.finditer(whole[:_BODY_CHARACTERS])][:3]
    if end is not None and end.group().lower() == "dear":  # above it are addresses, ours and theirs
        parts = [*headers, *(m.group(1) for m in _VISITED.finditer(cover))]
    else:
        parts = [block, *headers]
    for part in parts:
        mentions = _held(part.replace("\n", " "))
        names = {m.name for m in mentions}
        if len(names) == 1:
            return _full_name(mentions[0], whole, named)
        if named in names:
            return named
    return _most_named(whole)


def authority_of_prose(title: str | None, lead: str, whole: str) -> str | None:
    """The authority that an article or minutes are about, or None where several may be."""
    for part in (title or "", lead[:600]):
        names = [m.name for m in _held(part)]
        if len(set(names)) == 1:
            return names[0]
    return _most_named(whole)


def _held(text: str) -> list[Mention]:
    return [m for m in Authorities.load().find(text) if not m.elsewhere]


def _full_name(mention: Mention, whole: str, named: str | None) -> str:
    """The authority meant by a cover's name: where that is a part of several, the body decides."""
    authorities = Authorities.load()
    written = re.escape(mention.typed.lower())
    possible = [a.name for a in authorities if re.match(rf"{written}\b", a.name.lower())]
    if len(possible) < 2 or mention.typed.lower() == mention.name.lower():
        return mention.name
    if named in possible:
        return named
    body = " ".join(whole[:_BODY_CHARACTERS].split())
    counts = {name: len(re.findall(re.escape(name), body, re.IGNORECASE)) for name in possible}
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] else mention.name


def _most_named(whole: str) -> str | None:
    """The authority named at least twice and twice as often as any other, or the only one."""
    counts = Counter(m.name for m in _held(whole[:_BODY_CHARACTERS])).most_common(2)
    if not counts:
        return None
    if len(counts) == 1:
        return counts[0][0]
    (best, n), (_, runner_up) = counts
    return best if n >= 2 * runner_up and n > 1 else None
