"""A plain text file in, its lines out; a form feed begins a page."""

from __future__ import annotations

from pathlib import Path

from corpus.decoding import decode
from corpus.errors import NoTextError
from corpus.raw import RawDocument, RawLine
from corpus.web_footer import without_footer

__all__ = ["read_text"]


def read_text(path: Path) -> RawDocument:
    """Return the lines of the text file at `path`, a web site's footer left out.

    :raises WrongFormatError: it is neither UTF-8 nor cp1252.
    :raises NoTextError: it holds nothing but white space.
    """
    text = decode(path.read_bytes(), path.name)
    pages = tuple(text.split("\f"))
    lines = [
        RawLine(line, number) for number, page in enumerate(pages, 1) for line in page.split("\n")
    ]
    kept = without_footer(lines)
    if not any(character.isalnum() for line in kept for character in line.text):
        raise NoTextError(f"{path.name}: no readable text")
    return RawDocument(pages=pages, lines=kept, format="text")
