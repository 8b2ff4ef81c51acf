"""A question in, an explanation of its answer out, put together from what the stages noted.

Nothing is worked out a second time: the orders, scores, signals and extracts are those of the
answer that is explained (:mod:`assistant.trace`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.answer import Answer
from assistant.explain.admission import Admission, admissions
from assistant.explain.wanted import Key
from assistant.pipeline import Assistant
from assistant.question import AS_ASKED, Choices, Question, Turn
from assistant.ranker import Part
from assistant.select import Chosen, repeats
from assistant.trace import SideTrace, Trace, traced
from corpus.document import About, Span
from index.engine import DocumentRecord, SentenceHit, Vectors

__all__ = [
    "Admission",
    "Explained",
    "Explanation",
    "Fate",
    "Placed",
    "Proposal",
    "SideExplained",
    "explain",
]


class Fate(StrEnum):
    """How far a sentence came."""

    SHOWN = "shown"
    CUT = "left out"  # an extract of its side, beyond what an answer holds
    REPEATS = "said already"
    REFUSED = "refused"  # among the first, and not enough to answer
    LOW = "ranked low"
    NOT_LISTED = "not in the list"
    OTHER_VOICE = "another voice"
    OTHER_NAME = "does not name it"  # what one authority alone speaks of
    STATED = "answered otherwise"  # a grade's line or a whole list answered
    NOT_A_STATEMENT = "not a statement"
    OTHER_BODY = "another body"
    NOT_PROPOSED = "not proposed"
    NOT_IN_SCOPE = "not in scope"
    NOT_LOOKED_FOR = "not looked for"  # refused before any document was read


@dataclass(frozen=True, slots=True)
class Proposal:
    """A search that proposed a sentence, and at which place: by both ways of searching together,
    by meaning (`dense_rank`) and by words (`lexical_rank`), None where that way did not find it.
    """

    search: str
    rank: int
    dense: float | None
    dense_rank: int | None
    lexical: float | None
    lexical_rank: int | None


@dataclass(frozen=True, slots=True)
class Explained:
    """A candidate: the parts of its score, its place after each stage of its side, its fate.

    `ranks` go with :attr:`SideExplained.stages`; None is where a stage left it out. `extract` is
    the number, from 1, of the extract that shows it.
    """

    key: Key
    source: str
    span: Span
    page: int
    text: str
    passage_id: int | None
    score: float
    parts: tuple[Part, ...]
    proposals: tuple[Proposal, ...]
    ranks: tuple[int | None, ...]
    fate: Fate
    why: str
    extract: int | None = None


@dataclass(frozen=True, slots=True)
class SideExplained:
    """One side of an answer. `stages` name the orders of its candidates; `searches` are their
    names with how many each proposed. `answerability` is None where none had to be estimated,
    `proof` what it was estimated from, besides `bias`.
    """

    label: str | None
    documents: tuple[DocumentRecord, ...]
    missing: str | None
    searches: tuple[tuple[str, int], ...]
    stages: tuple[str, ...]
    candidates: tuple[Explained, ...]
    answerability: float | None
    proof: tuple[Part, ...]
    bias: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence that was asked for, and how far it came."""

    key: Key
    source: str
    span: Span
    page: int
    text: str
    fate: Fate
    why: str
    candidate: Explained | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a question is answered as it is."""

    answer: Answer
    documents: tuple[Admission, ...]
    sides: tuple[SideExplained, ...]
    refuse_below: float
    wanted: tuple[Placed, ...] = ()

    @property
    def question(self) -> Question:
        """The question as it was understood."""
        return self.answer.question


def explain(
    assistant: Assistant,
    question: str,
    history: Sequence[Turn] = (),
    choices: Choices = AS_ASKED,
    wanted: Sequence[Key] = (),
) -> Explanation:
    """Answer `question` and say why so, and what became of the `wanted` sentences.

    :raises QuestionError: the question cannot be asked.
    """
    with traced() as trace:
        answer = assistant.ask(question, history, choices)
    records = assistant.engine.documents()
    documents = admissions(answer.question, records, trace.scope) if trace.scope else ()
    sides = tuple(_side(side, answer, assistant) for side in trace.sides)
    explanation = Explanation(answer, documents, sides, assistant.settings.refuse_below)
    if not wanted:
        return explanation
    lost = _Lost(explanation, trace, assistant)
    placed = tuple(sorted((lost.place(key) for key in wanted), key=_furthest_first))
    return Explanation(answer, documents, sides, explanation.refuse_below, placed)


_ORDER = list(Fate)


def _furthest_first(placed: Placed) -> tuple[int, int, int]:
    candidate = placed.candidate
    extract = candidate.extract if candidate else None
    rank = candidate.ranks[-1] if candidate else None
    return _ORDER.index(placed.fate), extract or 0, rank or 0


def _side(trace: SideTrace, answer: Answer, assistant: Assistant) -> SideExplained:
    side = trace.side
    assert side is not None  # noqa: S101 (of an answer, every side has been named)
    return SideExplained(
        label=side.label,
        documents=side.documents,
        missing=side.missing,
        searches=tuple((search.name, len(search.hits)) for search in trace.searches),
        stages=tuple(order.stage for order in trace.orders),
        candidates=tuple(_candidates(trace, answer, assistant)),
        answerability=trace.answerability,
        proof=tuple(assistant.answerable.parts(trace.signals)) if trace.signals else (),
        bias=assistant.answerable.bias,
    )


def _candidates(trace: SideTrace, answer: Answer, assistant: Assistant) -> Iterator[Explained]:
    """The candidates as they stood at the end, then those that a stage left out."""
    if not trace.orders:
        return
    ranks = [
        {id(c): rank for rank, c in enumerate(order.candidates, start=1)} for order in trace.orders
    ]
    scores = {
        id(c): score
        for order in trace.orders
        for c, score in zip(order.candidates, order.scores, strict=True)
    }
    proposals, passages = _proposals(trace), _passages(trace)
    last = trace.orders[-1].candidates
    kept = {id(candidate) for candidate in last}
    first = trace.orders[0].candidates
    numbers = _numbers(trace, answer)
    for candidate in (*last, *(c for c in first if id(c) not in kept)):
        document = candidate.document.document
        key = (document.id, candidate.index)
        span = document.sentences[candidate.index].span
        own = tuple(places.get(id(candidate)) for places in ranks)
        fate, why, number = _fate(own, key, trace, answer, numbers, assistant)
        yield Explained(
            key=key,
            source=document.source,
            span=span,
            page=document.page_of(span.start),
            text=document.quote(span),
            passage_id=passages.get(key),
            score=scores[id(candidate)],
            parts=tuple(assistant.ranker.parts(candidate)),
            proposals=proposals.get(key, ()),
            ranks=own,
            fate=fate,
            why=why,
            extract=number,
        )


def _numbers(trace: SideTrace, answer: Answer) -> list[tuple[Chosen, int | None]]:
    """What was chosen, each with the number of its extract in the answer, None if not shown."""
    label = trace.side.label if trace.side else None
    shown = {
        (extract.citation.document_id, extract.span, extract.group): number
        for number, extract in enumerate(answer.extracts, start=1)
    }
    return [
        (chosen, shown.get((chosen.candidate.document.document.id, chosen.span, label)))
        for chosen in trace.chosen
    ]


def _fate(
    ranks: Sequence[int | None],
    key: Key,
    trace: SideTrace,
    answer: Answer,
    numbers: Sequence[tuple[Chosen, int | None]],
    assistant: Assistant,
) -> tuple[Fate, str, int | None]:
    """How far a candidate came, why no further, and the number of the extract that shows it."""
    rank = ranks[-1]
    if rank is None:
        stage = next(o.stage for o, r in zip(trace.orders, ranks, strict=True) if r is None)
        if stage == "listed first":
            return Fate.NOT_LISTED, "the list of what must improve answered", None
        if stage == "of the name":
            return Fate.OTHER_NAME, "one council alone speaks of it, and others name it", None
        return Fate.OTHER_VOICE, "who speaks first speaks throughout, and it is another", None
    n_ranked = len(trace.orders[-1].candidates)
    place = f"{rank} of {n_ranked}"
    if not answer.answered or not trace.chosen:
        known = trace.answerability or 0.0
        below = f"answerability {known:.2f} is below {assistant.settings.refuse_below:.2f}"
        if rank <= assistant.settings.n_extracts:
            return Fate.REFUSED, f"{place}; {below}", None
        return Fate.LOW, f"{place}; besides, {below}", None
    candidate = trace.orders[-1].candidates[rank - 1]
    for chosen, number in numbers:
        same = chosen.candidate.document is candidate.document
        if same and chosen.first <= key[1] <= chosen.last:
            if number is None:
                return Fate.CUT, f"{place}; an answer of several sides holds no more", None
            if chosen.candidate is candidate:
                return Fate.SHOWN, f"extract {number}", number
            return Fate.SHOWN, f"beside the sentence of extract {number}", number
    places = {id(c): r for r, c in enumerate(trace.orders[-1].candidates, start=1)}
    for chosen, number in numbers:
        if places[id(chosen.candidate)] < rank and repeats(candidate, chosen):
            shown = f"extract {number}" if number else "an extract that was left out"
            return Fate.REPEATS, f"{place}; says what {shown} says", None
    return Fate.LOW, f"{place}; {len(numbers)} were chosen before it", None


def _proposals(trace: SideTrace) -> Mapping[Key, tuple[Proposal, ...]]:
    """For each sentence, the searches that proposed it, itself or its passage."""
    found: dict[Key, list[Proposal]] = {}
    for search in trace.searches:
        for rank, hit in enumerate(search.hits, start=1):
            parts = hit.parts
            proposal = Proposal(
                search=search.name,
                rank=rank,
                dense=parts.get("dense"),
                dense_rank=_rank(parts, "dense_rank"),
                lexical=parts.get("lexical"),
                lexical_rank=_rank(parts, "lexical_rank"),
            )
            if isinstance(hit, SentenceHit):
                found.setdefault((hit.document_id, hit.index), []).append(proposal)
                continue
            for index in range(*hit.passage.sentences):
                found.setdefault((hit.passage.document_id, index), []).append(proposal)
    return {key: tuple(proposals) for key, proposals in found.items()}


def _rank(parts: Mapping[str, float], name: str) -> int | None:
    return int(parts[name]) if name in parts else None


def _passages(trace: SideTrace) -> dict[Key, int]:
    """The number of each proposed sentence's passage."""
    found: dict[Key, int] = {}
    for search in trace.searches:
        for hit in search.hits:
            if isinstance(hit, SentenceHit):
                found[(hit.document_id, hit.index)] = hit.passage_id
            else:
                for index in range(*hit.passage.sentences):
                    found[(hit.passage.document_id, index)] = hit.passage_id
    return found


