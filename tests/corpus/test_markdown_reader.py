from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NoTextError
from corpus.markdown_reader import read_markdown
from corpus.raw import RawDocument, Role


def read(folder: Path, text: str) -> RawDocument:
    (folder / "a.md").write_text(text, encoding="utf-8")
    return read_markdown(folder / "a.md")


def shape(raw: RawDocument) -> list[tuple[Role, int, str]]:
    return [(line.role, line.level, line.text) for line in raw.lines]


def test_headings_keep_their_level(tmp_path: Path) -> None:
    raw = read(tmp_path, "# One *bold*\n\n### Three\n\nUnder\n=====\n")
    assert shape(raw) == [
        (Role.HEADING, 1, "One bold"),
        (Role.HEADING, 3, "Three"),
        (Role.HEADING, 1, "Under"),
    ]


def test_markup_goes_and_words_stay(tmp_path: Path) -> None:
    raw = read(tmp_path, "A **strong** [link](http://x.org) &amp; `code`\nover <b>two</b> lines.\n")
    assert shape(raw) == [(Role.PARAGRAPH, 0, "A strong link & code over two lines.")]


def test_quotation_marks_and_dashes_are_not_beautified(tmp_path: Path) -> None:
    assert read(tmp_path, '"Quite" so -- it\'s 10...\n').lines[0].text == (
        '"Quite" so -- it\'s 10...'
    )


def test_lists_keep_depth_and_number(tmp_path: Path) -> None:
    raw = read(tmp_path, "- one\n  - inner\n- two\n\n  more of two\n\n3. third\n4. fourth\n")
    assert shape(raw) == [
        (Role.LIST_ITEM, 1, "one"),
        (Role.LIST_ITEM, 2, "inner"),
        (Role.LIST_ITEM, 1, "two"),
        (Role.PARAGRAPH, 0, "more of two"),
        (Role.LIST_ITEM, 1, "3. third"),
        (Role.LIST_ITEM, 1, "4. fourth"),
    ]


def test_table_rows_are_rows(tmp_path: Path) -> None:
    raw = read(tmp_path, "| Year | Visits |\n|---|---|\n| 2019 | 61% |\n")
    assert shape(raw) == [(Role.TABLE_ROW, 0, "Year\tVisits"), (Role.TABLE_ROW, 0, "2019\t61%")]


def test_front_matter_is_meta_not_text(tmp_path: Path) -> None:
    raw = read(tmp_path, '---\ntitle: "A visit"\ndate: 2020-01-02\npublisher: X\n---\nWords.\n')
    assert raw.title_hint == "A visit"
    assert raw.meta == {"date": "2020-01-02", "sitename": "X"}
    assert [line.text for line in raw.lines] == ["Words."]


def test_html_and_comments_lose_their_tags(tmp_path: Path) -> None:
    raw = read(tmp_path, "<div>\nIn a box\n</div>\n\n<!-- a note -->\n\nafter\n")
    assert [line.text for line in raw.lines] == ["In a box", "after"]


def test_nothing_to_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoTextError):
        read(tmp_path, "---\n\n<!-- nothing -->\n")


@given(
    st.lists(
        st.lists(st.from_regex(r"[A-Za-z]{1,8}[,.]?", fullmatch=True), min_size=1, max_size=8),
        min_size=1,
        max_size=6,
    ),
    st.lists(st.sampled_from(["", "# ", "- ", "> ", "1. ", "**"]), min_size=6, max_size=6),
)
def test_every_word_stays_in_order(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[list[str]], marks: list[str]
) -> None:
    blocks = [
        mark + " ".join(words) + ("**" if mark == "**" else "")
        for mark, words in zip(marks, paragraphs, strict=False)
    ]
    raw = read(tmp_path_factory.mktemp("md"), "\n\n".join(blocks) + "\n")
    found = [word for line in raw.lines for word in line.text.split() if word != "1."]
    assert found == [word for words in paragraphs for word in words]
