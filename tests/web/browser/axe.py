"""A screen in a browser, judged by axe-core: no violation, and nothing left open."""

from __future__ import annotations

from tests.web.browser.conftest import Visit

__all__ = ["check", "faults"]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What axe cannot decide by itself, by rule and how the element begins, and why it is right.
EXPLAINED = {
    # Text in a drawing: ink on white, black on white, or the system's colours where forced.
    "color-contrast": ("<tspan", '<text class="year"'),
}


def check(visit: Visit, axe: str, screen: str) -> None:
    """Fail with what `axe` has against `screen`, every disclosure open."""
    problems = faults(visit, axe, screen)
    assert not problems, "\n".join(problems)


def faults(visit: Visit, axe: str, screen: str) -> list[str]:
    """What `axe` has against `screen`, every disclosure open."""
    visit.page.evaluate(axe)
    visit.page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })")
    found = visit.page.evaluate(
        "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations', 'incomplete']})",
        TAGS,
    )
    return [
        f"{screen}: {kind}: {rule['id']}: {node['target']} {node.get('failureSummary', '')}"
        for kind in ("violations", "incomplete")
        for rule in found[kind]
        for node in rule["nodes"]
        if kind == "violations" or not node["html"].startswith(EXPLAINED.get(rule["id"], ()))
    ]
