"""One authority's grades in, small pictures of them over time out: a panel for each strand.

A picture says nothing that the table beside it doesn't. The height of a mark and its shape say the
grade, its place from left to right the year; colour says nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from web.ledger import Absence, Inspection

__all__ = ["HEIGHT", "LEFT", "LEVELS", "WIDTH", "Join", "Level", "Mark", "Panel", "panels"]

WIDTH, HEIGHT = 272, 176
LEFT = 98
_RIGHT, _TOP, _STEP = 250, 18, 36
_MIN_GAP = 42  # years side by side
_MOST_FULL_YEARS = 4
_YEAR_Y = HEIGHT - 8


@dataclass(frozen=True, slots=True)
class Level:
    """A line of the picture: a grade, its name in one or two lines, and its height."""

    name: tuple[str, ...]
    y: int


LEVELS = tuple(
    Level(name, _TOP + place * _STEP)
    for place, name in enumerate(
        (("Outstanding",), ("Good",), ("Requires", "improvement"), ("Inadequate",))
    )
)
# "Adequate" was the third of four grades until 2013.
_PLACES = {
    "outstanding": 0,
    "good": 1,
    "requires improvement": 2,
    "adequate": 2,
    "inadequate": 3,
}
_SHAPES = ("diamond", "circle", "triangle", "square")


@dataclass(frozen=True, slots=True)
class Mark:
    """A grade: where it stands, the shape that shows it, and its year beneath."""

    x: int
    y: int
    shape: str
    year: str
    year_y: int = _YEAR_Y


@dataclass(frozen=True, slots=True)
class Join:
    """A line from one inspection's grade to the next; `dashed` where the framework changed."""

    x1: int
    y1: int
    x2: int
    y2: int
    dashed: bool


@dataclass(frozen=True, slots=True)
class Panel:
    """The picture of one strand; `words` say the same."""

    strand: str
    marks: tuple[Mark, ...]
    joins: tuple[Join, ...]
    words: str


def panels(held: Sequence[Inspection], strands: Sequence[str]) -> tuple[Panel, ...]:
    """A panel for each of `strands`, from the inspections of one authority that carry a date.

    None where fewer than two do: one inspection shows no course.
    """
    dated = sorted((i for i in held if i.date and i.grades), key=lambda i: i.date or date.min)
    if len(dated) < 2:
        return ()
    places = _places([i.date for i in dated if i.date])
    return tuple(_panel(strand, dated, places) for strand in strands)


def _places(days: Sequence[date]) -> list[int]:
    """Where each day stands from left to right: in proportion, but never too near to read."""
    first, span = days[0], max((days[-1] - days[0]).days, 1)
    left, right = LEFT + 16, _RIGHT
    gap = min(_MIN_GAP, (right - left) // max(len(days) - 1, 1))
    places = [left + round((day - first).days / span * (right - left)) for day in days]
    for number in range(1, len(places)):
        places[number] = max(places[number], places[number - 1] + gap)
    limit = right
    for number in range(len(places) - 1, -1, -1):
        places[number] = min(places[number], limit)
        limit = places[number] - gap
    return places


def _panel(strand: str, dated: Sequence[Inspection], places: Sequence[int]) -> Panel:
    marks: list[Mark] = []
    marked: list[tuple[int, Inspection]] = []
    words: list[str] = []
    for number, (inspection, x) in enumerate(zip(dated, places, strict=True)):
        year = str(inspection.date.year) if inspection.date else ""
        label = year if len(dated) <= _MOST_FULL_YEARS else f"’{year[-2:]}"
        record = inspection.grades.get(strand)
        if record is not None:
            words.append(f"{year} {record.judgement.grade}")
            place = _PLACES.get(record.judgement.grade)
            if place is not None:
                marks.append(Mark(x, LEVELS[place].y, _SHAPES[place], label))
                marked.append((number, inspection))
        elif inspection.absence(strand) is not Absence.NOT_IN_FRAMEWORK:
            words.append(f"{year} {inspection.absence(strand)}")
    joins = tuple(
        Join(one.x, one.y, other.x, other.y, before.framework != after.framework)
        for (one, (i, before)), (other, (j, after)) in pairwise(zip(marks, marked, strict=True))
        if j == i + 1
    )
    return Panel(strand, tuple(marks), joins, ", ".join(words))
