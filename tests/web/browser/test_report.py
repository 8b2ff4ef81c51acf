"""The report of a run, opened as a file: no complaint, no request, no violation."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from assistant.evaluation.experiment import Outcome
from assistant.evaluation.html_report import report_page
from tests.assistant.evaluation.runs import question_result, run_of

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    results = [
        question_result(n, outcome, 0.05 + (n * 0.17) % 0.95)
        for n, outcome in enumerate([*Outcome, *Outcome, Outcome.RIGHT])
    ]
    path.write_text(report_page(run_of(results)), encoding="utf-8")
    return path


class _Opened:
    """The report in a browser without a network, which notes whatever it complains of."""

    def __init__(self, browser: Browser, report: Path, width: int, javascript: bool) -> None:
        self.context = browser.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript, offline=True
        )
        self.page = self.context.new_page()
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.goto(report.as_uri())


@pytest.mark.parametrize("width", [1280, 320])
def test_it_opens_without_complaint(browser: Browser, report: Path, axe: str, width: int) -> None:
    opened = _Opened(browser, report, width, javascript=True)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator("svg.plot").count() > 4
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    page.evaluate(axe)
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations', 'incomplete']})",
        TAGS,
    )
    problems = [
        f"{kind}: {rule['id']}: {node['target']}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
        # words over a drawing: axe sees no background; they are dark on white, or white on dark
        if not (rule["id"] == "color-contrast" and node["html"].startswith("<text"))
    ]
    opened.context.close()
    assert problems == []
    assert opened.complaints == []
    assert opened.requests == [report.as_uri()]


def test_questions_are_sifted(browser: Browser, report: Path) -> None:
    opened = _Opened(browser, report, 1280, javascript=True)
    page = opened.page
    n_questions = page.locator(".question").count()
    page.fill("#filter-words", "<3>")
    assert page.inner_text("#filter-count") == f"1 of {n_questions} questions"
    page.fill("#filter-words", "")
    page.select_option("#filter-kind", "finding")
    assert 0 < page.locator(".question:not([hidden])").count() < n_questions
    opened.context.close()
    assert opened.complaints == []


def test_without_script_links_lead_to_the_questions(browser: Browser, report: Path) -> None:
    opened = _Opened(browser, report, 320, javascript=False)
    assert not opened.page.locator(".filter").is_visible()
    opened.page.locator("a[href='#outcome-wrongly-refused']").click()
    assert opened.page.url.endswith("#outcome-wrongly-refused")
    opened.context.close()
    assert opened.complaints == []
