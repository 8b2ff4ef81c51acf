"""Briefings: extracts gathered from anywhere, ordered, annotated and exported by an officer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from assistant.briefing import Briefing, Entry, Heading, Note, refer
from assistant.briefing.arrangement import (
    can_move,
    inserted,
    moved,
    placed,
    removed,
    reworded,
    sections,
    with_once,
)
from assistant.briefing.checking import CheckedBriefing, check
from assistant.briefing.pdf import pdf_unavailable
from corpus.document import Span
from web.briefing_file import FORMATS, briefing_file
from web.briefings import Briefings, Kept, new_key
from web.collection import reading
from web.conversations import MAX_EXTRACT_CHARS
from web.readers import reader
from web.typed_text import clean_lines, clean_question

__all__ = ["blueprint"]

blueprint = Blueprint("briefing", __name__, url_prefix="/briefing")

FIRST_TITLE = "My briefing"
MAX_ENTRIES = 300
MAX_NAME_CHARS = 120
MAX_NOTE_CHARS = 3_000
_BAD_REQUEST, _CONFLICT = 400, 409
_SEE_OTHER = 303
_KINDS = {"Heading": "a heading", "Note": "a note", "Reference": "an extract"}

Entries = tuple[Entry, ...]
Page = str | BaseResponse | tuple[str, int]


@blueprint.get("/")
def index() -> str:
    """List the reader's briefings."""
    return _index()


@blueprint.post("/")
def begin() -> Page:
    """Begin a briefing; it is the current one."""
    title, problem = _typed("title", MAX_NAME_CHARS, "Give the briefing a name")
    if problem:
        return _index(problem, title), _BAD_REQUEST
    return _to(_store().begin(reader(), Briefing(title)))


@blueprint.post("/add")
def add() -> Page:
    """Add words of a document to the current briefing and go back to where they were seen."""
    span = _span()
    try:
        document = reading().engine.document(request.form.get("document_id", ""))
        reference = refer(document, span, new_key())
    except KeyError:
        abort(404, "document")
    except ValueError:
        abort(_BAD_REQUEST)
    briefing_id = _store().current_or_new(reader(), FIRST_TITLE)
    current = _kept(briefing_id)
    if len(current.briefing.entries) >= MAX_ENTRIES:
        return _show(current, full=True), _CONFLICT
    with _or_not_found():
        _store().change(reader(), briefing_id, lambda entries: with_once(entries, reference))
    back = _local_address(request.form.get("return_to", ""))
    return redirect(back, _SEE_OTHER) if back else _to(briefing_id)


@blueprint.get("/<briefing_id>")
def show(briefing_id: str) -> str:
    """Show a briefing, every quote read from its document again."""
    return _show(_kept(briefing_id))


@blueprint.post("/<briefing_id>/use")
def use(briefing_id: str) -> BaseResponse:
    """Make it the one that extracts are added to."""
    with _or_not_found():
        _store().use(reader(), briefing_id)
    return redirect(url_for(".index"), _SEE_OTHER)


@blueprint.post("/<briefing_id>/rename")
def rename(briefing_id: str) -> Page:
    """Give it another name."""
    kept = _kept(briefing_id)
    title, problem = _typed("title", MAX_NAME_CHARS, "Give the briefing a name")
    if problem:
        return _show(kept, problem=problem, field="title", typed=title), _BAD_REQUEST
    with _or_not_found():
        _store().rename(reader(), briefing_id, title)
    return _to(briefing_id)


@blueprint.get("/<briefing_id>/delete")
def ask_delete(briefing_id: str) -> str:
    """Ask whether it shall really be deleted."""
    return render_template("briefing/delete.html", kept=_kept(briefing_id))


@blueprint.post("/<briefing_id>/delete")
def delete(briefing_id: str) -> BaseResponse:
    """Delete it."""
    with _or_not_found():
        _store().delete(reader(), briefing_id)
    return redirect(url_for(".index"), _SEE_OTHER)


@blueprint.post("/<briefing_id>/headings")
def add_heading(briefing_id: str) -> Page:
    """Add a heading, at the end or before an entry."""
    kept = _kept(briefing_id)
    text, problem = _typed("heading", MAX_NAME_CHARS, "Write the heading")
    if problem:
        return _show(kept, problem=problem, field="heading", typed=text), _BAD_REQUEST
    heading, before = Heading(new_key(), text), request.form.get("place") or None
    return _changed(kept, lambda e: inserted(e, heading, before=before), f"entry-{heading.key}")


@blueprint.post("/<briefing_id>/notes")
def add_note(briefing_id: str) -> Page:
    """Add a note of one's own, at the end or after an entry."""
    kept = _kept(briefing_id)
    text, problem = _typed("note", MAX_NOTE_CHARS, "Write the note", lines=True)
    if problem:
        return _show(kept, problem=problem, field="note", typed=text), _BAD_REQUEST
    note, after = Note(new_key(), text), request.form.get("place") or None
    return _changed(kept, lambda e: inserted(e, note, after=after), f"entry-{note.key}")


