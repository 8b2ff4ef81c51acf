"""Queries in, answers out, each asked as in its conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from assistant.answer import Answer, Refusal, RefusalKind
from assistant.errors import QuestionError
from assistant.evaluation.queries import Query
from assistant.question import AS_ASKED, AnswerKind, Choices, Question, Turn
from assistant.turns import turn_of
from index.engine import Engine

__all__ = ["Asked", "replay", "warm_up"]


class Asked(Protocol):
    """What answers questions from a collection: :class:`assistant.pipeline.Assistant`."""

    @property
    def engine(self) -> Engine:
        """The collection."""
        ...

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        choices: Choices = AS_ASKED,
    ) -> Answer:
        """The answer to `question` after the turns of `history`."""
        ...


def replay(assistant: Asked, query: Query) -> Answer:
    """The answer to `query`, its earlier questions asked first, each after those before it.

    What an earlier answer quoted is known to the later ones, as it is to a reader. The answer's
    `elapsed_ms` is that of the last question alone. A question that cannot be asked (too long)
    is refused as unclear: one line of a file does not stop the others.
    """
    turns: list[Turn] = []
    for question in query.history:
        turns.append(turn_of(question, _ask(assistant, question, turns)))
    return _ask(assistant, query.question, turns)


def warm_up(assistant: Asked, queries: Sequence[Query]) -> None:
    """Ask the first of `queries` once, so that times are those of an assistant at work."""
    for query in queries[:1]:
        _ask(assistant, query.question, ())


def _ask(assistant: Asked, question: str, turns: Sequence[Turn]) -> Answer:
    try:
        return assistant.ask(question, tuple(turns))
    except QuestionError as error:
        refusal = Refusal(RefusalKind.UNCLEAR, str(error), "Ask it in other words.")
        return Answer(Question(question, "", (), AnswerKind.FINDING), refusal=refusal)
