"""The screens that every page leads to, in the order they are shown."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["NAVIGATION", "Screen"]


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen's name, the endpoint that shows it and the blueprint whose pages belong to it."""

    label: str
    endpoint: str

    @property
    def section(self) -> str:
        """The blueprint of the screen."""
        return self.endpoint.partition(".")[0]


NAVIGATION = (
    Screen("Ask", "start.index"),
    Screen("History", "history.index"),
    Screen("Compare", "compare.index"),
    Screen("Judgements", "judgements.index"),
    Screen("Documents", "documents.index"),
    Screen("Briefings", "briefing.index"),
    Screen("About", "start.about"),
)
