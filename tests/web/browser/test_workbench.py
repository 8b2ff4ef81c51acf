"""The workbench in a real browser: run, follow, look, mark, review; with and without script."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.sample import QUERIES
from tests.web.browser.axe import check
from tests.web.browser.conftest import MakeVisit, Visit, served

CASELOADS = "what did Ofsted say about Wirral's PA caseloads"


@pytest.fixture(scope="module")
def site(
    browser: Browser, sample_data: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("workbench")
    data = shutil.copytree(sample_data, folder / "data", symlinks=True)
    (data / "collections").mkdir()
    lines = QUERIES.read_text("utf-8").splitlines(keepends=True)
    (data / "collections" / "sample.jsonl").write_text("".join(lines[::4]), "utf-8")
    with served(data, "workbench = true\n") as address:
        yield address


def _press(reader: Visit, selector: str) -> None:
    with reader.page.expect_navigation():
        reader.page.locator(selector).first.click()


def _run(reader: Visit, javascript: bool) -> None:
    """Run the collection and wait for its end, looking again where no script does."""
    reader.open("workbench/")
    _press(reader, "text=Run it")
    if javascript:  # the page comes anew by itself
        _run_is_done(reader)
    while not javascript and not reader.page.locator("text=The run is done").count():
        assert reader.page.locator("progress").count(), reader.page.inner_text("main")
        reader.page.wait_for_timeout(300)
        _press(reader, "text=Look again")


@pytest.mark.parametrize(("javascript", "width"), [(True, 1280), (False, 320)])
def test_run_look_and_mark(visit: MakeVisit, javascript: bool, width: int) -> None:
    reader = visit(javascript=javascript, width=width)
    _press(reader, "nav >> text=Workbench")
    assert reader.fits()
    _run(reader, javascript)
    _press(reader, "text=Look through the results")
    assert reader.fits()
    reader.page.select_option("#kind", "acronym")
    _press(reader, "text=Filter")
    _press(reader, ".results a")
    _press(reader, "button[value=right]")
    assert "Marked right." in reader.page.inner_text("main")
    assert reader.fits()
    _press(reader, "text=Take it back")
    assert "Marked right." not in reader.page.inner_text("main")
    _press(reader, "text=Why is it answered so?")
    assert "/explain/" in reader.page.url


def test_no_screen_has_a_violation(visit: MakeVisit, axe: str) -> None:
    reader = visit(width=320)
    reader.ask(CASELOADS)
    _press(reader, "text=This answers my question")
    _press(reader, "text=Judge these extracts")
    _press(reader, "button[value=wrong]")
    check(reader, axe, "answer")
    reader.open("workbench/feedback")
    check(reader, axe, "feedback")
    _press(reader, "text=Accept as gold")
    assert "There is a problem" in reader.page.inner_text("main")
    check(reader, axe, "feedback with an error")
    reader.page.check("#v-1-0-right")
    _press(reader, "text=Accept as gold")
    assert "Nothing is waiting" in reader.page.inner_text("main")
    reader.open("workbench/own")
    check(reader, axe, "own")
    reader.open("workbench/")
    _press(reader, "text=Run it")
    check(reader, axe, "progress")
    _run_is_done(reader)
    _press(reader, "text=Look through the results")
    check(reader, axe, "run")
    _press(reader, ".results a")
    check(reader, axe, "question")
    reader.open("workbench/")
    check(reader, axe, "index")


def _run_is_done(reader: Visit) -> None:
    reader.page.wait_for_selector("text=The run is done", timeout=60_000)
