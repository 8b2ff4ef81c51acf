from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.matching import hits, same_source, shared_words, words
from assistant.evaluation.queries import Gold
from tests.assistant.evaluation.made_up import document, extract

TEN = "One two three four five six seven eight nine ten."
SOURCE = "town/report.pdf"


def _hits(shown: str, gold: str, page: int = 1, source: str = SOURCE) -> bool:
    of = document(SOURCE, [f"Before. {shown} After."])
    return hits(extract(of, shown), Gold(source, page, gold))


def test_words_close_hyphens_and_apostrophes() -> None:
    assert (
        words("Multi- agency") == words("multi-agency") == words("Multi‑agency") == ["multiagency"]
    )
    assert words("children’s homes' 2016– 17") == ["childrens", "homes", "2016", "17"]
    assert words("wait - then go") == ["wait", "then", "go"]


@given(st.lists(st.sampled_from("abcd")), st.lists(st.sampled_from("abcd")))
def test_shared_words_are_counted_alike_from_both_sides(
    first: list[str], second: list[str]
) -> None:
    shared = shared_words(first, second)
    assert shared == shared_words(second, first) <= min(len(first), len(second))
    assert shared_words(first, first) == len(first)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("a.pdf", "a.pdf", True),
        ("ofsted/town/a.pdf", "town/a.pdf", True),
        ("a.pdf", "ofsted/town/a.pdf", True),
        ("own/a.pdf", "town/a.pdf", False),
        ("town/a.pdf", "city/a.pdf", False),
        ("Town/a.pdf", "town/a.pdf", False),
        ("a.pdf", "xa.pdf", False),
    ],
)
def test_a_source_is_the_tail_of_the_other(first: str, second: str, same: bool) -> None:
    assert same_source(first, second) is same is same_source(second, first)


def test_the_quote_itself_hits() -> None:
    assert _hits(TEN, TEN)


def test_six_of_ten_words_hit_and_five_do_not() -> None:
    # 6 of 10 = 60%, 5 of 10 = 50%; other words keep the extract from lying within the gold.
    assert _hits("Xyz one two three four five six.", TEN)
    assert not _hits("Xyz one two three four five.", TEN)


def test_words_in_another_order_do_not_count() -> None:
    assert not _hits("Xyz six five four three two one.", TEN)


def test_an_extract_within_the_gold_needs_half_of_it() -> None:
    assert _hits("three four five six seven", TEN)  # 5 of 10
    assert not _hits("three four five six", TEN)  # 4 of 10
    assert not _hits("three four xyz five six", TEN)  # not within, and 4 of 10


def test_more_than_120_words_hit_nothing() -> None:
    filler = " word" * 110
    assert _hits(TEN + filler, TEN)
    assert not _hits(TEN + filler + " word", TEN)


def test_a_page_may_be_one_off() -> None:
    of = document(SOURCE, ["First.", "Second.", f"{TEN}", "Fourth."])
    found = extract(of, TEN)
    assert [hits(found, Gold(SOURCE, page, TEN)) for page in (1, 2, 3, 4, 5)] == [
        False, True, True, True, False,
    ]  # fmt: skip


def test_an_extract_over_a_page_break_counts_from_both_pages() -> None:
    of = document(SOURCE, ["It", "goes on."])
    found = extract(of, "It\ngoes on.")
    assert (found.citation.page, found.citation.last_page) == (1, 2)
    assert hits(found, Gold(SOURCE, 3, "It goes on."))
    assert not hits(found, Gold(SOURCE, 4, "It goes on."))


def test_another_file_does_not_hit_but_a_duplicate_does() -> None:
    found = extract(document(SOURCE, [TEN]), TEN)
    gold = Gold("copies/same.pdf", 1, TEN)
    assert not hits(found, gold)
    assert hits(found, gold, ["archive/copies/same.pdf"])
