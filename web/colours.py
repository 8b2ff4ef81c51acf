"""Colours as a council writes them in, whether they can be read, and the shades made of them out."""

from __future__ import annotations

import re
from collections.abc import Mapping

__all__ = ["ACCENT", "COLOUR", "LINK", "check_colours", "contrast", "darker", "variables"]

COLOUR, LINK, ACCENT = "#16404d", "#135a73", "#f2c14e"
"""As delivered: the banner and buttons, links, and the lines and marks beside them."""

_WRITTEN = re.compile(r"#[0-9a-fA-F]{6}")
_TEXT, _SHAPE = 4.5, 3.0  # WCAG 2.2, 1.4.3 and 1.4.11, level AA
_WHITE, _INK = "#ffffff", "#17232b"
_GROUNDS = {"white": _WHITE, "the page": "#f6f4ef", "a button pointed at": "#e7eff1"}
_DARKER = 0.64


def check_colours(colour: str, link_colour: str, accent_colour: str) -> None:
    """Refuse colours that cannot be read where they are used.

    :raises ValueError: names the setting, what it is too like, and the contrast it has and needs.
    """
    named = {"colour": colour, "link_colour": link_colour, "accent_colour": accent_colour}
    for name, value in named.items():
        if not _WRITTEN.fullmatch(value):
            raise ValueError(f'[web] {name} must be a colour like "#16404d"')
    _require("colour", colour, {"its white text": _WHITE}, _TEXT)
    _require("link_colour", link_colour, _GROUNDS, _TEXT)
    _require("accent_colour", accent_colour, {"its dark text": _INK}, _TEXT)
    _require("accent_colour", accent_colour, {"colour, on which it is drawn": colour}, _SHAPE)


def _require(name: str, value: str, others: Mapping[str, str], least: float) -> None:
    for said, other in others.items():
        found = contrast(value, other)
        if found < least:
            raise ValueError(
                f'[web] {name} "{value}" is too like {said}: a contrast of {found:.1f} to 1'
                f" where {least} is needed"
            )


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def darker(colour: str) -> str:
    """A darker shade of `colour`, for what is pointed at."""
    return "#" + "".join(f"{round(channel * _DARKER):02x}" for channel in _channels(colour))


def variables(colour: str, link_colour: str, accent_colour: str) -> dict[str, str]:
    """The variables of the stylesheet that differ from those it is delivered with."""
    chosen: dict[str, str] = {}
    if colour.lower() != COLOUR:
        chosen |= {"--deep": colour, "--deeper": darker(colour)}
    if link_colour.lower() != LINK:
        chosen["--link"] = link_colour
    if accent_colour.lower() != ACCENT:
        chosen["--gold"] = accent_colour
    return chosen


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    shares = [channel / 255 for channel in _channels(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
