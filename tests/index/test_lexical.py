"""Lexical search: stems, phrases, weights, filters, and BM25 worked by hand."""

from __future__ import annotations

from math import log
from pathlib import Path

import pytest

from corpus.document import About
from index.engine import WeightedTerm
from index.errors import DamagedIndexError
from index.lexical import Analyser, LexicalStore, LexicalWriter

BODIES = (
    "Caseloads are too high",
    "Managers oversee caseloads well and caseloads fall",
    "The board of partners challenges managers",
    "Children who are looked after see their social worker",
    "Looked at after the event, work is social",
)


def _store(path: Path, *, context_weight: float = 0.5) -> LexicalStore:
    analyser = Analyser()
    writer = LexicalWriter(path, analyser)
    for row, body in enumerate(BODIES):
        about = About.BOARD if row == 2 else About.AUTHORITY
        writer.add(row, row // 2, about, body, "What leaders must do" if row == 4 else "")
    writer.finish()
    return LexicalStore(path, analyser, context_weight=context_weight)


def _rows(hits: list[tuple[int, float]]) -> list[int]:
    return [row for row, _ in hits]


def test_score_is_bm25(tmp_path: Path) -> None:
    # "caseload" stands in 2 of 5 bodies: idf = ln(1 + (5 - 2 + 0.5) / (2 + 0.5)) = ln 2.4.
    # Lengths in stems: caseload too high, 3; manag overse caseload well caseload fall, 6; board
    # partner challeng manag, 4; children look after see social worker, 6; look after event work
    # social, 5. Their mean is 24 / 5.
    lengths = [3, 6, 4, 6, 5]
    assert [len(Analyser().stems(body)) for body in BODIES] == lengths
    mean = 24 / 5
    idf = log(1 + (5 - 2 + 0.5) / (2 + 0.5))

    def bm25(times: int, length: int) -> float:
        return idf * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / mean))

    hits = dict(_store(tmp_path / "x").search([WeightedTerm("caseload")], 5))
    assert hits == {
        0: pytest.approx(bm25(1, lengths[0]), rel=1e-5),
        1: pytest.approx(bm25(2, lengths[1]), rel=1e-5),
    }


def test_words_are_found_by_their_stem(tmp_path: Path) -> None:
    store = _store(tmp_path / "x")
    for form in ("Manager", "MANAGERS", "managing"):  # Snowball's stem of all three is "manag"
        assert set(_rows(store.search([WeightedTerm(form)], 5))) == {1, 2}


def test_phrase_wants_its_words_in_order(tmp_path: Path) -> None:
    store = _store(tmp_path / "x")
    assert _rows(store.search([WeightedTerm("looked after")], 5)) == [3]
    assert _rows(store.search([WeightedTerm("board of partners")], 5)) == [2]
    assert _rows(store.search([WeightedTerm("partners board")], 5)) == []


def test_weight_multiplies(tmp_path: Path) -> None:
    store = _store(tmp_path / "x")
    once = dict(store.search([WeightedTerm("board")], 5))
    twice = dict(store.search([WeightedTerm("board", 2.0)], 5))
    assert twice[2] == pytest.approx(2 * once[2])


def test_context_counts_less(tmp_path: Path) -> None:
    full = dict(_store(tmp_path / "x", context_weight=1.0).search([WeightedTerm("leaders")], 5))
    half = dict(_store(tmp_path / "y", context_weight=0.5).search([WeightedTerm("leaders")], 5))
    none = _store(tmp_path / "z", context_weight=0.0).search([WeightedTerm("leaders")], 5)
    assert half[4] == pytest.approx(full[4] / 2)
    assert none == []


def test_filters_keep_scores(tmp_path: Path) -> None:
    store = _store(tmp_path / "x")
    everywhere = dict(store.search([WeightedTerm("managers")], 5))
    assert store.search([WeightedTerm("managers")], 5, documents=[1]) == [(2, everywhere[2])]
    assert store.search([WeightedTerm("managers")], 5, rows=[1]) == [(1, everywhere[1])]
    board = store.search([WeightedTerm("managers")], 5, about=About.BOARD)
    assert board == [(2, everywhere[2])]
    assert store.search([WeightedTerm("managers")], 5, documents=[]) == []


def test_unknown_and_stop_words_find_nothing(tmp_path: Path) -> None:
    store = _store(tmp_path / "x")
    assert store.search([WeightedTerm("zebra"), WeightedTerm("the"), WeightedTerm("")], 5) == []
    assert store.search([], 5) == []


def test_odd_text_is_no_error(tmp_path: Path) -> None:
    store = _store(tmp_path / "x")
    for text in ('"AND (', "\x00", "lone \ud800 surrogate", "body:x^2~", "’", "x" * 5000):
        store.search([WeightedTerm(text)], 5)


def test_frequency_counts_bodies(tmp_path: Path) -> None:
    store = _store(tmp_path / "x")
    assert store.frequency("caseload") == 2
    assert store.frequency("leader") == 0  # stands in a context only


def test_negations_are_kept() -> None:
    assert Analyser().stems("The plans were not and are no better") == [
        "plan",
        "not",
        "no",
        "better",
    ]


def test_folder_without_index_is_named(tmp_path: Path) -> None:
    with pytest.raises(DamagedIndexError, match="findings index"):
        LexicalStore(tmp_path, Analyser(), context_weight=0.3)
