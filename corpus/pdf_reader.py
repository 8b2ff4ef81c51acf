"""A PDF file in, its lines as printed out, each with its place and type size on the page.

pypdf's plain text is kept as it is; the positions come from its visitor, whose pieces make up the
same text.
"""

from __future__ import annotations

import logging
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader, mult
from pypdf.errors import DependencyError, PyPdfError

from corpus.errors import (
    DamagedError,
    EncryptedError,
    NoTextError,
    TooLargeError,
    WrongFormatError,
)
from corpus.printed_lines import Piece, printed_lines
from corpus.raw import RawDocument, RawLine

__all__ = ["MAX_BYTES", "MAX_PAGES", "read_pdf"]

logger = logging.getLogger(__name__)

MAX_PAGES = 1_000
MAX_BYTES = 50 * 2**20

# What pypdf is known to raise on damaged files besides its own errors; MemoryError is left to the
# process that reads the file, which has a limit of its own.
_DAMAGE = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_FAULT = re.compile(
    r"not defined|decompress|invalid stream|unexpected end|ended unexpectedly", re.I
)
_WEB_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I)
_ITALIC = re.compile(r"italic|oblique", re.I)
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)


def read_pdf(path: Path, *, max_pages: int = MAX_PAGES, max_bytes: int = MAX_BYTES) -> RawDocument:
    """Return the lines of the PDF at `path`, page by page.

    Pages that cannot be read are left out and noted, as are pages without text.

    :raises TooLargeError: more than `max_bytes` or `max_pages`.
    :raises WrongFormatError: the file is something else, such as a saved web page.
    :raises EncryptedError: a password is needed.
    :raises DamagedError: no page can be read.
    :raises NoTextError: no page holds text.
    """
    _check(path, max_bytes)
    faults = _Faults()
    pypdf_logger = logging.getLogger("pypdf")
    pypdf_logger.addHandler(faults)
    try:
        return _read(path, max_pages, faults)
    finally:
        pypdf_logger.removeHandler(faults)


class _Faults(logging.Handler):
    """Counts what pypdf says is missing or broken inside a file that it reads all the same."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        if _FAULT.search(record.getMessage()):
            self.count += 1


def _read(path: Path, max_pages: int, faults: _Faults) -> RawDocument:
    """The document at `path`, which looks like a PDF."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EncryptedError(f"{path.name}: password protected; save a copy without password")
        n_pages = len(reader.pages)
    except DependencyError as error:
        raise EncryptedError(f"{path.name}: encrypted; save a copy without password") from error
    except _DAMAGE as error:
        message = f"{path.name}: cannot be read as a PDF ({error}); get it anew"
        raise DamagedError(message) from error
    if n_pages > max_pages:
        raise TooLargeError(f"{path.name}: {n_pages} pages; the limit is {max_pages}")
    pages: list[str] = []
    lines: list[RawLine] = []
    failed: list[int] = []
    for number in range(1, n_pages + 1):
        try:
            text, page_lines = _read_page(reader.pages[number - 1], number)
        except _DAMAGE as error:
            logger.debug("%s, page %d: %s", path.name, number, error)
            failed.append(number)
            text, page_lines = "", []
        pages.append(text)
        lines.extend(page_lines)
    if len(failed) == n_pages:
        raise DamagedError(f"{path.name}: none of {n_pages} pages can be read; get the file anew")
    empty = [n for n, text in enumerate(pages, 1) if not text.strip() and n not in failed]
    if not any(text.strip() for text in pages):
        where = "its page" if n_pages == 1 else f"any of its {n_pages} pages"
        raise NoTextError(f"{path.name}: no readable text on {where}; run it through OCR")
    meta = _meta(reader)
    return RawDocument(
        pages=tuple(pages),
        lines=tuple(lines),
        format="pdf",
        title_hint=meta.get("title"),
        meta=meta,
        notes=tuple(_notes(n_pages, failed, empty, faults.count)),
    )


def _check(path: Path, max_bytes: int) -> None:
    """Refuse what is too large or plainly not a PDF before pypdf sees it."""
    n_bytes = path.stat().st_size
    if n_bytes == 0:
        raise DamagedError(f"{path.name}: an empty file; get it anew")
    if n_bytes > max_bytes:
        raise TooLargeError(f"{path.name}: {n_bytes:,} bytes; the limit is {max_bytes:,}")
    with path.open("rb") as file:
        head = file.read(1024)
    if b"%PDF-" in head:
        return
    if _WEB_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        raise WrongFormatError(f"{path.name}: a web page, not a PDF; download the document itself")
    raise WrongFormatError(f"{path.name}: not a PDF; give it the extension of what it is")


def _notes(
    n_pages: int, failed: Sequence[int], empty: Sequence[int], n_faults: int
) -> Iterator[str]:
    if failed:
        yield f"incomplete: {n_pages - len(failed)} of {n_pages} pages read"
    if n_faults:
        yield "damaged: parts of the text may be missing"
    if empty:
        numbers = ", ".join(map(str, empty))
        yield f"no readable text on page{'s' if len(empty) > 1 else ''} {numbers}"


def _meta(reader: PdfReader) -> dict[str, str]:
    """The file's own metadata, as far as it can be read."""
    try:
        entries: Mapping[str, Any] = reader.metadata or {}
        values = {str(k).lstrip("/").lower(): str(v).strip() for k, v in entries.items()}
    except _DAMAGE as error:
        logger.debug("metadata: %s", error)
        return {}
    return {key: value for key, value in values.items() if value}


def _read_page(page: PageObject, number: int) -> tuple[str, list[RawLine]]:
    """The page's text and its lines; blank lines are kept, they part paragraphs."""
    pieces: list[Piece] = []
    height = float(page.mediabox.top)

    def visit(
        text: str,
        cm: Sequence[float],
        tm: Sequence[float],
        font: Mapping[str, Any] | None,
        size: float,
    ) -> None:
        if text:
            matrix = mult(list(tm), list(cm))
            scale = abs(matrix[3]) or abs(matrix[1]) or 1.0
            name = str((font or {}).get("/BaseFont", ""))
            # A font without italics of its own is slanted by the text matrix.
            slanted = abs(matrix[2]) > 0.1 * scale and not matrix[1]
            pieces.append(
                Piece(
                    text,
                    left=matrix[4],
                    top=height - matrix[5],
                    size=float(size) * scale,
                    bold=bool(_BOLD.search(name)),
                    italic=slanted or bool(_ITALIC.search(name)),
                )
            )

    text = page.extract_text(visitor_text=visit)
    if "".join(piece.text for piece in pieces) != text:
        return text, [RawLine(line, number) for line in text.split("\n")]
    return text, printed_lines(pieces, number)
