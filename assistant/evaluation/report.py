"""Judged answers in, figures by kind and in all out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.answer import Answer, Extract
from assistant.evaluation.measures import Share, percentile, share
from assistant.evaluation.queries import Gold, Query
from assistant.evaluation.selection import LeftOut
from assistant.record import answer_record

__all__ = ["Figures", "Report", "Result"]


@dataclass(frozen=True, slots=True)
class Result:
    """One answer, judged.

    `hit_golds[i]` holds the indices of the gold quotes that extract i hits, `nearest_golds[i]`
    those of nearest passage i of a refusal; `would_hit` is `hit_3` had these been shown.
    `other_authority` and `other_speaker` are indices of extracts that are not from, or by, whom
    was asked.
    """

    query: Query
    gold: tuple[Gold, ...]
    answer: Answer
    hit_golds: tuple[frozenset[int], ...]
    nearest_golds: tuple[frozenset[int], ...]
    hit_1: bool
    hit_3: bool
    would_hit: bool
    other_authority: tuple[int, ...]
    other_speaker: tuple[int, ...]

    @property
    def missed(self) -> bool:
        """Whether a reader was not served: no hit among three, or an answer where none is."""
        return not self.hit_3 if self.query.answerable else self.answer.answered


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of some questions; shares are of those of their kind that were put."""

    questions: int
    hit_1: Share
    hit_3: Share
    false_refusals: Share
    refused_unanswerable: Share
    extracts: int
    other_authority: int
    other_speaker: int
    p50_ms: float | None
    p95_ms: float | None

    @classmethod
    def of(cls, results: Sequence[Result]) -> Figures:
        """The figures of `results`."""
        answerable = [result for result in results if result.query.answerable]
        unanswerable = [result for result in results if not result.query.answerable]
        elapsed = [result.answer.elapsed_ms for result in results]
        return cls(
            questions=len(results),
            hit_1=share([result.hit_1 for result in answerable]),
            hit_3=share([result.hit_3 for result in answerable]),
            false_refusals=share([not result.answer.answered for result in answerable]),
            refused_unanswerable=share([not result.answer.answered for result in unanswerable]),
            extracts=sum(len(result.hit_golds) for result in results),
            other_authority=sum(len(result.other_authority) for result in results),
            other_speaker=sum(len(result.other_speaker) for result in results),
            p50_ms=percentile(elapsed, 50),
            p95_ms=percentile(elapsed, 95),
        )


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found. `recounted` says whether files were read anew for the quotes."""

    results: tuple[Result, ...]
    left_out: tuple[LeftOut, ...]
    false_quotes: tuple[tuple[Query, Extract, str], ...]
    recounted: bool

    @property
    def overall(self) -> Figures:
        """The figures of all questions that were put."""
        return Figures.of(self.results)

    @property
    def by_kind(self) -> dict[str, Figures]:
        """The figures of each kind of question, in the order of the file."""
        kinds = dict.fromkeys(result.query.kind for result in self.results)
        return {
            kind: Figures.of([result for result in self.results if result.query.kind == kind])
            for kind in kinds
        }

    @property
    def failures(self) -> tuple[Result, ...]:
        """The questions whose reader was not served."""
        return tuple(result for result in self.results if result.missed)

    def as_dict(self) -> dict[str, Any]:
        """Everything, for programs (docs/formats.md)."""
        return {
            "overall": _figures(self.overall),
            "kinds": {kind: _figures(figures) for kind, figures in self.by_kind.items()},
            "quotes_not_verbatim": len(self.false_quotes),
            "recounted": self.recounted,
            "false_quotes": [
                {
                    "id": query.id,
                    "source": extract.citation.source,
                    "page": extract.citation.page,
                    "quote": extract.quote,
                    "reason": reason,
                }
                for query, extract, reason in self.false_quotes
            ],
            "left_out": [{"id": each.query.id, "reason": each.reason} for each in self.left_out],
            "results": [_result(result) for result in self.results],
        }


def _share(value: Share) -> dict[str, Any]:
    return {
        "count": value.count,
        "total": value.total,
        "value": value.value,
        "low": value.low,
        "high": value.high,
    }


def _figures(figures: Figures) -> dict[str, Any]:
    return {
        "questions": figures.questions,
        "hit@1": _share(figures.hit_1),
        "hit@3": _share(figures.hit_3),
        "false_refusals": _share(figures.false_refusals),
        "refused_unanswerable": _share(figures.refused_unanswerable),
        "extracts": figures.extracts,
        "extracts_of_another_authority": figures.other_authority,
        "extracts_of_another_speaker": figures.other_speaker,
        "p50_ms": figures.p50_ms,
        "p95_ms": figures.p95_ms,
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        **answer_record(result.answer, result.query.id),
        "kind": result.query.kind,
        "question": result.query.question,
        "hit@1": result.hit_1 if result.query.answerable else None,
        "hit@3": result.hit_3 if result.query.answerable else None,
        "missed": result.missed,
        "hit_golds": [sorted(golds) for golds in result.hit_golds],
        "other_authority": list(result.other_authority),
        "other_speaker": list(result.other_speaker),
    }
