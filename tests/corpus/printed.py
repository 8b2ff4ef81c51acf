"""Made-up reports as a reader hands them on: lines with their place on the page. None is real."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from corpus.document import Document, Origin, Provenance, Stated
from corpus.raw import Print, RawDocument, RawLine
from corpus.structure import Text, build

BODY = 12.0
PITCH = 14.5


def line(
    text: str,
    *,
    page: int = 1,
    left: float = 70,
    top: float = 100,
    size: float = BODY,
    bold: bool = False,
    italic: bool = False,
    mark: str | None = None,
) -> RawLine:
    """A printed line; `mark`, the last occurrence of it in `text`, is raised."""
    start = text.rindex(mark) if mark else 0
    raised = ((start, start + len(mark)),) if mark else ()
    return RawLine(text, page, print=Print(left, top, size, bold, italic, raised))


@dataclass
class Sheet:
    """A page that is written from top to bottom."""

    page: int = 1
    top: float = 100.0
    lines: list[RawLine] = field(default_factory=list)

    def add(
        self,
        *texts: str,
        gap: float = PITCH,
        left: float = 70,
        inner: float | None = None,
        size: float = BODY,
        bold: bool = False,
        italic: bool = False,
        mark: str | None = None,
    ) -> Sheet:
        """Lines that belong together; the first stands `gap` below what is above."""
        for i, text in enumerate(texts):
            self.top += PITCH if i else gap
            own_mark = mark if mark and mark in text else None
            self.lines.append(
                line(
                    text,
                    page=self.page,
                    top=self.top,
                    size=size,
                    bold=bold,
                    italic=italic,
                    left=left if not i or inner is None else inner,
                    mark=own_mark,
                )
            )
        return self

    def paragraph(self, *texts: str, mark: str | None = None) -> Sheet:
        return self.add(*texts, gap=29, mark=mark)

    def numbered(self, *texts: str, mark: str | None = None) -> Sheet:
        return self.add(*texts, gap=27, inner=99, mark=mark)

    def item(self, *texts: str, left: float = 70) -> Sheet:
        return self.add(*texts, gap=20, left=left, inner=left + 18)

    def heading(self, *texts: str, size: float = 14, bold: bool = True) -> Sheet:
        self.add(*texts, gap=30, size=size, bold=bold)
        return self

    def blank(self) -> Sheet:
        self.lines.append(RawLine("", self.page))
        return self

    def footnote(self, mark: str, *texts: str) -> Sheet:
        first, *rest = texts
        self.lines.append(line(f"{mark} {first}", page=self.page, top=735, size=9, mark=None))
        for i, text in enumerate(rest, 1):
            self.lines.append(line(text, page=self.page, top=735 + 12 * i, size=9))
        return self

    def footer(self, *texts: str) -> Sheet:
        """Running lines, put first as the files have them."""
        self.lines[:0] = [
            line(text, page=self.page, top=800 + 10 * i, size=8) for i, text in enumerate(texts)
        ]
        return self


def raw(sheets: Iterable[Sheet], **extra: str) -> RawDocument:
    pages: dict[int, list[RawLine]] = {}
    for sheet in sheets:
        pages.setdefault(sheet.page, []).extend(sheet.lines)
    last = max(pages)
    texts = tuple("\n".join(own.text for own in pages.get(n, [])) for n in range(1, last + 1))
    lines = tuple(own for n in sorted(pages) for own in pages[n])
    return RawDocument(texts, lines, "pdf", meta=extra)


def typed(*pages: Sequence[str]) -> RawDocument:
    """Lines without print, as of a plain text file."""
    lines = tuple(RawLine(text, n) for n, page in enumerate(pages, 1) for text in page)
    return RawDocument(tuple("\n".join(page) for page in pages), lines, "text")


def structured(*sheets: Sheet) -> Text:
    return build(raw(sheets))


def document(text: Text) -> Document:
    """`text` as a document of which nothing else is known."""
    unknown: Stated[Any] = Stated(None, Origin.UNKNOWN)
    provenance = Provenance(*[unknown] * 10)
    return Document(
        id="0123456789abcdef",
        sha256="0123456789abcdef" * 4,
        source="made.pdf",
        text=text.text,
        page_starts=text.page_starts,
        outline=text.outline,
        blocks=text.blocks,
        sentences=text.sentences,
        provenance=provenance,
    )
