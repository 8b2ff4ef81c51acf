"""What is held: the list, a document's provenance, its pages as text, and the original file."""

from __future__ import annotations

import io
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

from corpus.document import Span
from corpus.errors import CorpusError
from web.collection import reading
from web.holdings import holdings
from web.originals import is_pdf, is_unchanged, unchanged
from web.page_images import DPI
from web.security import may_be_kept
from web.settings import WebSettings
from web.source_page import held, kept_pages, source_page

__all__ = ["blueprint"]

blueprint = Blueprint("documents", __name__, url_prefix="/documents")

_PDF_POLICY = "frame-ancestors 'none'; base-uri 'none'; form-action 'none'"


@blueprint.get("/")
def index() -> str:
    """List what is held, narrowed by authority and kind."""
    authority, kind = request.args.get("authority", ""), request.args.get("kind", "")
    records = [
        record
        for record in reading().engine.documents()
        if authority in ("", record.provenance.authority.value)
        and kind in ("", record.provenance.kind.value)
    ]
    return render_template(
        "documents/index.html",
        records=records,
        holdings=holdings(reading()),
        authority=authority,
        kind=kind,
    )


@blueprint.get("/<document_id>")
def show(document_id: str) -> str:
    """Show where a document comes from, how that is known, and its outline."""
    record, document = held(document_id)
    outline = [(heading, document.page_of(heading.span.start)) for heading in document.outline]
    judgements = [(j, document.page_of(j.span.start)) for j in document.judgements]
    return render_template(
        "documents/show.html",
        record=record,
        document=document,
        outline=outline,
        judgements=judgements,
        has_original=is_pdf(record) and is_unchanged(record, _settings().max_original_bytes),
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
    name = Path(record.source).name
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
