"""Real reports, where they are at hand: FINDINGS_CORPUS is the folder that holds `ofsted/`."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest

from corpus.document import BlockKind
from corpus.pdf_reader import read_pdf
from corpus.structure import Text, build
from tests.corpus.printed import document

_CORPUS = os.environ.get("FINDINGS_CORPUS", "")
_QUERIES = os.environ.get("FINDINGS_QUERIES", "")
_MAX_REPORTS = 8

pytestmark = pytest.mark.skipif(not _CORPUS, reason="FINDINGS_CORPUS is not set")


@cache
def _read(path: Path) -> tuple[tuple[str, ...], Text]:
    raw = read_pdf(path)
    return raw.pages, build(raw)


def _reports() -> list[Path]:
    """A few reports, spread over the folder; files that are no PDF are left to other tests."""
    paths = sorted(Path(_CORPUS).glob("ofsted/*/*.pdf"))
    paths = [path for path in paths if path.read_bytes()[:5] == b"%PDF-"]
    return paths[:: max(1, len(paths) // _MAX_REPORTS)][:_MAX_REPORTS]


def test_sentences_stand_on_their_pages() -> None:
    for path in _reports():
        pages, text = _read(path)
        made = document(text)
        letters = ["".join(c for c in page if c.isalnum()) for page in pages]
        for sentence in text.sentences:
            first, last = made.pages_of(sentence.span)
            words = "".join(c for c in made.quote(sentence.span) if c.isalnum())
            assert words in letters[first - 1] or first < last, (path.name, first, words)


def test_no_running_line_or_closing_page_is_left() -> None:
    for path in _reports():
        _, text = _read(path)
        for sentence in text.sentences:
            words = text.text[sentence.span.start : sentence.span.end]
            assert "Crown copyright" not in words
            assert "Piccadilly Gate" not in words
            assert not words.isdecimal()


def test_reports_have_headings_and_numbered_paragraphs() -> None:
    for path in _reports():
        _, text = _read(path)
        assert len(text.outline) >= 4, path.name
        numbers = [int(b.paragraph) for b in text.blocks if b.paragraph]
        assert len(numbers) > 20, path.name
        assert any(b.kind is BlockKind.GRADE_ROW for b in text.blocks), path.name


@pytest.mark.skipif(not _QUERIES, reason="FINDINGS_QUERIES is not set")
def test_gold_quotes_are_found_word_for_word() -> None:
    seen: dict[Path, list[str]] = {}
    for line in Path(_QUERIES).read_text(encoding="utf-8").splitlines():
        for gold in json.loads(line).get("gold", []):
            if gold["source"].startswith("ofsted/"):
                seen.setdefault(Path(_CORPUS, gold["source"]), []).append(gold["quote"])
    missed = 0
    quotes = [(path, quote) for path in sorted(seen)[:_MAX_REPORTS] for quote in seen[path]]
    for path, quote in quotes:
        found = " ".join(_read(path)[1].text.split())
        missed += " ".join(quote.split()).replace("- ", "-") not in found.replace("- ", "-")
    assert missed <= len(quotes) // 50
