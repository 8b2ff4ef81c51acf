"""What a run shows in, its plots out. Each has a table beside it: nothing is told by a plot alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from assistant.evaluation.experiment import CurvePoint, Estimate, Times
from assistant.evaluation.html_report.data import RANKS, Calibration, RankRow
from assistant.evaluation.html_report.svg import Drawing

__all__ = ["calibration_plot", "estimate_plot", "rank_plot", "risk_plot", "times_plot"]

_SIDE = 300  # of a square plot, in units
_LEFT, _TOP, _BOTTOM = 52, 14, 44
_ROW = 30


def risk_plot(curve: Sequence[CurvePoint], threshold: float | None, name: str = "risk") -> Markup:
    """How much is wrong among what is answered, the surest first; `name` tells plots apart."""
    plot = _Square(name, "Share of answers that are wrong, by share of questions answered")
    plot.axes("answered, of all questions", "wrong, of those answered")
    plot.drawing.path([plot.at(p.coverage, p.risk) for p in curve], "curve")
    set_at = [p for p in curve if threshold is not None and p.threshold >= threshold]
    if set_at:
        x, y = plot.at(set_at[-1].coverage, set_at[-1].risk)
        plot.drawing.circle(x, y, 5, "dot")
        # beside the curve, which rises to the right
        plot.drawing.text(x - 9, y - 9 if set_at[-1].risk < 0.9 else y + 20, "as set", "label end")
    return plot.drawing.done()


def calibration_plot(calibration: Calibration) -> Markup:
    """What was estimated against what was right: on the diagonal, estimates can be believed."""
    plot = _Square("calibration", "Share answered rightly, by estimated answerability")
    plot.axes("estimated answerability", "answered rightly")
    plot.drawing.line(*plot.at(0, 0), *plot.at(1, 1), "diagonal")
    for each in calibration.bins:
        x, y = plot.at(each.predicted, each.right)
        _, low = plot.at(0, each.interval[0])
        _, high = plot.at(0, each.interval[1])
        plot.drawing.line(x, low, x, high, "whisker")
        plot.drawing.circle(x, y, 3 + min(6.0, each.n**0.5 / 2), "dot")
    return plot.drawing.done()


def rank_plot(rows: Sequence[RankRow]) -> Markup:
    """Where the first gold sentence stood among those ranked, kind by kind."""
    left, width, top = 128, 480, 34
    drawing = Drawing(
        left + width + 48,
        top + _ROW * len(rows) + 8,
        "ranks",
        "Rank of the first gold sentence, by kind of question",
    )
    x = float(left)
    for place, name in enumerate(RANKS):
        drawing.rect(x, 8, 12, 12, f"rank-{place}")
        drawing.text(x + 17, 18, name, "label")
        x += 26 + 7 * len(name)
    for number, row in enumerate(rows):
        y = top + _ROW * number
        drawing.text(left - 10, y + 19, row.kind, "label end")
        x = float(left)
        for place, count in enumerate(row.counts):
            part = width * count / row.n if row.n else 0.0
            if not count:
                continue
            drawing.rect(x, y + 4, part, _ROW - 8, f"rank-{place}")
            if part >= 22:
                drawing.text(x + part / 2, y + 19, count, f"on-rank-{place} middle")
            x += part
        drawing.text(left + width + 10, y + 19, row.n, "label")
    return drawing.done()


def times_plot(times: Mapping[str, Times]) -> Markup:
    """What each stage took: the bar to the median, the line to the 95th percentile."""
    left, width = 112, 440
    most = max((each.p95 for each in times.values()), default=0.0) or 1.0
    height = 8 + _ROW * len(times) + 34
    drawing = Drawing(left + width + 90, height, "times", "Milliseconds of each stage")
    for number, (name, each) in enumerate(times.items()):
        y = 8 + _ROW * number
        drawing.text(left - 10, y + 19, name, "label end")
        middle, end = width * max(0.0, each.p50) / most, width * max(0.0, each.p95) / most
        drawing.rect(left, y + 6, middle, _ROW - 12, "bar")
        drawing.line(left + middle, y + 15, left + end, y + 15, "whisker")
        drawing.line(left + end, y + 10, left + end, y + 20, "whisker")
        drawing.text(left + end + 8, y + 19, f"{each.p50:.1f}, {each.p95:.1f}", "label")
    y = 8 + _ROW * len(times)
    drawing.line(left, 4, left, y + 4, "axis")
    drawing.text(left, y + 22, "milliseconds: median (bar), 95% (line)", "label")
    return drawing.done()


def estimate_plot(name: str, estimate: Estimate) -> Markup:
    """A mean between 0 and 1 as a dot, its interval as a line; for the eye beside its numbers."""
    if estimate.value is None or estimate.low is None or estimate.high is None:
        return Markup("")
    drawing = Drawing(120, 14, f"e-{name}", f"{estimate.value:.2f} of 1")
    drawing.line(4, 7, 116, 7, "rule")
    drawing.line(4 + 112 * estimate.low, 7, 4 + 112 * estimate.high, 7, "span")
    drawing.circle(4 + 112 * estimate.value, 7, 4, "dot")
    return drawing.done()


class _Square:
    """A plot of two shares, each from 0 to 1."""

    def __init__(self, name: str, title: str) -> None:
        self.drawing = Drawing(_LEFT + _SIDE + 24, _TOP + _SIDE + _BOTTOM, name, title)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where the two shares are drawn."""
        return _LEFT + _SIDE * x, _TOP + _SIDE * (1 - y)

    def axes(self, across: str, up: str) -> None:
        """Lines at every fifth, and what the axes are."""
        for fifth in range(6):
            share = fifth / 5
            x, y = self.at(share, share)
            self.drawing.line(_LEFT, y, _LEFT + _SIDE, y, "grid")
            self.drawing.line(x, _TOP, x, _TOP + _SIDE, "grid")
            self.drawing.text(x, _TOP + _SIDE + 17, f"{share:.0%}", "tick middle")
            if fifth:
                self.drawing.text(_LEFT - 7, y + 4, f"{share:.0%}", "tick end")
        self.drawing.line(_LEFT, _TOP, _LEFT, _TOP + _SIDE, "axis")
        self.drawing.line(_LEFT, _TOP + _SIDE, _LEFT + _SIDE, _TOP + _SIDE, "axis")
        self.drawing.text(_LEFT + _SIDE / 2, _TOP + _SIDE + 37, across, "label middle")
        self.drawing.text(-(_TOP + _SIDE / 2), 14, up, "label middle upright")
