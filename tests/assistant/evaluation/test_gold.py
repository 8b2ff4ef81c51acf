from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.gold import GoldError, Letters, quote_of, resolve, span_of, with_spans
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.queries import Gold, GoldSpan, Query
from corpus.document import Span
from tests.assistant.evaluation.made_up import collection, document

REPORT = document(
    "town/report.pdf",
    ["Visits are late.", "Multi-agency work is good. Visits are late.", "Nothing else."],
)


def test_a_quote_is_found_by_its_letters() -> None:
    span = span_of(REPORT, Gold("report.pdf", 2, "multi- agency  work is GOOD"))
    assert REPORT.quote(Span(span.start, span.end)) == "Multi-agency work is good"
    assert span.document == REPORT.id
    assert quote_of(REPORT, span) == Gold("town/report.pdf", 2, "Multi-agency work is good")


def test_of_several_places_the_one_nearest_the_page_is_taken() -> None:
    pages = [
        REPORT.page_of(span_of(REPORT, Gold("r", page, "Visits are late")).start)
        for page in (1, 2, 3)
    ]
    assert pages == [1, 2, 2]


def test_a_quote_that_is_not_there_is_named() -> None:
    with pytest.raises(GoldError, match="Visits are early"):
        span_of(REPORT, Gold("r", 1, "Visits are early"))
    with pytest.raises(GoldError):
        span_of(REPORT, Gold("r", 1, "..."))


def test_a_span_is_found_again_when_the_text_has_moved() -> None:
    span = span_of(REPORT, Gold("r", 2, "Multi-agency work is good."))
    later = document(
        "town/report.pdf", ["Contents", "Visits are  late.", "Multi-agency work is good."]
    )
    assert quote_of(later, span) == Gold("town/report.pdf", 3, "Multi-agency work is good")


def test_a_span_whose_words_have_gone_is_an_error() -> None:
    span = span_of(REPORT, Gold("r", 2, "Multi-agency work is good."))
    with pytest.raises(GoldError, match="store its span anew"):
        quote_of(document("town/report.pdf", ["Visits are late."]), span)


def test_gold_is_resolved_where_its_document_is_held() -> None:
    engine = collection(REPORT)
    holdings = Holdings(engine.documents())
    span = span_of(REPORT, Gold("r", 1, "Visits are late", part="one"))
    quote = resolve(span, engine, holdings)
    assert quote == Gold("town/report.pdf", 1, "Visits are late", "one")
    assert resolve(Gold("x/town/report.pdf", 1, "q"), engine, holdings) is not None
    assert resolve(Gold("other.pdf", 1, "q"), engine, holdings) is None
    assert resolve(GoldSpan("ffff", 0, 1, "x", 1), engine, holdings) is None


@given(st.text(min_size=1), st.integers(0, 50), st.integers(1, 50))
def test_any_stretch_with_letters_comes_back_as_it_was(text: str, start: int, size: int) -> None:
    report = document("a.txt", [text])
    stretch = text[start : start + size]
    if not Letters.of(stretch).text:
        return
    found = quote_of(report, span_of(report, Gold("a.txt", 1, stretch)))
    assert Letters.of(found.quote).text == Letters.of(stretch).text


def test_a_query_can_do_without_the_documents_words() -> None:
    engine = collection(REPORT)
    holdings = Holdings(engine.documents())
    query = Query("q", "late?", gold=(Gold("report.pdf", 2, "Visits are late."),))
    spans = with_spans(query, engine, holdings)
    assert spans.gold == (span_of(REPORT, Gold("report.pdf", 2, "Visits are late.")),)
    assert with_spans(spans, engine, holdings) == spans
    with pytest.raises(GoldError, match=r"q: other\.pdf is not held"):
        with_spans(Query("q", "?", gold=(Gold("other.pdf", 1, "x"),)), engine, holdings)
