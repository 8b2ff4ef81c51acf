"""An answer under way in, what each of its stages decided out.

Stages say what they decide where they decide it; whoever wants to explain an answer opens
:func:`traced` around the asking. Without one, saying so costs next to nothing and keeps nothing.
So an explanation is of the very answer that was given, not of a second one like it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the stages import this module
    from assistant.candidates import Candidate
    from assistant.scope import Scope, Side
    from assistant.select import Chosen
    from index.engine import Filter, Hit, SentenceHit

__all__ = ["Order", "Search", "SideTrace", "Trace", "Traced", "note", "traced", "untraced"]


@dataclass(frozen=True, slots=True)
class Search:
    """What one search proposed, best first, of what `where` admits."""

    name: str  # "sentences by topic", "passages", …
    hits: tuple[SentenceHit | Hit, ...]
    where: Filter


@dataclass(frozen=True, slots=True)
class Order:
    """The candidates that a stage left, best first, and the score each had then."""

    stage: str
    candidates: tuple[Candidate, ...]
    scores: tuple[float, ...]


@dataclass(slots=True)
class SideTrace:
    """What was decided for one side of an answer; `side` is None outside an answer."""

    side: Side | None = None
    searches: list[Search] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    chosen: tuple[Chosen, ...] = ()
    signals: Mapping[str, float] = field(default_factory=dict)
    answerability: float | None = None


@dataclass(slots=True)
class Trace:
    """What was decided for one answer."""

    scope: Scope | None = None
    sides: list[SideTrace] = field(default_factory=list)


_trace: ContextVar[Trace | None] = ContextVar("trace", default=None)


@contextmanager
def traced() -> Iterator[Trace]:
    """Yield what the stages within decide, filled as they do."""
    trace = Trace()
    token = _trace.set(trace)
    try:
        yield trace
    finally:
        _trace.reset(token)


@contextmanager
def untraced() -> Iterator[None]:
    """Keep nothing of what the stages within decide: they work beside the answer."""
    token = _trace.set(None)
    try:
        yield
    finally:
        _trace.reset(token)


class Traced:
    """What a stage can say; each call is kept only within :func:`traced`."""

    def scope(self, scope: Scope) -> None:
        """Which documents may answer."""
        if (trace := _trace.get()) is not None:
            trace.scope = scope

    def side(self, side: Side) -> None:
        """What follows is about this side."""
        if (trace := _trace.get()) is not None:
            trace.sides.append(SideTrace(side))

    def search(self, name: str, hits: Sequence[SentenceHit | Hit], where: Filter) -> None:
        """A search proposed these."""
        if (trace := _trace.get()) is not None:
            _last(trace).searches.append(Search(name, tuple(hits), where))

    def order(self, stage: str, candidates: Sequence[Candidate]) -> None:
        """The candidates that a stage left, best first."""
        if (trace := _trace.get()) is not None:
            scores = tuple(candidate.score for candidate in candidates)
            _last(trace).orders.append(Order(stage, tuple(candidates), scores))

    def proof(self, signals: Mapping[str, float], answerability: float) -> None:
        """How likely it is that the best candidates answer, and from what."""
        if (trace := _trace.get()) is not None:
            _last(trace).signals = dict(signals)
            _last(trace).answerability = answerability

    def chosen(self, label: str | None, chosen: Sequence[Chosen]) -> None:
        """The extracts of the side called `label`; nearest passages too, where it is refused."""
        if (trace := _trace.get()) is None:
            return
        for side in trace.sides:
            if side.side is not None and side.side.label == label:
                side.chosen = tuple(chosen)


def _last(trace: Trace) -> SideTrace:
    if not trace.sides:
        trace.sides.append(SideTrace())
    return trace.sides[-1]


note = Traced()
