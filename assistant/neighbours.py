"""The inspection before and after a period: what "and the one before that?" means of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from assistant.question import Period

__all__ = ["following", "preceding"]


def preceding(named: Period) -> Period:
    """The inspection before that of `named`."""
    if named.places is not None:
        named = Period(named.label, ordinal=named.places[0] or 0)
    if named.ordinal is not None:
        places = named.ordinal - 1 if named.ordinal < 0 else 0
        label = (
            "previous"
            if places == -2
            else named.label
            if places == 0
            else f"{-places} inspections ago"
        )
        return Period(label, ordinal=places)
    last = named.last if named.preceding else named.first and named.first - timedelta(days=1)
    if last is None:  # up to some day, or the next one: of what may come before nothing is known
        last = named.last
    label = named.label if named.label.startswith("before ") else f"before {named.label}"
    return Period(label, last=last, preceding=named.preceding + 1)


def following(named: Period) -> Period:
    """The inspection after that of `named`."""
    if named.places is not None:
        named = Period(named.label, ordinal=-1 if named.places[1] is None else named.places[1] - 1)
    if named.ordinal is not None:
        places = min(named.ordinal + 1, -1) if named.ordinal < 0 else 1
        label = "latest" if places == -1 else "previous" if places == -2 else "second"
        return Period(label, ordinal=places)
    if named.preceding > 1:
        return replace(named, preceding=named.preceding - 1)
    if named.last is None:
        return Period("latest", ordinal=-1)
    before = named.label.startswith("before ")
    label = f"{named.label[7:]} onwards" if before else f"after {named.label}"
    return Period(label, first=named.last + timedelta(days=1), following=True)
