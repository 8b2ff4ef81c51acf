"""Questions as they are sent: read from the form, checked, and answered in their turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import BoundedSemaphore

from flask import current_app, request

from assistant.answer import Answer
from assistant.question import Turn
from assistant.turns import turn_of
from web.collection import reading
from web.conversations import Asked, Entry
from web.errors import BusyError
from web.personal_data import PersonalData, personal_data
from web.settings import WebSettings
from web.typed_text import clean_question

__all__ = [
    "Typed",
    "answer",
    "held_back",
    "personal_in_form",
    "place_in_line",
    "turns",
    "typed_question",
]


@dataclass(frozen=True, slots=True)
class Typed:
    """A question as typed, cleaned; what is wrong with it, or what it seems to give away."""

    question: str
    problem: str = ""
    personal: tuple[PersonalData, ...] = ()

    @property
    def held_back(self) -> bool:
        """Whether it is shown again before it is asked."""
        return bool(self.problem or self.personal)


def typed_question() -> Typed:
    """The question of the form that was sent.

    What looks like personal data is told once: sent again with "as_is", it is asked.
    """
    question = clean_question(request.form.get("question", ""))
    limit = _settings().max_question_chars
    if not question:
        return Typed(question, "Write a question")
    if len(question) > limit:
        excess = len(question) - limit
        letters = "character" if excess == 1 else "characters"
        return Typed(question, f"Shorten the question by {excess} {letters}: it may have {limit}")
    return Typed(question, personal=personal_in_form())


def personal_in_form() -> tuple[PersonalData, ...]:
    """What the words of the form that was sent seem to give away; () where that was told before."""
    if request.form.get("as_is"):
        return ()
    # cleaned as what is kept: what hides between two digits would be gone from it
    words = (clean_question(request.form.get(name, "")) for name in ("question", "topic", "reason"))
    return personal_data(" ".join(words))


def held_back(typed: Typed | None) -> dict[str, object]:
    """What the box for a question shows of one that was not asked."""
    shown = typed or Typed("")
    return {"problem": shown.problem, "typed": shown.question, "personal": shown.personal}


def answer(asked: Asked, history: Sequence[Turn]) -> Answer:
    """The answer to `asked` after `history`, once it is its turn.

    :raises BusyError: too many questions were before it.
    """
    with place_in_line():
        return reading().assistant.ask(asked.question, history, asked.choices)


@contextmanager
def place_in_line() -> Iterator[None]:
    """One of the few places where questions are worked on together.

    :raises BusyError: none became free in time.
    """
    line: BoundedSemaphore = current_app.extensions["answering"]
    if not line.acquire(timeout=_settings().busy_after_seconds):
        raise BusyError("too many questions at once; try again in a moment")
    try:
        yield
    finally:
        line.release()


def turns(entries: Sequence[Entry]) -> tuple[Turn, ...]:
    """The questions of a conversation so far, as the assistant reads them."""
    return tuple(
        turn_of(entry.asked.question, entry.answer, entry.asked.choices)
        for entry in entries
        if entry.asked.like is None
    )


def _settings() -> WebSettings:
    settings: WebSettings = current_app.extensions["settings"]
    return settings
