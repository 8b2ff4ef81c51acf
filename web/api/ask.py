"""A question in, its answer out; nothing is kept."""

from __future__ import annotations

from assistant.answer import Answer
from assistant.question import Turn
from web.api.operations import Reply, operation
from web.api.problems import FieldProblem, ProblemError
from web.api.records import answer_told
from web.api.schemas import AnswerTold, AskSent, QuestionSent
from web.api.shared import settings
from web.asking import answer
from web.conversations import Asked

__all__ = ["answered", "ask"]


@operation("POST", "/ask", body=AskSent, answers=AnswerTold, problems=(503,))
def ask(body: AskSent) -> Reply:
    """Answer a question.

    The answer has extracts, or says why there are none. Nothing is kept: a follow-up brings the
    questions before it along as `history`.
    """
    history = tuple(turn.turn(f"history.{i}") for i, turn in enumerate(body.history))
    _, answer_given = answered(body, history)
    return Reply(answer_told(answer_given))


def answered(sent: QuestionSent, history: tuple[Turn, ...]) -> tuple[Asked, Answer]:
    """What was asked and its answer, once it is its turn.

    :raises ProblemError: the question is too long, or names an authority that is not known.
    :raises BusyError: too many questions were before it.
    """
    limit = settings().max_question_chars
    if len(sent.question) > limit:
        detail = f"it has {len(sent.question)} characters and may have {limit}"
        raise ProblemError(422, f"question: {detail}.", [FieldProblem("question", detail)])
    asked = Asked(sent.question, sent.choices.choices("choices"))
    return asked, answer(asked, history)
