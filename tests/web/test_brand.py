from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image, PngImagePlugin

from corpus.settings_file import SettingsFileError, settings_of
from tests.web.made import MadeAssistant
from web import Collection, WebSettings, create_app
from web.errors import LogoError
from web.logo import read_logo

Open = Callable[..., FlaskClient]


@pytest.fixture
def branded(tmp_path: Path, settings: WebSettings, made: tuple[Collection, MadeAssistant]) -> Open:
    def open_client(**chosen: object) -> FlaskClient:
        return create_app(replace(settings, **chosen), made[0], tmp_path).test_client()  # type: ignore[arg-type]

    return open_client


def _picture(path: Path, size: tuple[int, int] = (600, 200), kind: str = "PNG") -> Path:
    Image.new("RGB", size, "#7a1f3d").save(path, kind)
    return path


def test_as_delivered_there_is_no_stylesheet_of_colours(client: FlaskClient) -> None:
    assert "/brand/colours.css" not in client.get("/").text
    assert client.get("/brand/logo.png").status_code == 404


def test_colours_reach_pages_as_variables(branded: Open) -> None:
    client = branded(colour="#5B2A86", accent_colour="#ffd54f")
    address = re.search(r'href="(/brand/colours\.css\?v=\w+)"', client.get("/").text)
    assert address
    sheet = client.get(address[1])
    assert sheet.mimetype == "text/css"
    assert "immutable" in sheet.headers["Cache-Control"]
    assert re.findall(r"--\w+: \S+;", sheet.text) == [
        "--deep: #5B2A86;", "--deeper: #3a1b56;", "--gold: #ffd54f;",
    ]  # fmt: skip
    assert "#5B2A86" in client.get("/brand/icon.svg").text


def test_another_look_has_another_address(branded: Open) -> None:
    pages = [branded(colour=colour).get("/").text for colour in ("#5b2a86", "#7a1f3d")]
    versions = {re.findall(r"/brand/icon\.svg\?v=(\w+)", page)[0] for page in pages}
    assert len(versions) == 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_stands_beside_the_name(branded: Open, tmp_path: Path, kind: str) -> None:
    client = branded(logo=_picture(tmp_path / "logo", kind=kind))
    tag = re.search(r'<img class="brand-logo"[^>]*>', client.get("/").text)
    assert tag
    assert 'alt=""' in tag[0]  # the name stands beside it
    assert 'width="144" height="48"' in tag[0]
    assert "brand-logo" in client.get("/nowhere").text
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    served = client.get("/brand/logo.png")
    assert served.mimetype == "image/png"
    assert Image.open(io.BytesIO(served.data)).size == (288, 96)


def test_nothing_but_the_pixels_of_a_logo_is_served(tmp_path: Path) -> None:
    about = PngImagePlugin.PngInfo()
    about.add_text("Comment", "<script>secret</script>")
    path = tmp_path / "logo.png"
    Image.new("RGBA", (40, 40)).save(path, pnginfo=about)
    path.write_bytes(path.read_bytes() + b"<script>behind</script>")
    assert b"script" not in read_logo(path).png


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not a picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG is not taken"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "not a picture"),
        (b"GIF89a" + b"\x00" * 40, "save it as PNG"),
        (b"x" * (1024 * 1024 + 1), "larger than 1 MB"),
    ],
)
def test_a_file_that_is_no_logo_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(content)
    with pytest.raises(LogoError, match=rf"\[web\] logo: .*{said}"):
        read_logo(path)


def test_a_logo_of_too_many_pixels_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("1", (30_000, 5)).save(path)
    with pytest.raises(LogoError, match="30000 by 5 pixels"):
        read_logo(path)


def test_a_logo_that_is_missing_is_named(branded: Open, tmp_path: Path) -> None:
    with pytest.raises(LogoError, match=r"\[web\] logo: .*none\.png: No such file"):
        branded(logo=tmp_path / "none.png")


def test_the_logo_stands_beside_the_settings_file(tmp_path: Path) -> None:
    settings = settings_of(tmp_path / "findings.toml", "web", {"logo": "our.png"}, WebSettings)
    assert settings.logo == tmp_path / "our.png"
    with pytest.raises(SettingsFileError, match=r"\[web\].*link_colour"):
        settings_of(tmp_path / "findings.toml", "web", {"link_colour": "#eee"}, WebSettings)


def test_texts_are_shown_escaped(branded: Open) -> None:
    client = branded(council="A & <b>B</b>", footer='Made by "us" <script>')
    page = client.get("/").text
    assert "A &amp; &lt;b&gt;B&lt;/b&gt;" in page
    assert "Made by &#34;us&#34; &lt;script&gt;" in page


@pytest.mark.parametrize(
    ("key", "value"), [("footer", "two\nlines"), ("contact", "x" * 201), ("title", " ")]
)
def test_a_text_that_cannot_be_shown_is_named(key: str, value: str) -> None:
    with pytest.raises(ValueError, match=rf"\[web\] {key}"):
        replace(WebSettings(), **{key: value})  # type: ignore[arg-type]
