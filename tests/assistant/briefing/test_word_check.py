"""An exported Word file, edited by hand or saved by another program, is checked again."""

from __future__ import annotations

import copy
import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.briefing.edition import Edition
from assistant.briefing.word import to_word
from assistant.briefing.word_check import WordVerification, verify_word
from assistant.briefing.words import plain_words
from assistant.errors import WordFileError
from corpus.document import Document
from tests.assistant.briefing.making import FIRST, LIST, OVER_PAGES, SECOND, of_words
from tests.web.browser.conftest import missing

Verify = Callable[[Callable[[WordDocument], object]], WordVerification]


@pytest.fixture
def after(made: Edition, documents: dict[str, Document], tmp_path: Path) -> Verify:
    """Export, change the file, save it, check it."""

    def _after(change: Callable[[WordDocument], object]) -> WordVerification:
        word = docx.Document(io.BytesIO(to_word(made)))
        change(word)
        path = tmp_path / "briefing.docx"
        word.save(str(path))
        return verify_word(path, documents.__getitem__)

    return _after


def _paragraph(word: WordDocument, words: str) -> Paragraph:
    return next(p for p in word.paragraphs if words in p.text)


def _replace(old: str, new: str) -> Callable[[WordDocument], None]:
    def change(word: WordDocument) -> None:
        paragraph = _paragraph(word, old)
        run = next(r for r in paragraph.runs if old in r.text)
        run.text = run.text.replace(old, new)

    return change


def _delete(words: str) -> Callable[[WordDocument], None]:
    def change(word: WordDocument) -> None:
        element = _paragraph(word, words)._p
        element.getparent().remove(element)

    return change


def _no_bookmarks(word: WordDocument) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for element in list(word.element.body.iter(qn(tag))):
            element.getparent().remove(element)


def _no_styles(word: WordDocument) -> None:
    for paragraph in word.paragraphs:
        paragraph.style = word.styles["Normal"]


def _no_tables(word: WordDocument) -> None:
    for table in word.tables:
        table._tbl.getparent().remove(table._tbl)


def _nothing(word: WordDocument) -> None:
    pass


@pytest.mark.parametrize("change", [_nothing, _no_bookmarks, _no_styles, _no_tables])
def test_what_was_not_changed_is_right_however_it_is_recognised(
    after: Verify, change: Callable[[WordDocument], None]
) -> None:
    verified = after(change)
    assert verified.problems == ()
    assert verified.n_quotes == 4


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("know their", "knew their", "it says “advisers knew their”, where the document says “ad"),
        ("well.", "very well.", "“people very well.” was put in; the document does not have it"),
        ("young people well.", "people well.", "“their young people” is left out; the document"),
        ("advisers", "Advisers", "it says “Personal Advisers know”"),
        ("well.", "well!", "it says “people well!”"),
    ],
)
@pytest.mark.parametrize("loss", [_nothing, _no_bookmarks, _no_styles, _no_tables])
def test_a_word_changed_by_hand_is_named(
    after: Verify, old: str, new: str, what: str, loss: Callable[[WordDocument], None]
) -> None:
    def change(word: WordDocument) -> None:
        paragraph = _paragraph(word, FIRST)
        paragraph.runs[0].text = paragraph.runs[0].text.replace(old, new)
        loss(word)

    (problem,) = after(change).problems
    assert what in problem.what
    if loss is not _no_tables:
        assert problem.extract == "extract 1 (Inspection of Northfold)"


def test_a_quote_cut_short_is_named_though_its_words_are_the_documents(after: Verify) -> None:
    verified = after(
        _replace(", and the service has begun to ask each of them what would help", "")
    )
    assert [p.extract for p in verified.problems] == ["extract 3 (Inspection of Northfold)"]


def test_an_item_of_a_list_that_was_taken_out_is_named(after: Verify) -> None:
    verified = after(_delete("The number of foster carers"))
    assert [p.extract for p in verified.problems] == ["extract 2 (Inspection of Northfold)"]
    assert "is left out" in verified.problems[0].what


def test_a_paragraph_put_into_a_quote_is_named(after: Verify) -> None:
    def change(word: WordDocument) -> None:
        first = _paragraph(word, FIRST)
        added = copy.deepcopy(_paragraph(word, SECOND)._p)
        for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
            for element in list(added.iter(qn(tag))):
                added.remove(element)
        first._p.addnext(added)

    (problem,) = after(change).problems
    assert "was put in" in problem.what


def test_ones_own_words_in_the_style_of_a_quote_are_named(after: Verify) -> None:
    def change(word: WordDocument) -> None:
        word.add_paragraph("Everything is fine in every respect.", "Findings Quote")

    (problem,) = after(change).problems
    assert problem.extract == "“Everything is fine in every respect.”"
    assert "stands in none of the documents" in problem.what


def test_a_quote_that_is_listed_but_gone_is_named(after: Verify) -> None:
    (problem,) = after(_delete(SECOND)).problems
    assert problem.extract == "extract 4"
    assert "delete its row" in problem.what


