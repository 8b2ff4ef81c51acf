"""The screens that every page leads to, in the order they are shown."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NAVIGATION", "Screen"]


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen's name, the endpoint that shows it and the blueprints whose pages belong to it."""

    label: str
    endpoint: str
    blueprints: tuple[str, ...] = ()


NAVIGATION = (
    Screen("Ask", "start.index", ("conversation", "explain")),
    Screen("History", "history.index", ("history",)),
    Screen("Compare", "compare.index", ("compare",)),
    Screen("Judgements", "judgements.index", ("judgements",)),
    Screen("Documents", "documents.index", ("documents", "permanent")),
    Screen("Briefings", "briefing.index", ("briefing", "themes")),
    Screen("About", "start.about"),
)
