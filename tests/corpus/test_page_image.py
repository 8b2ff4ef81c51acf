from __future__ import annotations

import hashlib
import os
import signal
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import DamagedError, EncryptedError, ReadError, TooLargeError
from corpus.page_drawing import MAX_PIXELS, draw_page
from corpus.page_image import PageImage, PageImages
from corpus.settings import ReadSettings
from tests.corpus import made
from tests.corpus.test_pool import children

A4 = (595.28, 841.89)


@pytest.fixture(scope="module")
def images() -> Iterator[PageImages]:
    with PageImages(timeout_seconds=20, max_file_bytes=10**7, n_children=1) as images:
        yield images


def draw(images: PageImages, path: Path, page: int = 1, dpi: int = 72) -> PageImage:
    return images.draw(path, hashlib.sha256(path.read_bytes()).hexdigest(), page, dpi)


def pixels(image: PageImage) -> list[bytes]:
    """The rows of a grey PNG, each byte a pixel."""
    width = int.from_bytes(image.png[16:20])
    assert image.png[24:26] == b"\x08\x00"  # 8 bits, grey
    start = image.png.index(b"IDAT")
    length = int.from_bytes(image.png[start - 4 : start])
    rows = zlib.decompress(image.png[start + 4 : start + 4 + length])
    assert len(rows) % (width + 1) == 0
    return [rows[at + 1 : at + 1 + width] for at in range(0, len(rows), width + 1)]


def inked(image: PageImage, at: int) -> bool:
    """Whether there is ink in the box of character `at`, at 72 dpi."""
    box = image.layout.boxes[at]
    rows = pixels(image)[int(box.top) : int(box.bottom) + 1]
    return any(min(row[int(box.left) : int(box.right) + 1]) < 200 for row in rows)


def turned(path: Path, angle: int = 0, crop: tuple[float, ...] | None = None) -> Path:
    writer = PdfWriter(clone_from=PdfReader(path))
    if crop:
        writer.pages[0].cropbox = RectangleObject(crop)
    writer.pages[0].rotate(angle)
    writer.write(path)
    return path


def test_page_is_drawn_with_the_place_of_each_character(images: PageImages, tmp_path: Path) -> None:
    image = draw(images, made.pdf(tmp_path / "a.pdf", [["Other"], ["Tip of it"]]), page=2)
    assert (image.layout.width, image.layout.height) == pytest.approx(A4, abs=0.1)
    assert image.layout.characters == "Tipofit"
    first, last = image.layout.boxes[0], image.layout.boxes[-1]
    assert first.left == pytest.approx(60, abs=1)
    assert first.bottom == pytest.approx(A4[1] - 780, abs=1)  # the baseline, from above
    assert first.top < first.bottom
    assert first.right < last.left
    assert (len(pixels(image)[0]), len(pixels(image))) == (596, 842)
    assert all(inked(image, at) for at in range(7))
    assert not any(min(row) < 250 for row in pixels(image)[100:700])


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (40, 100, 400, 820)])
def test_characters_stand_where_they_are_drawn_on_turned_and_cropped_pages(
    images: PageImages, tmp_path: Path, angle: int, crop: tuple[float, ...] | None
) -> None:
    path = turned(made.pdf(tmp_path / "a.pdf", [["Whale", "Mouse"]]), angle, crop)
    image = draw(images, path)
    width, height = (360, 720) if crop else A4
    across, down = (height, width) if angle in (90, 270) else (width, height)
    assert (image.layout.width, image.layout.height) == pytest.approx((across, down), abs=0.1)
    assert sorted(image.layout.characters) == sorted("WhaleMouse")
    assert all(inked(image, at) for at in range(10))


def test_resolution_is_in_dots_per_inch(images: PageImages, tmp_path: Path) -> None:
    rows = pixels(draw(images, made.pdf(tmp_path / "a.pdf"), dpi=144))
    assert (len(rows[0]), len(rows)) == (1191, 1684)


def test_what_cannot_be_drawn_is_refused_in_its_own_words(
    images: PageImages, tmp_path: Path
) -> None:
    path = made.pdf(tmp_path / "a.pdf")
    with pytest.raises(ReadError, match="no page 2"):
        draw(images, path, page=2)
    with pytest.raises(ReadError, match="changed since it was read"):
        images.draw(path, "0" * 64, 1, 72)
    with pytest.raises(ReadError, match="gone since"):
        images.draw(tmp_path / "no.pdf", "0" * 64, 1, 72)
    with pytest.raises(EncryptedError, match="password"):
        draw(images, made.encrypted_pdf(tmp_path / "locked.pdf"))
    for content in (b"", b"%PDF-1.7 nothing else", path.read_bytes()[:500]):
        (tmp_path / "bad.pdf").write_bytes(content)
        with pytest.raises(DamagedError, match="cannot be drawn"):
            draw(images, tmp_path / "bad.pdf")
    with pytest.raises(TooLargeError, match="max_original_bytes"):
        draw_page(path, ("0" * 64, 1, 72), ReadSettings(max_file_bytes=10))


def test_giant_page_is_drawn_smaller(images: PageImages, tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf")
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.pages[0].mediabox = RectangleObject((0, 0, 14_400, 14_400))
    writer.write(path)
    rows = pixels(draw(images, path, dpi=120))
    assert 0.9 * MAX_PIXELS < len(rows) * len(rows[0]) < 1.1 * MAX_PIXELS


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's /proc")
def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_drawn(tmp_path: Path) -> None:
    path = tmp_path / "slow.pdf"
    canvas = Canvas(str(path), invariant=True)
    for number in range(400_000):
        canvas.line(number % 595, 0, 595 - number % 595, 841)
    canvas.save()
    with PageImages(timeout_seconds=1, max_file_bytes=10**8, n_children=1) as images:
        with pytest.raises(TooLargeError, match="longer than 1 s"):
            draw(images, path, dpi=300)
        assert draw(images, made.pdf(tmp_path / "a.pdf")).layout.characters


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux's /proc")
def test_a_child_that_died_while_it_waited_is_replaced(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf")
    before = children()
    with PageImages(timeout_seconds=20, max_file_bytes=10**7, n_children=1) as images:
        images.warm()
        (child,) = children() - before
        os.kill(child, signal.SIGKILL)
        while Path(f"/proc/{child}/stat").read_text().split()[2] != "Z":
            time.sleep(0.01)
        assert draw(images, path).layout.characters
    assert children() <= before


def test_many_threads_share_few_children(images: PageImages, tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "a.pdf", [["One"], ["Two"]])
    seen: list[str] = []
    threads = [
        threading.Thread(
            target=lambda page: seen.append(draw(images, path, page).layout.characters),
            args=(1 + number % 2,),
        )
        for number in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == ["One"] * 4 + ["Two"] * 4
