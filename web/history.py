"""The conversations of this browser: a list, and a page that asks before anything is deleted."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from web.conversations import Conversations
from web.numbers import whole_number
from web.opinions import Opinions
from web.readers import reader

__all__ = ["blueprint"]

blueprint = Blueprint("history", __name__, url_prefix="/history")

_ON_A_PAGE = 25
_SEE_OTHER = 303


@blueprint.get("/")
def index() -> str:
    """List the conversations of this browser, the one last used first."""
    page = whole_number(request.args.get("page", "1"))
    if not page:
        abort(404)
    offset = (page - 1) * _ON_A_PAGE
    found = _kept().summaries(reader(), limit=_ON_A_PAGE + 1, offset=offset)
    if page > 1 and not found:
        abort(404)
    return render_template(
        "history/index.html",
        conversations=found[:_ON_A_PAGE],
        n_conversations=_kept().count(reader()),
        first=offset + 1,
        page=page,
        more=len(found) > _ON_A_PAGE,
        deleted=cookie.pop("deleted", None),
    )


@blueprint.get("/<conversation_id>/delete")
def confirm(conversation_id: str) -> str:
    """Ask whether a conversation shall be deleted."""
    found = [one for one in _kept().summaries(reader()) if one.id == conversation_id]
    if not found:
        abort(404)
    return render_template("history/delete.html", conversation=found[0])


@blueprint.post("/<conversation_id>/delete")
def delete(conversation_id: str) -> Response:
    """Delete a conversation, with what was said of its answers."""
    try:
        _kept().delete(reader(), conversation_id)
    except KeyError:
        abort(404)
    return _deleted([conversation_id])


@blueprint.get("/delete")
def confirm_all() -> str:
    """Ask whether all conversations of this browser shall be deleted."""
    return render_template("history/delete.html", n_conversations=_kept().count(reader()))


@blueprint.post("/delete")
def delete_all() -> Response:
    """Delete all conversations of this browser, with what was said of their answers."""
    return _deleted(_kept().delete_all(reader()))


def _deleted(conversations: list[str]) -> Response:
    opinions: Opinions = current_app.extensions["opinions"]
    opinions.forget(conversations)
    cookie["deleted"] = len(conversations)  # the list tells it once
    return redirect(url_for(".index"), _SEE_OTHER)


def _kept() -> Conversations:
    kept: Conversations = current_app.extensions["conversations"]
    return kept
