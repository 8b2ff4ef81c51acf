"""A screen in a browser, judged by axe-core: no violation, and nothing left open."""

from __future__ import annotations

from tests.web.browser.conftest import Visit

__all__ = ["check"]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe cannot decide by itself, and why it is right: none.
EXPLAINED: frozenset[str] = frozenset()


def check(visit: Visit, axe: str, screen: str) -> None:
    """Fail with what `axe` has against `screen`, every disclosure open."""
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
