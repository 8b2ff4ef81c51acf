from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import (
    DamagedError,
    EncryptedError,
    NoTextError,
    TooLargeError,
    WrongFormatError,
)
from corpus.pdf_reader import read_pdf
from tests.corpus import made


def _report(path: Path) -> Path:
    canvas = Canvas(str(path), invariant=True)
    canvas.setTitle("Farnley report")
    canvas.setFont("Helvetica-Bold", 14)
    canvas.drawString(60, 780, "What needs to improve")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(60, 750, "The Board")
    canvas.setFont("Helvetica", 7)
    canvas.drawString(118, 754, "1")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(124, 750, "met twice in Farnley.")
    canvas.setFont("Helvetica-Oblique", 12)
    canvas.drawString(60, 720, "Care leavers")
    canvas.showPage()
    canvas.save()
    return path


def test_text_is_pypdfs_own(tmp_path: Path) -> None:
    path = _report(tmp_path / "a.pdf")
    raw = read_pdf(path)
    assert list(raw.pages) == [page.extract_text() for page in PdfReader(path).pages]
    # White space aside: a raised mark that pypdf puts on a line of its own is put back.
    assert "".join("".join(line.text.split()) for line in raw.lines) == (
        "".join(raw.pages[0].split())
    )
    assert raw.format == "pdf"
    assert raw.title_hint == "Farnley report"
    assert raw.notes == ()


def test_lines_say_how_they_are_printed(tmp_path: Path) -> None:
    heading, body, italic = (
        line for line in read_pdf(_report(tmp_path / "a.pdf")).lines if line.text.strip()
    )
    assert heading.print and heading.print.bold and heading.print.size == 14
    assert body.print and not body.print.bold and not body.print.italic
    assert body.print.left == 60
    assert body.print.size == 12
    assert [body.text[start:end] for start, end in body.print.raised] == ["1"]
    assert italic.print and italic.print.italic
    assert heading.print.top < body.print.top < italic.print.top


def test_page_without_text_is_noted(tmp_path: Path) -> None:
    raw = read_pdf(made.pdf(tmp_path / "a.pdf", [made.STORY, [], made.STORY]))
    assert raw.notes == ("no readable text on page 2",)
    assert len(raw.pages) == 3


def test_page_that_fails_leaves_the_others(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=made.pdf(tmp_path / "a.pdf", [made.STORY] * 3))
    contents = writer.pages[1]["/Contents"].get_object()
    contents[NameObject("/Filter")] = NameObject("/NoSuchFilter")  # type: ignore[index]
    writer.write(tmp_path / "b.pdf")
    raw = read_pdf(tmp_path / "b.pdf")
    assert raw.notes[0] == "incomplete: 2 of 3 pages read"
    assert raw.pages[1] == ""
    assert raw.pages[2]


def test_fault_inside_a_page_is_noted(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf", [made.STORY] * 3)
    content = bytearray(path.read_bytes())
    start = content.index(b"stream", content.index(b"/Length"))
    content[start + 40 : start + 44] = b"zzzz"
    path.write_bytes(content)
    assert any(
        note.startswith(("damaged", "incomplete", "no readable")) for note in read_pdf(path).notes
    )


def test_web_page_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_text("\n<!DOCTYPE html><html><body>Report not found</body></html>")
    with pytest.raises(WrongFormatError, match="a web page, not a PDF"):
        read_pdf(path)


def test_something_else_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"PK\x03\x04 and so on")
    with pytest.raises(WrongFormatError, match="not a PDF"):
        read_pdf(path)


def test_empty_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.touch()
    with pytest.raises(DamagedError, match="empty"):
        read_pdf(path)


def test_cut_file_is_damaged(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes()[:300])
    with pytest.raises(DamagedError, match="get"):
        read_pdf(path)


def test_password_is_told(tmp_path: Path) -> None:
    with pytest.raises(EncryptedError, match="password"):
        read_pdf(made.encrypted_pdf(tmp_path / "a.pdf"))


def test_scan_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(NoTextError, match="no readable text"):
        read_pdf(made.pdf(tmp_path / "a.pdf", [[], []]))


def test_limits(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf", [made.STORY] * 3)
    with pytest.raises(TooLargeError, match="3 pages; the limit is 2"):
        read_pdf(path, max_pages=2)
    with pytest.raises(TooLargeError, match="bytes; the limit is 100"):
        read_pdf(path, max_bytes=100)
