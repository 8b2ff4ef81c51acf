from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.briefing import Briefing, refer
from assistant.briefing.checking import Lost, Reason, check
from assistant.briefing.edition import Edition
from assistant.errors import LostQuotesError
from corpus.document import Document, Span
from tests.assistant.briefing.making import FIRST, LIST, OVER_PAGES, SECOND, words_of


def test_a_reference_holds_no_word_of_its_document(documents: dict[str, Document]) -> None:
    kept = repr(words_of(documents, FIRST, "k"))
    assert "Personal" not in kept
    assert "advisers" not in kept
    assert "Inspection of Northfold, page 2" in kept


@pytest.mark.parametrize("span", [Span(5, 5), Span(0, 10**6), Span(10**6, 10**6 + 5)])
def test_there_is_no_reference_to_no_words(documents: dict[str, Document], span: Span) -> None:
    with pytest.raises(ValueError, match="hold no words"):
        refer(next(iter(documents.values())), span, "k")


def test_every_quote_is_read_from_its_document(
    briefing: Briefing, documents: dict[str, Document]
) -> None:
    checked = check(briefing, documents.__getitem__)
    assert [f.extract.quote for f in checked.found] == [FIRST, LIST, OVER_PAGES, SECOND]
    assert [f.number for f in checked.found] == [1, 2, 3, 4]
    assert checked.lost == ()
    assert len(checked.entries) == len(briefing.entries)


def test_a_document_that_is_gone_is_named_with_what_to_do(
    briefing: Briefing, documents: dict[str, Document]
) -> None:
    gone = words_of(documents, SECOND, "k").document_id
    checked = check(briefing, {i: d for i, d in documents.items() if i != gone}.__getitem__)
    (lost,) = checked.lost
    assert (lost.number, lost.reason) == (4, Reason.GONE)
    assert "Inspection of St Aldric’s, page 2: the document is no longer held" in lost.message
    assert "remove this extract" in lost.message


def test_other_words_at_the_place_are_never_shown_as_the_quote(
    briefing: Briefing, documents: dict[str, Document]
) -> None:
    changed = {
        i: replace(d, text=d.text.replace("know their", "knew their")) for i, d in documents.items()
    }
    checked = check(briefing, changed.__getitem__)
    assert isinstance(checked.entries[0], Lost)
    assert checked.entries[0].reason is Reason.CHANGED
    assert FIRST not in [f.extract.quote for f in checked.found]


def test_a_briefing_with_a_lost_quote_is_not_exported(
    briefing: Briefing, documents: dict[str, Document]
) -> None:
    checked = check(briefing, dict[str, Document]().__getitem__)
    with pytest.raises(LostQuotesError, match=r"Inspection of Northfold, page 2.*St Aldric’s"):
        Edition(checked)


def test_words_that_cleaning_has_moved_are_found_again(
    briefing: Briefing, documents: dict[str, Document]
) -> None:
    moved = {
        i: replace(
            d,
            text="A new cover.\n" + d.text.replace("well. Most", "well.\nMost"),
            page_starts=(0, *(start + 13 for start in d.page_starts[1:])),
        )
        for i, d in documents.items()
    }
    checked = check(briefing, moved.__getitem__)
    assert checked.lost == ()
    assert [f.extract.quote for f in checked.found] == [FIRST, LIST, OVER_PAGES, SECOND]
    for found, entry in zip(checked.found, briefing.entries[:1], strict=False):
        assert found.key == entry.key
        assert found.reference.span == found.extract.span
        assert found.reference.span.start == entry.span.start + 13  # type: ignore[union-attr]
