"""Photographs every screen for the documentation: `python scripts/screenshots.py [--models FOLDER]`.

It indexes the sample, made-up reports and three files that are not read, serves them and writes
`docs/images/*.png`. It needs Chromium, and LibreOffice and poppler-utils for the exported file.
No text of any real report is in the pictures.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from made_reports import write_reports
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"
SETTINGS = """[web]
footer = "Pictured over sample digests and made-up reports."
questions_per_minute = 1000
"""
CASELOADS = "What did Ofsted say about Wirral's PA caseloads?"
FRONT_DOOR = "What did Ofsted say about Wirral's Integrated Front Door?"
REFUSED = {
    "refusal-outside": "What will the weather be tomorrow?",
    "refusal": "How many children in Wirral are electively home educated?",
    "refusal-not-held": "What did Ofsted say about Hull?",
    "refusal-unclear": "What are the grades?",
}
MARGIN = 16  # pixels above and below what is pictured
MAX_BYTES = 150_000


def write_files(folder: Path) -> None:
    """Write what is indexed for the pictures: documents, and files that are not read."""
    shutil.copytree(ROOT / "corpus" / "sample", folder / "sample")
    reports = folder / "reports"
    reports.mkdir()
    write_reports(reports)
    spare = folder / "spare copies"
    spare.mkdir()
    shutil.copy(reports / "halton-2023.pdf", spare)
    empty = Canvas(str(folder / "scan-without-text.pdf"), invariant=True)
    empty.showPage()
    empty.save()
    (folder / "caseloads.xlsx").write_bytes(b"no workbook")


def run(*arguments: str) -> None:
    """Run a command of the project; stop with what it says where it fails."""
    command = [sys.executable, "-m", "findings", *arguments]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"findings {arguments[0]} failed: {done.stderr}")


@contextmanager
def served(data: Path, settings: Path) -> Iterator[str]:
    """The address of `findings serve` over `data`, on a free port."""
    command = [sys.executable, "-m", "findings", "serve", "--data", str(data), "--port", "0"]
    command += ["--config", str(settings)]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as server:
        line = server.stderr.readline() if server.stderr else ""
        address = re.search(r"http://\S+", line)
        if address is None:
            raise SystemExit(f"findings serve did not start: {line}")
        try:
            yield address[0]
        finally:
            server.terminate()
            server.wait(timeout=20)


def save(picture: bytes, name: str) -> None:
    """Write a picture with at most 256 colours, which letters and lines do not need more of."""
    image = Image.open(BytesIO(picture)).convert("RGB")
    path = IMAGES / f"{name}.png"
    image.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {image.width} x {image.height}, {size // 1000} KB")
    if size > MAX_BYTES:
        raise SystemExit(f"{path} has {size:,} bytes, more than {MAX_BYTES:,}: picture less of it")


class Camera:
    """A reader's browser at one width, which pictures what it shows."""

    def __init__(self, browser: Browser, address: str, width: int) -> None:
        context = browser.new_context(viewport={"width": width, "height": 900})
        context.set_default_timeout(20_000)
        self.page: Page = context.new_page()
        self.address = address
        self.width = width

    def open(self, path: str = "") -> None:
        self.page.goto(self.address + path)

    def press(self, where: str | Locator) -> None:
        """Press what leads to another page, and wait for it."""
        target = self.page.locator(where).first if isinstance(where, str) else where
        with self.page.expect_navigation():
            target.click()

    def ask(self, question: str) -> None:
        self.page.fill("#question", question)
        self.press("form.ask button[type=submit]")

    def ask_anew(self, question: str) -> None:
        self.open()
        self.ask(question)

    def take(
        self,
        name: str,
        first: str = "body",
        last: str = "body",
        nth: int = 0,
        height: int | None = None,
    ) -> None:
        """Picture the page from the top of `first` to the bottom of the `nth` of `last`, or at
        most `height` pixels of it."""
        page = self.page
        page.wait_for_load_state("networkidle")
        page.evaluate("document.activeElement.blur(), scrollTo(0, 0)")
        box = "e => { const b = e.getBoundingClientRect(); return [b.top, b.bottom]; }"
        top = page.locator(first).first.evaluate(box)[0]
        bottom = page.locator(last).nth(nth).evaluate(box)[1]
        whole = page.evaluate("document.documentElement.scrollHeight")
        start = 0 if first == "body" else max(0, top - MARGIN)
        end = min(whole, bottom + MARGIN)
        end = min(end, start + height) if height else end
        clip = {"x": 0.0, "y": start, "width": float(self.width), "height": end - start}
        save(page.screenshot(full_page=True, clip=clip), f"{name}-{self.width}")  # type: ignore[arg-type]


