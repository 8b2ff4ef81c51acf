"""Work under way in, what each of its stages took out.

Layers name their stages where the work is done; whoever wants the times opens :func:`timed`
around it. Without one, naming a stage costs next to nothing and keeps nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

__all__ = ["stage", "timed"]


@dataclass(slots=True)
class _Watch:
    """Milliseconds by stage, and, for each stage under way, those of the stages within it."""

    stages: dict[str, float] = field(default_factory=dict)
    within: list[float] = field(default_factory=list)


_watch: ContextVar[_Watch | None] = ContextVar("stopwatch", default=None)


@contextmanager
def timed() -> Iterator[dict[str, float]]:
    """Yield what the stages named within take, in milliseconds by name, filled as they end.

    A stage counts its own time, without the stages inside it, so the times add up to no more than
    the whole. A stage named several times counts together.
    """
    watch = _Watch()
    token = _watch.set(watch)
    try:
        yield watch.stages
    finally:
        _watch.reset(token)


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Count the time spent within as that of the stage `name`."""
    watch = _watch.get()
    if watch is None:
        yield
        return
    started = time.perf_counter()
    watch.within.append(0.0)
    try:
        yield
    finally:
        took = (time.perf_counter() - started) * 1000
        own = took - watch.within.pop()
        watch.stages[name] = watch.stages.get(name, 0.0) + own
        if watch.within:
            watch.within[-1] += took
