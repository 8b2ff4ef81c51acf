"""Why an answer is as it is: every stage, candidate and weight, for developers and the curious.

An explanation is of an entry of a conversation, worked out anew from the documents held now.
Addresses name the conversation and, of a passage that is looked for, where it stands: no words.
"""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from assistant.answer import Answer
from assistant.explain import (
    Explanation,
    Fate,
    Key,
    SideExplained,
    Wanted,
    WantedError,
    explain,
    find_wanted,
)
from assistant.explain.wording import ORIGINS, part_name, search_name, signal_name, stage_name
from assistant.pipeline import Assistant
from assistant.ranker import Part
from web.asking import answer, held_back, place_in_line, turns, typed_question
from web.collection import reading
from web.conversation import entries_of
from web.conversations import Asked, Conversations, Entry
from web.numbers import whole_number
from web.readers import reader
from web.typed_text import clean_question

__all__ = ["blueprint"]

blueprint = Blueprint("explain", __name__, url_prefix="/explain")

_N_DETAILED = 10  # candidates whose score is taken apart on the page
_MAX_SENTENCES = 12  # of a passage looked for that are shown, those that came furthest
_N_OUT_OF_SCOPE = 3  # where none came further
_MAX_LOOKED_AT = 500
_MAX_WORDS = 600
_BAD_REQUEST = 400
_SEE_OTHER = 303


@blueprint.get("/")
def index() -> str:
    """Show the box for a question to explain."""
    return render_template("explain/index.html", **held_back(None))


@blueprint.post("/")
def begin() -> Response | tuple[str, int]:
    """Answer a question in a conversation of its own, then show why it is answered so."""
    typed = typed_question()
    if typed.held_back:
        return render_template("explain/index.html", **held_back(typed)), _BAD_REQUEST
    asked = Asked(typed.question)
    answered = answer(asked, ())
    kept: Conversations = current_app.extensions["conversations"]
    conversation_id = kept.begin(reader())
    kept.write(reader(), conversation_id, asked, answered, None)
    address = url_for(".show", conversation_id=conversation_id, number=1)
    return redirect(address, _SEE_OTHER)


@blueprint.get("/<conversation_id>/<int:number>")
def show(conversation_id: str, number: int) -> str:
    """Show why the answer to a question is as it is."""
    return _page(conversation_id, number)


@blueprint.post("/<conversation_id>/<int:number>")
def look(conversation_id: str, number: int) -> Response | tuple[str, int]:
    """Find the passage that was typed or named, then show what became of it."""
    entries, entry = _entry(conversation_id, number)
    words = clean_question(request.form.get("words", ""))[:_MAX_WORDS]
    document = request.form.get("document", "").strip()[:_MAX_WORDS]
    page = request.form.get("page", "").strip()
    problem = ""
    if not words and not document:
        problem = "Write some of the passage’s words, or name its document"
    elif page and whole_number(page) is None:
        problem = "Write the page as a number"
    elif page and not document:
        problem = "Name the document that the page is of"
    keys: list[Key] = []
    if not problem:
        wanted = Wanted(None, document or None, whole_number(page), words or None)
        try:
            with place_in_line():
                keys = find_wanted(wanted, reading().engine)
        except WantedError:
            problem = "No such passage is held: check the words, the file’s name and the page"
    if problem:
        shown = _page(conversation_id, number, problem, words, document, page)
        return shown, _BAD_REQUEST
    looked_at = _explanation(entries, entry, keys[:_MAX_LOOKED_AT]).wanted
    in_scope = [each for each in looked_at if each.fate is not Fate.NOT_IN_SCOPE]
    placed = (in_scope or looked_at[:_N_OUT_OF_SCOPE])[:_MAX_SENTENCES]
    sentences = [f"{each.key[0]}.{each.key[1]}" for each in placed]
    address = url_for(
        ".show",
        conversation_id=conversation_id,
        number=number,
        s=sentences,
        more=len(keys) - len(placed) or None,
        _anchor="passage",
    )
    return redirect(address, _SEE_OTHER)


def _page(
    conversation_id: str,
    number: int,
    problem: str = "",
    words: str = "",
    document: str = "",
    page: str = "",
) -> str:
    entries, entry = _entry(conversation_id, number)
    explanation = _explanation(entries, entry, _sentences())
    return render_template(
        "explain/show.html",
        conversation_id=conversation_id,
        entry=entry,
        explanation=explanation,
        changed=entry.answer is not None and not _same(entry.answer, explanation.answer),
        n_detailed=_N_DETAILED,
        n_more=whole_number(request.args.get("more", "")) or 0,
        problem=problem,
        words=words,
        document=document,
        page=page,
    )


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {
        "counting": _counting,
        "n_left": _n_left,
        "part_name": part_name,
        "search_name": search_name,
        "signal_name": signal_name,
        "stage_name": stage_name,
        "term_origin": lambda origin: ORIGINS.get(origin, origin),
    }


def _counting(parts: Sequence[Part]) -> list[Part]:
    """The parts that add to a score or take from it, the largest first."""
    return sorted((part for part in parts if part.points), key=lambda part: -abs(part.points))


def _n_left(side: SideExplained, stage: int) -> int:
    """How many candidates a stage left."""
    return sum(candidate.ranks[stage] is not None for candidate in side.candidates)


def _entry(conversation_id: str, number: int) -> tuple[list[Entry], Entry]:
    """The entries of a conversation of this browser, and the one that is explained."""
    entries = entries_of(conversation_id)
    entry = next((one for one in entries if one.number == number), None)
    if entry is None or entry.asked.like is not None:
        abort(404)
    return entries, entry


def _explanation(entries: Sequence[Entry], entry: Entry, wanted: Sequence[Key]) -> Explanation:
    """Why `entry` is answered as it is, in the light of those before it."""
    assistant = reading().assistant
    if not isinstance(assistant, Assistant):
        abort(404)
    before = [one for one in entries if one.number < entry.number]
    with place_in_line():
        asked = entry.asked
        return explain(assistant, asked.question, turns(before), asked.choices, wanted)


def _sentences() -> list[Key]:
    """The sentences that the address names, those that are held."""
    held = {record.id: record.n_sentences for record in reading().engine.documents()}
    keys: list[Key] = []
    for named in request.args.getlist("s")[:_MAX_SENTENCES]:
        document_id, _, index = named.rpartition(".")
        place = whole_number(index)
        if place is not None and place < held.get(document_id, 0):
            keys.append((document_id, place))
    return keys


def _same(given: Answer, now: Answer) -> bool:
    """Whether an answer that was given quotes what it would quote now."""
    places = [
        [(extract.citation.document_id, extract.span) for extract in answer.extracts]
        for answer in (given, now)
    ]
    return places[0] == places[1]
