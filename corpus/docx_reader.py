"""A Word file in, its paragraphs, list items and table rows out, in the order of the text."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from corpus.errors import DamagedError, EncryptedError, NoTextError, TooLargeError
from corpus.raw import RawDocument, RawLine, Role
from corpus.settings import ReadSettings, in_megabytes

__all__ = ["open_word", "read_docx"]

# What a damaged package is known to raise on the way through zipfile, lxml and python-docx.
_DAMAGE = (
    OpcError,
    etree.LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,  # of a seek to where no file is
    TypeError,
    ValueError,
)
_P, _TABLE, _CONTROL = qn("w:p"), qn("w:tbl"), qn("w:sdt")
_UNSEEN = {  # struck out, drawn twice, or a text box, whose paragraphs are read by themselves
    qn("w:del"),
    qn("w:moveFrom"),
    qn("w:txbxContent"),
    qn("w:instrText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_SIGNS = {qn("w:tab"): " ", qn("w:br"): " ", qn("w:cr"): " ", qn("w:noBreakHyphen"): "‑"}
_MAX_CELL_WORDS = 60
_LEVELS = {"title": 1, "subtitle": 2}


def read_docx(path: Path, settings: ReadSettings) -> RawDocument:
    """Return the blocks of the Word file at `path`: headings, paragraphs, lists, table rows.

    :raises TooLargeError: unpacked, it is larger than `settings` allow.
    :raises EncryptedError: a part of it needs a password.
    :raises DamagedError: it cannot be parsed.
    :raises NoTextError: it holds no text.
    """
    word = open_word(path, settings)
    try:
        lines = tuple(line for line in _lines(word.element.body, _Styles(word)) if line.text)
        properties = word.core_properties
        stated = (("title", properties.title), ("author", properties.author))
    except _DAMAGE as error:
        raise DamagedError(f"{path.name}: cannot be read as a Word file ({error})") from error
    if not any(character.isalnum() for line in lines for character in line.text):
        raise NoTextError(f"{path.name}: no readable text")
    meta = {key: value.strip() for key, value in stated if value and value.strip()}
    return RawDocument(
        pages=("\n".join(line.text for line in lines),),
        lines=lines,
        format="docx",
        title_hint=meta.pop("title", None),
        meta=meta,
    )


def open_word(path: Path, settings: ReadSettings) -> WordDocument:
    """The Word file at `path`, opened within what `settings` allow; errors as above."""
    _check_archive(path, settings)
    try:
        return docx.Document(str(path))
    except _DAMAGE as error:
        raise DamagedError(f"{path.name}: cannot be read as a Word file ({error})") from error


def _check_archive(path: Path, settings: ReadSettings) -> None:
    """Refuse by the archive's own table of sizes, before anything is unpacked.

    subtle: zipfile never gives more bytes of an entry than that table says.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise DamagedError(f"{path.name}: a damaged Word file ({error}); get it anew") from error
    unpacked = sum(entry.file_size for entry in entries)
    packed = max(1, sum(entry.compress_size for entry in entries))
    if len(entries) > settings.archive_entries:
        limit = f"{settings.archive_entries:,} (archive_entries)"
        raise TooLargeError(f"{path.name}: {len(entries):,} parts; the limit is {limit}")
    if unpacked > settings.archive_bytes:
        limit = f"{in_megabytes(settings.archive_bytes)} (archive_bytes)"
        size = in_megabytes(unpacked)
        raise TooLargeError(f"{path.name}: {size} unpacked; the limit is {limit}")
    if unpacked > packed * settings.archive_ratio:
        limit = f"{settings.archive_ratio} (archive_ratio)"
        raise TooLargeError(
            f"{path.name}: unpacks to {unpacked // packed} times its size; the limit is {limit}"
        )
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise EncryptedError(f"{path.name}: password protected; save a copy without password")


