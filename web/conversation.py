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
from flask import (
    session as cookie,
)
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from assistant.answer import Answer
from assistant.question import AS_ASKED, Choices, Question
from assistant.similar import more_like
from corpus.document import Span
from web.asking import (
    Typed,
    answer,
    held_back,
    personal_in_form,
    place_in_line,
    turns,
    typed_question,
)
from web.choices import change
from web.collection import reading
from web.conversations import MAX_EXTRACT_CHARS, Asked, Conversations, Entry, Place
from web.holdings import holdings
from web.likeness import likeness_answer
from web.opinions import Opinions
from web.readers import reader
from web.start import start_context
from web.suggestions import known_suggestions, suggestions

__all__ = ["blueprint", "conversation_page", "entries_of"]

blueprint = Blueprint("conversation", __name__, url_prefix="/conversation")

_BAD_REQUEST = 400
_NOT_FOUND = 404
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
    return conversation_page(conversation_id, entries_of(conversation_id))


@blueprint.post("/<conversation_id>")
def follow_up(conversation_id: str) -> Response | BaseResponse | tuple[str, int]:
    """Answer a further question in the light of those before it."""
    typed = typed_question()
    try:
        entries = entries_of(conversation_id)
    except NotFound:
        return _began_anew(typed), _NOT_FOUND
    if typed.held_back:
        return conversation_page(conversation_id, entries, typed), _BAD_REQUEST
    asked = Asked(typed.question, _choices(AS_ASKED, None))
    return _written(conversation_id, asked, answer(asked, turns(entries)), None)


@blueprint.post("/<conversation_id>/<int:number>")
def ask_again(conversation_id: str, number: int) -> BaseResponse | tuple[str, int]:
    """Answer a question anew, with what the reader chose, dropped or took back beside it.

    The latest answer gives way to the new one; an earlier one stays, since others built on it.
    """
    entries = entries_of(conversation_id)
    if not 1 <= number <= len(entries):
        abort(404)
    before = entries[number - 1]
    if before.asked.like is not None:
        abort(400)
    personal = personal_in_form()
    if personal:
        return conversation_page(
            conversation_id, entries, Typed("", personal=personal)
        ), _BAD_REQUEST
    question = before.answer.question if before.answer else None
    asked = replace(before.asked, choices=_choices(before.asked.choices, question))
    replaced = number if number == len(entries) else None
    answered = answer(asked, turns(entries[: number - 1]))
    return _written(conversation_id, asked, answered, replaced)


@blueprint.post("/<conversation_id>/more")
def more(conversation_id: str) -> BaseResponse:
    """Show more extracts like one that an answer quoted."""
    entries_of(conversation_id)
    engine = reading().engine
    try:
        place = Place(
            request.form["document_id"], int(request.form["start"]), int(request.form["end"])
        )
        span = Span(place.start, place.end)
        document = engine.document(place.document_id)
    except (KeyError, ValueError):
        abort(404, "document")
    if not 0 < len(span) <= MAX_EXTRACT_CHARS or span.end > len(document.text):
        abort(404)
    with place_in_line():
        found = more_like(engine, place.document_id, span)
    asked = Asked(document.quote(span), like=place)
    return _written(conversation_id, asked, likeness_answer(asked.question, found), None)


@blueprint.get("/<conversation_id>/next")
def suggest(conversation_id: str) -> BaseResponse:
    """Work out what could be asked next, then show it with the conversation."""
    entries = entries_of(conversation_id)
    suggestions(reading(), entries, lambda text, choices: answer(Asked(text, choices), ()))
    address = url_for(".show", conversation_id=conversation_id, _anchor="next-questions")
    return redirect(address, _SEE_OTHER)


def _began_anew(typed: Typed) -> str:
    """The start page with the question of a conversation that is gone, so that it is not lost."""
    gone = "This conversation was deleted, or is another browser’s. Ask here to begin a new one"
    shown = held_back(Typed(typed.question, gone))
    return render_template("start/index.html", **shown, **start_context())


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


def conversation_page(
    conversation_id: str, entries: Sequence[Entry], typed: Typed | None = None
) -> str:
    """The page of a conversation, with what is wrong with a question that was not asked."""
    opinions: Opinions = current_app.extensions["opinions"]
    return render_template(
        "conversation/show.html",
        conversation_id=conversation_id,
        entries=entries,
        holdings=holdings(reading()),
        opinions=opinions.of_conversation(conversation_id),
        suggested=known_suggestions(reading(), entries),
        told=None if typed else cookie.pop("told", None),
        **held_back(typed),
    )


def entries_of(conversation_id: str) -> list[Entry]:
    """The entries of a conversation of this browser, one at least; else the page is not found."""
    try:
        entries = _kept().entries(reader(), conversation_id)
    except KeyError:
        abort(404)
    return entries or abort(404)


def _kept() -> Conversations:
    kept: Conversations = current_app.extensions["conversations"]
    return kept
