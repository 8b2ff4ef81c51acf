"""Imports point one way, and each foreign library has its one room."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = {
    "corpus": {"corpus"},
    "index": {"index", "corpus"},
    "assistant": {"assistant", "index", "corpus"},
    "web": {"web", "assistant", "index", "corpus"},
}
BELONGS = {
    "pypdf": "corpus",
    "pypdfium2": "corpus",
    "trafilatura": "corpus",
    "faiss": "index",
    "openvino": "index",
    "tantivy": "index",
    "sentence_transformers": "index",
    "torch": "index",
    "flask": "web",
    "weasyprint": "assistant",
    "waitress": "web",
}
# Word files are read as documents in one room and written as briefings in another.
WORD = {"corpus", "assistant"}


def _imports(path: Path) -> Iterator[str]:
    """The top-level packages that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield (node.module or "").split(".")[0]


def _files(room: str) -> list[Path]:
    found = sorted((ROOT / room).rglob("*.py"))
    assert found, f"{room} has no files"
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    foreign = {*ROOMS, "findings", "tests", "benchmarks"} - ROOMS[room]
    for path in _files(room):
        wrong = foreign & set(_imports(path))
        assert not wrong, f"{path.relative_to(ROOT)} imports {', '.join(sorted(wrong))}"


@pytest.mark.parametrize("library", BELONGS)
def test_a_library_is_imported_in_its_room_alone(library: str) -> None:
    importing = {room for room in ROOMS for path in _files(room) if library in _imports(path)}
    assert importing <= {BELONGS[library]}
    assert library not in set(_imports(ROOT / "findings.py"))


def test_word_files_are_the_matter_of_two_rooms() -> None:
    assert {room for room in ROOMS for path in _files(room) if "docx" in _imports(path)} == WORD
