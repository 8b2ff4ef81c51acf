"""Permanent links: a document, where words stood in it, and a digest of the words themselves.

A link goes on showing the same words when the text is cleaned anew and they stand elsewhere: the
digest finds them again. It never shows other words in their place.
"""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request, url_for

from assistant.found_again import Found, digest, find
from corpus.document import Span
from web.settings import WebSettings
from web.source_page import held, source_page

__all__ = ["Found", "blueprint", "digest", "find", "permanent_url"]

blueprint = Blueprint("permanent", __name__, url_prefix="/extract")

_NOT_FOUND = 404


@blueprint.get("/<document_id>/<int:start>-<int:end>/<words>")
def show(document_id: str, start: int, end: int, words: str) -> str | tuple[str, int]:
    """Show the words of a permanent link, or say that they or their document are gone."""
    record, document = held(document_id)
    found = find(document, Span(start, end), words) if start < end else None
    if found is None:
        page = render_template("documents/words_gone.html", record=record)
        return page, _NOT_FOUND
    shown = document.pages_of(found.span)
    return source_page(record, document, shown, found.span, moved=found.moved)


@blueprint.app_template_global()
def permanent_url(document_id: str, span: Span, quote: str, *, external: bool = False) -> str:
    """The address that goes on showing `quote`, the words of `span`, whatever is built later.

    `external` makes it whole, for use outside of its pages: with the name by which the settings say
    that others reach this site, else with the one that was asked for.
    """
    settings: WebSettings = current_app.extensions["settings"]
    named = external and bool(settings.site)
    address = url_for(
        "permanent.show",
        document_id=document_id,
        start=span.start,
        end=span.end,
        words=digest(quote),
        _anchor="quote",
        _external=external and not named,
    )
    if named:
        return settings.site.rstrip("/") + address.removeprefix(request.root_path)
    return address
