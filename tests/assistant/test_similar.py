from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.pipeline import Assistant
from assistant.similar import more_like
from corpus.document import BlockKind, Span
from index.local import LocalEngine, open_engine


@pytest.fixture(scope="module")
def engine(sample_data: Path) -> Iterator[LocalEngine]:
    opened = open_engine(sample_data)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def quoted(engine: LocalEngine) -> tuple[str, Span]:
    """A place of the sample about the caseloads of personal advisers."""
    answer = Assistant(engine).ask("what did Ofsted say about Wirral's PA caseloads")
    first = answer.extracts[0]
    return first.citation.document_id, first.span


def test_what_is_found_is_verbatim_cited_and_best_first(
    engine: LocalEngine, quoted: tuple[str, Span]
) -> None:
    found = more_like(engine, *quoted)
    assert found.same
    assert found.others
    for extracts in (found.same, found.others):
        scores = [extract.score for extract in extracts]
        assert scores == sorted(scores, reverse=True)
    for extract in found.extracts:
        document = engine.document(extract.citation.document_id)
        assert document.quote(extract.span) == extract.quote
        assert extract.citation.sha256 == document.sha256
    assert found.n_documents == len(engine.documents())


def test_neither_the_words_themselves_nor_headings_are_found(
    engine: LocalEngine, quoted: tuple[str, Span]
) -> None:
    document_id, span = quoted
    said = engine.document(document_id).quote(span)
    for extract in more_like(engine, *quoted, n_same=50, n_others=50).extracts:
        assert extract.quote not in said
        document = engine.document(extract.citation.document_id)
        kinds = [block.kind for block in document.blocks if block.span.overlaps(extract.span)]
        assert BlockKind.HEADING not in kinds


def test_its_own_document_and_one_extract_of_each_other(
    engine: LocalEngine, quoted: tuple[str, Span]
) -> None:
    found = more_like(engine, *quoted, n_same=50, n_others=50)
    assert {extract.citation.document_id for extract in found.same} == {quoted[0]}
    others = [extract.citation.document_id for extract in found.others]
    assert quoted[0] not in others
    assert len(others) == len(set(others))


def test_a_span_without_a_sentence_is_like_nothing(
    engine: LocalEngine, quoted: tuple[str, Span]
) -> None:
    end = len(engine.document(quoted[0]).text)
    assert more_like(engine, quoted[0], Span(end, end)).extracts == ()


def test_a_document_that_is_not_held_is_an_error(engine: LocalEngine) -> None:
    with pytest.raises(KeyError):
        more_like(engine, "f" * 16, Span(0, 9))