@blueprint.post("/<briefing_id>/entries/<key>")
def edit(briefing_id: str, key: str) -> Page:
    """Move, place, reword or remove an entry, as the button says that was pressed."""
    kept = _kept(briefing_id)
    action = request.form.get("do", "")
    if action in ("up", "down"):
        step = -1 if action == "up" else 1
        return _changed(kept, lambda e: moved(e, key, step), lambda e: _button(e, key, step))
    if action == "place":
        heading = request.form.get("heading") or None
        return _changed(kept, lambda e: placed(e, key, heading), f"entry-{key}")
    if action == "remove":
        entry = next((e for e in kept.briefing.entries if e.key == key), None)
        what = _KINDS[type(entry).__name__] if entry else None
        return _changed(kept, lambda e: removed(e, key), "undo", undoes=what)
    if action != "reword":
        abort(_BAD_REQUEST)
    note = any(isinstance(e, Note) and e.key == key for e in kept.briefing.entries)
    limit = MAX_NOTE_CHARS if note else MAX_NAME_CHARS
    text, problem = _typed("text", limit, "Write some words, or remove it", lines=note)
    if problem:
        return _show(kept, problem=problem, field=f"text-{key}", typed=text), _BAD_REQUEST
    return _changed(kept, lambda e: reworded(e, key, text), f"entry-{key}")


@blueprint.post("/<briefing_id>/undo")
def undo(briefing_id: str) -> BaseResponse:
    """Bring back what was removed last."""
    before = {entry.key for entry in _kept(briefing_id).briefing.entries}
    with _or_not_found():
        _store().undo(reader(), briefing_id)
    back = [e.key for e in _kept(briefing_id).briefing.entries if e.key not in before]
    return _to(briefing_id, f"entry-{back[0]}" if back else None)


@blueprint.get("/<briefing_id>/file.<extension>")
def export(briefing_id: str, extension: str) -> Page:
    """Send the briefing as a file, unless a quote in it no longer matches its document."""
    kept = _kept(briefing_id)
    if extension not in FORMATS:
        abort(404)
    checked = _checked(kept)
    if checked.lost or (extension == "pdf" and pdf_unavailable()):
        return _show(kept, refused=FORMATS[extension].label), _CONFLICT
    return briefing_file(checked, extension)


@blueprint.app_template_global("current_briefing")
def current_briefing() -> Kept | None:
    """The briefing that extracts are added to, read once a request."""
    if "briefing" not in g:
        g.briefing = _store().current(reader())
    current: Kept | None = g.briefing
    return current


def _index(problem: str = "", typed: str = "") -> str:
    return render_template(
        "briefing/index.html", briefings=_store().all(reader()), problem=problem, typed=typed
    )


def _show(
    kept: Kept,
    *,
    problem: str = "",
    field: str = "",
    typed: str = "",
    refused: str = "",
    full: bool = False,
) -> str:
    checked = _checked(kept)
    entries = kept.briefing.entries
    return render_template(
        "briefing/show.html",
        kept=kept,
        checked=checked,
        shown={entry.key: entry for entry in checked.entries},
        sections=sections(entries),
        can_move=lambda key, step: can_move(entries, key, step),
        formats=FORMATS,
        pdf_unavailable=pdf_unavailable(),
        problem=problem,
        field=field,
        typed=typed,
        refused=refused,
        full=full,
    )


def _checked(kept: Kept) -> CheckedBriefing:
    """Every quote read from its document; where words have moved is written down once."""
    checked = check(kept.briefing, reading().engine.document)
    if checked.renewed(kept.briefing.entries) != kept.briefing.entries:
        with _or_not_found():
            _store().change(reader(), kept.id, checked.renewed)
    return checked


def _changed(
    kept: Kept,
    change: Callable[[Entries], Entries],
    anchor: str | Callable[[Entries], str],
    *,
    undoes: str | None = None,
) -> Page:
    """Change the entries and go back to the one that was changed.

    What another window has removed meanwhile is no longer there to change: the page shows it.
    """
    try:
        if len(change(kept.briefing.entries)) > MAX_ENTRIES:
            return _show(kept, full=True), _CONFLICT
        after = _store().change(reader(), kept.id, change, undoes=undoes)
    except KeyError:
        return _to(kept.id)
    return _to(kept.id, anchor if isinstance(anchor, str) else anchor(after.briefing.entries))


def _button(entries: Entries, key: str, step: int) -> str:
    """The button that was pressed, or the other one where the entry can go no further."""
    up, down = f"up-{key}", f"down-{key}"
    if step < 0:
        return up if can_move(entries, key, -1) else down
    return down if can_move(entries, key, 1) else up


def _typed(name: str, limit: int, missing: str, *, lines: bool = False) -> tuple[str, str]:
    """What was typed, cleaned, and what is wrong with it ("" when nothing is)."""
    given = request.form.get(name, "")
    text = clean_lines(given) if lines else clean_question(given)
    if not text:
        return text, missing
    if len(text) > limit:
        return text, f"Shorten it by {len(text) - limit}: it may have {limit} characters"
    return text, ""


def _span() -> Span:
    """The span that a form names, of a length that a quote may have."""
    try:
        span = Span(int(request.form["start"]), int(request.form["end"]))
    except ValueError:
        abort(_BAD_REQUEST)
    if not 0 < len(span) <= MAX_EXTRACT_CHARS:
        abort(_BAD_REQUEST)
    return span


def _local_address(address: str) -> str:
    """`address` where it is a path of this site, else "".

    subtle: browsers read "//host" and "/\\host" as another site, and drop tabs and line ends.
    """
    local = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if local and address.isprintable() else ""


def _to(briefing_id: str, anchor: str | None = None) -> BaseResponse:
    return redirect(url_for(".show", briefing_id=briefing_id, _anchor=anchor), _SEE_OTHER)


def _kept(briefing_id: str) -> Kept:
    with _or_not_found():
        return _store().read(reader(), briefing_id)


@contextmanager
def _or_not_found() -> Iterator[None]:
    """A briefing of another reader, or deleted meanwhile from another window, is not found."""
    try:
        yield
    except KeyError:
        abort(404)


def _store() -> Briefings:
    store: Briefings = current_app.extensions["briefings"]
    return store
