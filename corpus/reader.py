"""A file in, a document out: its format found, read, cleaned, described and its grades found."""

from __future__ import annotations

import hashlib
from pathlib import Path

from corpus.document import Document
from corpus.docx_reader import read_docx
from corpus.errors import NoTextError
from corpus.finder import sidecar_of
from corpus.formats import Format, sniff
from corpus.html_reader import read_html
from corpus.judgements import judgements
from corpus.markdown_reader import read_markdown
from corpus.pdf_reader import read_pdf
from corpus.provenance import describe
from corpus.raw import RawDocument
from corpus.settings import ReadSettings
from corpus.sidecar import load
from corpus.structure import build
from corpus.text_reader import read_text

__all__ = ["read_document", "read_raw"]


def read_document(path: Path, source: str, settings: ReadSettings) -> Document:
    """Return the document in the file at `path`; `source` is the name it goes by.

    :raises ReadError: the file cannot become a document; the subclass says why.
    :raises UnsupportedError: it is a kind of file that is not read.
    :raises SidecarError: what is said of it beside it is wrong.
    :raises OSError: it cannot be opened.
    """
    raw = read_raw(path, settings)
    sidecar = sidecar_of(path)
    stated = load(sidecar) if sidecar.is_file() else None
    provenance = describe(raw, source=source, sidecar=stated)
    built = build(raw)
    if not built.sentences:
        raise NoTextError(f"{path.name}: nothing is left but running lines and boilerplate")
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return Document(
        id=sha256[:16],
        sha256=sha256,
        source=source,
        text=built.text,
        page_starts=built.page_starts,
        outline=built.outline,
        blocks=built.blocks,
        sentences=built.sentences,
        provenance=provenance,
        judgements=judgements(built),
        notes=raw.notes,
    )


def read_raw(path: Path, settings: ReadSettings) -> RawDocument:
    """Return the file at `path` as read, before anything is cleaned; errors as above."""
    match sniff(path):
        case Format.PDF:
            return read_pdf(path, max_pages=settings.max_pages, max_bytes=settings.max_file_bytes)
        case Format.HTML:
            return read_html(path)
        case Format.DOCX:
            return read_docx(path, settings)
        case Format.MARKDOWN:
            return read_markdown(path)
        case Format.TEXT:
            return read_text(path)
