"""A checked briefing and a format in, the file to download out."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, current_app, send_file

from assistant.briefing.checking import CheckedBriefing, Found
from assistant.briefing.edition import Edition
from assistant.briefing.markdown import to_markdown
from assistant.briefing.pdf import to_pdf
from assistant.briefing.table import to_csv
from assistant.briefing.word import to_word
from web.asking import place_in_line
from web.permanent import permanent_url
from web.settings import WebSettings

__all__ = ["FORMATS", "Format", "briefing_file"]

_MAX_NAME_CHARS = 60


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: what it is called, what it is good for, its media type and its maker."""

    label: str
    purpose: str
    media_type: str
    make: Callable[[Edition], bytes]


FORMATS = {
    "docx": Format(
        "Word",
        "to go on editing; can be checked again later",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        to_word,
    ),
    "pdf": Format("PDF", "to send and print; tagged for screen readers", "application/pdf", to_pdf),
    "md": Format(
        "Markdown",
        "plain text with marks",
        "text/markdown; charset=utf-8",
        lambda edition: to_markdown(edition).encode(),
    ),
    "csv": Format(
        "CSV",
        "a row for each extract, for spreadsheets",
        "text/csv; charset=utf-8",
        lambda edition: to_csv(edition).encode("utf-8-sig"),
    ),
}


def briefing_file(checked: CheckedBriefing, extension: str) -> Response:
    """The file of `checked` in the format of `extension`, to be saved.

    :raises LostQuotesError: a quote no longer matches its document.
    :raises PdfUnavailableError: a PDF is wanted and Pango is not installed.
    :raises BusyError: others are being answered for too long.
    """
    settings: WebSettings = current_app.extensions["settings"]
    links = {found.key: link for found in checked.found if (link := _link(found, settings))}
    edition = Edition(checked, settings.council, links)
    chosen = FORMATS[extension]
    with place_in_line():  # laying out a long PDF takes as much as answering
        content = chosen.make(edition)
    name = f"{_file_name(checked.title)}-{checked.at:%Y-%m-%d}.{extension}"
    return send_file(
        io.BytesIO(content),
        chosen.media_type,
        as_attachment=True,
        download_name=name,
    )


def _link(found: Found, settings: WebSettings) -> str | None:
    """The permanent address of a quote, where the settings say under which name others reach it."""
    if not settings.site:
        return None
    extract = found.extract
    return permanent_url(extract.citation.document_id, extract.span, extract.quote, external=True)


def _file_name(title: str) -> str:
    """`title` in letters, digits and hyphens that every system takes as a file's name."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:_MAX_NAME_CHARS].strip("-") or "briefing"
