"""The risk-coverage curves of kept runs side by side: one picture, and its table.

    findings evaluate --queries FILE --data DATA --name NAME
    python -m benchmarks risk_coverage NAME … --data DATA --output FILE.svg

The picture has a plot of the report (`findings report`) for each run; the table says, for every tenth of
the questions answered, the surest first, what share of the answers is wrong, and the same at the
threshold that was set. An answer is wrong where none of its first three extracts is right, and every
answer to a question without one is.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from markupsafe import Markup, escape

from assistant.errors import AssistantError
from assistant.evaluation.experiment import CurvePoint, Run
from assistant.evaluation.experiments import Experiments
from assistant.evaluation.html_report.data import refuse_below
from assistant.evaluation.html_report.plots import risk_plot

__all__ = ["main", "picture", "table"]

_WIDTH, _HEIGHT, _TITLE = 376, 358, 30  # of one plot of the report, in its units, and of its title
_STYLED = re.compile(r"^(?::root|\.plot text|\.plot \.tick|\.end|\.grid|\.curve|\.dot).*$", re.M)


def picture(runs: Sequence[Run]) -> str:
    """An SVG file with the curve of each run, in the colours of the report."""
    style = (
        files("assistant.evaluation.html_report")
        .joinpath("templates/report.css")
        .read_text("utf-8")
    )
    width, height = _WIDTH * len(runs), _HEIGHT + _TITLE
    plots = Markup("").join(
        Markup(
            '<svg x="{}" width="{}" height="{}"><text class="title" x="52" y="20">{}</text>'
        ).format(_WIDTH * place, _WIDTH, height, f"{run.name}: {run.overall.questions} questions")
        + Markup('<svg y="{}" width="{}" height="{}">').format(_TITLE, _WIDTH, _HEIGHT)
        + risk_plot(run.overall.refusal.curve, refuse_below(run), f"risk-{place}")
        + Markup("</svg></svg>")
        for place, run in enumerate(runs)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" role="img">\n'
        "<title>Share of answers that are wrong, by share of questions answered</title>\n"
        f"<style>{escape(' '.join(_STYLED.findall(style)))} .plot .title {{ font-weight: 600; }}</style>\n"
        f'<rect width="{width}" height="{height}" fill="#fff"/>\n{plots}\n</svg>\n'
    )


def table(runs: Sequence[Run]) -> Iterator[str]:
    """The lines of a Markdown table: risk and threshold at each tenth, and at what was set."""
    yield "| answered | " + " | ".join(f"{run.name}: wrong, threshold" for run in runs) + " |"
    yield "|---" * (len(runs) + 1) + "|"
    for tenth in range(1, 11):
        cells = (_cell(_reaching(run.overall.refusal.curve, tenth / 10)) for run in runs)
        yield f"| {tenth / 10:.0%} | " + " | ".join(cells) + " |"
    yield "| as set | " + " | ".join(_as_set(run) for run in runs) + " |"


def _reaching(curve: Sequence[CurvePoint], coverage: float) -> CurvePoint | None:
    return next((point for point in curve if point.coverage >= coverage - 1e-9), None)


def _cell(point: CurvePoint | None) -> str:
    return "–" if point is None else f"{point.risk:.2f}, {point.threshold:.2f}"


def _as_set(run: Run) -> str:
    """What is answered at the run's own threshold, and what share of that is wrong."""
    threshold = refuse_below(run)
    kept = [p for p in run.overall.refusal.curve if threshold is None or p.threshold >= threshold]
    if not kept:
        return "nothing answered"
    return f"{kept[-1].coverage:.0%} answered: {kept[-1].risk:.2f}, {threshold or 0.0:.2f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the picture and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="+", metavar="NAME", help="runs that were kept")
    parser.add_argument("--data", type=Path, default=Path("data"), help="a data folder")
    parser.add_argument("--experiments", type=Path, help="where runs are kept")
    parser.add_argument("--output", type=Path, required=True, help="the picture, an SVG file")
    options = parser.parse_args(arguments)
    kept = Experiments(options.experiments or options.data / "experiments")
    try:
        runs = [kept.load(name) for name in options.names]
    except AssistantError as error:
        print(error, file=sys.stderr)
        return 1
    options.output.write_text(picture(runs), "utf-8")
    for line in table(runs):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
