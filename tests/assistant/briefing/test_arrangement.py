from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.briefing import Entry, Heading, Note, Reference
from assistant.briefing.arrangement import (
    can_move,
    inserted,
    moved,
    placed,
    removed,
    reworded,
    sections,
)
from corpus.document import Span

A, B, C = (Reference(k, "0" * 64, Span(i, i + 1), "d", "1-d", k) for i, k in enumerate("abc"))
H, J = Heading("h", "One"), Heading("i", "Two")
N = Note("n", "Mine")


def _keys(entries: tuple[Entry, ...]) -> str:
    return "".join(entry.key for entry in entries)


def test_entries_are_grouped_under_the_heading_before_them() -> None:
    found = sections((A, H, B, N, J))
    assert [(s.heading and s.heading.text, _keys(s.entries)) for s in found] == [
        (None, "a"),
        ("One", "bn"),
        ("Two", ""),
    ]
    assert sections((H,))[0].heading == H
    assert sections(()) == ()


def test_an_entry_moves_by_one_place_and_over_headings() -> None:
    assert _keys(moved((A, H, B), "b", -1)) == "abh"
    assert _keys(moved((A, H, B), "a", 1)) == "hab"
    assert _keys(moved((A, B), "a", -1)) == "ab"
    assert not can_move((A, B), "b", 1)


def test_a_heading_takes_what_is_under_it_along() -> None:
    assert _keys(moved((A, H, B, N, J, C), "i", -1)) == "aichbn"
    assert _keys(moved((A, H, B, J, C), "h", 1)) == "aichb"


def test_nothing_moves_above_what_has_no_heading() -> None:
    assert not can_move((A, H, B), "h", -1)


def test_an_entry_is_placed_last_under_a_heading() -> None:
    assert _keys(placed((A, H, B, J, C), "a", "h")) == "hbaic"
    assert _keys(placed((H, B, J, C), "c", None)) == "chbi"
    assert _keys(placed((A, H, B), "b", None)) == "abh"
    with pytest.raises(KeyError):
        placed((A, H), "h", None)
    with pytest.raises(KeyError):
        placed((A, B), "a", "b")


def test_what_stood_under_a_removed_heading_joins_what_is_above() -> None:
    assert _keys(removed((A, H, B), "h")) == "ab"


def test_an_entry_is_inserted_where_it_is_wanted() -> None:
    assert _keys(inserted((A, B), N)) == "abn"
    assert _keys(inserted((A, B), H, before="a")) == "hab"
    assert _keys(inserted((A, B), N, after="a")) == "anb"


def test_only_headings_and_notes_are_reworded() -> None:
    assert reworded((A, H), "h", "Other")[1] == Heading("h", "Other")
    with pytest.raises(KeyError):
        reworded((A, H), "a", "Other words")


def test_what_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        moved((A,), "x", 1)
    with pytest.raises(KeyError):
        removed((A,), "")


_KINDS = st.sampled_from(["extract", "heading", "note"])
_STEPS = st.lists(
    st.tuples(
        st.sampled_from(["up", "down", "place", "remove", "insert", "reword"]), st.integers()
    ),
    max_size=25,
)


@given(kinds=st.lists(_KINDS, min_size=1, max_size=8), steps=_STEPS)
def test_any_order_of_changes_keeps_every_reference_as_it_was(
    kinds: list[str], steps: list[tuple[str, int]]
) -> None:
    made: dict[str, Entry] = {}
    for number, kind in enumerate(kinds):
        key = f"k{number}"
        made[key] = (
            Reference(
                key, f"{number:064d}", Span(number, number + 9), f"digest {number}", "1-d", key
            )
            if kind == "extract"
            else (Heading if kind == "heading" else Note)(key, kind)
        )
    entries: tuple[Entry, ...] = tuple(made.values())
    gone: set[str] = set()
    for what, number in steps:
        if not entries:
            break
        key = entries[number % len(entries)].key
        headings = [e.key for e in entries if isinstance(e, Heading)]
        if what in ("up", "down"):
            entries = moved(entries, key, -1 if what == "up" else 1)
        elif what == "place" and key not in headings:
            entries = placed(entries, key, headings[number % len(headings)] if headings else None)
        elif what == "remove":
            entries, gone = removed(entries, key), gone | {key}
        elif what == "insert" and gone:
            back = sorted(gone)[0]
            entries, gone = inserted(entries, made[back], after=key), gone - {back}
        elif what == "reword" and not isinstance(made[key], Reference):
            entries = reworded(entries, key, "other")
    assert sorted(e.key for e in entries) == sorted(set(made) - gone)
    for entry in entries:
        if isinstance(entry, Reference):
            assert entry is made[entry.key]
    assert [
        e for s in sections(entries) for e in ((s.heading, *s.entries) if s.heading else s.entries)
    ] == list(entries)
