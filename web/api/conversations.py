"""Conversations for programs: kept as the pages keep them, opened by their id alone."""

from __future__ import annotations

from flask import abort, current_app, url_for

from web.api.ask import answered
from web.api.operations import Reply, operation
from web.api.records import entry_told
from web.api.schemas import ConversationTold, EntryTold, QuestionSent
from web.api.shared import caller
from web.asking import turns
from web.conversations import Conversations, Entry

__all__ = ["add_question", "begin_conversation", "delete_conversation", "read_conversation"]


@operation(
    "POST",
    "/conversations",
    body=QuestionSent,
    answers=ConversationTold,
    status=201,
    problems=(503,),
)
def begin_conversation(body: QuestionSent) -> Reply:
    """Begin a conversation with its first question."""
    asked, answer = answered(body, ())
    conversation_id = _kept().begin(caller())
    _kept().write(caller(), conversation_id, asked, answer, None)
    return Reply(
        _told(conversation_id, _entries(conversation_id)),
        {"Location": url_for(".read_conversation", conversation_id=conversation_id)},
    )


@operation("GET", "/conversations/<conversation_id>", answers=ConversationTold, problems=(404,))
def read_conversation(conversation_id: str) -> Reply:
    """Read a conversation: its questions and the answers as they were given."""
    return Reply(_told(conversation_id, _entries(conversation_id)))


@operation(
    "POST",
    "/conversations/<conversation_id>",
    body=QuestionSent,
    answers=EntryTold,
    status=201,
    problems=(404, 503),
)
def add_question(conversation_id: str, body: QuestionSent) -> Reply:
    """Ask the next question of a conversation, read in the light of those before it."""
    asked, answer = answered(body, turns(_entries(conversation_id)))
    try:
        number = _kept().write(caller(), conversation_id, asked, answer, None)
    except KeyError:
        abort(404)  # deleted meanwhile
    return Reply(entry_told(Entry(number, asked, answer)))


@operation("DELETE", "/conversations/<conversation_id>", answers=None, status=204, problems=(404,))
def delete_conversation(conversation_id: str) -> Reply:
    """Delete a conversation."""
    try:
        _kept().delete(caller(), conversation_id)
    except KeyError:
        abort(404)
    return Reply()


def _told(conversation_id: str, entries: list[Entry]) -> dict[str, object]:
    return {"id": conversation_id, "entries": [entry_told(entry) for entry in entries]}


def _entries(conversation_id: str) -> list[Entry]:
    try:
        return _kept().entries(caller(), conversation_id)
    except KeyError:
        abort(404)


def _kept() -> Conversations:
    kept: Conversations = current_app.extensions["conversations"]
    return kept
