"""The settings of whose site it is: name, logo, colours and texts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from web.colours import ACCENT, COLOUR, LINK, check_colours

__all__ = ["BrandSettings"]

_MAX_CHARS = {
    "title": 60,
    "council": 100,
    "footer": 300,
    "contact": 200,
    "accessibility_contact": 200,
    "privacy_contact": 200,
}


@dataclass(frozen=True, slots=True)
class BrandSettings:
    """Whose site it is.

    `logo` is a PNG, JPEG or WebP. Colours are written "#16404d"; `colour` is that of banner and
    buttons, `accent_colour` of the lines and marks beside them. A contact is an email address, the
    address of a page, or a few words; where the two special ones are not set, `contact` is shown.
    """

    title: str = "Findings"
    council: str = ""
    logo: Path | None = None
    colour: str = COLOUR
    link_colour: str = LINK
    accent_colour: str = ACCENT
    footer: str = ""
    contact: str = ""
    accessibility_contact: str = ""
    privacy_contact: str = ""

    def __post_init__(self) -> None:
        check_colours(self.colour, self.link_colour, self.accent_colour)
        for name, limit in _MAX_CHARS.items():
            text: str = getattr(self, name)
            if len(text) > limit or not text.isprintable():
                raise ValueError(f"[web] {name} must be one line of at most {limit} characters")
        if not self.title.strip():
            raise ValueError("[web] title must not be empty")
