from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import NoTextError
from corpus.raw import Role
from corpus.text_reader import read_text
from tests.corpus import made


def test_lines_are_kept_as_they_are(tmp_path: Path) -> None:
    raw = read_text(made.text(tmp_path / "a.txt"))
    assert [line.text for line in raw.lines if line.text] == list(made.STORY)
    assert {line.role for line in raw.lines} == {Role.UNKNOWN}
    assert raw.format == "text"


def test_form_feed_begins_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one\ntwo\n\fthree\n")
    raw = read_text(tmp_path / "a.txt")
    assert raw.pages == ("one\ntwo\n", "three\n")
    assert [(line.text, line.page) for line in raw.lines if line.text] == [
        ("one", 1),
        ("two", 1),
        ("three", 2),
    ]


def test_footer_stays_in_the_page_and_leaves_the_lines(tmp_path: Path) -> None:
    raw = read_text(made.text(tmp_path / "a.txt", [*made.STORY, "website design by Someone"]))
    assert "website" in raw.pages[0]
    assert not any("website" in line.text for line in raw.lines)


@pytest.mark.parametrize("content", [" \n\t\n", "— * —\n", "website design by Someone\n"])
def test_nothing_to_read_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.txt").write_text(content, encoding="utf-8")
    with pytest.raises(NoTextError, match=r"a\.txt: no readable text"):
        read_text(tmp_path / "a.txt")
