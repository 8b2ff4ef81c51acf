"""axe-core on every screen and state, on a desk and on a phone: no violation."""

from __future__ import annotations

import pytest

from tests.web.browser.axe import check
from tests.web.browser.conftest import MakeVisit


@pytest.mark.parametrize("width", [1280, 320])
def test_no_screen_has_a_violation(visit: MakeVisit, axe: str, width: int) -> None:
    reader = visit(width=width)
    check(reader, axe, "start")
    reader.ask("x" * 301)
    check(reader, axe, "start with an error")
    reader.open()
    reader.ask("what did Ofsted say about Wirral's PA caseloads")
    check(reader, axe, "answer")
    reader.ask("What was the committee told about social workers in Wirral?")
    check(reader, axe, "follow-up")
    reader.ask("Compare Wirral and South Gloucestershire on pathway plans")
    check(reader, axe, "comparison")
    reader.ask("Does Wirral have a swimming pool?")
    check(reader, axe, "refusal")
    reader.ask("What did Ofsted say about Hull?")
    check(reader, axe, "nothing held")
    reader.ask("")
    check(reader, axe, "conversation with an error")
    reader.open("documents/")
    check(reader, axe, "documents")
    reader.open("documents/?authority=Wirral&kind=other")
    check(reader, axe, "no documents")
    reader.open("documents/")
    reader.page.click("text=Wirral: two monitoring visits by Ofsted")
    check(reader, axe, "document")
    reader.page.click("text=Read its text")
    check(reader, axe, "page")
    reader.open("about")
    check(reader, axe, "about")
    reader.open("nowhere")
    check(reader, axe, "not found")
