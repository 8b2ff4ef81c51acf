"""The file of a council's logo in, a clean picture of a fitting size out."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from web.errors import LogoError

__all__ = ["Logo", "read_logo"]

_FORMATS = ("PNG", "JPEG", "WEBP")
_MAX_BYTES = 1024 * 1024
_MAX_SIDE = 4000  # pixels
_SHOWN = (480, 96)  # twice what is shown, for sharp screens


@dataclass(frozen=True, slots=True)
class Logo:
    """A PNG, and the size at which it is shown, in pixels of the page."""

    png: bytes
    width: int
    height: int


def read_logo(path: Path) -> Logo:
    """Read the picture in `path` and draw it anew, so that nothing but its pixels is served.

    :raises LogoError: it cannot be read, is too large, or is no PNG, JPEG or WebP.
    """
    try:
        with path.open("rb") as file:
            content = file.read(_MAX_BYTES + 1)
    except OSError as error:
        raise LogoError(f"[web] logo: {path}: {error.strerror}; name a picture's file") from error
    if len(content) > _MAX_BYTES:
        raise LogoError(f"[web] logo: {path}: larger than 1 MB; save it smaller")
    try:
        with warnings.catch_warnings(action="ignore"):  # what Pillow warns of is refused below
            picture = Image.open(io.BytesIO(content), formats=_FORMATS)
            if max(picture.size) > _MAX_SIDE:
                raise LogoError(
                    f"[web] logo: {path}: {picture.width} by {picture.height} pixels;"
                    f" at most {_MAX_SIDE} each way"
                )
            drawn = picture.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise LogoError(
            f"[web] logo: {path}: not a picture that can be shown; save it as PNG, JPEG or WebP"
            " (SVG is not taken, since it can hold scripts)"
        ) from error
    drawn.thumbnail(_SHOWN)
    out = io.BytesIO()
    drawn.save(out, "PNG", optimize=True)
    return Logo(out.getvalue(), max(1, drawn.width // 2), max(1, drawn.height // 2))
