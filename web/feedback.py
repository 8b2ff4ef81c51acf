"""Whether an answer answers, as its reader says: two buttons and, if they like, a reason."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask import session as cookie
from werkzeug.wrappers import Response

from assistant.answer import Answer
from web.asking import Typed, personal_in_form
from web.collection import reading
from web.conversation import conversation_page, entries_of
from web.conversations import Entry
from web.opinions import Opinion, Opinions, Quoted, Verdict
from web.typed_text import clean_question

__all__ = ["blueprint"]

blueprint = Blueprint("feedback", __name__, url_prefix="/conversation")

_MAX_REASON = 500
_BAD_REQUEST = 400
_SEE_OTHER = 303


@blueprint.post("/<conversation_id>/<int:number>/feedback")
def give(conversation_id: str, number: int) -> Response | tuple[str, int]:
    """Keep what the reader says of an answer, or take it back."""
    entries = entries_of(conversation_id)
    entry = next((one for one in entries if one.number == number), None)
    if entry is None or entry.answer is None:
        abort(404)
    answer = entry.answer
    personal = personal_in_form()
    if personal:
        return conversation_page(conversation_id, entries, Typed("", "", personal)), _BAD_REQUEST
    opinions: Opinions = current_app.extensions["opinions"]
    if request.form.get("verdict") == "none":
        opinions.take_back(entry.key)
    else:
        opinions.give(_opinion(conversation_id, entry, answer))
    # The page tells it once, where the reader's place then is.
    cookie["told"] = number
    address = url_for(
        "conversation.show", conversation_id=conversation_id, _anchor=f"feedback-{number}"
    )
    return redirect(address, _SEE_OTHER)


def _opinion(conversation_id: str, entry: Entry, answer: Answer) -> Opinion:
    try:
        verdict = Verdict(request.form.get("verdict", ""))
    except ValueError:
        abort(400)
    refusal = answer.refusal
    return Opinion(
        answer=entry.key,
        conversation=conversation_id,
        given=datetime.now(UTC),
        verdict=verdict,
        question=entry.asked.question,
        generation=reading().engine.generation,
        reason=clean_question(request.form.get("reason", ""))[:_MAX_REASON],
        choices=entry.asked.choices,
        outcome=refusal.kind.value if refusal else "extracts",
        quoted=tuple(
            Quoted(e.citation.sha256, e.citation.document_id, e.span.start, e.span.end)
            for e in answer.extracts
        ),
    )
