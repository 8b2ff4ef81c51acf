from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cells import as_text


@pytest.mark.parametrize(
    "words", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", " =1", "\r=1", "\n@x", "＝1", "＠x"]
)
def test_what_would_be_run_is_text(words: str) -> None:
    assert as_text(words) == "'" + words


@pytest.mark.parametrize("words", ["", "Visits are late.", "1 = 1", "a-b", "“+1”", "'=1"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert as_text(words) == words


@given(st.text())
def test_words_are_kept_whole(words: str) -> None:
    assert as_text(words).removeprefix("'") == words.removeprefix("'")
    assert not as_text(words).lstrip().startswith(("=", "+", "-", "@"))
