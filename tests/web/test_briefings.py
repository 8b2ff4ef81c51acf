from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from assistant.briefing import Briefing, Heading, Note, Reference
from corpus.document import Span
from web.briefings import Briefings, new_key

ENTRIES = (
    Heading("h", "One"),
    Reference("r", "ab" * 32, Span(3, 9), "cd" * 32, "6-ef", "A report, page 2"),
    Note("n", "Mine\nalso"),
)


@pytest.fixture
def store(tmp_path: Path) -> Briefings:
    return Briefings(tmp_path / "web" / "briefings.sqlite", keep_days=90)


def test_a_briefing_is_read_as_it_was_written(store: Briefings) -> None:
    briefing_id = store.begin("me", Briefing("Mine", ENTRIES))
    assert store.read("me", briefing_id).briefing == Briefing("Mine", ENTRIES)
    assert store.current("me") == store.read("me", briefing_id)
    assert store.current("you") is None


def test_the_current_one_is_remembered(store: Briefings, tmp_path: Path) -> None:
    first = store.begin("me", Briefing("First"))
    second = store.begin("me", Briefing("Second"))
    assert [kept.id for kept in store.all("me")] == [second, first]
    store.use("me", first)
    again = Briefings(tmp_path / "web" / "briefings.sqlite", keep_days=90)
    current = again.current("me")
    assert current
    assert current.id == first


def test_only_what_was_removed_last_is_brought_back(store: Briefings) -> None:
    briefing_id = store.begin("me", Briefing("Mine", ENTRIES))
    kept = store.change("me", briefing_id, lambda e: e[1:], undoes="a heading")
    assert (kept.undoes, kept.undo_before) == ("a heading", "r")
    store.undo("me", briefing_id)
    assert store.read("me", briefing_id).briefing.entries == ENTRIES
    store.change("me", briefing_id, lambda e: e[:2], undoes="a note")
    assert store.read("me", briefing_id).undo_before is None
    store.change("me", briefing_id, lambda e: e[::-1])
    store.undo("me", briefing_id)
    assert store.read("me", briefing_id).briefing.entries == ENTRIES[1::-1]


def test_a_change_that_fails_changes_nothing(store: Briefings) -> None:
    briefing_id = store.begin("me", Briefing("Mine", ENTRIES))

    def fail(_: object) -> tuple[Heading, ...]:
        raise KeyError("gone")

    with pytest.raises(KeyError):
        store.change("me", briefing_id, fail)
    assert store.read("me", briefing_id).briefing.entries == ENTRIES


def test_another_reader_finds_nothing(store: Briefings) -> None:
    briefing_id = store.begin("me", Briefing("Mine", ENTRIES))
    for act in (store.read, store.use, store.undo, store.delete):
        with pytest.raises(KeyError):
            act("you", briefing_id)
    with pytest.raises(KeyError):
        store.rename("you", briefing_id, "Yours")
    with pytest.raises(KeyError):
        store.change("you", briefing_id, lambda e: ())
    assert store.read("me", briefing_id).briefing == Briefing("Mine", ENTRIES)


def test_old_ones_are_forgotten(store: Briefings, tmp_path: Path) -> None:
    old = store.begin("me", Briefing("Old"))
    with sqlite3.connect(tmp_path / "web" / "briefings.sqlite") as db:
        then = time.time() - 91 * 86_400
        db.execute("UPDATE briefing SET touched = ?, used = ?", (then, then))
    new = store.begin("me", Briefing("New"))
    assert [kept.id for kept in store.all("me")] == [new]
    with pytest.raises(KeyError):
        store.read("me", old)


def test_no_word_of_a_document_is_in_the_file(store: Briefings, tmp_path: Path) -> None:
    store.begin("me", Briefing("Mine", ENTRIES))
    with sqlite3.connect(tmp_path / "web" / "briefings.sqlite") as db:
        (written,) = db.execute("SELECT entries FROM briefing").fetchone()
    assert "cd" * 32 in written
    assert "quote" not in written


def test_keys_differ() -> None:
    assert len({new_key() for _ in range(100)}) == 100
