"""An index and the files it was made from in, every way in which they do not agree out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.document import Document, Span
from index.engine import DocumentRecord
from index.generations import Generations
from index.local import LocalEngine
from index.model import file_sha256

__all__ = ["Problem", "Verification", "verify"]

_AGAIN = "run findings index again"
_UNIT = 1e-3  # how far the length of a stored vector may be from 1


@dataclass(frozen=True, slots=True)
class Problem:
    """What does not agree: the file or document, and what is wrong with it, with the remedy."""

    source: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, by name, and what was found wrong."""

    generation: str
    checked: dict[str, int]
    problems: tuple[Problem, ...]

    def to_json(self) -> dict[str, Any]:
        """The object that `findings verify --json` prints."""
        return {
            "generation": self.generation,
            "checked": self.checked,
            "problems": [{"source": p.source, "what": p.what} for p in self.problems],
        }


def verify(engine: LocalEngine, generations: Generations) -> Verification:
    """Check the generation that answers: its files, its documents' files, spans and counts.

    The index's own files and those it was made from are read whole and hashed; every sentence,
    passage and judgement has to lie in its document's text; every sentence in one passage; and
    the counts of the manifest, of the documents and of the vectors have to agree.
    """
    records = engine.documents()
    problems = [*_index_files(engine, generations), *_counts(engine, records)]
    checked = {"documents": 0, "passages": 0, "sentences": 0, "judgements": 0}
    judgements = engine.judgements()
    for record in records:
        problems += _source_file(record)
        document = engine.document(record.id)
        problems += [Problem(record.source, what) for what in _spans(engine, record, document)]
        checked["documents"] += 1
        checked["passages"] += len(engine.passage_ids(record.id))
        checked["sentences"] += len(document.sentences)
    for each in judgements:
        document = engine.document(each.document.id)
        span = each.judgement.span
        if document.quote(span) != each.quote or document.page_of(span.start) != each.page:
            what = f'the grade "{each.judgement.grade}" is not where it is said to stand; {_AGAIN}'
            problems.append(Problem(each.document.source, what))
        checked["judgements"] += 1
    checked["files of the index"] = len(engine.manifest.files)
    return Verification(engine.generation, checked, tuple(problems))


def _index_files(engine: LocalEngine, generations: Generations) -> Iterator[Problem]:
    folder = generations.path(engine.generation)
    for name, (sha256, _) in engine.manifest.files.items():
        path = folder / name
        if not path.is_file():
            yield Problem(str(path), f"this file of the index is gone; {_AGAIN}")
        elif file_sha256(path) != sha256:
            yield Problem(str(path), f"this file of the index has changed; {_AGAIN}")


def _source_file(record: DocumentRecord) -> Iterator[Problem]:
    path = Path(record.path)
    try:
        changed = file_sha256(path) != record.sha256
    except FileNotFoundError:
        yield Problem(record.source, f"{path} is gone; {_AGAIN}")
    except OSError as error:
        yield Problem(record.source, f"{path} cannot be read: {error.strerror}")
    else:
        if changed:
            yield Problem(record.source, f"{path} has changed since it was indexed; {_AGAIN}")


def _counts(engine: LocalEngine, records: Sequence[DocumentRecord]) -> Iterator[Problem]:
    counts = engine.manifest.counts
    found = {
        "documents": len(records),
        "passages": sum(record.n_passages for record in records),
        "sentences": sum(record.n_sentences for record in records),
    }
    for name, count in found.items():
        if counts[name] != count:
            what = f"the manifest counts {counts[name]} {name}, there are {count}; {_AGAIN}"
            yield Problem("manifest.json", what)


def _spans(engine: LocalEngine, record: DocumentRecord, document: Document) -> Iterator[str]:
    """What is wrong with the stretches of one document."""
    whole = Span(0, len(document.text))
    passages = engine.passage_ids(record.id)
    sentences = engine.sentence_ids(record.id)
    if len(passages) != record.n_passages or len(sentences) != len(document.sentences):
        yield f"its passages or sentences are not as many as were counted; {_AGAIN}"
        return
    if document.sha256 != record.sha256 or document.source != record.source:
        yield f"its text is stored under another document's name; {_AGAIN}"
    if any(not whole.covers(sentence.span) for sentence in document.sentences):
        yield f"a sentence reaches beyond its text; {_AGAIN}"
    held: set[int] = set()
    for passage_id in passages:
        passage = engine.passage(passage_id)
        first, last = passage.sentences
        if not whole.covers(passage.span) or not 0 <= first < last <= len(document.sentences):
            yield f"passage {passage.ordinal} reaches beyond its text; {_AGAIN}"
        elif not all(passage.span.covers(s.span) for s in document.sentences[first:last]):
            yield f"a sentence of passage {passage.ordinal} lies outside it; {_AGAIN}"
        held.update(range(first, last))
    if held != set(range(len(document.sentences))):
        yield f"not every sentence lies in a passage; {_AGAIN}"
    for name, vectors in (
        ("passage", engine.passage_vectors(passages)),
        ("sentence", engine.sentence_vectors(sentences)),
    ):
        lengths = np.linalg.norm(vectors, axis=1)
        if len(vectors) and not bool(np.all(np.abs(lengths - 1) < _UNIT)):
            yield f"the vector of a {name} is not of unit length; {_AGAIN}"
