"""A saved web page in, the blocks of its article out.

trafilatura judges what is article and what is menu, teaser or footer; the words are taken from the
page itself, so that what stays is verbatim, with its headings, lists and table rows.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

import lxml.html
from lxml import etree
from lxml.html import HtmlElement

from corpus.decoding import decode
from corpus.errors import DamagedError, NoTextError
from corpus.raw import RawDocument, RawLine, Role
from corpus.web_footer import without_footer

__all__ = ["read_html"]

_CHARSET = re.compile(rb"<meta[^>]*charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_HIDDEN_TAGS = frozenset(
    "script style noscript template nav footer aside button select option textarea iframe object"
    " svg math canvas audio video dialog head".split()
)
_BLOCK_TAGS = frozenset(
    "address article blockquote body caption center dd details div dl dt fieldset figcaption figure"
    " form h1 h2 h3 h4 h5 h6 header hr html legend li main ol p pre section summary table tbody td"
    " tfoot th thead tr ul".split()
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_DATE_META = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
)
_LONG = 40  # letters from which a text is its own, wherever it stands in the article
_MAX_CELL_WORDS = 60


@dataclass(slots=True)
class _Block:
    """A block of the page, within `container`; `n_linked` of its characters are links.

    subtle: lxml makes the same object for the same element only while one is held, as here.
    """

    role: Role
    level: int
    container: HtmlElement | None
    parts: list[str] = field(default_factory=list)
    n_linked: int = 0

    def text(self) -> str:
        return " ".join("".join(self.parts).split())


def read_html(path: Path) -> RawDocument:
    """Return the article of the web page at `path`, without menus, teasers and footers.

    :raises WrongFormatError: its encoding is unknown.
    :raises DamagedError: it cannot be parsed.
    :raises NoTextError: no article is found in it.
    """
    content = path.read_bytes()
    declared = _CHARSET.search(content[:4096])
    page = decode(content, path.name, declared[1].decode("ascii") if declared else None)
    try:
        tree = lxml.html.document_fromstring(_XML_DECLARATION.sub("", page))
    except (etree.LxmlError, ValueError) as error:
        raise DamagedError(f"{path.name}: cannot be read as a web page ({error})") from error
    blocks = [block for block in _blocks(tree) if block.text()]
    article = [line for block in _article(blocks, page) for line in _lines(block)]
    lines = without_footer(article)
    if not any(character.isalnum() for line in lines for character in line.text):
        raise NoTextError(f"{path.name}: no article found in the web page")
    meta = dict(_meta(tree))
    return RawDocument(
        pages=("\n".join(line.text for line in article),),
        lines=lines,
        format="html",
        title_hint=meta.pop("title", None),
        meta=meta,
    )


def _blocks(tree: HtmlElement) -> list[_Block]:
    """The visible blocks of the page, in order; a new one begins wherever a browser breaks off."""
    blocks: list[_Block] = []

    def begin(container: HtmlElement | None, role: Role, level: int) -> None:
        blocks.append(_Block(role, level, container))

    def walk(element: HtmlElement, role: Role, level: int, linked: bool) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _HIDDEN_TAGS or _is_hidden(element):
            return
        if tag == "table" and _is_data(element):
            for row in element.iter("tr"):
                begin(element.getparent(), Role.TABLE_ROW, 0)
                cells = [" ".join(cell.text_content().split()) for cell in row.iter("td", "th")]
                blocks[-1].parts.append("\t".join(cells))
            return
        block = tag in _BLOCK_TAGS
        if re.fullmatch("h[1-6]", tag):
            role, level = Role.HEADING, int(tag[1])
        elif tag == "li":
            role, level = Role.LIST_ITEM, _depth(element)
        if block:
            begin(element.getparent(), role, level)
        elif tag == "br":
            add("\n", linked)
        add(element.text or "", linked)
        for child in element:
            walk(child, role, level, linked or child.tag == "a")
            if child.tag in _BLOCK_TAGS:
                begin(element, role, level)
            add(child.tail or "", linked)

    def add(text: str, linked: bool) -> None:
        if text and blocks:
            blocks[-1].parts.append(text)
            blocks[-1].n_linked += len(text.strip()) if linked else 0

    walk(tree.body if tree.body is not None else tree, Role.PARAGRAPH, 0, False)
    return blocks


def _is_hidden(element: HtmlElement) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("role") in ("navigation", "contentinfo", "search")
        or bool(_HIDDEN_STYLE.search(element.get("style", "")))
    )


def _is_data(table: HtmlElement) -> bool:
    """Whether the table holds figures and labels; others only lay out the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    cells = list(table.iter("td", "th"))
    return all(
        len(cell.text_content().split()) <= _MAX_CELL_WORDS
        and sum(1 for _ in cell.iter("p", "li", "h1", "h2", "h3", "h4")) <= 1
        for cell in cells
    ) and any(len(list(row.iter("td", "th"))) > 1 for row in table.iter("tr"))