class _Styles:
    """What the document's styles make of a paragraph."""

    def __init__(self, word: WordDocument) -> None:
        self._styles = {style.style_id: style for style in word.styles if style.style_id}

    def role(self, paragraph: etree._Element) -> tuple[Role, int]:
        """Role and level by outline level, numbering and the names of the style and its bases."""
        properties = paragraph.find(qn("w:pPr"))
        names, outline, listed = self._chain(properties)
        for name in names:
            word, _, number = name.rpartition(" ")
            if word == "heading" and number.isdigit():
                return Role.HEADING, int(number)
            if name in _LEVELS:
                return Role.HEADING, _LEVELS[name]
        if outline is not None and outline < 9:
            return Role.HEADING, outline + 1
        styled = [name for name in names if name.startswith("list") and name != "list paragraph"]
        if listed is not None or styled:
            last = styled[0].rpartition(" ")[2] if styled else ""
            return Role.LIST_ITEM, max((listed or 0) + 1, int(last) if last.isdigit() else 1)
        return Role.PARAGRAPH, 0

    def _chain(self, properties: etree._Element | None) -> tuple[list[str], int | None, int | None]:
        """Style names from the paragraph's own to the base, outline level, depth in a list."""
        names: list[str] = []
        outline: int | None = None
        listed: int | None = None
        style_id = _value(properties, "w:pStyle") if properties is not None else None
        while True:
            if properties is not None:
                if outline is None and (level := _value(properties, "w:outlineLvl")) is not None:
                    outline = int(level)
                numbering = properties.find(qn("w:numPr"))
                if listed is None and numbering is not None:
                    listed = -1 if _value(numbering, "w:numId") == "0" else 0
                    if listed == 0:
                        listed = int(_value(numbering, "w:ilvl") or 0)
            style = self._styles.get(style_id) if style_id and len(names) < 20 else None
            if style is None:
                break
            names.append((style.name or "").lower())
            properties = style.element.find(qn("w:pPr"))
            style_id = _value(style.element, "w:basedOn")
        return names, outline, None if listed == -1 else listed


def _value(element: etree._Element, tag: str) -> str | None:
    child = element.find(qn(tag))
    value = child.get(qn("w:val")) if child is not None else None
    return None if value is None else str(value)


def _lines(parent: etree._Element, styles: _Styles) -> Iterator[RawLine]:
    """The blocks below `parent`, in order; wrappers such as content controls are looked through."""
    for child in parent:
        if child.tag == _P:
            role, level = styles.role(child)
            yield RawLine(_text(child), role=role, level=level)
            for box in child.iter(qn("w:txbxContent")):
                if not any(a.tag in _UNSEEN for a in box.iterancestors()):
                    yield from _lines(box, styles)
        elif child.tag == _TABLE:
            yield from _rows(child, styles)
        elif child.tag == _CONTROL:
            content = child.find(qn("w:sdtContent"))
            if content is not None:
                yield from _lines(content, styles)
        elif child.tag in (qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
            yield from _lines(child, styles)


def _rows(table: etree._Element, styles: _Styles) -> Iterator[RawLine]:
    """The rows of a table; of one that only lays out the page, the blocks of its cells."""
    cells = [list(row.iter(qn("w:tc"))) for row in table.iter(qn("w:tr"))]
    data = next(table.iterdescendants(_TABLE), None) is None and all(
        len(_cell_text(cell).split()) <= _MAX_CELL_WORDS
        and sum(1 for paragraph in cell.iter(_P) if _text(paragraph)) <= 1
        for row in cells
        for cell in row
    )
    if data and any(len(row) > 1 for row in cells):
        for row in cells:
            text = "\t".join(map(_cell_text, row))
            yield RawLine(text if text.strip() else "", role=Role.TABLE_ROW)
        return
    for element in table.iterchildren(qn("w:tr")):
        for cell in element.iterchildren(qn("w:tc")):
            yield from _lines(cell, styles)


def _cell_text(cell: etree._Element) -> str:
    return " ".join(text for paragraph in cell.iter(_P) if (text := _text(paragraph)))


def _text(paragraph: etree._Element) -> str:
    """The words of the paragraph as read on the page, white space put right."""
    return " ".join("".join(_pieces(paragraph)).split())


def _pieces(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag in _UNSEEN or child.tag == _P:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag != qn("w:r") or child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is None:
            yield from _pieces(child)
