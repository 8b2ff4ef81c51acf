"""Questions in, a page of answers out: POST, then 303, then the conversation's page.

Questions travel in the bodies of POST requests only, never in an address.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from assistant.answer import Answer
from assistant.question import AS_ASKED, Choices, Question
from web.asking import Typed, answer, held_back, personal_in_form, turns, typed_question
from web.choices import change
from web.collection import reading
from web.conversations import Asked, Conversations, Entry
from web.holdings import holdings
from web.readers import reader
from web.start import start_context

__all__ = ["blueprint"]

blueprint = Blueprint("conversation", __name__, url_prefix="/conversation")

_BAD_REQUEST = 400
_SEE_OTHER = 303


@blueprint.post("/")
def begin() -> Response | BaseResponse | tuple[str, int]:
    """Answer the first question of a new conversation."""
    typed = typed_question()
    if typed.held_back:
        page = render_template("start/index.html", **held_back(typed), **start_context())
        return page, _BAD_REQUEST
    asked = Asked(typed.question)
    answered = answer(asked, ())
    conversation_id = _kept().begin(reader())
    return _written(conversation_id, asked, answered, None)


@blueprint.get("/<conversation_id>")
def show(conversation_id: str) -> str:
    """Show a conversation: its questions and answers, and the box for the next question."""
    return _page(conversation_id, _entries(conversation_id))


@blueprint.post("/<conversation_id>")
def follow_up(conversation_id: str) -> Response | BaseResponse | tuple[str, int]:
    """Answer a further question in the light of those before it."""
    entries = _entries(conversation_id)
    typed = typed_question()
    if typed.held_back:
        return _page(conversation_id, entries, typed), _BAD_REQUEST
    asked = Asked(typed.question, _choices(AS_ASKED, None))
    return _written(conversation_id, asked, answer(asked, turns(entries)), None)


@blueprint.post("/<conversation_id>/<int:number>")
def ask_again(conversation_id: str, number: int) -> BaseResponse | tuple[str, int]:
    """Answer a question anew, with what the reader chose, dropped or took back beside it.

    The latest answer gives way to the new one; an earlier one stays, since others built on it.
    """
    entries = _entries(conversation_id)
    if not 1 <= number <= len(entries):
        abort(404)
    before = entries[number - 1]
    if before.asked.like is not None:
        abort(400)
    personal = personal_in_form()
    if personal:
        return _page(conversation_id, entries, Typed("", personal=personal)), _BAD_REQUEST
    question = before.answer.question if before.answer else None
    asked = replace(before.asked, choices=_choices(before.asked.choices, question))
    replaced = number if number == len(entries) else None
    answered = answer(asked, turns(entries[: number - 1]))
    return _written(conversation_id, asked, answered, replaced)


@blueprint.post("/<conversation_id>/delete")
def delete(conversation_id: str) -> BaseResponse:
    """Delete a conversation."""
    try:
        _kept().delete(reader(), conversation_id)
    except KeyError:
        abort(404)
    return redirect(url_for("start.index"), _SEE_OTHER)


def _written(
    conversation_id: str, asked: Asked, answer: Answer, number: int | None
) -> BaseResponse:
    try:
        number = _kept().write(reader(), conversation_id, asked, answer, number)
    except KeyError:
        abort(404)  # deleted from another window meanwhile
    address = url_for(".show", conversation_id=conversation_id, _anchor=f"answer-{number}")
    return redirect(address, _SEE_OTHER)


def _choices(before: Choices, question: Question | None) -> Choices:
    try:
        return change(before, question, request.form, holdings(reading()).authorities)
    except ValueError:
        abort(400)


def _page(conversation_id: str, entries: Sequence[Entry], typed: Typed | None = None) -> str:
    if not entries:
        abort(404)
    return render_template(
        "conversation/show.html",
        conversation_id=conversation_id,
        entries=entries,
        holdings=holdings(reading()),
        **held_back(typed),
    )


def _entries(conversation_id: str) -> list[Entry]:
    try:
        return _kept().entries(reader(), conversation_id)
    except KeyError:
        abort(404)


def _kept() -> Conversations:
    kept: Conversations = current_app.extensions["conversations"]
    return kept
