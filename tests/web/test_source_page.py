"""The page as printed, over real PDF files."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus.document import Document
from corpus.errors import DamagedError, TooLargeError
from corpus.page_image import PageImages
from corpus.reader import read_document
from corpus.settings import ReadSettings
from tests.corpus import made
from tests.web.made import MadeAssistant, MadeEngine
from web import Collection, Reading, WebSettings, create_app
from web.page_images import KeptPages

FIRST = "Inspectors visited the borough of Farnley in spring and met the duty team."
CROSSING = "Plans for children are written with their families and"
REST = "are read again every month."


@dataclass
class Site:
    app: Flask
    client: FlaskClient
    document: Document
    path: Path
    engine: MadeEngine

    def extract(self, start: str, end: str) -> str:
        text = self.document.text
        span = f"{text.index(start)}-{text.index(end) + len(end)}"
        page = self.client.get(f"/documents/{self.document.id}/extract/{span}")
        assert page.status_code == 200
        return page.text

    def kept(self) -> list[Path]:
        folder: Path = self.app.extensions["pages"].folder
        return sorted(folder.iterdir()) if folder.exists() else []


def _read(path: Path) -> Document:
    return read_document(path, path.name, ReadSettings())


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Callable[..., Site]]:
    apps: list[Flask] = []

    def _build(**settings: float) -> Site:
        path = tmp_path / "report.pdf"
        pages = [[FIRST, *made.STORY[1:], CROSSING], [REST], ["The end of it."]]
        made.pdf(path, pages)
        document = _read(path)
        engine = MadeEngine([(document, path)])
        collection = Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "1")
        chosen = replace(WebSettings(), **settings)  # type: ignore[arg-type]
        app = create_app(chosen, collection, tmp_path / "data")
        apps.append(app)
        return Site(app, app.test_client(), document, path, engine)

    yield _build
    for app in apps:
        app.extensions["pages"].close()


@pytest.fixture
def site(build: Callable[..., Site]) -> Site:
    return build()


def _rectangles(html: str) -> list[tuple[float, ...]]:
    found = re.findall(
        r'<rect class="highlight" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/>',
        html,
    )
    return [tuple(map(float, four)) for four in found]


def test_a_quote_is_marked_on_the_picture_and_in_the_text(site: Site) -> None:
    html = site.extract(FIRST, FIRST)
    ((x, y, width, height),) = _rectangles(html)
    assert x == pytest.approx(60, abs=2)
    assert 50 < y < 841.89 - 780
    assert y + height == pytest.approx(841.89 - 780, abs=4)
    assert width > 300
    assert re.search(r'viewBox="0 0 595\.28 841\.89"', html)
    assert f">{FIRST}</mark>" in html
    assert "as far as they could be found" not in html
    assert 'alt="Page 1 as printed' in html


def test_both_pages_of_a_quote_have_their_picture(site: Site) -> None:
    html = site.extract(CROSSING, REST)
    assert html.count("<img ") == 2
    assert len(_rectangles(html)) == 2


def test_pictures_are_png_that_browsers_may_keep(site: Site) -> None:
    sent = site.client.get(f"/documents/{site.document.id}/pages/2/picture.png")
    assert sent.mimetype == "image/png"
    assert sent.data.startswith(b"\x89PNG")
    assert "immutable" in sent.headers["Cache-Control"]
    assert "private" in sent.headers["Cache-Control"]
    assert "default-src 'none'" in sent.headers["Content-Security-Policy"]
    again = site.client.get(
        f"/documents/{site.document.id}/pages/2/picture.png",
        headers={"If-None-Match": sent.headers["ETag"]},
    )
    assert again.status_code == 304
    assert site.client.get(f"/documents/{site.document.id}").headers["Cache-Control"] == "no-store"


def test_a_picture_is_drawn_once(site: Site) -> None:
    site.extract(FIRST, FIRST)
    first = site.kept()
    states = [path.stat().st_ino for path in first]
    assert sorted(path.suffix for path in first) == [".json", ".png"]
    assert all(path.name.startswith(site.document.sha256) for path in first)
    assert first[0].parent.stat().st_mode & 0o077 == 0
    again = site.extract(FIRST, FIRST)
    assert len(_rectangles(again)) == 1
    assert [path.stat().st_ino for path in site.kept()] == states


@pytest.mark.parametrize("loss", ["deleted", "changed"])
def test_where_the_file_is_gone_the_text_stands_alone(site: Site, loss: str) -> None:
    site.extract(FIRST, FIRST)
    if loss == "deleted":
        site.path.unlink()
    else:
        site.path.write_bytes(site.path.read_bytes() + b"%")
    html = site.extract(FIRST, FIRST)
    assert "moved, deleted or changed" in html
    assert "<img" not in html
    assert f">{FIRST}</mark>" in html
    address = f"/documents/{site.document.id}/pages/1/picture.png"
    gone = site.client.get(address)
    assert gone.status_code == 404
    assert "Original file not available" in gone.text


def test_a_file_that_cannot_be_drawn_leaves_its_text(tmp_path: Path, site: Site) -> None:
    site.path.write_bytes(b"%PDF-1.7 no PDF at all")
    sha256 = hashlib.sha256(site.path.read_bytes()).hexdigest()
    engine = MadeEngine([(replace(site.document, sha256=sha256), site.path)])
    collection = Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "1")
    client = create_app(WebSettings(), collection, tmp_path / "other").test_client()
    html = replace(site, client=client).extract(FIRST, FIRST)
    assert "A picture of this page could not be made" in html
    assert f">{FIRST}</mark>" in html
    assert "<img" not in html


def test_pages_that_are_not_there_have_no_picture(site: Site) -> None:
    for page in ("0", "4", "99999999999999999999"):
        address = f"/documents/{site.document.id}/pages/{page}/picture.png"
        assert site.client.get(address).status_code == 404


def test_pictures_take_no_more_room_than_they_may(build: Callable[..., Site]) -> None:
    site = build(max_page_cache_bytes=1)
    assert "<img" in site.extract(FIRST, FIRST)
    assert site.kept() == []
    address = f"/documents/{site.document.id}/pages/1/picture.png"
    assert site.client.get(address).status_code == 200


def test_what_was_not_looked_at_longest_makes_room(tmp_path: Path) -> None:
    path = made.pdf(tmp_path / "six.pdf", [[f"The {word} is told of."] for word in "abcdef"])
    (record,) = MadeEngine([(_read(path), path)]).documents()
    with PageImages(timeout_seconds=10, max_file_bytes=10**7) as images:
        first = KeptPages(tmp_path / "pages", images, 10**7)
        for page in (1, 2, 3, 4, 5):
            first.png(record, page)
            for kept in first.folder.glob(f"*-{page}-*"):
                os.utime(kept, ns=(page * 10**9, page * 10**9))
        first.png(record, 1)  # looked at again
        size = sum(kept.stat().st_size for kept in first.folder.iterdir())
        KeptPages(first.folder, images, size).png(record, 6)
    left = {kept.name.split("-")[1] for kept in first.folder.glob("*.png")}
    assert "2" not in left
    assert {"1", "5", "6"} <= left
    assert sum(kept.stat().st_size for kept in first.folder.iterdir()) <= size


def test_what_was_refused_is_refused_again_at_once_and_takes_no_more_room(
    site: Site, tmp_path: Path
) -> None:
    (record,) = site.engine.documents()
    damaged = tmp_path / "damaged.pdf"
    damaged.write_bytes(b"%PDF-1.7 nothing else")
    sha256 = hashlib.sha256(damaged.read_bytes()).hexdigest()
    damaged_record = replace(record, path=str(damaged), sha256=sha256)
    pages: KeptPages = site.app.extensions["pages"]
    depths: list[int] = []
    for _ in range(4):
        with pytest.raises(DamagedError, match="cannot be drawn") as raised:
            pages.png(damaged_record, 1)
        depths.append(len(raised.traceback))
        damaged.unlink(missing_ok=True)
    assert depths[1] == depths[2] == depths[3]


def test_what_was_refused_is_tried_again_after_a_while(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    (record,) = site.engine.documents()
    pages: KeptPages = site.app.extensions["pages"]

    def too_slow(*_: object) -> None:
        raise TooLargeError("it took longer than 10 s")

    with monkeypatch.context() as busy:
        busy.setattr(PageImages, "draw", too_slow)
        with pytest.raises(TooLargeError):
            pages.png(record, 1)
    with pytest.raises(TooLargeError):
        pages.png(record, 1)
    monkeypatch.setattr("web.page_images._TRY_AGAIN_SECONDS", 0.0)
    assert pages.png(record, 1).startswith(b"\x89PNG")


def test_pictures_of_documents_no_longer_held_are_deleted(site: Site) -> None:
    site.extract(FIRST, FIRST)
    assert site.kept()
    pages = site.app.extensions["pages"]
    pages.keep_only("2", [])
    assert site.kept() == []


def test_the_address_of_a_whole_document_draws_few_pictures(tmp_path: Path) -> None:
    path = made.pdf(
        tmp_path / "long.pdf", [[f"The {word} is told of."] for word in FIRST.split()[:12]]
    )
    document = _read(path)
    engine = MadeEngine([(document, path)])
    collection = Collection(lambda: Reading(engine, MadeAssistant(engine)), lambda: "1")
    client = create_app(WebSettings(), collection, tmp_path / "data").test_client()
    html = client.get(f"/documents/{document.id}/extract/0-{len(document.text)}").text
    assert html.count("<img ") == 4


def test_marked_words_are_offered_to_a_briefing(build: Callable[..., Site]) -> None:
    site = build()
    html = site.extract(FIRST, FIRST)
    assert "Add to briefing" in html
    assert "Add to briefing" not in site.client.get(f"/documents/{site.document.id}/pages/1").text
