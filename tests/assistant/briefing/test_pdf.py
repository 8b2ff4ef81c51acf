"""The PDF, read back with poppler's tools, and what happens where Pango is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import cast

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from assistant.briefing.edition import Edition
from assistant.briefing.pdf import pdf_unavailable, to_html, to_pdf
from tests.assistant.briefing.making import FIRST, OVER_PAGES, SECOND
from tests.web.browser.conftest import missing


def _tool(name: str, *arguments: str) -> str:
    if shutil.which(name) is None:
        missing(name, "apt-get install poppler-utils")
    done = subprocess.run([name, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def pdf(made: Edition, tmp_path: Path) -> Path:
    reason = pdf_unavailable()
    if reason:
        missing("Pango", reason)
    path = tmp_path / "briefing.pdf"
    path.write_bytes(to_pdf(made))
    return path


def test_it_is_tagged_and_says_what_it_is(pdf: Path) -> None:
    info = _tool("pdfinfo", str(pdf))
    assert re.search(r"^Tagged: +yes$", info, re.M)
    assert re.search(r"^Title: +Northfold: care leavers$", info, re.M)
    assert re.search(r"^Author: +Northfold Borough Council$", info, re.M)
    root = PdfReader(pdf).root_object
    assert str(root["/Lang"]) == "en-GB"
    metadata = cast(StreamObject, root["/Metadata"]).get_data()
    assert re.search(rb"pdfuaid:part\W{1,2}1", metadata)


def test_its_structure_has_headings_quotes_and_table_headers(pdf: Path) -> None:
    tags = _tool("pdfinfo", "-struct", str(pdf))
    for tag in ("H1", "H2", "BlockQuote", "Table", "TH", "TD", "L", "LI"):
        assert re.search(rf"^ *{tag}\b", tags, re.M), tag


def test_it_holds_every_quote_word_for_word(pdf: Path, made: Edition) -> None:
    text = " ".join(_tool("pdftotext", "-raw", str(pdf), "-").split())
    for quote in (FIRST, OVER_PAGES, SECOND):
        assert quote in text
    for source in made.sources:
        assert source.citation.sha256 in text.replace(" ", "")


def test_a_script_in_a_document_is_text(made: Edition) -> None:
    html = to_html(made)
    assert "<script" not in html
    assert "&lt;script&gt;alert" in html


def test_where_pango_is_missing_it_says_so_and_how_to_get_it(tmp_path: Path) -> None:
    # what the real package does where the library cannot be loaded
    (tmp_path / "weasyprint.py").write_text("raise OSError('cannot load library pango')\n")
    program = "from assistant.briefing.pdf import pdf_unavailable; print(pdf_unavailable())"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path.cwd())])},
    )
    assert "Pango" in done.stdout
    assert "apt-get install libpango-1.0-0" in done.stdout
