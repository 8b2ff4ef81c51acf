"""What is held: the list, a document's provenance, its pages as text, and the original file."""

from __future__ import annotations

import io
from math import ceil
from pathlib import Path

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    render_template,
    request,
    send_file,
)

from corpus.document import Span, Speaker
from corpus.errors import CorpusError
from web.collection import reading
from web.document_list import FIELDS, STATUSES, listed, sought, years
from web.holdings import holdings
from web.originals import is_pdf, is_unchanged, unchanged
from web.page_images import DPI
from web.security import may_be_kept
from web.settings import WebSettings
from web.source_page import held, kept_pages, source_page

__all__ = ["blueprint"]

blueprint = Blueprint("documents", __name__, url_prefix="/documents")

_PER_SCREEN = 50
_PDF_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@blueprint.get("/")
def index() -> str:
    """List what is held, or what became of the other files, narrowed as the form asks."""
    engine = reading().engine
    wanted = sought(request.args)
    found = listed(engine, wanted)
    n_screens = max(1, ceil(len(found) / _PER_SCREEN))
    screen = min(max(request.args.get("screen", 1, type=int), 1), n_screens)
    return render_template(
        "documents/index.html",
        wanted=wanted,
        n_found=len(found),
        listed=found[(screen - 1) * _PER_SCREEN : screen * _PER_SCREEN],
        first=(screen - 1) * _PER_SCREEN + 1,
        screen=screen,
        n_screens=n_screens,
        chosen={name: request.args[name] for name in FIELDS if name in request.args},
        holdings=holdings(reading()),
        speakers=Speaker,
        years=years(engine.documents()),
        statuses=STATUSES,
    )


@blueprint.get("/report")
def report() -> str:
    """Account for every file that was found when the index was built."""
    engine = reading().engine
    files = engine.ingest_report()
    return render_template(
        "documents/report.html",
        by_status={
            status: [file for file in files if file.outcome is status] for status in STATUSES
        },
        statuses=STATUSES,
        n_seen=len(files),
        noted=[record for record in engine.documents() if record.notes],
        ids={record.source: record.id for record in engine.documents()},
    )


@blueprint.get("/<document_id>")
def show(document_id: str) -> str:
    """Show where a document comes from, how that is known, and its outline."""
    record, document = held(document_id)
    outline = [(heading, document.page_of(heading.span.start)) for heading in document.outline]
    judgements = [(j, document.page_of(j.span.start)) for j in document.judgements]
    has_file = is_unchanged(record, _settings().max_original_bytes)
    return render_template(
        "documents/show.html",
        record=record,
        document=document,
        outline=outline,
        judgements=judgements,
        has_file=has_file,
        has_original=has_file and is_pdf(record),
    )


@blueprint.get("/<document_id>/pages/<int:page>")
def page(document_id: str, page: int) -> str:
    """Show the text of one page."""
    record, document = held(document_id)
    if page > len(document.page_starts) or page < 1:
        abort(404)
    return source_page(record, document, (page, page))


@blueprint.get("/<document_id>/extract/<int:start>-<int:end>")
def extract(document_id: str, start: int, end: int) -> str:
    """Show a quote marked in the text of the page or pages it stands on.

    `start` and `end` are characters of the document's text, half-open.
    """
    record, document = held(document_id)
    if not start < end <= len(document.text):
        abort(404)
    span = Span(start, end)
    return source_page(record, document, document.pages_of(span), span)


@blueprint.get("/<document_id>/pages/<int:page>/picture.png")
def picture(document_id: str, page: int) -> Response:
    """Send the picture of a page, as long as the file is the one that was read.

    The document's id is the hash of its file: what was sent once need never be asked for again.
    """
    record, _ = held(document_id)
    if not 1 <= page <= record.n_pages or not is_pdf(record):
        abort(404)
    if not is_unchanged(record, _settings().max_original_bytes):
        abort(404, "original")
    try:
        png = kept_pages().png(record, page)
    except CorpusError:
        abort(404)
    response = Response(png, mimetype="image/png")
    response.set_etag(f"{record.sha256}-{page}-{DPI}")
    response.make_conditional(request)
    may_be_kept(response, "private, max-age=31536000, immutable")
    return response


@blueprint.get("/<document_id>/original")
def original(document_id: str) -> Response:
    """Send the file that was read, if it is still that file; a PDF opens, others are saved."""
    record, _ = held(document_id)
    content = unchanged(record, _settings().max_original_bytes)
    if content is None:
        abort(404, "original")
    # a line end has no place in a header, nor what turns letters round in a file's name
    name = "".join(c if c.isprintable() else "_" for c in Path(record.source).name)
    if not content.startswith(b"%PDF-"):
        return send_file(
            io.BytesIO(content), "application/octet-stream", as_attachment=True, download_name=name
        )
    response = send_file(io.BytesIO(content), "application/pdf", download_name=name)
    response.headers["Content-Security-Policy"] = _PDF_POLICY
    return response


def _settings() -> WebSettings:
    settings: WebSettings = current_app.extensions["settings"]
    return settings
