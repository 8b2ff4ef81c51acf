"""axe-core on every screen and state, on a desk and on a phone: no violation."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.browser.conftest import ROOT, MakeVisit, Visit, missing

AXE = ROOT / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe cannot decide by itself, and why it is right: none.
EXPLAINED: frozenset[str] = frozenset()


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        missing("axe-core", "npm install --prefix .axe axe-core")
    return Path(AXE).read_text("utf-8")


def _check(visit: Visit, axe: str, screen: str) -> None:
    visit.page.evaluate(axe)
    visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = visit.page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations', 'incomplete']})",
        TAGS,
    )
    problems = [
        f"{screen}: {kind}: {rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        if rule["id"] not in EXPLAINED
        for node in rule["nodes"]
    ]
    assert problems == []


@pytest.mark.parametrize("width", [1280, 320])
def test_no_screen_has_a_violation(visit: MakeVisit, axe: str, width: int) -> None:
    reader = visit(width=width)
    _check(reader, axe, "start")
    reader.ask("x" * 301)
    _check(reader, axe, "start with an error")
    reader.open()
    reader.ask("what did Ofsted say about Wirral's PA caseloads")
    _check(reader, axe, "answer")
    reader.ask("What was the committee told about social workers in Wirral?")
    _check(reader, axe, "follow-up")
    reader.ask("Compare Wirral and South Gloucestershire on pathway plans")
    _check(reader, axe, "comparison")
    reader.ask("Does Wirral have a swimming pool?")
    _check(reader, axe, "refusal")
    reader.ask("What did Ofsted say about Hull?")
    _check(reader, axe, "nothing held")
    reader.ask("")
    _check(reader, axe, "conversation with an error")
    reader.open("documents/")
    _check(reader, axe, "documents")
    reader.open("documents/?authority=Wirral&kind=other")
    _check(reader, axe, "no documents")
    reader.open("documents/")
    reader.page.click("text=Wirral: two monitoring visits by Ofsted")
    _check(reader, axe, "document")
    reader.page.click("text=Read its text")
    _check(reader, axe, "page")
    reader.open("about")
    _check(reader, axe, "about")
    reader.open("nowhere")
    _check(reader, axe, "not found")
