"""What sentences are asked for with: how likely a question's words are, given a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.translation import Translations, load_translations

WORDS = Translations(
    asked={"lock": {"custodi": 0.4, "secur": 0.1}, "temp": {"agenc": 0.5}},
    frequency={"lock": 0.001, "temp": 0.001, "children": 0.05},
)


def test_a_sentence_is_asked_for_in_other_words() -> None:
    score = WORDS.of(["temp"])
    assert score(["agenc", "staff"]) > score(["staff", "vacanc"]) == 0


def test_a_word_may_stand_as_it_is_asked() -> None:
    assert WORDS.of(["temp"])(["temp"]) > 0
    assert WORDS.of(["unheardof"])(["unheardof"]) > 0


def test_a_likelier_word_counts_more() -> None:
    score = WORDS.of(["lock"])
    assert score(["custodi"]) > score(["secur"]) > 0


def test_a_common_word_of_questions_tells_less() -> None:
    assert WORDS.of(["children"])(["children"]) < WORDS.of(["temp"])(["temp"])


def test_nothing_asked_explains_nothing() -> None:
    assert WORDS.of([])(["custodi"]) == 0


@given(st.lists(st.sampled_from(["lock", "temp", "children", "x"]), max_size=6), st.data())
def test_a_score_is_never_negative_nor_less_for_a_word_more(
    question: list[str], data: st.DataObject
) -> None:
    stems = st.frozensets(st.sampled_from(["custodi", "secur", "agenc", "temp", "y"]), max_size=5)
    sentence = data.draw(stems)
    more = sentence | data.draw(stems)
    score = WORDS.of(question)
    # up to six stems a sentence is not held to be the longer
    assert 0 <= score(sentence) <= score(more) + 1e-12


@pytest.mark.parametrize(("asked", "stem"), [("prison", "custodi"), ("uni", "univers")])
def test_the_packaged_translations_know_plain_words(asked: str, stem: str) -> None:
    names = load_translations().asked[asked]
    assert any(name.startswith(stem) for name in names)


def test_the_packaged_probabilities_are_such() -> None:
    found = load_translations()
    assert all(0 < p <= 1 for stems in found.asked.values() for p in stems.values())
    assert all(0 < f < 1 for f in found.frequency.values())
