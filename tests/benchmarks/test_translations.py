"""Fitting how sentences are asked for."""

from __future__ import annotations

from benchmarks.training.translations import fit


def test_a_word_is_explained_by_the_stem_that_it_goes_with() -> None:
    pairs = [
        (frozenset({"temp", "how"}), frozenset({"agenc", "staff"})),
        (frozenset({"temp", "many"}), frozenset({"agenc", "worker"})),
        (frozenset({"boss", "how"}), frozenset({"leader", "staff"})),
        (frozenset({"boss", "many"}), frozenset({"leader", "worker"})),
    ]
    found = fit(pairs)
    assert max(found["temp"], key=lambda stem: found["temp"][stem]) == "agenc"
    assert max(found["boss"], key=lambda stem: found["boss"][stem]) == "leader"


def test_what_stands_once_is_left_out() -> None:
    once = (frozenset({"temp"}), frozenset({"agenc"}))
    assert fit([once, (frozenset({"boss"}), frozenset({"leader"}))]) == {}
