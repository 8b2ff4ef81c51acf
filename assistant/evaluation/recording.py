"""A report of judged answers in, the record of the run out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from assistant.answer import Extract
from assistant.evaluation.circumstances import documents_hash, questions_hash, source_commit
from assistant.evaluation.collection import Collection
from assistant.evaluation.experiment import (
    GoldQuote,
    LeftOutQuestion,
    QuestionResult,
    Run,
    Shown,
)
from assistant.evaluation.figures import by_authority, by_kind, figures
from assistant.evaluation.gold import located
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.matching import words
from assistant.evaluation.measures import RANKED, SEED, token_f1
from assistant.evaluation.outcome import outcome
from assistant.evaluation.queries import Query
from assistant.evaluation.ranking import (
    RANKING_MEASURES,
    Ranking,
    part_name,
    rank,
    ranking_measures,
    run_names,
)
from assistant.evaluation.report import Report, Result
from assistant.record import MAX_EXTRACTS, question_record
from corpus.authorities import Authorities
from index.engine import Engine

__all__ = ["Circumstances", "question_results", "record"]

_SOURCE = Path(__file__).parent.parent.parent


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What answers were made with; see :class:`~assistant.evaluation.experiment.Run`.

    `started` and `seconds` are when and for how long they were made.
    """

    settings: Mapping[str, Mapping[str, Any]]
    changed: Mapping[str, Any]
    model: str
    model_hash: str
    started: datetime
    seconds: float


def record(
    report: Report,
    engine: Engine,
    collection: Collection,
    circumstances: Circumstances,
    *,
    name: str = "",
    seed: int = SEED,
    timed: bool = True,
) -> Run:
    """The record of the run that `report` tells of; intervals are drawn from `seed`.

    Where its answers were not `timed` as they are for a reader, milliseconds are no measure.
    """
    results = question_results(report, engine)
    if not timed:
        results = tuple(replace(r, measures={**r.measures, "ms": None}) for r in results)
    records = engine.documents()
    return Run(
        name=name,
        started=circumstances.started.isoformat(timespec="seconds"),
        seconds=round(circumstances.seconds, 3),
        version=version("findings"),
        settings=circumstances.settings,
        changed=circumstances.changed,
        commit=source_commit(_SOURCE),
        model=circumstances.model,
        model_hash=circumstances.model_hash,
        generation=engine.generation,
        documents=len(records),
        documents_hash=documents_hash(records),
        collection=collection.name,
        questions_hash=questions_hash(collection.queries),
        recounted=report.recounted,
        seed=seed,
        overall=figures(results, seed),
        kinds=by_kind(results, seed),
        authorities=by_authority(results, seed),
        results=results,
        left_out=tuple(LeftOutQuestion(e.query.id, e.reason) for e in report.left_out),
    )


def question_results(report: Report, engine: Engine) -> tuple[QuestionResult, ...]:
    """Each question of `report` with its answer, its ranking and its measures."""
    holdings = Holdings(engine.documents())
    false_quotes = {
        (query.id, extract.citation.document_id, extract.quote): reason
        for query, extract, reason in report.false_quotes
    }
    golds = [
        tuple(located(each, engine, holdings) for each in result.gold) for result in report.results
    ]
    rankings = [
        rank(result.answer, gold, engine.document)
        for result, gold in zip(report.results, golds, strict=True)
    ]
    measured = ranking_measures(
        {
            result.query.id: [part_name(each) for each in gold]
            for result, gold in zip(report.results, golds, strict=True)
            if gold
        },
        {
            result.query.id: run_names(ranking.passages, gold)
            for result, gold, ranking in zip(report.results, golds, rankings, strict=True)
        },
    )
    authorities = Authorities.load()

    def authority(query: Query) -> str | None:
        """Whom a question is about: as it says itself, else as its gold's document says."""
        if query.authority is not None:
            return authorities.canonical(query.authority) or query.authority
        return next((name for each in query.gold if (name := holdings.authority(each))), None)

    return tuple(
        _result(
            result,
            authority(result.query),
            gold,
            ranking,
            measured.get(result.query.id, {}),
            engine,
            false_quotes,
        )
        for result, gold, ranking in zip(report.results, golds, rankings, strict=True)
    )


