"""An answer and its gold in, the ranked paragraphs with the gold they cover out; and their measures.

A paragraph is judged by the text it shares with the gold, never by an id, so figures survive
another way of dividing documents. The unit that counts is the *part* of a question (most have one):
of several gold quotes for one part any will do, so a part found twice counts once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

import ir_measures
from ir_measures import RR, Qrel, R, ScoredDoc, nDCG

from assistant.answer import Answer, Considered
from assistant.evaluation.experiment import GoldQuote, RankedPassage
from assistant.evaluation.matching import shared_words, words
from corpus.document import Document, Span

__all__ = [
    "DEPTH",
    "RANKING_MEASURES",
    "Ranking",
    "covers",
    "part_name",
    "rank",
    "ranking_measures",
    "run_names",
]

DEPTH = 20
"""As many paragraphs are kept of each question as the deepest measure looks at."""

RANKING_MEASURES = (R @ 1, R @ 5, R @ 20, RR @ 10, nDCG @ 10)
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class Ranking:
    """The first paragraphs, how many sentences were ranked, and the first that covers gold."""

    passages: tuple[RankedPassage, ...]
    n_ranked: int
    gold_rank: int | None


def rank(answer: Answer, gold: Sequence[GoldQuote], document: Callable[[str], Document]) -> Ranking:
    """The paragraphs of `answer` by their best sentence, sides taking turns.

    Where grades or a list answer, and no sentence is ranked, the extracts are the ranking.
    """
    sentences = list(_in_turns(answer.considered)) or list(_extracts(answer, document))
    gold_rank = next(
        (
            place
            for place, each in enumerate(sentences, start=1)
            if covers(document(each.document_id), each.span, gold)
        ),
        None,
    )
    best: dict[tuple[str, int, int], Considered] = {}
    for each in sentences:
        best.setdefault((each.document_id, each.paragraph.start, each.paragraph.end), each)
        if len(best) == DEPTH:
            break
    passages = tuple(_passage(each, gold, document(each.document_id)) for each in best.values())
    return Ranking(passages, len(sentences), gold_rank)


def covers(document: Document, span: Span, gold: Sequence[GoldQuote]) -> tuple[int, ...]:
    """The places of the gold quotes that share with `span` at least half of the shorter of both.

    Gold whose place in the text is not known is judged by its words, in order.
    """
    found = []
    for number, each in enumerate(gold):
        if each.document is None:
            same = each.source == document.source and _by_words(document.quote(span), each.quote)
        else:
            same = each.document == document.id and _overlap(span, each)
        if same:
            found.append(number)
    return tuple(found)


def part_name(gold: GoldQuote) -> str:
    """How the part that a gold quote answers is called in files of runs."""
    return "gold" if gold.part is None else f"gold:{'_'.join(gold.part.split())}"


def run_names(passages: Sequence[RankedPassage], gold: Sequence[GoldQuote]) -> list[str]:
    """A name for each of `passages`: of the first to cover a part, that part's; else its place."""
    names: list[str] = []
    for passage in passages:
        parts = (part_name(gold[number]) for number in passage.gold)
        new = next((part for part in parts if part not in names), None)
        names.append(new or f"{passage.document}:{passage.start}-{passage.end}")
    return names


def ranking_measures(
    qrels: Mapping[str, Iterable[str]], runs: Mapping[str, Sequence[str]]
) -> dict[str, dict[str, float]]:
    """For each question in `qrels` its measures, from the names that are right and the names
    ranked, best first: ir_measures' figures, 0 of a question that nothing was ranked for.
    """
    wanted = [Qrel(id, name, 1) for id, names in qrels.items() for name in dict.fromkeys(names)]
    found = [
        ScoredDoc(id, name, float(-place))
        for id, names in runs.items()
        for place, name in enumerate(names, start=1)
    ]
    values = {id: {str(measure): 0.0 for measure in RANKING_MEASURES} for id in qrels}
    if wanted and found:
        for metric in ir_measures.iter_calc(RANKING_MEASURES, wanted, found):
            if metric.query_id in values:
                values[metric.query_id][str(metric.measure)] = float(metric.value)
    return values


def _in_turns(considered: Sequence[Considered]) -> Iterator[Considered]:
    """The first of each side, the second of each, …: the order in which a reader is shown them."""
    sides: dict[str | None, list[Considered]] = {}
    for each in considered:
        sides.setdefault(each.group, []).append(each)
    for row in zip_longest(*sides.values()):
        yield from (each for each in row if each is not None)


def _extracts(answer: Answer, document: Callable[[str], Document]) -> Iterator[Considered]:
    for extract in answer.extracts:
        read = document(extract.citation.document_id)
        yield Considered(
            document_id=read.id,
            sentence=-1,
            span=extract.span,
            paragraph=extract.span,
            score=extract.score,
            group=extract.group,
        )


def _passage(each: Considered, gold: Sequence[GoldQuote], document: Document) -> RankedPassage:
    return RankedPassage(
        document=document.id,
        source=document.source,
        page=document.page_of(each.span.start),
        start=each.paragraph.start,
        end=each.paragraph.end,
        score=round(each.score, 6),
        sentence_start=each.span.start,
        sentence_end=each.span.end,
        quote=document.quote(each.span),
        group=each.group,
        gold=covers(document, each.paragraph, gold),
    )


def _overlap(span: Span, gold: GoldQuote) -> bool:
    start, end = gold.start or 0, gold.end or 0
    shared = min(span.end, end) - max(span.start, start)
    return shared > 0 and shared >= _HALF * min(len(span), end - start)


def _by_words(shown: str, quote: str) -> bool:
    first, second = words(shown), words(quote)
    shorter = min(len(first), len(second))
    return shorter > 0 and shared_words(first, second) >= _HALF * shorter
