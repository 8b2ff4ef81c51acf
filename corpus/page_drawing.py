"""A page of a PDF in, its picture and the place of every character on it out.

Runs in a child process of its own (`python -m corpus.page_drawing`, started by
:mod:`corpus.page_image`): PDFium is not safe in threads, and the files come from outside.
"""

from __future__ import annotations

import ctypes
import hashlib
import math
import struct
import zlib
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from corpus.errors import DamagedError, EncryptedError, ReadError, TooLargeError
from corpus.settings import ReadSettings
from corpus.worker import Answer, serve

__all__ = ["MAX_PIXELS", "draw_page", "main"]

MAX_PIXELS = 12_000_000  # a giant page is drawn smaller: A3 at 200 dpi is below this
_POINTS_PER_INCH = 72
_FINE = 100  # PDFium's conversion of coordinates gives whole numbers: hundredths of a point

Place = tuple[float, float, float, float]
Drawn = tuple[bytes, float, float, str, list[Place]]


def main() -> None:
    """Draw pages."""
    serve(_drawer)


def _drawer() -> Answer:
    return draw_page


def draw_page(path: Path, what: tuple[str, int, int], settings: ReadSettings) -> Drawn:
    """The picture (grey PNG), width and height of a page as it is seen, its characters but for
    white space, and the place of each: left, top, right, bottom, from the upper left corner.
    All lengths are in points.

    `what` is the SHA-256 that the file must have, the page, 1-based, and the dots per inch.

    :raises TooLargeError: the file has grown beyond the limit.
    :raises ReadError: it is another file by now, or has no such page.
    :raises EncryptedError: a password is needed.
    :raises DamagedError: it cannot be opened or drawn.
    """
    sha256, number, dpi = what
    if path.stat().st_size > settings.max_file_bytes:
        raise TooLargeError("the file is larger than the limit (max_original_bytes)")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ReadError("the file has changed since it was read")
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            if not 1 <= number <= len(document):
                raise ReadError(f"the file has no page {number}")
            page = document[number - 1]
            width, height = page.get_size()
            return _png(page, width, height, dpi), width, height, *_characters(page)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedError("the file is password protected") from error
        raise DamagedError(f"page {number} cannot be drawn: {error}") from error


def _png(page: pypdfium2.PdfPage, width: float, height: float, dpi: int) -> bytes:
    """The page as PNG, 8 bits of grey for each pixel."""
    scale = dpi / _POINTS_PER_INCH
    scale = min(scale, math.sqrt(MAX_PIXELS / max(1.0, width * height)))
    bitmap = page.render(scale=scale, grayscale=True)
    pixels, stride = bytes(bitmap.buffer), bitmap.stride
    # Each row behind the number of its filter: 0, none, which suits text on white.
    rows = b"".join(
        b"\0" + pixels[start : start + bitmap.width]
        for start in range(0, bitmap.height * stride, stride)
    )
    head = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 1)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(name + data)
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", checksum)


def _characters(page: pypdfium2.PdfPage) -> tuple[str, list[Place]]:
    """The characters of the page but for white space, and where each is printed."""
    text = page.get_textpage()
    seen = _Seen(page)
    characters: list[str] = []
    places: list[Place] = []
    for index in range(text.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
        if character.isspace() or character == "\0":
            continue
        characters.append(character)
        places.append(seen.place(*text.get_charbox(index)))
    return "".join(characters), places


class _Seen:
    """Where points of a page's own space are on the page as it is seen: turned and cropped."""

    def __init__(self, page: pypdfium2.PdfPage) -> None:
        size = [round(length * _FINE) for length in page.get_size()]
        x, y = ctypes.c_int(), ctypes.c_int()
        corners = []
        for point in ((0, 0), (1000, 0), (0, 1000)):
            pdfium.FPDF_PageToDevice(page.raw, 0, 0, *size, 0, *point, x, y)
            corners.append((x.value / _FINE, y.value / _FINE))
        (self._x, self._y), across, up = corners
        self._across = ((across[0] - self._x) / 1000, (across[1] - self._y) / 1000)
        self._up = ((up[0] - self._x) / 1000, (up[1] - self._y) / 1000)

    def place(self, left: float, bottom: float, right: float, top: float) -> Place:
        """The rectangle of a character: left, top, right, bottom, rounded to hundredths."""
        x1, y1 = self._point(left, bottom)
        x2, y2 = self._point(right, top)
        corners = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        return tuple(round(value, 2) for value in corners)  # type: ignore[return-value]

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (
            self._x + self._across[0] * x + self._up[0] * y,
            self._y + self._across[1] * x + self._up[1] * y,
        )


if __name__ == "__main__":
    main()
