"""Files as TREC has them: a run's ranking out; topics and judgements in.

In a run file a paragraph that covers gold goes by the name of the part it answers, the first of each;
the judgements name the parts. So any tool computes from the two files what the run's record says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.evaluation.experiment import Run
from assistant.evaluation.gold import gold_span
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.queries import UNANSWERABLE, GoldSpan, Query, QueryError
from assistant.evaluation.ranking import part_name, run_names
from corpus.document import Span
from index.engine import DocumentRecord, Engine

__all__ = ["QRELS", "RUN", "TOPICS", "read_qrels", "read_topics", "trec_queries", "write_trec"]

TOPICS, QRELS, RUN = "topics.trec", "qrels.txt", "run.txt"

_TOP = re.compile(r"<top>(.*?)</top>", re.DOTALL | re.IGNORECASE)
_FIELD = re.compile(r"<(num|title)>\s*(?:Number:|Topic:)?\s*(.*?)\s*(?=<|\Z)", re.DOTALL | re.I)
_PLACE = re.compile(r"([0-9a-f]{8,64}):(\d+)-(\d+)")


def write_trec(run: Run, folder: Path) -> None:
    """Write topics, judgements and ranking of `run` to `folder`, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    topics: list[str] = []
    qrels: list[str] = []
    ranked: list[str] = []
    tag = "_".join(run.name.split()) or "findings"
    for result in run.results:
        id = "_".join(result.id.split())
        topics.append(f"<top>\n<num> Number: {id}\n<title> {result.question}\n</top>\n")
        names = dict.fromkeys(part_name(each) for each in result.gold)
        qrels.extend(f"{id} 0 {name} 1" for name in names)
        for place, name in enumerate(run_names(result.passages, result.gold), start=1):
            ranked.append(f"{id} Q0 {name} {place} {-place} {tag}")
    for name, lines in ((TOPICS, topics), (QRELS, qrels), (RUN, ranked)):
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def trec_queries(topics: Path, qrels: Path, engine: Engine) -> list[Query]:
    """The topics that are judged, as queries on the documents of `engine`.

    A document's name in the judgements is a file's name or its hash, which makes the whole document
    gold, or "hash:start-end", characters of its text. A topic for which nothing is relevant has no
    answer.

    :raises QueryError: a file is malformed, or a judged document is not held.
    """
    holdings = Holdings(engine.documents())
    by_stem: dict[str, DocumentRecord] = {}
    for record in engine.documents():
        by_stem.setdefault(Path(record.source).stem, record)
    judged = read_qrels(qrels)
    queries: list[Query] = []
    for id, text in read_topics(topics).items():
        if id not in judged:
            continue
        right = [name for name, relevance in judged[id].items() if relevance > 0]
        gold = tuple(_gold(name, engine, holdings, by_stem, qrels) for name in right)
        queries.append(Query(id, text, kind="finding" if gold else UNANSWERABLE, gold=gold))
    if not queries:
        raise QueryError(
            f"{qrels}: judges no topic of {topics}; are these files of one collection?"
        )
    return queries


def read_topics(path: Path) -> dict[str, str]:
    """Each topic's title by its number, from `<top>` elements or lines of number, tab, title.

    :raises QueryError: there are none.
    """
    text = _text(path)
    found: dict[str, str] = {}
    for top in _TOP.findall(text):
        fields = {name.lower(): " ".join(value.split()) for name, value in _FIELD.findall(top)}
        if fields.get("num") and fields.get("title"):
            found[fields["num"]] = fields["title"]
    if not found:
        rows = (line.split("\t") for line in text.splitlines() if line.strip())
        found = {row[0].strip(): row[1].strip() for row in rows if len(row) == 2}
    if not found:
        raise QueryError(
            f"{path}: no topics in it; write <top> elements, or lines of number, tab and question"
        )
    return found


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Each topic's judgements: how relevant each named document is.

    :raises QueryError: a line does not have topic, iteration, document and relevance.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for number, fields in _rows(path):
        try:
            topic, _, name, relevance = fields
            found[topic][name] = int(relevance)
        except ValueError as error:
            raise QueryError(
                f"{path}, line {number}: write topic, iteration, document and relevance"
            ) from error
    return dict(found)


def _rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(_text(path).splitlines(), start=1):
        if line.strip():
            yield number, line.split()


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read as UTF-8 text ({error})") from error


def _gold(
    name: str,
    engine: Engine,
    holdings: Holdings,
    by_stem: dict[str, DocumentRecord],
    qrels: Path,
) -> GoldSpan:
    place = _PLACE.fullmatch(name)
    if place is not None:
        record = holdings.by_hash(place[1])
    else:
        record = holdings.by_source(name) or by_stem.get(name)
        if record is None and re.fullmatch(r"[0-9a-f]{8,64}", name):
            record = holdings.by_hash(name)
    if record is None:
        raise QueryError(f'{qrels}: the document "{name}" is not held; index it first')
    document = engine.document(record.id)
    whole = Span(0, len(document.text))
    span = whole if place is None else Span(int(place[2]), int(place[3]))
    if not whole.covers(span) or not len(span):
        raise QueryError(f'{qrels}: "{name}" lies outside the text of {record.source}')
    return gold_span(document, span)
