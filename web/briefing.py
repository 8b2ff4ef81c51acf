"""Briefings: extracts gathered from anywhere, ordered, annotated and exported by an officer."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from assistant.briefing import Briefing, refer
from assistant.briefing.checking import check
from corpus.document import Span
from web.briefings import Briefings, Kept, new_key
from web.collection import reading
from web.readers import reader

__all__ = ["blueprint"]

blueprint = Blueprint("briefing", __name__, url_prefix="/briefing")

FIRST_TITLE = "My briefing"
MAX_EXTRACT_CHARS = 6_000
_BAD_REQUEST = 400
_SEE_OTHER = 303


@blueprint.get("/")
def index() -> str:
    """List the reader's briefings."""
    return render_template("briefing/index.html", briefings=_store().all(reader()))


@blueprint.get("/<briefing_id>")
def show(briefing_id: str) -> str:
    """Show a briefing."""
    kept = _kept(briefing_id)
    checked = check(kept.briefing, reading().engine)
    return render_template("briefing/show.html", kept=kept, checked=checked)


@blueprint.post("/add")
def add() -> BaseResponse:
    """Add words of a document to the current briefing and go back to where they were seen."""
    span = _span()
    try:
        document = reading().engine.document(request.form.get("document_id", ""))
        reference = refer(document, span, new_key())
    except KeyError:
        abort(404, "document")
    except ValueError:
        abort(_BAD_REQUEST)
    name, store = reader(), _store()
    current = store.current(name)
    briefing_id = current.id if current else store.begin(name, Briefing(FIRST_TITLE))
    if not (current and current.briefing.holds(document.id, span)):
        store.change(name, briefing_id, lambda entries: (*entries, reference))
    back = _local_address(request.form.get("return_to", ""))
    return redirect(back or url_for(".show", briefing_id=briefing_id), _SEE_OTHER)


@blueprint.app_template_global("current_briefing")
def current_briefing() -> Kept | None:
    """The briefing that extracts are added to, read once a request."""
    if "briefing" not in g:
        g.briefing = _store().current(reader())
    current: Kept | None = g.briefing
    return current


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


def _kept(briefing_id: str) -> Kept:
    try:
        return _store().read(reader(), briefing_id)
    except KeyError:
        abort(404)


def _store() -> Briefings:
    store: Briefings = current_app.extensions["briefings"]
    return store
