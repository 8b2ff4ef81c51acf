"""Runs and comparisons in, lines for a terminal out."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from assistant.evaluation.comparison import Comparison, Difference
from assistant.evaluation.experiment import Estimate, Figures, QuestionResult, Run, Shown
from assistant.evaluation.measures import MEASURES, Family

__all__ = ["comparison_lines", "failure_lines", "run_lines", "runs_lines", "trial_lines"]

_WIDTH = 100
_HEADINGS = (
    f"{'hit@1':>6}{'hit@3':>7}{'R@20':>7}{'RR@10':>7}{'nDCG@10':>9}{'false':>7}{'refused':>9}"
    f"{'AUROC':>7}{'F1':>6}{'area':>6}"
)


def run_lines(run: Run) -> Iterator[str]:
    """The figures by kind and in all, refusing, times, what was left out, and every false quote."""
    yield f"{'kind':<14}{'n':>4}  {'hit@1':<19}{'hit@3':<19}{'refused':<10}{'p50 ms':>7}{'p95 ms':>8}"
    for kind, figures in run.kinds.items():
        yield _row(kind, figures, [r for r in run.results if r.kind == kind])
    yield _row("all", run.overall, run.results)
    yield ""
    overall = run.overall.measures
    yield "paragraphs: " + ", ".join(
        f"{measure.name} {_brief(overall[measure.name])}"
        for measure in MEASURES.values()
        if measure.family is Family.PASSAGES
    )
    yield (
        f"answerable: hit@1 {_counted(overall['hit@1'])}, hit@3 {_counted(overall['hit@3'])}, "
        f"F1 {_brief(overall['F1'])}"
    )
    yield f"false refusals of answerable questions: {_counted(overall['falsely refused'])}"
    yield f"refusals of unanswerable questions: {_counted(overall['rightly refused'])}"
    yield from _refusal_lines(run.overall)
    yield from _extract_lines(run)
    yield "milliseconds, median and 95%: " + ", ".join(
        f"{name} {times.p50:.1f} {times.p95:.1f}" for name, times in run.overall.times.items()
    )
    outcomes = ", ".join(f"{name} {count}" for name, count in run.overall.outcomes.items())
    yield f"outcomes: {outcomes}"
    for reason, count in Counter(each.reason for each in run.left_out).most_common():
        yield f"left out: {count}: {reason}"
    yield "intervals: 95%, bootstrap over questions; refused: of every question of the kind"


def failure_lines(run: Run) -> Iterator[str]:
    """Each question that was not served, its gold, and the first extracts shown instead."""
    for result in run.results:
        if not result.outcome.right:
            yield ""
            yield from _failure(result)


def runs_lines(runs: Iterable[Run]) -> Iterator[str]:
    """A line for each run: when, what was changed, and its main figures."""
    yield f"{'name':<24}{'started':<18}{'n':>4}  {_HEADINGS}{'p50':>6}"
    for run in runs:
        changed = ", ".join(f"{name}={value}" for name, value in run.changed.items())
        yield (
            f"{run.name:<24}{run.started[:16].replace('T', ' '):<18}{run.overall.questions:>4}  "
            f"{_short(run.overall)}{_median(run.overall)}{'  ' + changed if changed else ''}"
        )


def trial_lines(runs: Sequence[Run], chances: Sequence[float], measure: str) -> Iterator[str]:
    """A line of main figures for each of `runs`, and for all but the first how likely chance alone
    makes its difference from the run it is compared with, by `measure`.
    """
    width = max(len(run.name) for run in runs) + 2
    yield f"{'':<{width}}{_HEADINGS}{'p, ' + measure:>12}"
    for run, chance in zip(runs, (None, *chances), strict=True):
        p = "" if chance is None else f"{chance:.3f}"
        yield f"{run.name:<{width}}{_short(run.overall)}{p:>12}".rstrip()


def comparison_lines(comparison: Comparison, *, questions: int | None = None) -> Iterator[str]:
    """The differences measure by measure, then the questions that changed, with both answers.

    `questions` is how many of these at most; None for all.
    """
    a, b = comparison.a, comparison.b
    yield f"a: {a.name} ({_settings(a.changed)})"
    yield f"b: {b.name} ({_settings(b.changed)})"
    for remark in comparison.remarks:
        yield f"note: {remark}"
    yield ""
    yield (
        f"{'measure':<17}{'a':>7}{'b':>8}{'b - a':>9}  {'95%':<18}"
        f"{'p':>7}{'p Holm':>8}  {'better':>6}{'worse':>6}  "
    )
    for difference in comparison.differences:
        yield _difference(difference)
    differing = [each for each in comparison.differences if each.differs]
    yield ""
    if not any(each.measure.family is not Family.TIME for each in differing):
        yield "no measure of the answers differs by more than chance"
    yield (
        f"{len(comparison.changed)} questions changed; p: permutation of the signs of paired "
        "differences; p Holm: corrected for the number of measures, times apart"
    )
    for one, other in comparison.changed[:questions]:
        yield ""
        yield f"{one.id} ({one.kind}) {' / '.join((*one.history, one.question))}"
        for gold in one.gold[:1]:
            yield _indented(gold.quote, f"  gold p{gold.page}: ")
        for name, result in (("a", one), ("b", other)):
            yield from _answer(name, result)


def _refusal_lines(figures: Figures) -> Iterator[str]:
    refusal = figures.refusal
    if refusal.auroc.value is not None:
        yield (
            f"told apart: AUROC {_brief(refusal.auroc)}; refusing: F1 {_number(refusal.f1)}, "
            f"precision {_number(refusal.precision)}, recall {_number(refusal.recall)}"
        )
    yield f"risk-coverage: area {_brief(refusal.area)}; " + ", ".join(
        f"{risk:.2f} wrong at {coverage:.0%} answered" for coverage, risk in _along(figures)
    )
    for kind, (right, false) in refusal.by_kind.items():
        yield f"refused as {kind}: {right} unanswerable, {false} answerable"


def _along(figures: Figures) -> Iterator[tuple[float, float]]:
    """The curve at four coverages: the first point that reaches each."""
    for wanted in (0.5, 0.7, 0.9, 1.0):
        point = next((p for p in figures.refusal.curve if p.coverage >= wanted - 1e-9), None)
        if point is not None:
            yield point.coverage, point.risk


def _extract_lines(run: Run) -> Iterator[str]:
    shown = [(result, extract) for result in run.results for extract in result.extracts]
    nearest = [(result, extract) for result in run.results for extract in result.nearest]
    false = [pair for pair in (*shown, *nearest) if pair[1].false_quote is not None]
    yield (
        f"of {len(shown)} extracts: {sum(e.other_authority for _, e in shown)} from another "
        f"authority than asked, {sum(e.other_speaker for _, e in shown)} by another speaker than "
        "asked"
    )
    counted = "recounted from the files" if run.recounted else "not recounted from the files"
    yield f"quotes not verbatim: {len(false)} ({counted})"
    for result, extract in false:
        yield f"  {result.id} {extract.source}, page {extract.page}: {extract.false_quote}"
        yield _indented(extract.quote, "    ")


def _failure(result: QuestionResult) -> Iterator[str]:
    yield f"{result.id} ({result.kind}) {' / '.join((*result.history, result.question))}"
    yield f"  {result.outcome.value}" + (
        "" if result.gold_rank is None else f"; gold ranked {result.gold_rank} of {result.n_ranked}"
    )
    if result.note:
        yield _indented(result.note, "  note: ")
    for number, gold in enumerate(result.gold):
        found = any(number in extract.hits for extract in result.extracts)
        part = f" [{gold.part}]" if gold.part else ""
        yield _indented(gold.quote, f"  gold{part} {'+' if found else '-'} p{gold.page}: ")
    understood = result.understood
    yield (
        f"  understood: {understood['kind']}; topic {understood['topic']!r}; "
        f"authorities {[mention['name'] for mention in understood['authorities']]}; "
        f"speaker {understood['speaker']}; "
        f"periods {[period['label'] for period in understood['periods']]}"
    )
    if result.message is not None:
        yield _indented(result.message, f"  refused ({result.refusal}): ")
    for rank, extract in enumerate((result.extracts or result.nearest)[:3], start=1):
        hit = "+" if result.extracts and extract.hits else "-"
        yield _extract(extract, f"  {rank}{hit} ")


def _answer(name: str, result: QuestionResult) -> Iterator[str]:
    yield f"  {name}: {result.outcome.value}"
    if result.message is not None:
        yield _indented(result.message, f"     refused ({result.refusal}): ")
    for rank, extract in enumerate(result.extracts[:2], start=1):
        yield _extract(extract, f"     {rank}{'+' if extract.hits else '-'} ")


def _extract(extract: Shown, first: str) -> str:
    return _indented(
        extract.quote,
        f"{first}{extract.score:.3f} {extract.authority} {extract.published} p{extract.page}: ",
    )


def _row(kind: str, figures: Figures, results: Sequence[QuestionResult]) -> str:
    refused = sum(result.status != "answered" for result in results)
    shares = f"{_brief(figures.measures['hit@1']):<19}{_brief(figures.measures['hit@3']):<19}"
    times = figures.times.get("all")
    milliseconds = f"{'-':>7}{'-':>8}" if times is None else f"{times.p50:>7.1f}{times.p95:>8.1f}"
    counted = f"{refused}/{figures.questions}"
    return f"{kind:<14}{figures.questions:>4}  {shares}{counted:<10}{milliseconds}"


def _short(figures: Figures) -> str:
    """The main figures, under :data:`_HEADINGS`."""
    measures = figures.measures
    return (
        f"{_number(measures['hit@1'].value):>6}{_number(measures['hit@3'].value):>7}"
        f"{_number(measures['R@20'].value):>7}{_number(measures['RR@10'].value):>7}"
        f"{_number(measures['nDCG@10'].value):>9}{_number(measures['falsely refused'].value):>7}"
        f"{_number(measures['rightly refused'].value):>9}{_number(figures.refusal.auroc.value):>7}"
        f"{_number(figures.refusal.f1):>6}{_number(figures.refusal.area.value):>6}"
    )


def _median(figures: Figures) -> str:
    times = figures.times.get("all")
    return f"{'-' if times is None else round(times.p50):>6}"


def _difference(each: Difference) -> str:
    found = each.difference
    interval = f"({found.low:+.3f} {found.high:+.3f})" if found.low is not None else ""
    verdict = ("better" if each.improved else "worse") if each.differs else ""
    digits = 1 if each.measure.family is Family.TIME else 3
    adjusted = "" if each.measure.family is Family.TIME else f"{each.adjusted:.3f}"
    return (
        f"{each.measure.name:<17}{each.a:>7.{digits}f}{each.b:>8.{digits}f}"
        f"{found.value or 0.0:>+9.{digits}f}  {interval:<18}{each.p:>7.3f}{adjusted:>8}  "
        f"{each.better:>6}{each.worse:>6}  {verdict}"
    ).rstrip()


def _settings(changed: Mapping[str, object]) -> str:
    return ", ".join(f"{name}={value}" for name, value in changed.items()) or "settings as they are"


def _brief(value: Estimate) -> str:
    if value.value is None or value.low is None or value.high is None:
        return "-"
    return f"{value.value:.2f} ({value.low:.2f}-{value.high:.2f})"


def _counted(value: Estimate) -> str:
    if value.value is None:
        return "none asked"
    return f"{_brief(value)}, {round(value.value * value.n)} of {value.n}"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _indented(text: str, first: str) -> str:
    return textwrap.fill(
        " ".join(text.split()), _WIDTH, initial_indent=first, subsequent_indent=" " * 8
    )