def test_a_quote_taken_out_with_its_row_is_no_problem(after: Verify) -> None:
    def change(word: WordDocument) -> None:
        _delete(SECOND)(word)
        row = word.tables[1].rows[4]._tr
        row.getparent().remove(row)

    assert after(change).problems == ()


def test_words_before_a_list_are_checked_as_well(after: Verify) -> None:
    (problem,) = after(_replace("Leaders in Northfold should", "Leaders in Northfold may")).problems
    assert problem.extract.startswith("extract 2")
    assert "“Under”" in problem.what


def test_what_people_may_change_is_no_problem(after: Verify) -> None:
    def change(word: WordDocument) -> None:
        _paragraph(word, "Ask the Director").runs[1].text = "Another note."
        paragraph = _paragraph(word, FIRST)
        text = paragraph.runs[0].text
        paragraph.runs[0].text = text[:10]
        for part in (text[10:20], text[20:]):
            paragraph._p.insert_element_before(paragraph.add_run(part)._r, "w:bookmarkEnd")
        paragraph.runs[1].bold = True
        word.paragraphs[0].insert_paragraph_before("A covering paragraph.")
        citation = _paragraph(word, "Extract 4.")
        citation.runs[0].text = "As inspectors put it. "

    assert after(change).problems == ()


def test_tracked_changes_count_as_accepted(after: Verify) -> None:
    def change(word: WordDocument) -> None:
        run = _paragraph(word, FIRST).runs[0]
        deletion = OxmlElement("w:del")
        run._r.addprevious(deletion)
        deletion.append(run._r)

    assert "extract 1" in {p.extract for p in after(change).problems}


def test_a_document_that_is_not_held_is_named(made: Edition, tmp_path: Path) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(to_word(made))
    verified = verify_word(path, dict[str, Document]().__getitem__)
    assert len(verified.problems) == 4
    assert "is not held; index it" in verified.problems[0].what


def test_a_text_read_anew_is_searched_for_the_words(
    made: Edition, documents: dict[str, Document], tmp_path: Path
) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(to_word(made))
    moved = {i: replace(d, text="A cover page.\n" + d.text) for i, d in documents.items()}
    assert verify_word(path, moved.__getitem__).problems == ()
    other = {i: replace(d, text=d.text.replace("young", "old")) for i, d in documents.items()}
    problems = verify_word(path, other.__getitem__).problems
    assert "extract 1 (Inspection of Northfold)" in {p.extract for p in problems}


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut", b"no zip at all"])
def test_a_file_that_is_no_word_file_is_an_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "briefing.docx"
    path.write_bytes(content)
    with pytest.raises(WordFileError, match=r"briefing\.docx"):
        verify_word(path, dict[str, Document]().__getitem__)


def test_a_word_file_that_is_no_briefing_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    word = docx.Document()
    word.add_paragraph("Dear Sir or Madam")
    word.save(str(path))
    with pytest.raises(WordFileError, match="no exported briefing"):
        verify_word(path, dict[str, Document]().__getitem__)


def _in_libreoffice(path: Path, kind: str, folder: Path) -> Path:
    office = shutil.which("soffice")
    if office is None:
        missing("LibreOffice", "apt-get install libreoffice-writer-nogui")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        [str(office), profile, "--headless", "--convert-to", kind, "--outdir", folder, path],
        capture_output=True,
        check=True,
        timeout=120,
    )
    return folder / f"{path.stem}.{kind}"


def test_a_round_trip_through_libreoffice_keeps_every_quote(
    made: Edition, documents: dict[str, Document], tmp_path: Path
) -> None:
    path, folder = tmp_path / "briefing.docx", tmp_path / "saved"
    path.write_bytes(to_word(made))
    odt = _in_libreoffice(path, "odt", folder)
    again = _in_libreoffice(odt, "docx", folder)
    verified = verify_word(again, documents.__getitem__)
    assert verified.problems == ()
    assert verified.n_quotes == 4
    word = docx.Document(str(again))
    _paragraph(word, FIRST).runs[0].text = FIRST.replace("well", "badly")
    word.save(str(again))
    (problem,) = verify_word(again, documents.__getitem__).problems
    assert "“people badly.”" in problem.what


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_any_exported_words_are_recognised_and_any_change_of_letters_is_found(
    tmp_path: Path, data: st.DataObject
) -> None:
    words = st.text(min_size=1, max_size=40).filter(plain_words)
    quotes = data.draw(st.lists(words, min_size=1, max_size=3, unique_by=plain_words))
    checked, documents = of_words(quotes)
    path = tmp_path / "words.docx"
    path.write_bytes(to_word(Edition(checked)))
    assert verify_word(path, documents.__getitem__).problems == ()

    word = docx.Document(str(path))
    quoted = [p for p in word.paragraphs if p.style and p.style.name.startswith("Findings Quote")]
    changed = data.draw(st.sampled_from(quoted))
    run = changed.runs[0]
    run.text = run.text + "x"
    word.save(str(path))
    assert verify_word(path, documents.__getitem__).problems != ()


def test_the_texts_of_these_tests_are_those_of_the_briefing(made: Edition) -> None:
    assert [f.extract.quote for f in made.briefing.found] == [FIRST, LIST, OVER_PAGES, SECOND]
