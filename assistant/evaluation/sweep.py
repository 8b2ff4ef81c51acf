"""A collection and many settings in, a run for each out, with nothing done twice.

Between runs stay: the open index, the questions' vectors, the documents as they were read, the gold,
and, while only what comes after the search is changed, the candidates themselves.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any, Protocol

from assistant.candidates import Candidate
from assistant.evaluation.collection import Collection
from assistant.evaluation.comparison import holm, paired_p
from assistant.evaluation.experiment import Run
from assistant.evaluation.holdings import Holdings
from assistant.evaluation.measures import MEASURES, SEED
from assistant.evaluation.recording import Circumstances, record
from assistant.evaluation.runner import Progress, judge
from assistant.evaluation.selection import Selection, select
from assistant.pipeline import Assistant
from assistant.question import Question
from assistant.reading import ReadDocument
from assistant.settings import AssistantSettings
from corpus.document import About
from index.engine import Vectors
from index.local import LocalEngine, open_engine
from index.settings import IndexSettings

__all__ = ["Adjustable", "Variant", "ablation", "chances", "grid", "sweep"]


# A part, the setting that switches it off, and how; in the order of switching on again.
_PARTS: tuple[tuple[str, str, Any], ...] = (
    ("provenance", "assistant.filters", False),
    ("vocabulary", "assistant.glossary_weight", 0.0),
    ("sentences", "assistant.sentences", False),
    ("question adapter", "index.question_adapter", ""),
    ("grades and lists", "assistant.structure", False),
    ("fitted ranking", "assistant.ranker", "fused"),
    ("re-ranker", "index.reranker", ""),
    ("refusal", "assistant.refuse_below", 0.0),
)


@dataclass(frozen=True, slots=True)
class Variant:
    """Settings to try, by their full names, under a name."""

    name: str
    changed: Mapping[str, Any]


class Adjustable(Protocol):
    """Settings of which some can be set otherwise."""

    def changed(self, given: Mapping[str, Any]) -> Adjustable:
        """The same with some settings, by their full names, set otherwise."""
        ...

    def tables(self) -> dict[str, dict[str, Any]]:
        """The settings that decide answers, by table."""
        ...

    def index(self) -> IndexSettings:
        """How the index is searched."""
        ...

    def answering(self) -> AssistantSettings:
        """How questions are answered."""
        ...


def grid(values: Mapping[str, Sequence[Any]]) -> list[Variant]:
    """Every combination of `values`, the last setting changing fastest."""
    return [
        Variant(
            ", ".join(f"{name.partition('.')[2]}={value}" for name, value in changed.items()),
            changed,
        )
        for chosen in product(*values.values())
        for changed in [dict(zip(values, chosen, strict=True))]
    ]


def ablation(tables: Mapping[str, Mapping[str, Any]]) -> list[Variant]:
    """From a plain search to what the settings in `tables` say, one part more in each.

    A part that is not there, or is off in these settings, has no row.
    """
    parts = [
        (name, setting, off)
        for name, setting, off in _PARTS
        if tables.get(setting.partition(".")[0], {}).get(setting.partition(".")[2], off) != off
    ]
    changed: dict[str, Any] = {setting: off for _, setting, off in parts}
    rows = [
        Variant("words alone", {**changed, "index.dense_weight": 0.0, "index.lexical_weight": 1.0}),
        Variant(
            "vectors alone", {**changed, "index.dense_weight": 1.0, "index.lexical_weight": 0.0}
        ),
        Variant("both, fused", dict(changed)),
    ]
    for name, setting, _ in parts:
        del changed[setting]
        rows.append(Variant(f"+ {name}", dict(changed)))
    return rows


def sweep(
    variants: Sequence[Variant],
    settings: Adjustable,
    data: Path,
    collection: Collection,
    *,
    marked: str | None = None,
    seed: int = SEED,
    progress: Progress | None = None,
) -> Iterator[tuple[Variant, Run]]:
    """The run of each of `variants` over the index in `data`, those alike in search together.

    Times are of answering with what was kept, so they are not counted among the measures.

    :raises IncompatibleError: a setting asks for another index than that in `data`.
    """
    adjusted = [(variant, settings.changed(variant.changed)) for variant in variants]
    for _, each in adjusted:
        each.tables()  # what is wrong with a setting is said before the work
    kept: _Kept | None = None
    done = 0
    for variant, each in sorted(adjusted, key=lambda pair: _search_key(pair[1])):
        opened = each.index().opened()
        if kept is None or kept.opened != opened:
            if kept is not None:
                kept.close()
            kept = _Kept(opened, open_engine(data, each.index(), remember=True))
            kept.choose(collection, marked)
        assistant = _Thrifty(each.answering(), kept, each.index(), _search_key(each))
        selection = kept.selection

        def tell(count: int, of: int, before: int = done) -> None:
            if progress is not None:
                progress(before + count, of * len(variants))

        started, clock = datetime.now(UTC), time.perf_counter()
        report = judge(assistant, selection, kept.holdings, progress=tell)
        circumstances = Circumstances(
            settings=each.tables(),
            changed=variant.changed,
            model=kept.engine.encoder.name,
            model_hash=kept.engine.encoder.fingerprint,
            started=started,
            seconds=time.perf_counter() - clock,
        )
        run = record(
            report,
            assistant.engine,
            collection,
            circumstances,
            name=variant.name,
            seed=seed,
            timed=False,
        )
        done += len(selection.chosen)
        yield variant, run
    if kept is not None:
        kept.close()


def chances(pairs: Sequence[tuple[Run, Run]], measure: str, seed: int = SEED) -> list[float]:
    """How often chance alone makes as much of a difference between the runs of each pair.

    Corrected for the number of pairs, so that of many settings the best is not praised for luck.
    """
    return holm([paired_p(one, other, MEASURES[measure], seed) for one, other in pairs])


class _Kept:
    """What stays between runs."""

    def __init__(self, opened: Mapping[str, Any], engine: LocalEngine) -> None:
        self.opened = opened
        self.engine = engine
        self.documents: dict[str, ReadDocument] = {}
        self.candidates: dict[object, list[Candidate]] = {}
        self.search_key = ""
        self.holdings = Holdings(engine.documents())
        self.selection = Selection((), ())

    def choose(self, collection: Collection, marked: str | None) -> None:
        """Look the gold up."""
        self.selection = select(collection.queries, self.engine, self.holdings, marked)

    def close(self) -> None:
        """Release files and memory."""
        self.documents.clear()
        self.candidates.clear()
        self.engine.close()


class _Thrifty(Assistant):
    """An assistant that reads no document and searches for no question twice."""

    def __init__(
        self, settings: AssistantSettings, kept: _Kept, index: IndexSettings, search_key: str
    ) -> None:
        super().__init__(kept.engine.searching(index), settings)
        if kept.search_key != search_key:
            kept.candidates.clear()
            kept.search_key = search_key
        self._kept = kept
        self.read = self._read_once

    def _read_once(self, document_id: str) -> ReadDocument:
        read = self._kept.documents.get(document_id)
        if read is None:
            read = ReadDocument(self.engine.document(document_id), self.engine.analyse)
            self._kept.documents[document_id] = read
        return read

    def find(
        self,
        question: Question,
        recency: Mapping[str, int],
        vectors: Vectors,
        about: About | None,
    ) -> list[Candidate]:
        """The candidates, as they were before any ranking."""
        key = (question, frozenset(recency.items()), about)
        found = self._kept.candidates.get(key)
        if found is None:
            found = super().find(question, recency, vectors, about)
            self._kept.candidates[key] = found
        # subtle: a ranking writes scores and features on them
        return [replace(candidate) for candidate in found]


def _search_key(settings: Adjustable) -> str:
    """What decides the candidates of a question as understood; what is opened comes first."""
    index, answering = settings.index(), settings.answering()
    at_search = {name: getattr(index, name) for name in sorted(IndexSettings.names())}
    opened = sorted((name, str(value)) for name, value in index.opened().items())
    return repr((opened, sorted(at_search.items()), answering.n_candidates, answering.sentences))
