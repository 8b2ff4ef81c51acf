"""Why an answer is as it is: the same answer, its order, its scores, and where a passage was lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer import Answer
from assistant.candidates import FEATURES, RERANKED_FEATURES
from assistant.evaluation.queries import Query, load_queries
from assistant.evaluation.replay import replay
from assistant.explain import Explanation, Fate, Key, Wanted, WantedError, explain, find_wanted
from assistant.explain.admission import admissions
from assistant.explain.plain_text import explanation_lines
from assistant.explain.record import explanation_record
from assistant.explain.wording import part_name, signal_name
from assistant.pipeline import Assistant
from assistant.question import Choices
from assistant.refuse import SIGNALS
from assistant.scope import find_scope
from assistant.understand import understand
from corpus.document import Speaker
from index.encoder import Encoder
from index.local import open_engine
from tests.assistant.making import record
from tests.sample import QUERIES

ALL = load_queries(QUERIES)
CASELOADS = "what did Ofsted say about Wirral's PA caseloads"


@pytest.fixture(scope="module")
def assistant(sample_data: Path, encoder: Encoder) -> Iterator[Assistant]:
    engine = open_engine(sample_data, encoder=encoder)
    yield Assistant(engine)
    engine.close()


def _said(answer: Answer) -> list[tuple[str, int, int, float]]:
    return [
        (e.citation.document_id, e.span.start, e.span.end, e.score)
        for e in (*answer.extracts, *(answer.refusal.nearest if answer.refusal else ()))
    ]


@pytest.mark.parametrize("query", [q for q in ALL if not q.history], ids=lambda q: str(q.id))
def test_the_answer_explained_is_the_answer_given(assistant: Assistant, query: Query) -> None:
    explanation = explain(assistant, query.question)
    answer = replay(assistant, query)
    assert _said(explanation.answer) == _said(answer)
    assert explanation.answer.score == answer.score
    ordered = [
        (candidate.key, candidate.score)
        for side in explanation.sides
        for candidate in side.candidates
        if "one voice" not in side.stages or candidate.ranks[side.stages.index("one voice")]
    ]
    considered = [((c.document_id, c.sentence), c.score) for c in answer.considered]
    assert [key for key, _ in considered] == [key for key, _ in ordered] or any(
        "listed first" in side.stages for side in explanation.sides
    )
    assert sorted(considered) == sorted(ordered)


@pytest.mark.parametrize("query", [q for q in ALL if not q.history][::4], ids=lambda q: str(q.id))
def test_the_parts_add_up(assistant: Assistant, query: Query) -> None:
    explanation = explain(assistant, query.question)
    for side in explanation.sides:
        for candidate in side.candidates:
            assert sum(p.points for p in candidate.parts) == pytest.approx(candidate.score)
            assert candidate.proposals
            assert len(candidate.ranks) == len(side.stages)
        if side.proof and side.answerability is not None:
            known = {part.name: part.value for part in side.proof}
            assert assistant.answerable.probability(known) == side.answerability
            assert side.bias == assistant.answerable.bias
        for place, stage in enumerate(side.stages):
            ranks = sorted(r for c in side.candidates if (r := c.ranks[place]) is not None)
            assert ranks == list(range(1, len(ranks) + 1)), stage


def test_every_document_is_admitted_or_told_why_not(assistant: Assistant) -> None:
    explanation = explain(assistant, CASELOADS)
    assert len(explanation.documents) == len(assistant.engine.documents())
    for each in explanation.documents:
        stated = each.record.provenance
        right = (stated.authority.value, stated.speaker.value) == ("Wirral", Speaker.OFSTED)
        assert each.admitted == right
        assert bool(each.why) != each.admitted
    by_council = explain(
        assistant, "what about caseloads in Wirral", choices=Choices(speaker=Speaker.COUNCIL)
    )
    why = {d.record.source: d.why for d in by_council.documents if not d.admitted}
    assert "another speaker" in why["wirral-care-leavers.html"]
    assert why["worcestershire-through-care-minutes.docx"] == "another council"


def test_a_document_of_another_time_is_told(assistant: Assistant) -> None:
    question = understand("what about caseloads in Wirral in 2016?", assistant.lexicon)
    held = [
        record("then", inspected=(date(2016, 7, 4), date(2016, 7, 28))),
        record("later", inspected=(date(2019, 6, 3), date(2019, 6, 14))),
        record("elsewhere", "Bristol", inspected=(date(2016, 7, 4), date(2016, 7, 28))),
    ]
    told = admissions(question, held, find_scope(question, held))
    assert {each.record.id: each.why for each in told} == {
        "then": "",
        "later": "another time",
        "elsewhere": "another council",
    }


def _wanted(assistant: Assistant, **named: object) -> list[Key]:
    return find_wanted(Wanted(**named), assistant.engine)  # type: ignore[arg-type]


def _of(assistant: Assistant, question: str, words: str) -> tuple[Fate, str]:
    explanation = explain(assistant, question, wanted=_wanted(assistant, words=words))
    return explanation.wanted[0].fate, explanation.wanted[0].why


def test_where_a_passage_was_lost(assistant: Assistant) -> None:
    told = explain(assistant, CASELOADS)
    first = told.answer.extracts[0]
    assert _of(assistant, CASELOADS, first.quote) == (Fate.SHOWN, "extract 1")
    lure = "Independent reviewing officers (IROs) were overburdened in 2016"
    fate, why = _of(assistant, CASELOADS, lure)
    assert fate in (Fate.SHOWN, Fate.LOW, Fate.REPEATS)
    assert why
    elsewhere = "what did Ofsted say about PA caseloads in South Gloucestershire"
    fate, why = _of(assistant, elsewhere, first.quote)
    assert fate is Fate.NOT_IN_SCOPE
    assert "another council" in why
    fate, why = _of(assistant, "Does Wirral have a swimming pool?", first.quote)
    assert fate in (Fate.REFUSED, Fate.LOW)
    assert "answerability" in why
    fate, why = _of(assistant, "what did Ofsted say about Hull?", first.quote)
    assert fate is Fate.NOT_IN_SCOPE
    assert _of(assistant, "and so?", first.quote)[0] is Fate.NOT_LOOKED_FOR


def test_a_passage_is_named_in_three_ways(assistant: Assistant) -> None:
    explanation = explain(assistant, CASELOADS)
    candidate = explanation.sides[0].candidates[0]
    assert candidate.passage_id is not None
    by_number = explain(
        assistant, CASELOADS, wanted=_wanted(assistant, passage=candidate.passage_id)
    )
    assert candidate.key in {placed.key for placed in by_number.wanted}
    name = candidate.source.rpartition("/")[2]
    by_page = explain(
        assistant, CASELOADS, wanted=_wanted(assistant, document=name, page=candidate.page)
    )
    assert candidate.key in {placed.key for placed in by_page.wanted}
    assert by_page.wanted[0].fate is Fate.SHOWN  # the furthest first
    words = candidate.text.upper().replace(" ", "  ")
    by_words = explain(
        assistant, CASELOADS, wanted=_wanted(assistant, document=candidate.key[0], words=words)
    )
    assert [placed.key for placed in by_words.wanted] == [candidate.key]


@pytest.mark.parametrize("letter", ["e", "q", "7"])
def test_a_letter_is_found_in_the_sentences_that_have_it(assistant: Assistant, letter: str) -> None:
    engine = assistant.engine
    found = {
        (record.id, index)
        for record in engine.documents()
        for document in [engine.document(record.id)]
        for index, sentence in enumerate(document.sentences)
        if letter in document.quote(sentence.span).lower()
    }
    assert found
    assert set(_wanted(assistant, words=letter)) == found


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"passage": 10**9}, "no passage 1000000000"),
        ({"document": "nowhere.pdf"}, "findings documents"),
        ({"words": "xyzzy nothing of the sort"}, "these words"),
        ({"document": "wirral-care-leavers.html", "page": 99}, "page 99"),
        ({"page": 2}, "needs its document"),
        ({"passage": 1, "words": "x"}, "leave document and words out"),
    ],
)
def test_a_passage_that_is_not_held_is_named(
    assistant: Assistant, wanted: dict[str, object], message: str
) -> None:
    with pytest.raises(WantedError, match=message):
        _wanted(assistant, **wanted)


def _explanations(assistant: Assistant) -> Iterator[Explanation]:
    for question in (
        CASELOADS,
        "Compare Wirral and South Gloucestershire on pathway plans",
        "How was Wirral judged overall?",
        "What must Wirral improve?",
        "Does Wirral have a swimming pool?",
        "What did Ofsted say about Hull?",
        "and so?",
    ):
        yield explain(assistant, question)


def test_lines_and_record_tell_it_all(assistant: Assistant) -> None:
    for explanation in _explanations(assistant):
        lines = "\n".join(explanation_lines(explanation, n_candidates=3))
        assert "How the question was understood" in lines
        record = json.loads(json.dumps(explanation_record(explanation)))
        for side, told in zip(explanation.sides, record["sides"], strict=True):
            assert len(told["candidates"]) == len(side.candidates)
            for candidate in side.candidates[:3]:
                assert " ".join(candidate.text.split())[:30] in " ".join(lines.split())
        assert "\x1b" not in lines


def test_asking_without_wanting_to_know_why_notes_nothing(assistant: Assistant) -> None:
    from assistant.trace import traced

    with traced() as trace:
        pass
    assistant.ask(CASELOADS)
    assert trace.scope is None
    assert trace.sides == []


def test_every_feature_signal_and_stage_has_words() -> None:
    for name in (*FEATURES, *RERANKED_FEATURES):
        assert part_name(name) != name, name
    for name in SIGNALS:
        assert signal_name(name) != name, name
    assert part_name("a new one") == "a new one"
