from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from corpus.errors import (
    CorpusError,
    DamagedError,
    EncryptedError,
    UnsupportedError,
    WrongFormatError,
)
from corpus.formats import Format, sniff
from tests.corpus import made

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 512


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a", "a.html"])
def test_pdf_is_found_whatever_its_name(tmp_path: Path, name: str) -> None:
    assert sniff(made.pdf(tmp_path / name)) is Format.PDF


def test_pdf_may_begin_with_stray_bytes(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf")
    assert sniff(written(path, b"\r\n\x00 " + path.read_bytes())) is Format.PDF


def test_word_file_is_found_by_its_parts(tmp_path: Path) -> None:
    assert sniff(made.word(tmp_path / "a.docx")) is Format.DOCX


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.html", b"<!DOCTYPE html><p>x", Format.HTML),
        ("a.htm", b"<div class=x><p>A saved fragment</p></div>", Format.HTML),
        ("a.txt", b"\xef\xbb\xbf \n<!-- saved --><HTML><body>x", Format.HTML),
        ("a.html", b'<?xml version="1.0"?>\n<!DOCTYPE html><html>', Format.HTML),
        ("a.md", b"no mark of any kind", Format.MARKDOWN),
        ("a.txt", b"# One\n\ntext\n\n## Two\n", Format.MARKDOWN),
        ("a.txt", b"# 1 of 3 hash signs\nplain text", Format.TEXT),
        ("a", b"plain text", Format.TEXT),
        ("a.TXT", "£5 more".encode("cp1252"), Format.TEXT),
    ],
)
def test_text_is_told_apart_by_content_then_name(
    tmp_path: Path, name: str, content: bytes, expected: Format
) -> None:
    assert sniff(written(tmp_path / name, content)) is expected


@pytest.mark.parametrize(
    ("name", "content", "error", "said"),
    [
        ("a.pdf", b"<!doctype html><html>", WrongFormatError, "a web page, not a PDF"),
        ("a.pdf", b"only words", WrongFormatError, "plain text, not a PDF"),
        ("a.pdf", b"\x00\x01\x02\xfe", DamagedError, "beginning of a .pdf file is missing"),
        ("a.docx", b"<html>", WrongFormatError, "a web page, not a Word file"),
        ("a.docx", b"PK\x03\x04 torn", DamagedError, "damaged Word file"),
        ("a.zip", b"PK\x03\x04 torn", UnsupportedError, "damaged archive"),
        ("a.doc", OLE, UnsupportedError, "old Office program"),
        ("a.msg", OLE, UnsupportedError, "an e-mail"),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedError, "password"),
        ("a.rtf", b"{\\rtf1 x}", UnsupportedError, "rich text"),
        ("a.png", b"\x89PNG\r\n\x1a\n", UnsupportedError, "an image"),
        ("a.gz", b"\x1f\x8b\x08", UnsupportedError, "an archive"),
        ("a.txt", "£".encode("utf-16"), WrongFormatError, "UTF-16"),
        ("a.txt", b"one\x00two", WrongFormatError, "NUL"),
        ("a.bin", b"one\x00two", UnsupportedError, "unknown kind"),
        ("a.csv", b"a,b\n1,2\n", UnsupportedError, ".csv files are not read"),
        ("a.xml", b'<?xml version="1.0"?><x version="1">', UnsupportedError, "an XML file"),
        (
            "a.mht",
            b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n\r\nx",
            UnsupportedError,
            "web archive",
        ),
    ],
)
def test_what_is_not_read_is_refused_in_its_own_words(
    tmp_path: Path, name: str, content: bytes, error: type[CorpusError], said: str
) -> None:
    with pytest.raises(error, match=said):
        sniff(written(tmp_path / name, content))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("a.txt", "an archive: unpack it"),
        ("xl/workbook.xml", "a spreadsheet"),
        ("ppt/presentation.xml", "a presentation"),
        ("mimetype", "OpenDocument"),
    ],
)
def test_other_archives_are_refused(tmp_path: Path, part: str, said: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(UnsupportedError, match=said):
        sniff(tmp_path / "a.zip")


@pytest.mark.parametrize("name", ["a.docm", "a.docx"])
def test_word_file_with_macros_is_refused_whatever_its_name(tmp_path: Path, name: str) -> None:
    path = made.repacked(made.word(tmp_path / name), {"word/vbaProject.bin": b"x"})
    with pytest.raises(UnsupportedError, match="with macros"):
        sniff(path)


def test_pdf_under_the_name_of_a_word_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongFormatError, match="a PDF, not a Word file"):
        sniff(made.pdf(tmp_path / "a.docx"))
