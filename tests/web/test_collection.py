from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web.collection import Collection, Reading


class Shelf:
    """A data folder stood in for: a current name, and engines that are opened on demand."""

    def __init__(self, folder: Path) -> None:
        self.documents = made_documents(folder)
        self.current: str | None = "1"
        self.opened: list[MadeEngine] = []
        self.broken = False

    def open(self) -> Reading:
        if self.broken:
            raise OSError("no such generation")
        engine = MadeEngine(self.documents, self.current or "")
        self.opened.append(engine)
        return Reading(engine, MadeAssistant(engine))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def test_a_new_generation_answers_the_next_request_and_the_old_one_ends_its_own(
    shelf: Shelf,
) -> None:
    collection = Collection(shelf.open, lambda: shelf.current)
    before = collection.acquire()
    shelf.current = "2"
    after = collection.acquire()
    assert (before.engine.generation, after.engine.generation) == ("1", "2")
    assert not shelf.opened[0].closed
    collection.release(before)
    assert shelf.opened[0].closed
    assert not shelf.opened[1].closed


def test_a_generation_nobody_reads_is_closed_at_once(shelf: Shelf) -> None:
    collection = Collection(shelf.open, lambda: shelf.current)
    shelf.current = "2"
    collection.release(collection.acquire())
    assert [engine.closed for engine in shelf.opened] == [True, False]


def test_one_that_cannot_be_opened_leaves_the_old_answering_and_is_tried_once(
    shelf: Shelf, caplog: pytest.LogCaptureFixture
) -> None:
    collection = Collection(shelf.open, lambda: shelf.current)
    shelf.current, shelf.broken = "2", True
    for _ in range(3):
        lent = collection.acquire()
        assert lent.engine.generation == "1"
        collection.release(lent)
    assert caplog.text.count("cannot be opened") == 1
    shelf.current, shelf.broken = "3", False
    assert collection.acquire().engine.generation == "3"


def test_many_requests_over_many_swaps_never_read_a_closed_generation(shelf: Shelf) -> None:
    collection = Collection(shelf.open, lambda: shelf.current)
    document_id = shelf.documents[0][0].id

    def request(number: int) -> None:
        if number % 20 == 0:
            shelf.current = str(number)
        lent = collection.acquire()
        try:
            lent.engine.document(document_id)  # asserts that it is open
        finally:
            collection.release(lent)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(request, range(1_000)))
    assert [engine.closed for engine in shelf.opened[:-1]] == [True] * (len(shelf.opened) - 1)
    assert len(shelf.opened) > 2
