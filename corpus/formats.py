"""A file in, its format out: found by what it holds; its name only settles what text it is."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from pathlib import Path

from corpus.errors import DamagedError, EncryptedError, UnsupportedError, WrongFormatError

__all__ = ["Format", "sniff"]

_HEAD_BYTES = 64 * 1024
_SPACE_OR_COMMENT = rb"(?:\s|<!--.*?-->|<\?xml[^>]*\?>)*"
_WEB_PAGE = re.compile(_SPACE_OR_COMMENT + rb"<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAG = re.compile(rb"<(?:p|div|h[1-6]|table|ul|ol|section|article|main|br|span)\b", re.I)
_XML = re.compile(_SPACE_OR_COMMENT + rb"<(?:[\w.-]+:)?[\w.-]+(?:\s+xmlns|\s+version)", re.I | re.S)
_MARKDOWN_HEADING = re.compile(rb"^#{1,6} \S", re.M)
_MIME = re.compile(rb"(?:[\w-]+: [^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_TEXT_NAMES = {"", ".txt", ".text", ".asc"}
_MARKDOWN_NAMES = {".md", ".markdown", ".mdown"}
_HTML_NAMES = {".html", ".htm", ".xhtml"}
_OTHER = (  # how files begin that are none of ours, and what to say of them
    (b"{\\rtf", "a rich text file: save it as .docx"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"\x1f\x8b", "an archive: unpack it"),
    (b"7z\xbc\xaf\x27\x1c", "an archive: unpack it"),
    (b"Rar!\x1a\x07", "an archive: unpack it"),
    (b"BZh", "an archive: unpack it"),
    (b"\xfd7zXZ\x00", "an archive: unpack it"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"%!PS", "a PostScript file: save it as .pdf"),
)


class Format(StrEnum):
    """A format that is read."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    MARKDOWN = "markdown"
    TEXT = "text"


def sniff(path: Path) -> Format:
    """Return the format of the file at `path`.

    :raises UnsupportedError: it is a kind of file that is not read.
    :raises WrongFormatError: it is named .pdf or .docx and is something else.
    :raises EncryptedError: it is a password-protected Office file.
    :raises DamagedError: it is named .pdf or .docx and is nothing that is known.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD_BYTES)
    suffix = path.suffix.lower()
    found = _binary(path, head) or _textual(head, suffix)
    if suffix == ".pdf" and found is not Format.PDF:
        raise WrongFormatError(f"{path.name}: {_SAID[found]}, not a PDF; get the document itself")
    if suffix == ".docx" and found is not Format.DOCX:
        raise WrongFormatError(
            f"{path.name}: {_SAID[found]}, not a Word file; rename or replace it"
        )
    if found in (Format.TEXT, Format.MARKDOWN) and suffix not in _TEXT_NAMES | _MARKDOWN_NAMES:
        raise UnsupportedError(f"{path.name}: {suffix} files are not read")
    return found


_SAID = {
    Format.PDF: "a PDF",
    Format.HTML: "a web page",
    Format.DOCX: "a Word file",
    Format.MARKDOWN: "Markdown text",
    Format.TEXT: "plain text",
}


def _binary(path: Path, head: bytes) -> Format | None:
    """The format by the bytes that mark it; None for what may be text."""
    name, suffix = path.name, path.suffix.lower()
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _compound(path)
    for start, said in _OTHER:
        if head.startswith(start):
            raise UnsupportedError(f"{name}: {said}")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WrongFormatError(f"{name}: text in UTF-16; save it as UTF-8")
    if b"\x00" in head:
        if suffix in (".pdf", ".docx"):
            raise DamagedError(f"{name}: the beginning of a {suffix} file is missing; get it anew")
        if suffix in _TEXT_NAMES | _MARKDOWN_NAMES | _HTML_NAMES:
            raise WrongFormatError(f"{name}: not text, it holds NUL bytes; save it as UTF-8")
        raise UnsupportedError(f"{name}: a binary file of an unknown kind")
    return None


def _textual(head: bytes, suffix: str) -> Format:
    """The format of what is text of some kind."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    if _WEB_PAGE.match(head) or (suffix in _HTML_NAMES and _TAG.search(head)):
        return Format.HTML
    if _XML.match(head):
        raise UnsupportedError("an XML file: save it as a web page or as text")
    mime = _MIME.match(head)
    if mime and b"mime-version:" in mime[0].lower():
        raise UnsupportedError("an e-mail or web archive: save the text or the page by itself")
    if suffix in _MARKDOWN_NAMES or len(_MARKDOWN_HEADING.findall(head)) > 1:
        return Format.MARKDOWN
    return Format.TEXT


def _zipped(path: Path) -> Format:
    """What the archive at `path` is, by the parts it holds."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError, OSError) as error:
        if path.suffix.lower() == ".docx":
            raise DamagedError(
                f"{path.name}: a damaged Word file ({error}); get it anew"
            ) from error
        raise UnsupportedError(f"{path.name}: a damaged archive") from error
    if "word/document.xml" in names:
        if any(name.lower().endswith("vbaproject.bin") for name in names):
            raise UnsupportedError(f"{path.name}: a Word file with macros: save it as .docx")
        return Format.DOCX
    if "[Content_Types].xml" in names and path.suffix.lower() == ".docx":
        raise DamagedError(f"{path.name}: a Word file without its text; get it anew")
    for start, said in (
        ("xl/", "a spreadsheet"),
        ("ppt/", "a presentation"),
        ("mimetype", "an OpenDocument file or e-book: save it as .docx"),
    ):
        if any(name.startswith(start) for name in names):
            raise UnsupportedError(f"{path.name}: {said}")
    raise UnsupportedError(f"{path.name}: an archive: unpack it")


def _compound(path: Path) -> Format:
    """Refuse an OLE file in the words that fit: such files hold old or encrypted documents."""
    content = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise EncryptedError(f"{path.name}: password protected; save a copy without password")
    if path.suffix.lower() == ".msg" or "__substg1.0".encode("utf-16-le") in content:
        raise UnsupportedError(f"{path.name}: an e-mail: save its text or its attachments")
    raise UnsupportedError(
        f"{path.name}: a file of an old Office program: save it as .docx or .pdf"
    )