class _Lost:
    """Tells what became of any sentence of the collection."""

    def __init__(self, explanation: Explanation, trace: Trace, assistant: Assistant) -> None:
        self._explanation = explanation
        self._trace = trace
        self._assistant = assistant
        self._candidates: dict[Key, Explained] = {}
        for side in explanation.sides:
            for candidate in side.candidates:
                before = self._candidates.get(candidate.key)
                if before is None or _ORDER.index(candidate.fate) < _ORDER.index(before.fate):
                    self._candidates[candidate.key] = candidate
        question = explanation.question
        self._vectors: Vectors = assistant.engine.encode_questions(
            [question.topic or question.text, question.reading or question.text]
        )

    def place(self, key: Key) -> Placed:
        """How far the sentence came, and why no further."""
        read = self._assistant.read(key[0])
        document = read.document
        span = document.sentences[key[1]].span
        candidate = self._candidates.get(key)
        fate, why = (candidate.fate, candidate.why) if candidate else self._fate(key)
        return Placed(
            key,
            document.source,
            span,
            document.page_of(span.start),
            document.quote(span),
            fate,
            why,
            candidate,
        )

    def _fate(self, key: Key) -> tuple[Fate, str]:
        explanation, document_id = self._explanation, key[0]
        for number, extract in enumerate(explanation.answer.extracts, start=1):
            span = self._assistant.read(document_id).document.sentences[key[1]].span
            if extract.citation.document_id == document_id and extract.span.overlaps(span):
                return Fate.SHOWN, f"extract {number}"
        refusal = explanation.answer.refusal
        if not explanation.documents:
            message = refusal.message if refusal else "no document was looked at"
            return Fate.NOT_LOOKED_FOR, message
        admission = next(a for a in explanation.documents if a.record.id == document_id)
        if not admission.admitted:
            return Fate.NOT_IN_SCOPE, f"its document may not answer: {admission.why}"
        traces = [
            side
            for side in self._trace.sides
            if side.side and any(r.id == document_id for r in side.side.documents)
        ]
        if not traces:
            return Fate.NOT_LOOKED_FOR, refusal.message if refusal else "its side was not read"
        if not any(side.searches for side in traces):
            return Fate.STATED, "the lines of grades, or a whole list, answered instead"
        read = self._assistant.read(document_id)
        if not read.sentence(key[1]).quotable:
            return Fate.NOT_A_STATEMENT, "a heading, a stray line or what every report says"
        abouts = {search.where.about for side in traces for search in side.searches}
        if read.about_board(key[1]) and abouts == {About.AUTHORITY}:
            return Fate.OTHER_BODY, "it is about the safeguarding board, which was not asked about"
        return Fate.NOT_PROPOSED, self._distance(key, traces)

    def _distance(self, key: Key, traces: Sequence[SideTrace]) -> str:
        """How far a sentence was from being proposed by meaning."""
        engine = self._assistant.engine
        row = engine.sentence_ids(key[0]).start + key[1]
        near = float((engine.sentence_vectors([row]) @ self._vectors.T).max())
        hits = [
            hit
            for side in traces
            for search in side.searches
            for hit in search.hits
            if isinstance(hit, SentenceHit)
        ]
        cosines = [hit.parts["dense"] for hit in hits if "dense_rank" in hit.parts]
        told = f"nearness in meaning {near:.2f}"
        if cosines:
            told += f"; of the sentences proposed by meaning, the furthest has {min(cosines):.2f}"
        return told
