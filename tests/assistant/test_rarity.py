"""How telling words are."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from assistant.rarity import load_background, rarity
from index.local import LocalEngine, open_engine


@pytest.fixture(scope="module")
def engine(sample_data: Path) -> LocalEngine:
    return open_engine(sample_data)


def test_a_word_of_no_document_is_as_telling_as_can_be(engine: LocalEngine) -> None:
    assert rarity(["zyzzyva"], engine) == pytest.approx(1.0)


def test_the_field_s_commonest_word_tells_little(engine: LocalEngine) -> None:
    assert rarity(engine.analyse("children"), engine) < 0.15 < rarity(["pothol"], engine)


def test_a_phrase_is_as_telling_as_its_words_are_rarely_side_by_side(engine: LocalEngine) -> None:
    young, carer = engine.analyse("young carers")
    alone = max(rarity([young], engine), rarity([carer], engine))
    assert rarity([young, carer], engine) > alone + 0.2
    leavers = engine.analyse("care leavers")  # which stand together nearly always
    assert rarity(leavers, engine) == pytest.approx(rarity(leavers[1:], engine), abs=0.1)


def test_words_that_never_stand_side_by_side_are_a_rare_phrase(engine: LocalEngine) -> None:
    assert 0.8 < rarity(engine.analyse("potholes caseloads"), engine) <= 1


def test_rarity_is_the_inverse_document_frequency_of_both_collections(engine: LocalEngine) -> None:
    background = load_background()
    n = engine.n_sentences() + background.n_sentences
    f = engine.sentence_frequency("caseload") + background.frequency["caseload"]
    expected = math.log((n + 1) / (f + 0.5)) / math.log((n + 1) / 0.5)
    assert rarity(["caseload"], engine) == pytest.approx(expected)
