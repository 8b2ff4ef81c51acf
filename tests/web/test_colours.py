from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.colours import ACCENT, COLOUR, LINK, check_colours, contrast, darker, variables

CSS = (Path(__file__).parents[2] / "web" / "static" / "findings.css").read_text("utf-8")
colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def test_contrast_of_known_colours() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)  # the well-known grey
    # #0000ff: 0.0722 of white's luminance: (1 + 0.05) / (0.0722 + 0.05)
    assert contrast("#0000ff", "#ffffff") == pytest.approx(1.05 / 0.1222)


@given(colours, colours)
def test_contrast_is_symmetric_and_within_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, one) == 1


@given(colours)
def test_a_darker_shade_is_no_lighter(colour: str) -> None:
    assert contrast(darker(colour), "#ffffff") >= contrast(colour, "#ffffff")
    assert re.fullmatch("#[0-9a-f]{6}", darker(colour))


def test_the_look_as_delivered_can_be_read_and_needs_no_variables() -> None:
    check_colours(COLOUR, LINK, ACCENT)
    assert variables(COLOUR, LINK, ACCENT) == {}
    for name, value in (("deep", COLOUR), ("link", LINK), ("gold", ACCENT)):
        assert f"--{name}: {value};" in CSS


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        ({"colour": "teal"}, 'colour must be a colour like "#16404d"'),
        ({"colour": "#fff"}, "colour must be"),
        ({"colour": "#16404d; } body { display: none"}, "colour must be"),
        ({"colour": "#8ab4c0"}, "colour .* too like its white text: a contrast of 2.2 to 1"),
        ({"link_colour": "#7a93a0"}, "link_colour .* too like white"),
        ({"link_colour": "#60757e"}, "link_colour .* where 4.5 is needed"),
        ({"accent_colour": "#5a4a10"}, "accent_colour .* too like its dark text"),
        ({"colour": "#8a6a00", "accent_colour": "#c9a03a"}, "accent_colour .* on which it is"),
    ],
)
def test_a_colour_that_cannot_be_read_is_named(chosen: dict[str, str], named: str) -> None:
    whole = {"colour": COLOUR, "link_colour": LINK, "accent_colour": ACCENT, **chosen}
    with pytest.raises(ValueError, match=rf"\[web\] {named}"):
        check_colours(**whole)
