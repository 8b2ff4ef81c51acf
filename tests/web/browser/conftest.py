"""The real thing for a real browser: `findings serve` over the sample, and headless Chromium.

Where Chromium is missing, tests are skipped on a developer's machine and fail where `CI` is set.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[3]
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EVERYWHERE = [
    pytest.param({"javascript": javascript, "width": width}, id=f"{words}-{width}")
    for javascript, words in ((True, "script"), (False, "no-script"))
    for width in (1280, 320)
]
"""How every journey is walked: with JavaScript and without, at a desk and on a phone."""


def missing(what: str, remedy: str) -> None:
    """Skip for want of `what`; fail where the machine is meant to have it."""
    reason = f"{what} is not installed: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def site(browser: Browser, sample_data: Path) -> Iterator[str]:
    """The address of `findings serve` over the sample."""
    with served(sample_data) as address:
        yield address


@contextmanager
def served(data: Path, settings: str = "") -> Iterator[str]:
    """The address of `findings serve` over `data`, where no reader asks too fast.

    `settings` are further lines of its [web] table. It must end well when it is told to stop.
    """
    config = data.parent / "served.toml"
    config.write_text(f"[web]\nquestions_per_minute = 10000\n{settings}", "utf-8")
    command = [sys.executable, "-m", "findings", "serve", "--port", "0"]
    with subprocess.Popen(
        [*command, "--data", str(data), "--config", str(config)],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            assert server.stderr
            line = server.stderr.readline()
            address = re.search(r"http://\S+", line)
            assert address, line + server.stderr.read()
            yield address[0]
            server.terminate()
            server.wait(timeout=20)
        finally:
            server.kill()  # or what failed while it ran would be waited for without end
    assert server.returncode == 0


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core."""
    path = ROOT / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        missing("axe-core", "npm install --prefix .axe axe-core")
    return path.read_text("utf-8")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        missing("Chromium", "apt-get install chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


class Visit:
    """A reader's browser on the site, which notes whatever it complains of."""

    def __init__(self, context: BrowserContext, site: str, width: int) -> None:
        self.site = site
        self.width = width
        self.page: Page = context.new_page()
        self.complaints: list[str] = []
        self.foreign: list[str] = []
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._check(request.url))

    def _note(self, kind: str, text: str) -> None:
        if not text.startswith("Failed to load resource: the server responded with a status of 4"):
            self.complaints.append(f"{kind}: {text}")

    def _check(self, url: str) -> None:
        if urlsplit(url).netloc != urlsplit(self.site).netloc:
            self.foreign.append(url)

    def open(self, path: str = "") -> None:
        self.page.goto(self.site + path)

    def ask(self, question: str) -> None:
        """Type a question, send it, and wait for the page that follows."""
        self.page.fill("#question", question)
        with self.page.expect_navigation():
            self.page.click("form.ask button[type=submit]")

    def quotes(self) -> list[str]:
        return self.page.locator(".turn .extract blockquote").all_inner_texts()

    def fits(self) -> bool:
        """Whether the page needs no scrolling sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


MakeVisit = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[MakeVisit]:
    """Open the site, or the one `at` an address, with a fresh browser profile; no complaint may be
    left at the end."""
    visits: list[tuple[Visit, BrowserContext]] = []

    def open_visit(
        *, javascript: bool = True, width: int = 1280, forced: bool = False, at: str = ""
    ) -> Visit:
        context = browser.new_context(
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            forced_colors="active" if forced else "none",
        )
        context.set_default_timeout(20_000)
        opened = Visit(context, at or site, width)
        visits.append((opened, context))
        opened.open()
        return opened

    yield open_visit
    for opened, context in visits:
        context.close()
        assert opened.complaints == []
        assert opened.foreign == []
