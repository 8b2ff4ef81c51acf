"""Question in, answer out: understand, find the documents, rank, choose, cite, or refuse."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path

from assistant.answer import Answer, Confidence, Considered, Extract, Notice
from assistant.candidates import Candidate, concepts, find_candidates
from assistant.cite import extract
from assistant.definitions import SMALL_WORDS, define, find_definition, find_spelled_out, undefined
from assistant.errors import QuestionError
from assistant.glossary import Glossary
from assistant.grades import asks_which_authorities, grade_in_question
from assistant.inspection_dates import INSPECTION_DATES
from assistant.kinds import is_grade_question
from assistant.lexicon import Lexicon
from assistant.notices import count_notice, later_notice, notices, superseded
from assistant.outside import refuse_body, refuse_outside
from assistant.question import AS_ASKED, AnswerKind, Choices, Question, Shown, Turn
from assistant.ranker import Logistic, Ranker, find_second_ranking, find_weights
from assistant.reading import ReadDocument
from assistant.refuse import (
    NEARLY_ALL,
    refuse_absent,
    refuse_not_answered,
    refuse_unclear,
    refuse_ungraded,
    refuse_unnamed,
    refuse_unrelated,
    signals,
)
from assistant.reranking import CrossRanker
from assistant.scope import Scope, Side, find_scope, inspections
from assistant.select import choose
from assistant.settings import AssistantSettings
from assistant.stated import asks_for_all, names_board, stated
from assistant.switches import as_typed, everything, weigh_glossary
from assistant.topic import STOP_WORDS, read_topic
from assistant.trace import note, untraced
from assistant.understand import understand
from corpus.authorities import Authorities
from corpus.document import About, Speaker
from index.engine import DocumentRecord, Engine, Vectors, WeightedTerm
from index.stopwatch import stage, timed

__all__ = ["Assistant"]

_STANDS_OUT = 1.0  # score of the best item of a list above the next
_LIKELY = 0.6  # answerability of a likely match
_N_GRADED = 12  # authorities shown of those with a grade at most
_FEW = 5  # councils; a collection of fewer may use no word of the field
_N_READ = 12  # documents that are read through for an abbreviation's definition at most
_N_SIDES = 6  # extracts of a comparison at most, where they are searched for


@dataclass(frozen=True, slots=True)
class _SideAnswer:
    """What one side says: its extracts, or none; `ranked` is what they were chosen from."""

    side: Side
    extracts: tuple[Extract, ...] = ()
    ranked: tuple[Candidate, ...] = ()
    signals: Mapping[str, float] = field(default_factory=dict)
    answerability: float = 0.0


class Assistant:
    """Answers questions from an engine's documents. Safe to share between threads."""

    def __init__(self, engine: Engine, settings: AssistantSettings | None = None) -> None:
        self.engine = engine
        self.settings = settings or AssistantSettings()
        extra = [Path(self.settings.glossary)] if self.settings.glossary else []
        self.ranker, self.answerable = _rankers(engine, self.settings)
        self._records = list(engine.documents())
        self._by_id = {record.id: record for record in self._records}
        self._recency = _recency(self._records)
        held = {r.provenance.authority.value for r in self._records}
        publishers = {r.provenance.publisher.value for r in self._records}
        self._publishers = frozenset(name for name in publishers if name)
        self.lexicon = Lexicon(
            held=frozenset(name for name in held if name),
            vocabulary=engine.vocabulary(),
            authorities=Authorities.load(),
            glossary=Glossary.load(*extra),
        )
        self.read: Callable[[str], ReadDocument] = lru_cache(maxsize=64)(self._read_document)

    def _read_document(self, document_id: str) -> ReadDocument:
        return ReadDocument(self.engine.document(document_id), self.engine.analyse)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        choices: Choices = AS_ASKED,
    ) -> Answer:
        """Return the answer to `question`; what the reader chose beside it wins over its words.

        :raises QuestionError: the question is empty or longer than the settings allow.
        """
        started = time.perf_counter()
        if not question.strip():
            raise QuestionError("the question is empty: type what you want to know")
        if len(question) > self.settings.max_question_chars:
            raise QuestionError(
                f"the question has {len(question)} characters; at most"
                f" {self.settings.max_question_chars} are read: shorten it"
            )
        with timed() as stages:
            with stage("understand"):
                understood = understand(question, self.lexicon, history, choices)
            answer = self._answer(understood)
        elapsed = (time.perf_counter() - started) * 1000
        return replace(answer, elapsed_ms=elapsed, stages=stages)

    def _answer(self, question: Question) -> Answer:
        refusal = refuse_outside(question, self._publishers) or refuse_body(question)
        nothing = not question.authorities and not question.terms
        if refusal is None and nothing and not _asks_whose_grade(question):
            refusal = refuse_unclear()
        if refusal is not None:
            return Answer(question, refusal=refusal)
        settings = self.settings
        with stage("understand"):
            if settings.filters:
                scope = find_scope(question, self._records)
            else:
                question, scope = as_typed(question), everything(self._records)
        note.scope(scope)
        if not any(side.documents for side in scope.sides):
            held = list(self.lexicon.held)
            refusal = refuse_absent(question, scope.sides, held, self._successors(question))
            return Answer(question, refusal=refusal)
        if settings.filters and _asks_whose_grade(question):
            return self._graded(question, scope)
        if settings.filters and _needs_a_name(question, scope):
            return Answer(question, refusal=refuse_unnamed(list(self.lexicon.held)))
        with stage("understand"):
            question = self._with_definitions(question, scope)
            question = weigh_glossary(question, settings.glossary_weight)
        with stage("encode"):
            vectors = self.engine.encode_questions(
                [question.topic or question.text, question.reading or question.text]
            )
        found = [self._of_side(question, side, scope, vectors) for side in scope.sides]
        considered = tuple(each for side in found for each in _considered(side))
        answered = [side for side in found if side.extracts]
        best = max(found, key=lambda side: side.answerability)
        if settings.filters and answered and _is_of_nobody(question, scope, best):
            return Answer(
                question,
                refusal=refuse_unrelated(self._nearest(found)),
                considered=considered,
            )
        if not answered:
            return Answer(
                question,
                refusal=refuse_not_answered(
                    self._alone(question), best.signals, self._nearest(found)
                ),
                score=best.answerability,
                considered=considered,
            )
        extracts = _interleave(answered)
        groups = tuple(side.side.label for side in found if side.side.label)
        if not question.authorities and not groups:
            extracts, groups = _by_authority(extracts)
        return Answer(
            question,
            extracts=extracts,
            notices=tuple(self._notices(question, found, extracts, vectors)),
            groups=groups,
            confidence=_confidence(best.answerability),
            score=best.answerability,
            considered=considered,
        )

    def _graded(self, question: Question, scope: Scope) -> Answer:
        """Which authorities have the grade that the question names, each at its latest inspection."""
        by_authority: dict[str, list[DocumentRecord]] = {}
        for record in scope.sides[0].documents:
            by_authority.setdefault(record.provenance.authority.value or "", []).append(record)
        judged: dict[str, Extract | bool] = {}
        for name, records in sorted(by_authority.items()):
            found = (
                grade_in_question(question.topic, self.read(r.id).document, name) for r in records
            )
            judged[name] = next((one for one in found if one), False)
        extracts = [one for one in judged.values() if isinstance(one, Extract)]
        n_judged = sum(one is not False for one in judged.values())
        if not extracts:
            return Answer(question, refusal=refuse_ungraded(n_judged))
        shown = tuple(extracts[:_N_GRADED])
        of_all = count_notice(len(shown), len(extracts), n_judged)
        return Answer(
            question,
            extracts=shown,
            notices=(*notices(question, (), shown), of_all),
            groups=tuple(each.group for each in shown if each.group),
            confidence=Confidence.HIGH,
            score=1.0,
        )

    def _successors(self, question: Question) -> list[str]:
        """The authorities, of those held, that took the place of one asked about."""
        found = (self.lexicon.authorities.by_name(each.name) for each in question.authorities)
        names = [name for authority in found if authority for name in authority.successors]
        return [name for name in names if name in self.lexicon.held]

    def _with_definitions(self, question: Question, scope: Scope) -> Question:
        """`question` with the words that the documents in scope give its abbreviations."""
        records = [record for side in scope.sides for record in side.documents]
        if len(records) > _N_READ:
            return question
        for abbreviation in undefined(question):
            texts = [self.read(record.id).document.text for record in records]
            words = find_definition(abbreviation, texts) or find_spelled_out(
                abbreviation, texts, STOP_WORDS - SMALL_WORDS
            )
            if words is not None:
                question = define(question, abbreviation, words)
        return question

    def _of_side(
        self, question: Question, side: Side, scope: Scope, vectors: Vectors
    ) -> _SideAnswer:
        """What one side's documents say, or nothing."""
        note.side(side)
        if not side.documents:
            return _SideAnswer(side)
        max_words = self.settings.max_extract_words
        if self.settings.structure:
            lines = stated(question, side, self.read, max_words=max_words)
            if lines:
                return _SideAnswer(side, lines, answerability=1.0)
        ranked = self.ranked(question, side, vectors)
        known = self._signals(question, ranked)
        answerability = self.answerable.probability(known) if ranked else 0.0
        own, of_own = self._of_own_topic(question, side)
        if of_own < answerability:
            known, answerability = own, of_own
        note.proof(known, answerability)
        if question.kind is AnswerKind.IMPROVE and self.settings.structure:
            promoted = self._listed_first(question, ranked, answerability)
            if promoted:
                note.order("listed first", promoted)
                extracts = self._extracts(promoted, side.label, self.settings.n_extracts)
                return _SideAnswer(side, extracts, tuple(ranked), known, 1.0)
        n_extracts = self.settings.n_extracts
        if len(scope.sides) > 1:
            n_extracts = max(1, _N_SIDES // len(scope.sides))
        if answerability < self.settings.refuse_below:
            board = self._of_board(question, side, vectors, n_extracts)
            return board or _SideAnswer(side, (), tuple(ranked), known, answerability)
        extracts = self._extracts(ranked, side.label, n_extracts)
        return _SideAnswer(side, extracts, tuple(ranked), known, answerability)

    def _of_own_topic(
        self, question: Question, side: Side, about: About | None = None
    ) -> tuple[dict[str, float], float]:
        """How likely a follow-up's own words have an answer, with what tells; 1 where there are no
        others.

        "And drones?" after a question on foster carers is not answered by what is said of these.
        """
        if not question.own_topic:
            return {}, 1.0
        alone = self._alone(question)
        vectors = self.engine.encode_questions([alone.topic, alone.reading])
        with untraced():
            ranked = self.ranked(alone, side, vectors, about)
        known = self._signals(alone, ranked)
        return known, self.answerable.probability(known) if ranked else 0.0

    def _alone(self, question: Question) -> Question:
        """`question` without a topic that was added to its own."""
        if not question.own_topic:
            return question
        added = {term.concept for term in question.terms if term.origin == "carried"}
        return replace(
            question,
            topic=question.own_topic,
            reading=read_topic(question.own_topic, self.lexicon.glossary).reading,
            terms=tuple(term for term in question.terms if term.concept not in added),
        )

    def _of_board(
        self, question: Question, side: Side, vectors: Vectors, n_extracts: int
    ) -> _SideAnswer | None:
        """What is said of the safeguarding board, where nothing that is said of the authority answers
        and that is likely to; else None.
        """
        if names_board(question) or not self.settings.filters:
            return None
        with untraced():
            ranked = self.ranked(question, side, vectors, About.BOARD)
        known = self._signals(question, ranked)
        answerability = self.answerable.probability(known) if ranked else 0.0
        _, of_own = self._of_own_topic(question, side, About.BOARD)
        if min(answerability, of_own) < _LIKELY:
            return None
        extracts = self._extracts(ranked, side.label, n_extracts)
        return _SideAnswer(side, extracts, tuple(ranked), known, answerability)

    def ranked(
        self, question: Question, side: Side, vectors: Vectors, about: About | None = None
    ) -> list[Candidate]:
        """The sentences of a side's documents that may answer, best first.

        `vectors` are those of the question's topic and reading: float32, (2, dim), unit rows. They
        are about the authority, unless the question names its board or `about` says otherwise.
        """
        if about is None and not names_board(question):
            about = About.AUTHORITY
        recency = {
            r.id: (self._recency[r.id] if question.periods == () else 0) for r in side.documents
        }
        with stage("candidates"):
            candidates = self.find(question, recency, vectors, about)
        with stage("rank"):
            ranked = self.ranker.rank(question.topic or question.text, candidates)
        note.order("ranked", ranked)
        if not self.settings.filters:
            return ranked
        if question.speaker is None and ranked:
            # who speaks first speaks throughout: an officer's words beside Ofsted's mislead
            voice = _voice(ranked[0])
            ranked = [candidate for candidate in ranked if _voice(candidate) is voice]
            note.order("one voice", ranked)
        if not question.authorities and ranked:
            ranked = self._of_the_name(question, ranked)
        if not question.periods and ranked and ranked[0].recency > 0:
            ranked = self._latest_first(question, ranked)
            note.order("latest first", ranked)
        return ranked

    def find(
        self,
        question: Question,
        recency: Mapping[str, int],
        vectors: Vectors,
        about: About | None,
    ) -> list[Candidate]:
        """The sentences that may answer, with their features, not yet ranked; none shown before."""
        found = find_candidates(
            question,
            self.engine,
            recency,
            self.read,
            vectors=vectors,
            n_candidates=self.settings.n_candidates,
            about=about,
            sentences=self.settings.sentences,
        )
        return [candidate for candidate in found if not _was_shown(candidate, question.shown)]

    def _of_the_name(self, question: Question, ranked: list[Candidate]) -> list[Candidate]:
        """Those of `ranked` that name what one authority alone speaks of, where the best of them does.

        "The Cocoon" is one council's: what is said of other councils' drop-ins does not answer.
        """
        telling = max(
            concepts(question.terms, self.engine), key=lambda i: i.importance, default=None
        )
        if telling is None or len(telling.names) > 1 or ranked[0].features["cover_rare"] < 1:
            return ranked
        hits = self.engine.search_sentences(
            None, [WeightedTerm(telling.typed)], top_k=self.settings.n_candidates
        )
        speaking = {self._by_id[hit.document_id].provenance.authority.value for hit in hits}
        if len(hits) == self.settings.n_candidates or len(speaking) != 1:
            return ranked
        kept = [candidate for candidate in ranked if candidate.features["cover_rare"] == 1]
        note.order("of the name", kept)
        return kept

    def _latest_first(self, question: Question, ranked: list[Candidate]) -> list[Candidate]:
        """`ranked` with the latest inspection's best sentence first, where it answers too."""
        latest = [candidate for candidate in ranked if candidate.recency == 0]
        if self._answerability(question, latest) < _LIKELY:
            return ranked
        return [latest[0], *(candidate for candidate in ranked if candidate is not latest[0])]

    def _extracts(
        self, ranked: Sequence[Candidate], label: str | None, n_extracts: int
    ) -> tuple[Extract, ...]:
        with stage("select"):
            max_words = self.settings.max_extract_words
            chosen = choose(ranked, n_extracts=n_extracts, max_words=max_words)
            note.chosen(label, chosen)
            return tuple(
                extract(
                    choice.candidate.document.document,
                    choice.span,
                    score=choice.candidate.score,
                    reasons=choice.candidate.features,
                    group=label,
                )
                for choice in chosen
            )

    def _nearest(self, found: Sequence[_SideAnswer]) -> list[Extract]:
        nearest = [e for one in found for e in self._extracts(one.ranked, one.side.label, 3)]
        return nearest[:3]

    def _listed_first(
        self, question: Question, ranked: Sequence[Candidate], answerability: float
    ) -> list[Candidate]:
        """Items of a list of what must improve that bear on the topic; [] where none does.

        The list is what was asked for: half the usual proof will do. An item that stands out
        among the others leads the findings on the topic, where these answer.
        """
        listed = [c for c in ranked if c.document.improving(c.index)]
        if not listed:
            return []
        if self._answerability(question, listed) >= self.settings.refuse_below / 2:
            return listed
        stands_out = len(listed) == 1 or listed[0].score - listed[1].score > _STANDS_OUT
        if stands_out and answerability >= self.settings.refuse_below:
            return [listed[0], *(c for c in ranked if c is not listed[0])]
        return []

    def _signals(self, question: Question, ranked: Sequence[Candidate]) -> dict[str, float]:
        with stage("refuse"):
            return signals(question, concepts(question.terms, self.engine), ranked)

    def _answerability(self, question: Question, ranked: Sequence[Candidate]) -> float:
        return self.answerable.probability(self._signals(question, ranked)) if ranked else 0.0

    def _notices(
        self,
        question: Question,
        found: Sequence[_SideAnswer],
        extracts: Sequence[Extract],
        vectors: Vectors,
    ) -> Iterator[Notice]:
        silent = [one.side for one in found if not one.extracts and one.side.label]
        yield from notices(question, silent, extracts)
        for quoted, later in superseded(question, extracts, self._by_id):
            ids = {record.id for record in later}
            shown = any(e.citation.document_id in ids for e in extracts)
            says = None if shown else self._said_later(later, question, vectors)
            yield later_notice(quoted, later, extracts, says)

    def _said_later(
        self, later: Sequence[DocumentRecord], question: Question, vectors: Vectors
    ) -> Extract | None:
        """What the latest inspection says, or else the best of the other `later` ones, if any."""
        asked = replace(question, periods=())
        for records in (later[:1], later[1:]):
            side = Side(None, tuple(records))
            with untraced():
                found = self._of_side(asked, side, Scope((side,), undated=True), vectors)
            if found.extracts:
                return found.extracts[0]
        return None


def _asks_whose_grade(question: Question) -> bool:
    """Whether it is asked which authorities have a grade."""
    asked = question.kind is AnswerKind.GRADE and not question.authorities
    return asked and asks_which_authorities(question.topic)


def _needs_a_name(question: Question, scope: Scope) -> bool:
    """Whether a grade or a list is asked for, and several authorities could be meant."""
    one_report = question.kind is AnswerKind.GRADE or (
        question.kind is AnswerKind.IMPROVE and asks_for_all(question)
    )
    # "show me the grades over the years"
    one_report = one_report or (
        question.kind is AnswerKind.TREND and is_grade_question(question.topic)
    )
    one_report = one_report or question.topic == INSPECTION_DATES
    if question.authorities or not one_report:
        return False
    records = [record for side in scope.sides for record in side.documents]
    return len({record.provenance.authority.value for record in records}) > 1


def _is_of_nobody(question: Question, scope: Scope, best: _SideAnswer) -> bool:
    """Whether a question names no council and no idea of the field, and its best candidate does not name
    the rest: in many councils' reports some sentence is near to anything.
    """
    field = any(term.origin != "typed" for term in question.terms)
    if question.authorities or field or not question.terms or not best.ranked:
        return False
    records = [record for side in scope.sides for record in side.documents]
    several = len({record.provenance.authority.value for record in records}) > _FEW
    return several and best.ranked[0].features["cover_near"] < NEARLY_ALL


def _was_shown(candidate: Candidate, shown: Sequence[Shown]) -> bool:
    """Whether the sentence stands in an extract that the reader has seen."""
    document = candidate.document.document
    own = document.sentences[candidate.index].span
    return any(
        seen.document_id == document.id and seen.span.start < own.end and own.start < seen.span.end
        for seen in shown
    )


def _voice(candidate: Candidate) -> Speaker | None:
    return candidate.document.document.provenance.speaker.value


def _rankers(engine: Engine, settings: AssistantSettings) -> tuple[Ranker, Logistic]:
    """What ranks, and what tells from its ranking whether there is an answer."""
    weights = find_weights(settings.ranker)
    rereads = settings.n_reranked and engine.reranks and (settings.reranked or not settings.ranker)
    if not rereads:
        return weights.ranker, weights.answerable
    ranker = CrossRanker(
        weights.ranker,
        find_second_ranking(settings.reranked),
        engine.relevance,
        settings.n_reranked,
        settings.rerank_within,
    )
    return ranker, weights.answerable


def _recency(records: Sequence[DocumentRecord]) -> dict[str, int]:
    """Each document's place among the inspections of its authority, 0 for the latest or undated."""
    by_authority: dict[str | None, list[DocumentRecord]] = {}
    for record in records:
        by_authority.setdefault(record.provenance.authority.value, []).append(record)
    places = {record.id: 0 for record in records}
    for own in by_authority.values():
        for place, record in enumerate(reversed(inspections(own))):
            places[record.id] = place
    return places


def _considered(side: _SideAnswer) -> Iterator[Considered]:
    for candidate in side.ranked:
        document = candidate.document.document
        yield Considered(
            document_id=document.id,
            sentence=candidate.index,
            span=document.sentences[candidate.index].span,
            paragraph=candidate.document.block(candidate.index).span,
            score=candidate.score,
            reasons=candidate.features,
            group=side.side.label,
        )


def _by_authority(extracts: Sequence[Extract]) -> tuple[tuple[Extract, ...], tuple[str, ...]]:
    """`extracts` with each authority's together, in the order of its first, and the authorities;
    as they are where all are of one.
    """
    names = list(dict.fromkeys(extract.citation.authority for extract in extracts))
    if len(names) < 2:
        return tuple(extracts), ()
    grouped = (
        replace(extract, group=name)
        for name in names
        for extract in extracts
        if extract.citation.authority == name
    )
    return tuple(grouped), tuple(name for name in names if name is not None)


def _interleave(sides: Sequence[_SideAnswer]) -> tuple[Extract, ...]:
    """The first extract of each side, then the second of each, …, as a reader compares them."""
    rows = zip_longest(*(side.extracts for side in sides))
    return tuple(e for row in rows for e in row if e is not None)


def _confidence(answerability: float) -> Confidence:
    if answerability >= 0.8:
        return Confidence.HIGH
    return Confidence.MEDIUM if answerability >= _LIKELY else Confidence.LOW
