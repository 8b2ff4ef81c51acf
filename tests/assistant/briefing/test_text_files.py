"""Markdown and CSV, read back by other programs' readers."""

from __future__ import annotations

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.briefing.edition import Edition, Source
from assistant.briefing.markdown import to_markdown
from assistant.briefing.table import COLUMNS, to_csv
from assistant.briefing.words import plain_words, words_digest
from tests.assistant.briefing.making import FIRST, LIST, OVER_PAGES, SECOND, of_words

_WORDS = st.text(min_size=1, max_size=60).filter(lambda text: plain_words(text) != "")
_MARKS = st.text(alphabet="#*_`[]()<>!&|~=+-.1 a\\\n•:\"'^$", min_size=1, max_size=30).filter(
    lambda text: plain_words(text) != ""
)


def _quotes(markdown: str) -> list[str]:
    """The words of each block quote as they are rendered."""
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    quotes: list[str] = []
    depth = 0
    for token in tokens:
        depth += (token.type == "blockquote_open") - (token.type == "blockquote_close")
        if token.type == "blockquote_open":
            quotes.append("")
        elif depth and token.type == "inline":
            quotes[-1] += " " + _rendered(token)
        else:
            assert not depth or token.type.split("_")[0] in {
                "blockquote",
                "paragraph",
                "bullet",
                "list",
            }
    return [" ".join(quote.split()) for quote in quotes]


def _rendered(token: Token) -> str:
    assert token.children is not None
    assert {c.type for c in token.children} <= {"text", "softbreak"}, token
    return "".join(c.content or " " for c in token.children)


def test_markdown_shows_every_quote_word_for_word(made: Edition) -> None:
    markdown = to_markdown(made)
    assert _quotes(markdown) == [plain_words(q) for q in (FIRST, LIST, OVER_PAGES, SECOND)]
    assert "**Note:** Ask the Director how this stands." in markdown
    assert "## What must improve" in markdown
    assert "**Extract 1. Ofsted’s inspectors.** Inspection of Northfold" in markdown
    assert "<https://findings.example/extract/1>" in markdown


def test_every_file_says_how_to_check_it(made: Edition) -> None:
    markdown = to_markdown(made)
    for found in made.briefing.found:
        span, sha256 = found.extract.span, found.extract.citation.sha256
        assert sha256 in markdown
        assert f"{span.start}–{span.end} | {words_digest(found.extract.quote)}" in markdown
    assert made.statement in markdown


@given(quotes=st.lists(_WORDS | _MARKS, min_size=1, max_size=4))
@example(["•\n0"])
def test_no_words_of_a_document_become_marks(quotes: list[str]) -> None:
    checked, _ = of_words(quotes)
    shown = [plain_words(quote) for quote in _quotes(to_markdown(Edition(checked)))]
    assert shown == [plain_words(quote) for quote in quotes]


def test_the_table_has_a_row_for_each_extract_and_note(made: Edition) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(made))))
    assert tuple(rows[0]) == COLUMNS
    assert [row["words"] for row in rows if row["kind"] == "extract"] == [
        FIRST,
        LIST,
        OVER_PAGES,
        SECOND,
    ]
    assert [row["heading"] for row in rows] == [
        "",
        "What must improve",
        "What must improve",
        "Voices of young people & carers",
        "Voices of young people & carers",
    ]
    assert rows[2]["kind"] == "note"
    assert (rows[3]["page"], rows[3]["last_page"], rows[3]["paragraph"]) == ("2", "3", "14")
    assert rows[0]["link"] == "https://findings.example/extract/1"


@given(quotes=st.lists(_WORDS | _MARKS, min_size=1, max_size=4))
def test_the_table_keeps_every_word_and_runs_none(quotes: list[str]) -> None:
    checked, _ = of_words(quotes)
    rows = list(csv.DictReader(io.StringIO(to_csv(Edition(checked)), newline="")))
    for row, quote in zip(rows, quotes, strict=True):
        assert not row["words"].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert row["words"] in (quote, f"'{quote}")


def test_a_source_says_what_it_is(made: Edition) -> None:
    first, second = made.sources
    assert isinstance(first, Source)
    assert first.described[0] == "Inspection of Northfold"
    assert (
        "Inspection report · Ofsted · Northfold. Inspected 3 to 14 July 2023" in first.described[1]
    )
    assert first.described[2] == "File: report 2023.pdf"
    assert second.letter == "B"
