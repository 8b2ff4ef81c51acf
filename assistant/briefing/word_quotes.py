"""An exported Word file in, its quotes and the table by which they are checked out.

The file may have been edited, and saved by another program: a quote is known by its bookmark, by
the styles of its paragraphs, or both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from lxml import etree

from assistant.briefing.edition import CHECK_COLUMNS, SOURCE_COLUMNS
from assistant.briefing.word import UNDER
from assistant.briefing.word_styles import LEAD_IN, QUOTE, QUOTE_ITEM
from assistant.errors import WordFileError
from corpus.document import Span
from corpus.docx_reader import open_word
from corpus.errors import ReadError
from corpus.settings import ReadSettings

__all__ = ["ListedQuote", "WordBriefing", "WordQuote", "read_word"]

_BOOKMARK = re.compile(r"q_([0-9a-f]{16})_(\d{1,9})_(\d{1,9})", re.IGNORECASE)
_P, _TABLE, _RUN_TEXT = qn("w:p"), qn("w:tbl"), qn("w:t")
_UNSEEN = {qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:txbxContent"), qn("w:pPr")}
_SIGNS = {
    qn("w:tab"): " ",
    qn("w:br"): " ",
    qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "-",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: the beginning of the file's SHA-256 (16 digits), and characters."""

    document_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class WordQuote:
    """What the file shows as a quote; `place` is None where its bookmark is gone."""

    text: str
    place: Place | None
    lead_in: str | None = None


@dataclass(frozen=True, slots=True)
class ListedQuote:
    """A row of the table "How to check": the quote's number, place and digest of its words."""

    number: str
    place: Place
    sha256: str
    words_digest: str


@dataclass(frozen=True, slots=True)
class WordBriefing:
    """The quotes of a file in the order of its text, and what its tables say of them."""

    quotes: tuple[WordQuote, ...]
    listed: tuple[ListedQuote, ...]


def read_word(path: Path, settings: ReadSettings) -> WordBriefing:
    """Read the exported briefing at `path`.

    :raises WordFileError: it cannot be read as a Word file, or holds no quote of a briefing.
    """
    try:
        word = open_word(path, settings)
    except ReadError as error:
        raise WordFileError(str(error)) from error
    read = WordBriefing(tuple(_quotes(word)), tuple(_listed(word)))
    if not read.quotes and not read.listed:
        raise WordFileError(
            f"{path.name}: no exported briefing: it holds no bookmarked quote, no paragraph of"
            f" the style “{QUOTE}” and no table of quotes; export the briefing again"
        )
    return read


def _quotes(word: WordDocument) -> Iterator[WordQuote]:
    """Neighbouring paragraphs of quote styles, or within one bookmark, are one quote."""
    names = {style.style_id: style.name for style in word.styles}
    body = word.element.body
    # subtle: held in lists, so that lxml gives the same object for the same element again
    tables = [t for t in body.iter(_TABLE) if _cells(t)[:1] in ([CHECK_COLUMNS], [SOURCE_COLUMNS])]
    paragraphs = list(body.iter(_P))
    marked = _marked(body)
    lines: list[str] = []
    place: Place | None = None
    lead_in: str | None = None
    for paragraph in paragraphs:
        if any(table in tables for table in paragraph.iterancestors(_TABLE)):
            continue
        style = names.get(_style_id(paragraph), "")
        mark = marked.get(paragraph)
        quoted = style in (QUOTE, QUOTE_ITEM) or mark is not None
        if lines and (not quoted or (mark and mark != place and place)):
            yield WordQuote("\n".join(lines), place, lead_in)
            lines, place, lead_in = [], None, None
        text = _text(paragraph)
        if quoted and text.strip():
            lines.append(text)
            place = place or mark
        elif not quoted:
            lead_in = text.removeprefix(UNDER).strip() if style == LEAD_IN else None
    if lines:
        yield WordQuote("\n".join(lines), place, lead_in)


def _marked(body: etree._Element) -> dict[etree._Element, Place]:
    """The paragraphs with words inside a quote's bookmark, and its place.

    subtle: programs that save a file again let a bookmark begin or end in the paragraph beside,
    or begin anew in each paragraph; one without an end holds no more than its paragraph.
    """
    start, end = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
    ended = {mark.get(qn("w:id")) for mark in body.iter(end)}
    lasting = {m.get(qn("w:name")) for m in body.iter(start) if m.get(qn("w:id")) in ended}
    names: dict[str, str] = {}
    opened: dict[str, Place] = {}
    marked: dict[etree._Element, Place] = {}
    paragraph = None
    for element in body.iter(_P, start, end, _RUN_TEXT):
        if element.tag == _P:
            paragraph = element
            opened = {name: place for name, place in opened.items() if name in lasting}
        elif element.tag == start:
            name = element.get(qn("w:name")) or ""
            place = _place(name)
            if place is not None:
                names[element.get(qn("w:id")) or ""] = name
                opened[name] = place
        elif element.tag == end:
            opened.pop(names.get(element.get(qn("w:id")) or "", ""), None)
        elif opened and paragraph is not None and (element.text or "").strip():
            marked.setdefault(paragraph, next(reversed(opened.values())))
    return marked


def _place(bookmark: str) -> Place | None:
    """The place that a bookmark names; None for bookmarks of others."""
    named = _BOOKMARK.match(bookmark)
    if named is None or int(named[2]) >= int(named[3]):
        return None
    return Place(named[1].lower(), Span(int(named[2]), int(named[3])))


def _listed(word: WordDocument) -> Iterator[ListedQuote]:
    tables = [_cells(table) for table in word.element.body.iter(_TABLE)]
    hashes = {
        row[0]: re.sub(r"\s", "", row[2]).lower()
        for rows in tables
        if rows and rows[0] == SOURCE_COLUMNS
        for row in rows[1:]
        if len(row) == len(SOURCE_COLUMNS)
    }
    for rows in tables:
        if not rows or rows[0] != CHECK_COLUMNS:
            continue
        for row in rows[1:]:
            span = re.fullmatch(r"(\d{1,9})\D(\d{1,9})", row[4]) if len(row) > 5 else None
            sha256 = hashes.get(row[1], "") if span else ""
            if span and sha256 and int(span[1]) < int(span[2]):
                place = Place(sha256[:16], Span(int(span[1]), int(span[2])))
                yield ListedQuote(row[0], place, sha256, row[5])


def _cells(table: etree._Element) -> list[tuple[str, ...]]:
    return [
        tuple(
            " ".join(" ".join(_text(p) for p in cell.iter(_P)).split())
            for cell in row.iter(qn("w:tc"))
        )
        for row in table.iter(qn("w:tr"))
    ]


def _style_id(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return (style.get(qn("w:val")) or "") if style is not None else ""


def _text(element: etree._Element) -> str:
    """What a reader sees of `element`: insertions accepted, deletions gone."""
    if element.tag in _UNSEEN:
        return ""
    if element.tag == _RUN_TEXT:
        return element.text or ""
    return _SIGNS.get(element.tag, "") + "".join(_text(child) for child in element)
