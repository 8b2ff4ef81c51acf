"""The collection that is served: one generation at a time, changed between requests.

A request leases the generation that is current when it first needs one and keeps it to its end;
a generation that was replaced is closed when the last request that reads it is done.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Protocol

from flask import Flask, current_app, g

from assistant.answer import Answer
from assistant.briefing.themes import Theme, load_themes
from assistant.question import AS_ASKED, Choices, Turn
from index.engine import Engine

__all__ = ["Answers", "Collection", "Reading", "reading"]

logger = logging.getLogger(__name__)


class Answers(Protocol):
    """What answers a question."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        choices: Choices = AS_ASKED,
    ) -> Answer:
        """The answer to `question`, read in the light of `history`; `choices` win."""
        ...


@dataclass(slots=True)
class Reading:
    """One open generation: its engine, what answers from it, and what was worked out once."""

    engine: Engine
    assistant: Answers
    themes: tuple[Theme, ...] = field(default_factory=load_themes)
    once: dict[str, object] = field(default_factory=dict)
    lock: Lock = field(default_factory=Lock)
    leases: int = 0
    replaced: bool = False


class Collection:
    """Opens the current generation and lends it to requests.

    `open_reading` opens the generation that is current; `current` names it cheaply.
    """

    def __init__(
        self, open_reading: Callable[[], Reading], current: Callable[[], str | None]
    ) -> None:
        self._open = open_reading
        self._current = current
        self._lock = Lock()
        self._opening = Lock()
        self._refused: str | None = None
        self._reading = open_reading()

    def acquire(self) -> Reading:
        """Lend the current generation; give it back with :meth:`release`."""
        self._renew()
        with self._lock:
            self._reading.leases += 1
            return self._reading

    def release(self, lent: Reading) -> None:
        """Take a generation back, and close it when it was replaced and nobody reads it."""
        with self._lock:
            lent.leases -= 1
            close = lent.replaced and lent.leases == 0
        if close:
            lent.engine.close()

    def close(self) -> None:
        """Close the generation that is open."""
        self._reading.engine.close()

    def _renew(self) -> None:
        name = self._current()
        if name in (None, self._reading.engine.generation, self._refused):
            return
        # One request opens the new generation; the others go on with the one they have.
        if not self._opening.acquire(blocking=False):
            return
        try:
            self._replace(name)
        finally:
            self._opening.release()

    def _replace(self, name: str | None) -> None:
        if name == self._reading.engine.generation:
            return  # replaced while this request was on its way here
        try:
            new = self._open()
        except Exception:
            self._refused = name
            logger.exception("generation %s cannot be opened; the one before it goes on", name)
            return
        with self._lock:
            old, self._reading = self._reading, new
            old.replaced = True
            close = old.leases == 0
        logger.info("generation %s now answers", new.engine.generation)
        if close:
            old.engine.close()


def reading() -> Reading:
    """The generation that this request reads, the same from its first use to its end."""
    if "reading" not in g:
        g.reading = current_app.extensions["collection"].acquire()
    lent: Reading = g.reading
    return lent


def lend_to(app: Flask, collection: Collection) -> None:
    """Let :func:`reading` serve the requests of `app` from `collection`."""
    app.extensions["collection"] = collection

    @app.teardown_appcontext
    def give_back(_: BaseException | None) -> None:
        lent: Reading | None = g.pop("reading", None)
        if lent is not None:
            collection.release(lent)
