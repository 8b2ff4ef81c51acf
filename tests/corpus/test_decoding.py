from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding import decode
from corpus.errors import WrongFormatError


def test_byte_order_mark_goes() -> None:
    assert decode(b"\xef\xbb\xbfplain", "a.txt") == "plain"


def test_cp1252_keeps_pound_signs_and_quotation_marks() -> None:
    assert decode(b"it\x92s \xa35 \x96 no more", "a.txt") == "it’s £5 – no more"


@pytest.mark.parametrize("content", [b"\x81 undefined in cp1252", b"\xff\x00", b"bell \x07"])
def test_unknown_bytes_and_control_characters_are_refused(content: bytes) -> None:
    with pytest.raises(WrongFormatError, match=r"a\.txt: .*save it as UTF-8"):
        decode(content, "a.txt")


def test_line_ends_become_one() -> None:
    assert decode(b"a\r\nb\rc\n", "a.txt") == "a\nb\nc\n"


@pytest.mark.parametrize("declared", ["iso-8859-1", "ISO-8859-1", "us-ascii"])
def test_latin_1_is_read_as_browsers_do(declared: str) -> None:
    assert decode(b"\x91so\x92", "a.html", declared) == "‘so’"


def test_declared_encoding_is_used_where_utf_8_fails() -> None:
    assert decode("Łódź".encode("iso-8859-2"), "a.html", "iso-8859-2") == "Łódź"


def test_utf_8_wins_over_a_wrong_declaration() -> None:
    assert decode("£5".encode(), "a.html", "windows-1252") == "£5"


@pytest.mark.parametrize("declared", ["no-such-encoding", "rot13", "base64"])
def test_nonsense_declaration_is_passed_over(declared: str) -> None:
    assert decode(b"\xa35", "a.html", declared) == "£5"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_utf_8_comes_back_as_written(text: str) -> None:
    assert decode(text.encode(), "a.txt") == text.removeprefix("\ufeff")


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with contextlib.suppress(WrongFormatError):
        assert "\x00" not in decode(content, "a.txt")
