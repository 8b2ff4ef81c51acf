"""Lines in, lines out: the footer of a web site or of minutes left out, nothing else.

Only the very end of a document is looked at, from the last line up to the first that says
something; a sentence that happens to hold one of these words is therefore safe elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.raw import RawLine

__all__ = ["without_footer"]

_POSTCODE = r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"
_FOOTER = re.compile(
    r"""
    \b (?:web\s?site | site) \s (?:design(?:ed)? | powered | developed | built | hosted) \s by \b
    | ^ powered \s by \b
    | \b market \s research \s by \b
    | ^ (?: tel (?:ephone)? | phone | fax | call \s us ) [.:\s]* \+? [\d(] [\d\s()-]{7,} .{0,40} $
    | ^ e-?mail [:\s]+ \S+@\S+ $
    | ^ contact \s us $
    | ^ (?: find \s out \s more | read \s more | click \s here | more \s information ) \b .{0,60}
        (?: \b here \b | » | > | … ) \W* $
    | ^ (?: share | print | tweet | e-?mail ) (?: \s (?:this|on) \b .{0,30} )? $
    | ^ (?: follow | like | find ) \s us \s on \b .{0,40} $
    | ^ (?: supporting | related | background | other ) \s (?:documents? | articles? | news
        | posts? | stories | papers ) \s* :? $
    | ^ (?: (?:copyright \s)? (?:©|\(c\)) | copyright \b ) .{0,100} $
    | \b all \s rights \s reserved \b
    | ^ (?: privacy | cookies? ) (?: \s (?:policy|notice|statement) )? (?: \s* [|·] .{0,100} )? $
    | ^ (?: terms \s (?:and|&) \s conditions | accessibility (?: \s statement )? | site \s?map ) $
    | ^ back \s to \s (?:the \s)? top $
    """,
    re.I | re.X,
)
_ADDRESS = re.compile(rf"^[^.!?]*,[^.!?]*{_POSTCODE}\W*$")
_MAX_CHARACTERS = 200
_MAX_SLOGAN_WORDS = 25


def without_footer(lines: Sequence[RawLine]) -> tuple[RawLine, ...]:
    """Return `lines` up to the last that is not a footer's, without the blank lines above it.

    A slogan without a full stop goes too when it stands right above the postal address.
    """
    end = len(lines)
    above_address = False
    for index in range(len(lines) - 1, -1, -1):
        text = lines[index].text.strip()
        if not text:
            continue
        slogan = above_address and _is_slogan(text)
        above_address = len(text) <= _MAX_CHARACTERS and bool(_ADDRESS.match(text))
        footer = len(text) <= _MAX_CHARACTERS and bool(_FOOTER.search(text))
        if not (above_address or slogan or footer):
            break
        end = index
    while 0 < end < len(lines) and not lines[end - 1].text.strip():
        end -= 1
    return tuple(lines[:end])


def _is_slogan(text: str) -> bool:
    return text[-1] not in ".!?:;”’\"'" and len(text.split()) <= _MAX_SLOGAN_WORDS
