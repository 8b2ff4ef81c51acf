"""Shapes in, an SVG drawing out: as much of SVG as the report's plots need, styled by classes."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

__all__ = ["Drawing"]


class Drawing:
    """A drawing of `width` by `height` units, top left first. `title` says what it shows."""

    def __init__(self, width: int, height: int, name: str, title: str) -> None:
        self._head = Markup(
            '<svg class="plot" viewBox="0 0 {} {}" role="img" aria-labelledby="{}-title">'
            '<title id="{}-title">{}</title>'
        ).format(width, height, name, name, title)
        self._shapes: list[Markup] = []

    def line(self, x1: float, y1: float, x2: float, y2: float, kind: str) -> None:
        """A straight line."""
        self._shapes.append(
            Markup('<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}"/>').format(
                kind, _unit(x1), _unit(y1), _unit(x2), _unit(y2)
            )
        )

    def rect(self, x: float, y: float, width: float, height: float, kind: str) -> None:
        """A box."""
        self._shapes.append(
            Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>').format(
                kind, _unit(x), _unit(y), _unit(width), _unit(height)
            )
        )

    def circle(self, x: float, y: float, radius: float, kind: str) -> None:
        """A dot."""
        self._shapes.append(
            Markup('<circle class="{}" cx="{}" cy="{}" r="{}"/>').format(
                kind, _unit(x), _unit(y), _unit(radius)
            )
        )

    def path(self, points: Sequence[tuple[float, float]], kind: str) -> None:
        """A line through points."""
        joined = "L".join(f"{_unit(x)} {_unit(y)}" for x, y in points)
        self._shapes.append(Markup('<path class="{}" d="M{}"/>').format(kind, joined))

    def text(self, x: float, y: float, words: object, kind: str = "") -> None:
        """Words whose line stands at `y`; the classes "end" and "middle" say where `x` is."""
        self._shapes.append(
            Markup('<text class="{}" x="{}" y="{}">{}</text>').format(
                kind, _unit(x), _unit(y), escape(words)
            )
        )

    def done(self) -> Markup:
        """The drawing."""
        return self._head + Markup("").join(self._shapes) + Markup("</svg>")


def _unit(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
