"""Small made-up files for the tests of reading, sound and hostile; none is a real document."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import docx
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

STORY = (
    "Inspectors visited the borough of Farnley in spring and met the duty team.",
    "They found that visits to children were more regular than a year before.",
    "Records of those visits were fuller, although some plans still had no dates.",
)
PAGE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Farnley</title></head><body>
<nav><a href="/">Home</a></nav><main><h1>Farnley</h1>{}</main></body></html>"""


def pdf(path: Path, pages: Sequence[Sequence[str]] = (STORY,)) -> Path:
    """A PDF with a line of text for each string; an empty page has no text."""
    canvas = Canvas(str(path), invariant=True)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(60, 780 - 16 * number, line)
        canvas.rect(50, 40, 100, 20)
        canvas.showPage()
    canvas.save()
    return path


def encrypted_pdf(path: Path) -> Path:
    writer = PdfWriter(clone_from=pdf(path))
    writer.encrypt("secret")  # RC4, which needs no further package
    writer.write(path)
    return path


def word(path: Path, paragraphs: Sequence[str] = STORY) -> Path:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(str(path))
    return path


def repacked(path: Path, parts: dict[str, bytes]) -> Path:
    """The Word file at `path` with `parts` put in place of, or beside, its own."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()} | parts
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(name, part)
    path.write_bytes(packed.getvalue())
    return path


def web_page(path: Path, paragraphs: Sequence[str] = STORY) -> Path:
    path.write_text(PAGE.format("".join(f"<p>{p}</p>" for p in paragraphs)), encoding="utf-8")
    return path


def text(path: Path, paragraphs: Sequence[str] = STORY) -> Path:
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return path