def _depth(item: HtmlElement) -> int:
    """How deep in lists the item is, 1 in the outermost."""
    return max(1, sum(1 for _ in item.iterancestors("ul", "ol")))


def _lines(block: _Block) -> Iterator[RawLine]:
    """The block's lines: one, or more where two line breaks part paragraphs."""
    if block.role is Role.TABLE_ROW:
        yield RawLine("".join(block.parts), role=block.role)
        return
    for part in re.split(r"\n[^\S\n]*\n\s*", _with_breaks(block.parts)):
        text = " ".join(part.split())
        if text:
            yield RawLine(text, role=block.role, level=block.level)


def _with_breaks(parts: Sequence[str]) -> str:
    """The parts joined: only a `<br>`, which is a part of its own, stays a line break."""
    return "".join(part if part == "\n" else re.sub(r"\s+", " ", part) for part in parts)


def _article(blocks: Sequence[_Block], page: str) -> list[_Block]:
    """The blocks of the article: those that trafilatura keeps, and what it is apt to lose.

    That is the first main heading with the headings below it, and short lines such as
    "RESOLVED:": whatever stands in the same element as a block that is kept. Not what is mostly
    links.
    """
    kept = _kept(blocks, page)
    if not kept:
        return []
    containers = {id(blocks[index].container) for index in kept}
    first = min(kept)
    main = next(
        (i for i, block in enumerate(blocks) if _is_heading(block) and block.level == 1),
        first,
    )
    return [
        block
        for index, block in enumerate(blocks)
        if index in kept
        or (
            (id(block.container) in containers or (main <= index < first and _is_heading(block)))
            and not _is_linked(block)
        )
    ]


def _is_heading(block: _Block) -> bool:
    return block.role is Role.HEADING


def _is_linked(block: _Block) -> bool:
    return block.n_linked * 2 > len(block.text())


def _kept(blocks: Sequence[_Block], page: str) -> set[int]:
    """Indices of the blocks that trafilatura takes for article."""
    from trafilatura import bare_extraction  # heavy, and needed for web pages only

    extracted = bare_extraction(page, include_comments=False, with_metadata=False)
    text: str = getattr(extracted, "text", None) or ""
    lines = [letters for line in text.split("\n") if (letters := _letters(line))]
    whole = "".join(lines)
    starts = set(accumulate(map(len, lines), initial=0))
    kept = set()
    for index, block in enumerate(blocks):
        letters = _letters(block.text())
        if len(letters) >= _LONG:
            keep = letters in whole or any(len(n) >= _LONG and n in letters for n in lines)
        else:
            found = [m.start() for m in re.finditer(re.escape(letters), whole)] if letters else []
            keep = any(at in starts and at + len(letters) in starts for at in found)
        if keep:
            kept.add(index)
    return kept


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _meta(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """What the page's head says: title, author, sitename, url and date; dates are not guessed."""
    named: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        named.setdefault(name.lower(), " ".join((element.get("content") or "").split()))
    title = tree.findtext(".//title") or ""
    link = tree.find(".//link[@rel='canonical']")
    url = named.get("og:url") or (link.get("href", "") if link is not None else "")
    date = next((named[name] for name in _DATE_META if named.get(name)), "") or _linked_date(tree)
    for key, value in (
        ("title", named.get("og:title") or " ".join(title.split())),
        ("author", named.get("author", "")),
        ("sitename", named.get("og:site_name", "")),
        ("url", url),
        ("date", date[:10]),
    ):
        if value:
            yield key, value


def _linked_date(tree: HtmlElement) -> str:
    """The date of publication that the page states for machines (JSON-LD)."""
    for script in tree.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                found = re.search(r'"datePublished"\s*:\s*("[^"]*")', script.text or "")
                if found:
                    return str(json.loads(found[1]))
            except json.JSONDecodeError:
                continue
    return ""
