"""A report in, lines for a terminal out."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterator

from assistant.evaluation.measures import Share
from assistant.evaluation.report import Figures, Report, Result

__all__ = ["failure_lines", "report_lines"]

_WIDTH = 100


def report_lines(report: Report) -> Iterator[str]:
    """The figures by kind and in all, what was left out, and every quote that is not verbatim."""
    yield (
        f"{'kind':<14}{'n':>4}  {'hit@1':<19}{'hit@3':<19}{'refused':<10}{'p50 ms':>7}{'p95 ms':>8}"
    )
    for kind, figures in report.by_kind.items():
        yield _row(kind, figures)
    overall = report.overall
    yield _row("all", overall)
    yield ""
    yield f"answerable: hit@1 {_share(overall.hit_1)}, hit@3 {_share(overall.hit_3)}"
    yield f"false refusals of answerable questions: {_share(overall.false_refusals)}"
    yield f"refusals of unanswerable questions: {_share(overall.refused_unanswerable)}"
    yield (
        f"of {overall.extracts} extracts: {overall.other_authority} from another authority than "
        f"asked, {overall.other_speaker} by another speaker than asked"
    )
    counted = "recounted from the files" if report.recounted else "not recounted from the files"
    yield f"quotes not verbatim: {len(report.false_quotes)} ({counted})"
    for query, extract, reason in report.false_quotes:
        yield f"  {query.id} {extract.citation.source}, page {extract.citation.page}: {reason}"
        yield _indented(extract.quote, "    ")
    reasons = Counter(each.reason for each in report.left_out)
    for reason, count in reasons.most_common():
        yield f"left out: {count}: {reason}"
    yield "intervals: 95%, bootstrap over questions; refused: of every question of the kind"


def failure_lines(report: Report) -> Iterator[str]:
    """Each question that was not served, its gold, and the first extracts shown instead."""
    for result in report.failures:
        yield ""
        yield from _failure(result)


def _failure(result: Result) -> Iterator[str]:
    query, answer = result.query, result.answer
    yield f"{query.id} ({query.kind}) {' / '.join((*query.history, query.question))}"
    if query.note:
        yield _indented(query.note, "  note: ")
    for number, gold in enumerate(result.gold):
        found = any(number in golds for golds in result.hit_golds)
        part = f" [{gold.part}]" if gold.part else ""
        yield _indented(gold.quote, f"  gold{part} {'+' if found else '-'} p{gold.page}: ")
    question = answer.question
    yield (
        f"  understood: {question.kind.value}; topic {question.topic!r}; "
        f"authorities {[mention.name for mention in question.authorities]}; "
        f"speaker {question.speaker}; periods {[period.label for period in question.periods]}"
    )
    if answer.refusal is not None:
        yield _indented(answer.refusal.message, f"  refused ({answer.refusal.kind.value}): ")
    nearest = () if answer.refusal is None else answer.refusal.nearest
    for rank, extract in enumerate((answer.extracts or nearest)[:3], start=1):
        citation = extract.citation
        hit = "+" if answer.extracts and result.hit_golds[rank - 1] else "-"
        yield _indented(
            extract.quote,
            f"  {rank}{hit} {extract.score:.3f} {citation.authority} {citation.published} "
            f"p{citation.page}: ",
        )


def _row(kind: str, figures: Figures) -> str:
    refused = figures.false_refusals.count + figures.refused_unanswerable.count
    shares = f"{_brief(figures.hit_1):<19}{_brief(figures.hit_3):<19}"
    counted = f"{refused}/{figures.questions}"
    return (
        f"{kind:<14}{figures.questions:>4}  {shares}{counted:<10}"
        f"{_milliseconds(figures.p50_ms):>7}{_milliseconds(figures.p95_ms):>8}"
    )


def _brief(value: Share) -> str:
    if value.value is None or value.low is None or value.high is None:
        return "-"
    return f"{value.value:.2f} ({value.low:.2f}-{value.high:.2f})"


def _share(value: Share) -> str:
    return f"{_brief(value)}, {value.count} of {value.total}" if value.total else "none asked"


def _milliseconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _indented(text: str, first: str) -> str:
    return textwrap.fill(
        " ".join(text.split()), _WIDTH, initial_indent=first, subsequent_indent=" " * 8
    )