def _result(
    result: Result,
    authority: str | None,
    gold: tuple[GoldQuote, ...],
    ranking: Ranking,
    ranked: Mapping[str, float],
    engine: Engine,
    false_quotes: Mapping[tuple[str, str, str], str],
) -> QuestionResult:
    query, answer = result.query, result.answer
    refusal = answer.refusal

    def shown(
        extracts: Sequence[Extract], hit_golds: Sequence[frozenset[int]], *, judged: bool
    ) -> tuple[Shown, ...]:
        return tuple(
            _shown(
                extract,
                hits=tuple(sorted(golds)),
                other_authority=judged and number in result.other_authority,
                other_speaker=judged and number in result.other_speaker,
                false_quote=false_quotes.get(
                    (query.id, extract.citation.document_id, extract.quote)
                ),
            )
            for number, (extract, golds) in enumerate(zip(extracts, hit_golds, strict=True))
        )

    extracts = shown(answer.extracts[:MAX_EXTRACTS], result.hit_golds, judged=True)
    nearest = shown(() if refusal is None else refusal.nearest, result.nearest_golds, judged=False)
    documents = {each.document: engine.document(each.document) for each in extracts[:3]}
    return QuestionResult(
        id=query.id,
        question=query.question,
        kind=query.kind,
        answerable=query.answerable,
        outcome=outcome(result, gold, ranking, documents),
        status="answered" if answer.answered else "not_found",
        measures=_measures(result, ranking, ranked, extracts),
        history=query.history,
        authority=authority,
        speaker=None if query.speaker is None else query.speaker.value,
        note=query.note,
        understood=question_record(answer.question),
        gold=gold,
        refusal=None if refusal is None else refusal.kind.value,
        message=None if refusal is None else refusal.message,
        confidence=None if answer.confidence is None else answer.confidence.value,
        notices=tuple(notice.text for notice in answer.notices),
        score=round(answer.score, 6),
        would_hit=result.would_hit,
        extracts=extracts,
        nearest=nearest,
        passages=ranking.passages,
        n_ranked=ranking.n_ranked,
        gold_rank=ranking.gold_rank,
        elapsed_ms=round(answer.elapsed_ms, 3),
        stages={name: round(ms, 3) for name, ms in answer.stages.items()},
    )


def _measures(
    result: Result, ranking: Ranking, ranked: Mapping[str, float], extracts: Sequence[Shown]
) -> dict[str, float | None]:
    answered, answerable = result.answer.answered, result.query.answerable
    wanted = [words(each.quote) for each in result.gold]
    first = words(extracts[0].quote) if extracts else []
    of_gold: dict[str, float | None] = {
        **{str(measure): ranked.get(str(measure), 0.0) for measure in RANKING_MEASURES},
        RANKED: float(ranking.gold_rank is not None),
        "hit@1": float(result.hit_1),
        "hit@3": float(result.hit_3),
        "F1": max((token_f1(first, each) for each in wanted), default=0.0),
    }
    quoted = [*extracts]
    return {
        **(of_gold if answerable else dict.fromkeys(of_gold)),
        "verbatim": float(all(e.false_quote is None for e in quoted)) if quoted else None,
        "other authority": float(bool(result.other_authority)) if quoted else None,
        "other speaker": float(bool(result.other_speaker)) if quoted else None,
        "falsely refused": float(not answered) if answerable else None,
        "rightly refused": None if answerable else float(not answered),
        "ms": result.answer.elapsed_ms,
    }


def _shown(
    extract: Extract,
    *,
    hits: tuple[int, ...],
    other_authority: bool,
    other_speaker: bool,
    false_quote: str | None,
) -> Shown:
    citation = extract.citation
    return Shown(
        document=citation.document_id,
        source=citation.source,
        start=extract.span.start,
        end=extract.span.end,
        page=citation.page,
        last_page=citation.last_page,
        quote=extract.quote,
        score=round(extract.score, 6),
        paragraph=citation.paragraph,
        title=citation.title,
        authority=citation.authority,
        speaker=citation.speaker.value,
        published=None if citation.published is None else citation.published.isoformat(),
        group=extract.group,
        hits=hits,
        other_authority=other_authority,
        other_speaker=other_speaker,
        false_quote=false_quote,
        reasons={name: round(value, 4) for name, value in extract.reasons.items()},
    )
