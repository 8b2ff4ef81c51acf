"""A Markdown file in, its blocks out: the markup goes, the words stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.decoding import decode
from corpus.errors import NoTextError
from corpus.raw import RawDocument, RawLine, Role
from corpus.web_footer import without_footer

__all__ = ["read_markdown"]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*\n", re.S)
_FIELD = re.compile(r"^(title|author|date|url|publisher):[ \t]*(.+)$", re.M | re.I)
_TAG_OR_COMMENT = re.compile(r"<!--.*?-->|</?[A-Za-z][^>]*>", re.S)


def read_markdown(path: Path) -> RawDocument:
    """Return the blocks of the Markdown file at `path`.

    The number of an item in a numbered list stays in front of it; links keep their text.

    :raises WrongFormatError: its encoding is unknown.
    :raises NoTextError: it holds no text.
    """
    text = decode(path.read_bytes(), path.name)
    front = _FRONT_MATTER.match(text)
    meta = (
        {key.lower(): value.strip().strip("\"'") for key, value in _FIELD.findall(front[1])}
        if front
        else {}
    )
    if "publisher" in meta:
        meta["sitename"] = meta.pop("publisher")
    parser = MarkdownIt("commonmark", {"maxNesting": 50}).enable("table")
    tokens = parser.parse(text[front.end() :] if front else text)
    lines = without_footer([line for line in _lines(tokens) if line.text])
    if not any(character.isalnum() for line in lines for character in line.text):
        raise NoTextError(f"{path.name}: no readable text")
    return RawDocument(
        pages=("\n".join(line.text for line in lines),),
        lines=lines,
        format="markdown",
        title_hint=meta.pop("title", None),
        meta=meta,
    )


def _lines(tokens: Sequence[Token]) -> Iterator[RawLine]:
    """The blocks that `tokens` mark; an item's further paragraphs are paragraphs."""
    items: list[str | None] = []  # of the items that are open: the number; None once used up
    heading = 0
    cells: list[str] | None = None
    for token in tokens:
        if token.type == "list_item_open":
            items.append(f"{token.info}. " if token.info else "")
        elif token.type == "list_item_close":
            items.pop()
        elif token.type == "heading_open":
            heading = int(token.tag[1])
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close" and cells is not None:
            yield RawLine("\t".join(cells), role=Role.TABLE_ROW)
            cells = None
        elif token.type in ("inline", "fence", "code_block", "html_block"):
            text = _words(token)
            if cells is not None:
                cells.append(text)
            elif heading:
                yield RawLine(text, role=Role.HEADING, level=heading)
                heading = 0
            elif items and items[-1] is not None and text:
                yield RawLine(items[-1] + text, role=Role.LIST_ITEM, level=len(items))
                items[-1] = None
            else:
                yield RawLine(text, role=Role.PARAGRAPH)


def _words(token: Token) -> str:
    """The words of a block, white space put right."""
    if token.type == "html_block":
        raw = _TAG_OR_COMMENT.sub(" ", token.content)
    elif token.children is None:
        raw = token.content
    else:
        raw = "".join(map(_inline, token.children))
    return " ".join(raw.split())


def _inline(token: Token) -> str:
    if token.type in ("text", "code_inline", "text_special"):
        return token.content
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "html_inline" and token.content.lower().startswith("<br"):
        return " "
    return ""
