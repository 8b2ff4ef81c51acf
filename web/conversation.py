"""Questions in, a page of answers out: POST, then 303, then the conversation's page.

Questions travel in the bodies of POST requests only, never in an address.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import BoundedSemaphore

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
from assistant.question import Turn
from corpus.document import Speaker
from web.collection import reading
from web.conversations import Asked, Conversations, Entry
from web.errors import BusyError
from web.holdings import holdings
from web.readers import reader
from web.settings import WebSettings
from web.start import start_context
from web.typed_text import clean_question

__all__ = ["blueprint"]

blueprint = Blueprint("conversation", __name__, url_prefix="/conversation")

_BAD_REQUEST = 400
_SEE_OTHER = 303


@blueprint.post("/")
def begin() -> Response | BaseResponse | tuple[str, int]:
    """Answer the first question of a new conversation."""
    question, problem = _typed_question()
    if problem:
        page = render_template(
            "start/index.html", problem=problem, typed=question, **start_context()
        )
        return page, _BAD_REQUEST
    asked = Asked(question)
    answer = _answer(asked, ())
    conversation_id = _kept().begin(reader())
    return _written(conversation_id, asked, answer, None)


@blueprint.get("/<conversation_id>")
def show(conversation_id: str) -> str:
    """Show a conversation: its questions and answers, and the box for the next question."""
    return _page(conversation_id, _entries(conversation_id))


@blueprint.post("/<conversation_id>")
def follow_up(conversation_id: str) -> Response | BaseResponse | tuple[str, int]:
    """Answer a further question in the light of those before it."""
    entries = _entries(conversation_id)
    question, problem = _typed_question()
    if problem:
        return _page(conversation_id, entries, problem=problem, typed=question), _BAD_REQUEST
    asked = Asked(question)
    return _written(conversation_id, asked, _answer(asked, _turns(entries)), None)


@blueprint.post("/<conversation_id>/<int:number>")
def ask_again(conversation_id: str, number: int) -> BaseResponse:
    """Answer a question anew, with the authority and speaker that the reader chose.

    The latest answer gives way to the new one; an earlier one stays, since others built on it.
    """
    entries = _entries(conversation_id)
    if not 1 <= number <= len(entries):
        abort(404)
    before = entries[number - 1]
    asked = Asked(
        before.asked.question,
        _chosen_authority(),
        _chosen_speaker(),
        request.form.get("alone") == "yes",
    )
    answer = _answer(asked, _turns(entries[: number - 1]))
    replaced = number if number == len(entries) else None
    return _written(conversation_id, asked, answer, replaced)


@blueprint.post("/<conversation_id>/delete")
def delete(conversation_id: str) -> BaseResponse:
    """Delete a conversation."""
    try:
        _kept().delete(reader(), conversation_id)
    except KeyError:
        abort(404)
    return redirect(url_for("start.index"), _SEE_OTHER)


def _typed_question() -> tuple[str, str]:
    """The question as typed, cleaned, and what is wrong with it ("" when nothing is)."""
    question = clean_question(request.form.get("question", ""))
    limit = _settings().max_question_chars
    if not question:
        return question, "Write a question"
    if len(question) > limit:
        excess = len(question) - limit
        letters = "character" if excess == 1 else "characters"
        return question, f"Shorten the question by {excess} {letters}: it may have {limit}"
    return question, ""


def _chosen_authority() -> str | None:
    """A name that is held, "" for any, None for what the question says."""
    chosen = request.form.get("authority", "")
    if chosen == "any":
        return ""
    if chosen and chosen not in holdings(reading()).authorities:
        abort(400)
    return chosen or None


def _chosen_speaker() -> Speaker | None:
    """Whose words; UNKNOWN for anyone's, None for what the question says."""
    name = request.form.get("speaker")
    if not name:
        return None
    try:
        return Speaker(name)
    except ValueError:
        abort(400)


def _answer(asked: Asked, turns: Sequence[Turn]) -> Answer:
    history = () if asked.alone else turns
    with _place_in_line():
        return reading().assistant.ask(
            asked.question, history, authority=asked.authority, speaker=asked.speaker
        )


@contextmanager
def _place_in_line() -> Iterator[None]:
    line: BoundedSemaphore = current_app.extensions["answering"]
    if not line.acquire(timeout=_settings().busy_after_seconds):
        raise BusyError("too many questions at once; try again in a moment")
    try:
        yield
    finally:
        line.release()


def _turns(entries: Sequence[Entry]) -> tuple[Turn, ...]:
    """The conversation so far, as the assistant reads it."""
    return tuple(
        Turn(
            entry.asked.question,
            tuple(dict.fromkeys(e.citation.document_id for e in entry.answer.extracts))
            if entry.answer
            else (),
            entry.asked.authority,
            entry.asked.speaker,
        )
        for entry in entries
    )


def _written(
    conversation_id: str, asked: Asked, answer: Answer, number: int | None
) -> BaseResponse:
    try:
        number = _kept().write(reader(), conversation_id, asked, answer, number)
    except KeyError:
        abort(404)  # deleted from another window meanwhile
    address = url_for(".show", conversation_id=conversation_id, _anchor=f"answer-{number}")
    return redirect(address, _SEE_OTHER)


def _page(
    conversation_id: str, entries: Sequence[Entry], *, problem: str = "", typed: str = ""
) -> str:
    if not entries:
        abort(404)
    return render_template(
        "conversation/show.html",
        conversation_id=conversation_id,
        entries=entries,
        holdings=holdings(reading()),
        problem=problem,
        typed=typed,
    )


def _entries(conversation_id: str) -> list[Entry]:
    try:
        return _kept().entries(reader(), conversation_id)
    except KeyError:
        abort(404)


def _kept() -> Conversations:
    kept: Conversations = current_app.extensions["conversations"]
    return kept


def _settings() -> WebSettings:
    settings: WebSettings = current_app.extensions["settings"]
    return settings
