from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.glyphs import BULLET, close_hyphens, join, plain


@pytest.mark.parametrize(
    ("found", "meant"),
    [
        ("\uf06e Visits are regular", "• Visits are regular"),
        ("\uf0b7 Visits are regular", "• Visits are regular"),
        ("\uf0a7 Visits are regular", "• Visits are regular"),
        ("\uf02d in primary schools", "– in primary schools"),
        ("in 2016\uf02d17", "in 2016–17"),
        ("\u00ad in primary schools", "– in primary schools"),
        ("\u0336 in primary schools", "– in primary schools"),
        ("co\u00adoperate", "cooperate"),
        ("histories.\u202fThis", "histories. This"),
        ("two\u00a0years", "two years"),
        ("zero\u200bwidth", "zerowidth"),
        ("multi\x02agency", "multi-agency"),
    ],
)
def test_glyph_is_read_as_what_it_is(found: str, meant: str) -> None:
    assert plain(found) == meant


@pytest.mark.parametrize("mark", ["•", "◼", "■", "−", "─", "–", "▪", "-"])
def test_bullets_are_known(mark: str) -> None:
    match = BULLET.match(f"{mark} Visits")
    assert match is not None
    assert match.group(0).strip() == mark


def test_minus_before_a_number_is_no_bullet() -> None:
    assert BULLET.match("-5 degrees") is None


@pytest.mark.parametrize(
    ("first", "second", "between"),
    [
        ("on their well-", "being", ""),
        ("out-of-", "work benefits", ""),
        ("for child-", "and family-focused work", " "),
        ("for 16- ", "and 17-year-olds", " "),
        ("up-", "and-coming", ""),
        ("in 2016–", "17", ""),
        ("in 2016– ", "17", ""),
        ("parent–", "child contact", ""),
        ("what they saw – ", "and what not", " "),
        ("the leaders –", "who are new", " "),
        ("help and/", "or protection", ""),
        ("a plain line", "goes on", " "),
        ("(level-", "(three)", " "),
    ],
)
def test_line_ends_close_up_where_the_word_is_one(first: str, second: str, between: str) -> None:
    assert join(first, second) == between


def test_hyphens_inside_a_line_close_up_and_suspended_ones_stay() -> None:
    assert close_hyphens("multi- agency  work") == "multi-agency work"
    assert close_hyphens("short- and long-term") == "short- and long-term"
    assert close_hyphens("16- to 18-year-olds") == "16- to 18-year-olds"
    assert close_hyphens("2016– 17") == "2016–17"
    assert close_hyphens("the leaders – who are new") == "the leaders – who are new"


@given(st.text())
def test_no_letter_or_digit_changes(text: str) -> None:
    def words(value: str) -> str:
        return "".join(c for c in value if c.isalnum())

    assert words(plain(text)) == words(text)
    assert words(close_hyphens(text)) == words(text)
