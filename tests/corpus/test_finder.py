from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from corpus.errors import CorpusError
from corpus.finder import FoundFile, PassedOver, find_files

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="needs the files of POSIX")


def sources(*roots: Path) -> list[str]:
    return [entry.source for entry in find_files(roots) if isinstance(entry, FoundFile)]


def reasons(*roots: Path) -> dict[str, str]:
    return {e.source: e.reason for e in find_files(roots) if isinstance(e, PassedOver)}


def put(path: Path, content: str = "x") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)
    return path


def test_files_come_sorted_by_their_path_below_the_root(tmp_path: Path) -> None:
    for name in ("b/2.pdf", "b/1.pdf", "a.pdf", "c.txt"):
        put(tmp_path / name)
    assert sources(tmp_path) == ["a.pdf", "b/1.pdf", "b/2.pdf", "c.txt"]


def test_root_may_be_a_file(tmp_path: Path) -> None:
    assert sources(put(tmp_path / "d" / "a.pdf")) == ["a.pdf"]


@pytest.mark.parametrize(
    "name", ["children's, services  inspection.pdf", "Ynys Môn – 2019.pdf", "a\nb.pdf", "#?&%.pdf"]
)
def test_names_are_data(tmp_path: Path, name: str) -> None:
    put(tmp_path / name)
    assert sources(tmp_path) == [name]


@POSIX
def test_name_that_is_not_utf_8_is_printable_and_still_opens(tmp_path: Path) -> None:
    name = b"caf\xe9.txt"
    with open(os.fsencode(tmp_path) + b"/" + name, "w") as file:  # noqa: PTH123
        file.write("x")
    (found,) = find_files([tmp_path])
    assert isinstance(found, FoundFile)
    assert found.source == "caf\\udce9.txt"
    found.source.encode("utf-8")
    assert found.path.read_text() == "x"


def test_missing_root_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"SOURCE .*nowhere does not exist"):
        list(find_files([tmp_path, tmp_path / "nowhere"]))


def test_empty_folder_holds_nothing(tmp_path: Path) -> None:
    assert list(find_files([tmp_path])) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("~$report.docx", "lock file"),
        (".~lock.report.odt#", "lock file"),
        (".DS_Store", "operating system"),
        ("Thumbs.db", "operating system"),
        (".hidden.pdf", "hidden"),
        (".git/config", "hidden"),
        ("alone.pdf.toml", "sidecar without its document"),
    ],
)
def test_what_is_passed_over_is_told(tmp_path: Path, name: str, reason: str) -> None:
    put(tmp_path / name)
    assert reason in reasons(tmp_path)[name.split("/")[0]]
    assert sources(tmp_path) == []


def test_empty_file_is_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "a.pdf", "")
    assert reasons(tmp_path) == {"a.pdf": "the file is empty"}


def test_sidecar_belongs_to_its_file(tmp_path: Path) -> None:
    put(tmp_path / "a.pdf")
    put(tmp_path / "a.pdf.toml")
    (found,) = find_files([tmp_path])
    assert isinstance(found, FoundFile)
    assert found.sidecar == tmp_path / "a.pdf.toml"


@POSIX
def test_links_and_pipes_are_passed_over(tmp_path: Path) -> None:
    put(tmp_path / "real" / "a.pdf")
    (tmp_path / "link.pdf").symlink_to(tmp_path / "real" / "a.pdf")
    (tmp_path / "loop").symlink_to(tmp_path)
    os.mkfifo(tmp_path / "pipe.pdf")
    assert sources(tmp_path) == ["real/a.pdf"]
    assert "symbolic link" in reasons(tmp_path)["link.pdf"]
    assert "symbolic link" in reasons(tmp_path)["loop"]
    assert reasons(tmp_path)["pipe.pdf"] == "not a regular file"


def test_file_reached_twice_is_listed_once(tmp_path: Path) -> None:
    put(tmp_path / "in" / "a.pdf")
    assert sources(tmp_path, tmp_path / "in", tmp_path / "in" / "a.pdf") == ["in/a.pdf"]


def test_same_source_in_two_roots_is_told_apart(tmp_path: Path) -> None:
    for root in ("one", "two", "far/two"):
        put(tmp_path / root / "a.pdf")
    assert sources(tmp_path / "one", tmp_path / "two", tmp_path / "far" / "two") == [
        "a.pdf",
        "two/a.pdf",
        "two (2)/a.pdf",
    ]


@pytest.fixture
def closed_folder() -> Iterator[Path]:
    """A folder that may not be listed, whoever runs the tests."""
    if sys.platform == "win32":
        pytest.skip("needs the permissions of POSIX")
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        put(folder / "closed" / "a.pdf").parent.chmod(0o000)
        user = os.geteuid()
        if user == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(user)
            (folder / "closed").chmod(0o755)


def test_folder_that_cannot_be_listed_is_told(closed_folder: Path) -> None:
    (entry,) = find_files([closed_folder])
    assert isinstance(entry, PassedOver)
    assert (entry.source, entry.failed) == ("closed", True)
    assert "cannot be listed: Permission denied" in entry.reason
