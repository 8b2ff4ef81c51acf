"""A new Word file in our look: A4, real styles, British English, page numbers, repeated headers.

The names of the styles of quotes are how an exported file is checked later, also after it was
edited and saved by another program.
"""

from __future__ import annotations

from dataclasses import dataclass

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

__all__ = ["CITATION", "LEAD_IN", "NOTE", "QUOTE", "QUOTE_ITEM", "add_field", "new_word", "repeat"]

QUOTE = "Findings Quote"
QUOTE_ITEM = "Findings Quote Item"
LEAD_IN = "Findings Lead-in"
CITATION = "Findings Citation"
NOTE = "Findings Note"

_FONT = "Arial"
_INK, _SOFT, _DEEP = RGBColor(0x17, 0x23, 0x2B), RGBColor(0x4A, 0x5A, 0x64), RGBColor(22, 64, 77)
_GOLD, _GREY = "C99A1A", "6D7A82"
_QUOTE_INDENT = Cm(0.6)


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style sets its paragraphs; sizes and spaces in points."""

    size: float
    before: float = 0.0
    after: float = 6.0
    colour: RGBColor = _INK
    bold: bool = False
    with_next: bool = False
    lines: float = 1.15


_OURS = {
    QUOTE: ("Normal", _Look(12, after=4, with_next=True, lines=1.2)),
    QUOTE_ITEM: ("List Bullet", _Look(12, after=4, with_next=True, lines=1.2)),
    LEAD_IN: ("Normal", _Look(10, before=10, after=4, colour=_SOFT, with_next=True)),
    CITATION: ("Normal", _Look(10, after=14, colour=_SOFT)),
    NOTE: ("Normal", _Look(11, before=6, after=14)),
}
_THEIRS = {
    "Normal": _Look(11),
    "Title": _Look(24, after=4, colour=_DEEP, bold=True, lines=1.05),
    "Subtitle": _Look(11, after=12, colour=_SOFT),
    "Heading 1": _Look(16, before=22, after=8, colour=_DEEP, bold=True, with_next=True),
    "Heading 2": _Look(13, before=14, after=6, colour=_DEEP, bold=True, with_next=True),
    "Footer": _Look(9, after=0, colour=_SOFT),
}


def new_word(title: str, author: str) -> WordDocument:
    """An empty Word file with our styles, properties and a footer that counts its pages."""
    word = docx.Document()
    _set_defaults(word)
    for name, look in _THEIRS.items():
        _apply(word.styles[name], look)
    for name, (base, look) in _OURS.items():
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = word.styles[base]
        style.next_paragraph_style = word.styles["Normal"]
        style.quick_style = True
        _apply(style, look)
    for name, colour in ((QUOTE, _GOLD), (QUOTE_ITEM, _GOLD), (NOTE, _GREY)):
        _rule_at_left(word.styles[name], colour)
    word.styles[QUOTE].paragraph_format.left_indent = _QUOTE_INDENT
    word.styles[QUOTE_ITEM].paragraph_format.left_indent = _QUOTE_INDENT + Cm(0.6)
    word.styles[QUOTE_ITEM].paragraph_format.first_line_indent = Cm(-0.6)
    for name in (NOTE, LEAD_IN, CITATION):
        word.styles[name].paragraph_format.left_indent = _QUOTE_INDENT
    _shade(word.styles[NOTE], "EFEDE6")
    _join(word.styles[NOTE])
    _lay_out(word)
    properties = word.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.language = "en-GB"
    properties.subject = "Extracts from documents, checked word for word"
    properties.comments = ""
    _footer(word, title)
    return word


def add_field(paragraph: Paragraph, instruction: str, shown: str) -> None:
    """Append a field ("PAGE"); `shown` is what stands there until a program works it out."""
    for kind, text in (
        ("begin", ""),
        ("", instruction),
        ("separate", ""),
        ("t", shown),
        ("end", ""),
    ):
        run = paragraph.add_run()
        if kind == "t":
            run.text = text
            continue
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = f" {text} "
        run._r.append(element)


def repeat(row: object) -> None:
    """Let the first row of a table stand again at the head of every page."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))


def _set_defaults(word: WordDocument) -> None:
    """Our font and language for everything, and Word's current behaviour instead of its oldest."""
    defaults = word.styles.element.find(qn("w:docDefaults"))
    run = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for tag in ("w:rFonts", "w:lang"):
        found = run.find(qn(tag))
        if found is not None:
            run.remove(found)
    run.insert(0, _fonts())
    language = OxmlElement("w:lang")
    for name in ("w:val", "w:eastAsia"):
        language.set(qn(name), "en-GB")
    run.append(language)
    for style in word.styles.element.iter(qn("w:style")):
        for fonts in list(style.iter(qn("w:rFonts"))):
            fonts.getparent().remove(fonts)
    settings = word.settings.element
    compatible = settings.find(qn("w:compat"))
    if compatible is None:
        compatible = OxmlElement("w:compat")
        settings.append(compatible)
    mode = OxmlElement("w:compatSetting")
    mode.set(qn("w:name"), "compatibilityMode")
    mode.set(qn("w:uri"), "http://schemas.microsoft.com/office/word")
    mode.set(qn("w:val"), "15")
    compatible.append(mode)


def _fonts() -> object:
    fonts = OxmlElement("w:rFonts")
    for name in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(name), _FONT)
    return fonts


def _apply(style: ParagraphStyle, look: _Look) -> None:
    font, form = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold, False
    font.color.rgb = look.colour
    form.space_before, form.space_after = Pt(look.before), Pt(look.after)
    form.line_spacing = look.lines
    form.keep_with_next, form.keep_together = look.with_next, True
    for tag in ("w:pBdr", "w:spacing"):  # a line under the title, letters set apart
        for old in list(style.element.iter(qn(tag))):
            if tag == "w:pBdr" or old.getparent().tag == qn("w:rPr"):
                old.getparent().remove(old)


def _rule_at_left(style: ParagraphStyle, colour: str) -> None:
    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "24"), ("space", "10"), ("color", colour)):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    _insert_border(style, borders)


def _insert_border(style: ParagraphStyle, borders: object) -> None:
    """Where the schema wants it: after keepNext, keepLines, pageBreakBefore, …, numPr."""
    properties = style.element.get_or_add_pPr()
    before = {qn(f"w:{n}") for n in ("pStyle", "keepNext", "keepLines", "pageBreakBefore")}
    before |= {qn(f"w:{n}") for n in ("framePr", "widowControl", "numPr", "suppressLineNumbers")}
    at = sum(1 for child in properties if child.tag in before)
    properties.insert(at, borders)


def _shade(style: ParagraphStyle, fill: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shade.set(qn(f"w:{name}"), value)
    style.element.get_or_add_pPr().find(qn("w:pBdr")).addnext(shade)


def _join(style: ParagraphStyle) -> None:
    """No space between neighbours of this style: they are one note."""
    spacing = style.element.get_or_add_pPr().find(qn("w:spacing"))
    indent = style.element.get_or_add_pPr().find(qn("w:ind"))
    (spacing if indent is None else indent).addnext(OxmlElement("w:contextualSpacing"))


def _lay_out(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.3)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.2)


def _footer(word: WordDocument, title: str) -> None:
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
    paragraph.add_run(f"{title}  ·  Page ")
    add_field(paragraph, "PAGE", "1")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES", "1")
