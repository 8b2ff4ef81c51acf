"""An assistant and queries in, a report out: what was answered, how well, how fast."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.answer import Answer, Extract
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.matching import hits, words
from assistant.evaluation.queries import Gold, Query
from assistant.evaluation.replay import Asked, replay, warm_up
from assistant.evaluation.report import Report, Result
from assistant.evaluation.selection import Chosen, Selection, select
from assistant.evaluation.verbatim import is_verbatim
from assistant.record import MAX_EXTRACTS
from corpus.errors import CorpusError

__all__ = ["PARTS_WITHIN", "Pages", "Progress", "evaluate", "judge"]

logger = logging.getLogger(__name__)

PARTS_WITHIN = 6
"""Of a question with several parts, each must be hit among so many first extracts."""

Pages = Callable[[Path], Sequence[str]]
"""The page texts of a file, read anew; raises OSError or CorpusError."""

Progress = Callable[[int, int], None]
"""Told how many questions were put, and of how many."""


def evaluate(
    assistant: Asked,
    queries: Sequence[Query],
    *,
    collection: str | None = None,
    pages: Pages | None = None,
    progress: Progress | None = None,
) -> Report:
    """Put `queries` to `assistant` and judge its answers.

    With `pages`, every quote is looked for in its file again; without, quotes are only compared
    with the text of their span. The first question is asked once unmeasured, so that times are
    those of an assistant that has everything loaded.

    :raises QueryError: no query is marked with `collection`.
    """
    engine = assistant.engine
    holdings = Holdings(engine.documents())
    selection = select(queries, engine, holdings, collection)
    return judge(assistant, selection, holdings, pages=pages, progress=progress)


def judge(
    assistant: Asked,
    selection: Selection,
    holdings: Holdings,
    *,
    pages: Pages | None = None,
    progress: Progress | None = None,
) -> Report:
    """As :func:`evaluate`, of questions that were selected before."""
    warm_up(assistant, [each.query for each in selection.chosen])
    judged: list[Result] = []
    for done, each in enumerate(selection.chosen):
        if progress is not None:
            progress(done, len(selection.chosen))
        judged.append(_judge(assistant, each, holdings))
    results = tuple(judged)
    false_quotes = _recount(results, assistant, holdings, pages)
    logger.info("%d questions put, %d left out", len(results), len(selection.left_out))
    return Report(results, selection.left_out, false_quotes, recounted=pages is not None)


def _judge(assistant: Asked, chosen: Chosen, holdings: Holdings) -> Result:
    answer = replay(assistant, chosen.query)
    extracts = answer.extracts[:MAX_EXTRACTS]
    nearest = () if answer.refusal is None else answer.refusal.nearest
    hit_golds = _hit_golds(extracts, chosen.gold, holdings)
    nearest_golds = _hit_golds(nearest, chosen.gold, holdings)
    allowed = _authorities(chosen, holdings)
    speaker = chosen.query.speaker
    return Result(
        query=chosen.query,
        gold=chosen.gold,
        answer=answer,
        hit_golds=hit_golds,
        nearest_golds=nearest_golds,
        hit_1=_hit(chosen.gold, hit_golds, 1),
        hit_3=_hit(chosen.gold, hit_golds, 3),
        would_hit=_hit(chosen.gold, hit_golds or nearest_golds, 3),
        other_authority=tuple(
            number
            for number, extract in enumerate(extracts)
            if allowed is not None and _name(extract.citation.authority or "") not in allowed
        ),
        other_speaker=tuple(
            number
            for number, extract in enumerate(extracts)
            if speaker is not None and extract.citation.speaker is not speaker
        ),
    )


def _hit_golds(
    extracts: Sequence[Extract], gold: Sequence[Gold], holdings: Holdings
) -> tuple[frozenset[int], ...]:
    """For each extract the places of the gold quotes that it hits."""
    return tuple(
        frozenset(
            number
            for number, each in enumerate(gold)
            if hits(extract, each, holdings.other_names(extract.citation.document_id))
        )
        for extract in extracts
    )


def _hit(gold: Sequence[Gold], hit_golds: Sequence[frozenset[int]], first: int) -> bool:
    """Whether one of the `first` extracts hits; of several parts, each within the first six."""
    parts = {each.part for each in gold}
    if len(parts) > 1:
        first = PARTS_WITHIN
    found = frozenset[int]().union(*hit_golds[:first])
    return bool(parts) and {gold[number].part for number in found} == parts


def _authorities(chosen: Chosen, holdings: Holdings) -> frozenset[str] | None:
    """Names of the authorities that may be quoted: the one asked, else the gold's; None: any."""
    if chosen.query.authority is not None:
        return frozenset({_name(chosen.query.authority)})
    records = [holdings.by_source(gold.source) for gold in chosen.gold]
    names = [record.provenance.authority.value for record in records if record is not None]
    return frozenset(_name(name) for name in names if name is not None) or None


def _name(authority: str) -> str:
    return " ".join(words(authority))


def _recount(
    results: Sequence[Result], assistant: Asked, holdings: Holdings, pages: Pages | None
) -> tuple[tuple[Query, Extract, str], ...]:
    """The extracts whose quote is not their document's, with why; each file is read once."""
    shown: dict[str, list[tuple[Query, Extract]]] = {}
    for result in results:
        for extract in _shown(result.answer):
            shown.setdefault(extract.citation.document_id, []).append((result.query, extract))
    false_quotes: list[tuple[Query, Extract, str]] = []
    for document_id, extracts in shown.items():
        document = assistant.engine.document(document_id)
        record = holdings.by_id(document_id)
        texts, unread = None, ""
        if pages is not None and record is not None:
            try:
                texts = pages(Path(record.path))
            except (OSError, CorpusError) as error:
                unread = f"cannot be recounted: {error}"
        for query, extract in extracts:
            citation = extract.citation
            if document.quote(extract.span) != extract.quote:
                false_quotes.append((query, extract, "is not the text of its span"))
            elif unread:
                false_quotes.append((query, extract, unread))
            elif texts is not None and not is_verbatim(
                extract.quote, texts, citation.page, citation.last_page
            ):
                false_quotes.append((query, extract, "does not stand on its pages in the file"))
    return tuple(false_quotes)


def _shown(answer: Answer) -> tuple[Extract, ...]:
    nearest = () if answer.refusal is None else answer.refusal.nearest
    return (*answer.extracts[:MAX_EXTRACTS], *nearest)