def councillor(camera: Camera) -> None:
    """Asking, reading and checking."""
    camera.open()
    camera.take("start")
    camera.ask(CASELOADS)
    camera.take("answer", last=".turn .extract")
    camera.take("next", ".turn form.feedback", "#next-questions")
    camera.ask("And about pathway plans?")
    camera.page.click(".turn .change summary")
    camera.take("understood", ".turn .asked", ".turn .understood")
    camera.press(".turn a[href*='/explain/']")
    camera.take("explain", height=1500)
    camera.ask_anew(FRONT_DOOR)
    camera.press(".turn .open a")
    camera.take("source")
    camera.page.go_back()
    camera.press(".turn button:has-text('More like this')")
    camera.take("more", ".turn .asked", ".turn .extract", nth=1)
    camera.ask_anew("Compare Halton and Slough on pathway plans")
    camera.take("comparison", ".turn .asked", ".turn .sides", height=1100)
    camera.ask_anew("What grades did Halton get?")
    camera.take("grades", ".turn .asked", ".turn .lines")
    camera.ask_anew("What did Ofsted say about Halton's care leavers in 2019?")
    camera.take("notice", ".turn .notice", ".turn .extract")
    for name, question in REFUSED.items():
        camera.ask_anew(question)
        nearest = ".turn .nearest .extract"
        shown = nearest if camera.page.locator(nearest).first.is_visible() else ".turn .refusal"
        camera.take(name, ".turn .asked", shown)
    camera.ask_anew("I am on 01632 960983. What did Ofsted say of caseloads in Wirral?")
    camera.take("personal", last="form.ask")
    camera.open("history/")
    camera.take("history")


def officer(camera: Camera, folder: Path) -> None:
    """Documents, comparing, judgements and briefings."""
    page = camera.page
    camera.open("documents/")
    camera.take("documents", height=1400)
    camera.press("text=Made-up report: Halton 2023")
    camera.take("document", height=1400)
    camera.open("documents/report")
    camera.take("ingest-report")
    camera.open("compare/")
    page.fill("#question", "How manageable are social workers’ caseloads?")
    for council in ("Halton", "Rutland", "Slough"):
        page.check(f"input[value={council}]")
    camera.take("compare-form")
    camera.press(".compare-form button[type=submit]")
    camera.take("compare", last=".compared")
    camera.press(camera.page.locator(".compared form.briefing-add button").last)  # of Slough
    camera.open("judgements/")
    camera.take("judgements")
    camera.open("judgements/?authority=Halton")
    camera.take("judgements-council", last=".judged-table")
    camera.open("theme-pack/?authority=Halton")
    camera.take("theme-pack", height=1300)
    camera.press("form.take button")
    page.fill("#note", "Ask the director how many care leavers wait for a home of their own.")
    camera.press("text=Add the note")
    camera.take("briefing", height=1300)
    with page.expect_download() as waiting:
        page.click(".take a[href$=docx]")
    picture_word(Path(waiting.value.path()), folder)
    camera.open("briefing/")
    camera.take("briefings")


def lost(camera: Camera) -> None:
    """The briefing with an extract whose document is not held any more."""
    camera.open("briefing/")
    camera.press(".briefings li:last-child a")
    camera.take("lost", height=1000)


def site(camera: Camera) -> None:
    """What the pages say of the product itself."""
    for name in ("about", "accessibility", "privacy"):
        camera.open(name)
        camera.take(name, height=1400)


def phone(camera: Camera) -> None:
    """Some of it at a phone's width."""
    camera.open()
    camera.take("start", height=900)
    camera.ask(CASELOADS)
    camera.take("answer", last=".turn .extract")
    camera.ask_anew(FRONT_DOOR)
    camera.press(".turn .open a")
    camera.take("source", height=1200)
    camera.open("judgements/?authority=Halton")
    camera.take("judgements-council", height=1200)


def developer(camera: Camera) -> None:
    """The workbench, after a run of the sample's questions."""
    camera.open("workbench/")
    camera.take("workbench")
    camera.press("text=base")
    camera.take("workbench-run", height=1400)


def picture_word(exported: Path, folder: Path) -> None:
    """Picture the first page of an exported Word file as LibreOffice prints it."""
    word = Path(shutil.copy(exported, folder / "briefing.docx"))
    profile = f"-env:UserInstallation=file://{folder}/office"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, word],
        check=True,
        capture_output=True,
    )
    drawn = ["pdftoppm", "-png", "-r", "80", "-singlefile", "-f", "1"]
    subprocess.run([*drawn, folder / "briefing.pdf", folder / "word"], check=True)
    save((folder / "word.png").read_bytes(), "word")


def main() -> None:
    """Make what is pictured, picture it, and say what was written."""
    parser = argparse.ArgumentParser(description="photograph every screen for the documentation")
    parser.add_argument("--models", type=Path, help="a folder of converted models, to save time")
    models = parser.parse_args().models
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        files, data, settings = folder / "files", folder / "data", folder / "findings.toml"
        write_files(files)
        if models:
            shutil.copytree(models, data / "models")
        run("index", str(files), "--data", str(data))
        settings.write_text(SETTINGS, "utf-8")
        chromium = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        IMAGES.mkdir(exist_ok=True)
        with served(data, settings) as address:
            desk = Camera(browser, address, 1280)
            councillor(desk)
            officer(desk, folder)
            site(desk)
            phone(Camera(browser, address, 320))
            for file in (files / "reports").glob("slough-*"):
                file.unlink()
            run("index", str(files), "--data", str(data))
            lost(desk)
        questions = str(ROOT / "tests" / "data" / "sample_queries.jsonl")
        run("evaluate", "--queries", questions, "--data", str(data), "--name", "base")
        (data / "collections").mkdir()
        shutil.copy(questions, data / "collections" / "sample.jsonl")
        settings.write_text(SETTINGS + "workbench = true\n", "utf-8")
        with served(data, settings) as address:
            developer(Camera(browser, address, 1280))
        browser.close()


if __name__ == "__main__":
    main()
