"""Collections as BEIR has them (Thakur et al. 2021) in and out: corpus, queries, judgements.

In: each entry of the corpus becomes a document, and the whole of it the gold of the queries that it
is relevant to. Out: each paragraph of the documents becomes an entry.
"""

from __future__ import annotations

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from assistant.evaluation.collection import write_collection
from assistant.evaluation.gold import located
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.queries import Gold, Query, QueryError, read_lines
from assistant.evaluation.ranking import covers
from assistant.evaluation.selection import select
from corpus.document import BlockKind, Document, Span
from index.engine import Engine

__all__ = ["DOCUMENTS", "export_beir", "import_beir"]

DOCUMENTS = "documents"
_UNSAFE = re.compile(r"[^\w.-]+")
_COLUMNS = ("query-id", "corpus-id", "score")


def import_beir(source: Path, folder: Path, split: str = "test") -> int:
    """Write the BEIR collection in `source` to the new `folder`; return how many queries it has.

    Its documents go to a folder `documents` in it, a text file each, to be indexed.

    :raises QueryError: a file is missing or malformed, or a judgement names what is not there.
    """
    entries = {_key(value, where): value for where, value in read_lines(source / "corpus.jsonl")}
    texts = {_key(value, where): value for where, value in read_lines(source / "queries.jsonl")}
    relevant = _read_qrels(source / "qrels" / f"{split}.tsv")
    names = _file_names(entries)
    queries: list[Query] = []
    for query_id, found in relevant.items():
        for entry in (each for each in found if each not in entries):
            raise QueryError(
                f'{source}: query "{query_id}" has "{entry}", which corpus.jsonl lacks'
            )
        if query_id not in texts:
            raise QueryError(f'{source}: queries.jsonl lacks the judged query "{query_id}"')
        gold = tuple(Gold(f"{DOCUMENTS}/{names[each]}", 1, _body(entries[each])) for each in found)
        queries.append(Query(query_id, _field(texts[query_id], "text"), gold=gold))
    about = (
        f"# {source.resolve().name}\n\nTaken over from a BEIR collection (split {split}): "
        f"{len(entries)} documents, {len(queries)} queries. Index the documents:\n\n"
        f"    findings index {DOCUMENTS} --data DATA\n"
    )
    write_collection(folder, queries, about)
    (folder / DOCUMENTS).mkdir()
    for entry, value in entries.items():
        title = _field(value, "title")
        text = f"{title}\n\n{_body(value)}\n" if title else f"{_body(value)}\n"
        (folder / DOCUMENTS / names[entry]).write_text(text, encoding="utf-8")
    return len(queries)


def export_beir(queries: Sequence[Query], engine: Engine, folder: Path) -> int:
    """Write the queries that `engine` can be asked to `folder` as BEIR has them; return how many.

    The corpus is every paragraph of the documents held, by the name "hash:start-end".

    :raises QueryError: `folder` is there already.
    """
    if folder.exists():
        raise QueryError(f"{folder}: is there already; name a new folder")
    holdings = Holdings(engine.documents())
    selection = select(queries, engine, holdings)
    golds = {
        chosen.query.id: [located(each, engine, holdings) for each in chosen.gold]
        for chosen in selection.chosen
    }
    (folder / "qrels").mkdir(parents=True)
    judged: dict[str, list[str]] = defaultdict(list)
    with (folder / "corpus.jsonl").open("w", encoding="utf-8") as file:
        for record in engine.documents():
            document = engine.document(record.id)
            own = {
                id: gold
                for id, gold in golds.items()
                if any(each.document in (record.id, None) for each in gold)
            }
            for span in _paragraphs(document):
                name = f"{document.id}:{span.start}-{span.end}"
                title = record.provenance.title.value or record.source
                _write(file, {"_id": name, "title": title, "text": document.quote(span)})
                for id, gold in own.items():
                    if covers(document, span, gold):
                        judged[id].append(name)
    with (folder / "queries.jsonl").open("w", encoding="utf-8") as file:
        for chosen in selection.chosen:
            _write(file, {"_id": chosen.query.id, "text": chosen.query.question})
    with (folder / "qrels" / "test.tsv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", lineterminator="\n")
        table.writerow(_COLUMNS)
        table.writerows((id, name, 1) for id, names in judged.items() for name in names)
    return len(selection.chosen)


def _paragraphs(document: Document) -> Iterator[Span]:
    for block in document.blocks:
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            yield block.span


def _write(file: TextIO, value: dict[str, str]) -> None:
    file.write(json.dumps(value, ensure_ascii=False) + "\n")


def _key(value: object, where: str) -> str:
    key = _field(value, "_id")
    if not key:
        raise QueryError(f'{where}: "_id" must be a text that is not empty')
    return key


def _field(value: object, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return found.strip() if isinstance(found, str) else ""


def _body(value: object) -> str:
    return _field(value, "text")


def _file_names(entries: dict[str, object]) -> dict[str, str]:
    """A file's name for each entry, no two alike."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for entry in entries:
        stem = _UNSAFE.sub("_", entry).strip(".")[:100] or "entry"
        name, number = f"{stem}.txt", 1
        while name.lower() in taken:
            number += 1
            name = f"{stem}-{number}.txt"
        taken.add(name.lower())
        names[entry] = name
    return names


def _read_qrels(path: Path) -> dict[str, list[str]]:
    """The relevant entries of each query, in the order of the file.

    :raises QueryError: the file cannot be read or lacks a column.
    """
    relevant: dict[str, list[str]] = defaultdict(list)
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file, delimiter="\t"):
                query_id, entry, score = (row[name] for name in _COLUMNS)
                if int(score) > 0:
                    relevant[query_id].append(entry)
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read ({error})") from error
    except (KeyError, TypeError, ValueError) as error:
        raise QueryError(f"{path}: needs the columns {', '.join(_COLUMNS)}, with tabs") from error
    return dict(relevant)
