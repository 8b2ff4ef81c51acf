"""The order of a briefing: entries in, entries out. No function here touches what an entry says,
save :func:`reworded`, which changes headings and notes.

Every function takes the key of the entry it acts on and raises KeyError where there is none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.briefing.briefing import Briefing, Entry, Heading, Reference

__all__ = [
    "Section",
    "can_move",
    "inserted",
    "moved",
    "placed",
    "removed",
    "reworded",
    "sections",
    "with_once",
]

Entries = tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it; `heading` is None for what stands before the first."""

    heading: Heading | None
    entries: Entries


def sections(entries: Sequence[Entry]) -> tuple[Section, ...]:
    """`entries` by heading, in order; the one without heading is left out where it is empty."""
    found = [Section(None, ())]
    for entry in entries:
        if isinstance(entry, Heading):
            found.append(Section(entry, ()))
        else:
            found[-1] = replace(found[-1], entries=(*found[-1].entries, entry))
    return tuple(section for section in found if section.heading or section.entries)


def inserted(
    entries: Entries, entry: Entry, *, before: str | None = None, after: str | None = None
) -> Entries:
    """With `entry` right before or after the one of that key; else at the end."""
    at = len(entries)
    if before is not None:
        at = _index(entries, before)
    elif after is not None:
        at = _index(entries, after) + 1
    return (*entries[:at], entry, *entries[at:])


def with_once(entries: Entries, reference: Reference) -> Entries:
    """With `reference` at the end, unless its words are there already."""
    held = Briefing("", entries).holds(reference.document_id, reference.span)
    return entries if held else inserted(entries, reference)


def moved(entries: Entries, key: str, step: int) -> Entries:
    """The entry one place up (`step` -1) or down (1); a heading takes what stands under it along.

    At the end of its way an entry stays where it is; nothing moves above what has no heading.
    """
    at = _index(entries, key)
    if isinstance(entries[at], Heading):
        return _section_moved(entries, key, step)
    there = at + step
    if not 0 <= there < len(entries):
        return entries
    order = list(entries)
    order[at], order[there] = order[there], order[at]
    return tuple(order)


def can_move(entries: Entries, key: str, step: int) -> bool:
    """Whether :func:`moved` would change anything."""
    return moved(entries, key, step) != entries


def placed(entries: Entries, key: str, heading: str | None) -> Entries:
    """The entry as the last under `heading`; None for the place before the first heading."""
    entry = entries[_index(entries, key)]
    if isinstance(entry, Heading):
        raise KeyError(key)
    rest = tuple(e for e in entries if e.key != key)
    if heading is not None and not isinstance(rest[_index(rest, heading)], Heading):
        raise KeyError(heading)
    found = [*sections(rest)]
    if heading is None and (not found or found[0].heading):
        found.insert(0, Section(None, ()))
    wanted = [
        replace(s, entries=(*s.entries, entry))
        if (s.heading.key if s.heading else None) == heading
        else s
        for s in found
    ]
    return _joined(wanted)


def removed(entries: Entries, key: str) -> Entries:
    """Without the entry; what stood under a heading joins what is above it."""
    at = _index(entries, key)
    return entries[:at] + entries[at + 1 :]


def reworded(entries: Entries, key: str, text: str) -> Entries:
    """With other words in a heading or a note; a quote's words are its document's."""
    at = _index(entries, key)
    entry = entries[at]
    if isinstance(entry, Reference):
        raise KeyError(key)
    return (*entries[:at], replace(entry, text=text), *entries[at + 1 :])


def _section_moved(entries: Entries, key: str, step: int) -> Entries:
    found = [*sections(entries)]
    at = next(i for i, s in enumerate(found) if s.heading and s.heading.key == key)
    there = at + step
    if not 0 <= there < len(found) or found[there].heading is None:
        return entries
    found[at], found[there] = found[there], found[at]
    return _joined(found)


def _joined(found: Sequence[Section]) -> Entries:
    return tuple(
        entry for s in found for entry in ([s.heading, *s.entries] if s.heading else s.entries)
    )


def _index(entries: Sequence[Entry], key: str) -> int:
    for at, entry in enumerate(entries):
        if entry.key == key:
            return at
    raise KeyError(key)
