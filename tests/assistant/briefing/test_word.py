"""The Word file, read back with python-docx."""

from __future__ import annotations

import io
import re

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.briefing.edition import CHECK_COLUMNS, SOURCE_COLUMNS, Edition
from assistant.briefing.word import bookmark_of, to_word
from assistant.briefing.words import plain_words
from tests.assistant.briefing.making import FIRST, LIST, OVER_PAGES, SECOND, of_words


@pytest.fixture
def word(made: Edition) -> WordDocument:
    return docx.Document(io.BytesIO(to_word(made)))


def _styled(word: WordDocument, *names: str) -> list[str]:
    return [p.text for p in word.paragraphs if p.style and p.style.name in names]


def test_quotes_stand_word_for_word_in_styles_of_their_own(word: WordDocument) -> None:
    assert _styled(word, "Findings Quote") == [FIRST, OVER_PAGES, SECOND]
    assert _styled(word, "Findings Quote Item") == LIST.split("\n• ")


def test_headings_notes_and_citations_have_their_styles(word: WordDocument) -> None:
    assert _styled(word, "Title") == ["Northfold: care leavers"]
    assert _styled(word, "Heading 1") == [
        "What must improve",
        "Voices of young people & carers",
        "Sources",
        "How to check",
    ]
    assert _styled(word, "Findings Note") == [
        "Note (not a quote): Ask the Director how this stands.",
        "Before March.",
    ]
    assert _styled(word, "Findings Lead-in") == ["Under: Leaders in Northfold should improve:"]
    citation = _styled(word, "Findings Citation")[2]
    assert citation.startswith("Extract 3. Ofsted’s inspectors. Inspection of Northfold.")
    assert "Inspected 3 to 14 July 2023" in citation
    assert "Pages 2 and 3, paragraph 14" in citation


def test_every_quote_has_a_bookmark_that_word_allows(word: WordDocument, made: Edition) -> None:
    names = [b.get(qn("w:name")) for b in word.element.body.iter(qn("w:bookmarkStart"))]
    assert names == [bookmark_of(found) for found in made.briefing.found]
    assert all(re.fullmatch(r"[a-z]\w{0,39}", name) for name in names)


def test_tables_say_document_hash_page_and_characters(word: WordDocument, made: Edition) -> None:
    sources, check = word.tables
    assert [cell.text for cell in sources.rows[0].cells] == [*SOURCE_COLUMNS]
    assert [row.cells[2].text for row in sources.rows[1:]] == [
        s.citation.sha256 for s in made.sources
    ]
    assert [cell.text for cell in check.rows[0].cells] == [*CHECK_COLUMNS]
    rows = [tuple(cell.text for cell in row.cells) for row in check.rows[1:]]
    assert rows == [made.check_row(found) for found in made.briefing.found]


def test_header_rows_repeat_and_rows_do_not_break(word: WordDocument) -> None:
    for table in word.tables:
        for number, row in enumerate(table.rows):
            properties = row._tr.trPr
            assert properties is not None
            assert (properties.find(qn("w:tblHeader")) is not None) is (number == 0)
            assert properties.find(qn("w:cantSplit")) is not None


def test_it_is_british_english_and_says_what_it_is(word: WordDocument, made: Edition) -> None:
    language = word.styles.element.find(qn("w:docDefaults")).find(f".//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "en-GB"
    properties = word.core_properties
    assert properties.title == "Northfold: care leavers"
    assert properties.author == "Northfold Borough Council"
    assert properties.language == "en-GB"
    assert properties.comments == ""
    assert properties.created is not None


def test_pages_are_numbered(word: WordDocument) -> None:
    footer = word.sections[0].footer._element
    fields = [e.text.strip() for e in footer.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_a_link_is_written_where_the_site_is_known(word: WordDocument) -> None:
    targets = [r.target_ref for r in word.part.rels.values() if r.is_external]
    assert targets == ["https://findings.example/extract/1"]


@settings(max_examples=15, deadline=None)
@given(
    quotes=st.lists(st.text(min_size=1, max_size=50).filter(plain_words), max_size=3, min_size=1)
)
def test_any_words_can_be_written_and_read_again(quotes: list[str]) -> None:
    checked, _ = of_words(quotes)
    word = docx.Document(io.BytesIO(to_word(Edition(checked))))
    shown = " ".join(_styled(word, "Findings Quote", "Findings Quote Item"))
    assert plain_words(shown) == " ".join(plain_words(quote) for quote in quotes)
