from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.typed_text import clean_question


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("What about Hull?", "What about Hull?"),
        ("  What\r\nabout\tHull?  ", "What about Hull?"),
        ("Hull\x00 and \x07Leeds", "Hull and Leeds"),
        ("Hu\u200bll \u202edegrof\u202c", "Hull degrof"),
        ("Hull\U000e0041\U000e0042\ufe0f", "Hull"),
        ("soft\u00adhyphen", "softhyphen"),
        ("cafe\u0301", "café"),
        ("\u3164\u2800 \u200b", ""),
        ("<b>children’s</b> & 50%", "<b>children’s</b> & 50%"),
    ],
)
def test_hidden_characters_go_and_words_stay(typed: str, cleaned: str) -> None:
    assert clean_question(typed) == cleaned


@given(st.text())
def test_what_is_left_is_one_visible_line_and_cleaning_again_changes_nothing(typed: str) -> None:
    cleaned = clean_question(typed)
    assert all(unicodedata.category(c)[0] != "C" for c in cleaned)
    assert cleaned == " ".join(cleaned.split())
    assert clean_question(cleaned) == cleaned
