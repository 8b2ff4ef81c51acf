"""A second look: only where it is close, and without touching what a place is worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.candidates import FEATURES, RERANKED_FEATURES, Candidate
from assistant.errors import RankerError
from assistant.explain import explain
from assistant.pipeline import Assistant
from assistant.ranker import LinearRanker, find_second_ranking
from assistant.reading import ReadDocument
from assistant.reranking import CrossRanker, judged_text
from assistant.settings import AssistantSettings
from assistant.trace import traced
from index.encoder import Encoder
from index.errors import ModelError
from index.local import LocalEngine, open_engine
from index.reranker import Relevances
from index.settings import IndexSettings
from tests.assistant.making import heading, item, paragraph, report

FIRST = LinearRanker({"dense": 10.0})
SECOND = LinearRanker({"dense": 1.0, "cross": 1.0})
READ = ReadDocument(report(paragraph(*(f"Sentence number {n}." for n in range(12)))), str.split)
CLOSE = "what did Ofsted say about Wirral's PA caseloads"


class Told:
    """A re-ranker that says what it was told to, by place, and keeps what it was asked."""

    def __init__(self, *logits: float) -> None:
        self.logits = logits
        self.asked: list[tuple[str, list[str]]] = []

    def __call__(self, question: str, texts: Sequence[str]) -> Relevances:
        self.asked.append((question, list(texts)))
        return np.array(self.logits[: len(texts)], dtype=np.float32)


def candidates(*dense: float) -> list[Candidate]:
    return [
        Candidate(READ, index, 0, np.zeros(2, np.float32), {"dense": value})
        for index, value in enumerate(dense)
    ]


def order(ranked: Sequence[Candidate]) -> list[int]:
    return [candidate.index for candidate in ranked]


def test_a_clear_lead_is_left_alone_and_nothing_is_read() -> None:
    told = Told(-9, 9)
    ranker = CrossRanker(FIRST, SECOND, told, n_reranked=6, within=1.5)
    ranked = ranker.rank("q", candidates(0.5, 0.65, 0.1))  # 6.5 leads 5.0 by 1.5
    assert order(ranked) == [1, 0, 2]
    assert told.asked == []
    assert all(set(candidate.features) == {"dense"} for candidate in ranked)


def test_where_it_is_close_the_first_few_are_read_and_put_in_order() -> None:
    told = Told(0, 8, 4)
    ranker = CrossRanker(FIRST, SECOND, told, n_reranked=3, within=1.5)
    ranked = ranker.rank("q", candidates(0.6, 0.5, 0.4, 0.3))
    # by the second ranking 0.6 + 0/4, 0.5 + 8/4, 0.4 + 4/4; the fourth was not read
    assert order(ranked) == [1, 2, 0, 3]
    ((question, texts),) = told.asked
    assert question == "q"
    assert [text.partition(".")[0] for text in texts] == [f"Sentence number {n}" for n in range(3)]
    # what the places were worth, they are worth still
    assert [c.score for c in ranked] == pytest.approx([6.0, 5.0, 4.0, 3.0])
    features = {c.index: c.features for c in ranked}
    assert [features[n]["cross"] for n in range(3)] == [0.0, 2.0, 1.0]
    assert features[0]["cross_sure"] == 0.5
    assert features[2]["cross_sure"] == pytest.approx(1 / (1 + math.exp(-4)))
    assert [features[n]["moved"] for n in range(3)] == pytest.approx([-2.0, 1.0, 1.0])
    assert set(features[3]) == {"dense"}


def test_the_parts_are_the_first_score_and_the_move() -> None:
    ranker = CrossRanker(FIRST, SECOND, Told(0, 8), n_reranked=2, within=1.5)
    ranked = ranker.rank("q", candidates(0.6, 0.5, 0.4))
    assert [(p.name, p.points) for p in ranker.parts(ranked[0]) if p.points] == [
        ("dense", 5.0),
        ("moved", 1.0),
    ]
    assert [p.name for p in ranker.parts(ranked[2])] == ["dense"]


def test_ties_keep_the_order_of_the_first_ranking() -> None:
    ranker = CrossRanker(FIRST, LinearRanker({"cross": 1.0}), Told(1, 1, 1), 6, 1.5)
    assert order(ranker.rank("q", candidates(0.4, 0.6, 0.5))) == [1, 2, 0]
    assert order(ranker.rank("q", candidates(0.5, 0.5, 0.5))) == [0, 1, 2]


@pytest.mark.parametrize(("n_reranked", "n_read"), [(0, 0), (1, 0), (2, 2), (3, 3), (50, 3)])
def test_no_more_are_read_than_there_are(n_reranked: int, n_read: int) -> None:
    told = Told(*range(3))
    ranker = CrossRanker(FIRST, SECOND, told, n_reranked, math.inf)
    assert len(ranker.rank("q", candidates(0.3, 0.2, 0.1))) == 3
    assert sum(len(texts) for _, texts in told.asked) == n_read


def test_an_older_inspection_does_not_pass_a_later_one() -> None:
    made = candidates(0.6, 0.55, 0.5, 0.45)
    for candidate, recency in zip(made, (0, 1, 0, 1), strict=True):
        candidate.recency = recency
    ranker = CrossRanker(FIRST, LinearRanker({"cross": 1.0}), Told(0, 4, 2, 8), 6, 1.5)
    # the later one's sentences share places 1 and 3, the older one's 2 and 4
    assert order(ranker.rank("q", made)) == [2, 3, 0, 1]


def test_nothing_and_one_need_no_second_look() -> None:
    ranker = CrossRanker(FIRST, SECOND, Told(), 6, math.inf)
    assert ranker.rank("q", []) == []
    assert order(ranker.rank("q", candidates(0.3))) == [0]


def test_a_logit_beyond_all_bounds_is_no_error() -> None:
    ranker = CrossRanker(FIRST, SECOND, Told(-1e9, 1e9), 6, 1.5)
    ranked = ranker.rank("q", candidates(0.6, 0.5))
    assert order(ranked) == [1, 0]
    assert [round(c.features["cross_sure"], 6) for c in ranked] == [1.0, 0.0]


@given(
    st.lists(st.tuples(st.floats(-1, 1), st.floats(-20, 20)), max_size=12),
    st.integers(0, 15),
    st.floats(0, 30),
)
def test_places_are_worth_what_they_were_and_parts_add_up(
    made: list[tuple[float, float]], n_reranked: int, within: float
) -> None:
    dense = [value for value, _ in made]
    before = FIRST.rank("q", candidates(*dense))
    ranker = CrossRanker(FIRST, SECOND, Told(*(logit for _, logit in made)), n_reranked, within)
    ranked = ranker.rank("q", candidates(*dense))
    assert [c.score for c in ranked] == [c.score for c in before]
    assert sorted(order(ranked)) == sorted(order(before))
    assert order(ranked)[n_reranked:] == order(before)[n_reranked:]
    for candidate in ranked:
        points = sum(part.points for part in ranker.parts(candidate))
        assert points == pytest.approx(candidate.score, abs=1e-9)
    # looked at again, the same: what was said of a candidate before does not count
    again = ranker.rank("q", sorted(ranked, key=lambda c: c.index))
    assert [(c.index, c.score) for c in again] == [(c.index, c.score) for c in ranked]


def judged(document_parts: Sequence[object], place: int) -> str:
    read = ReadDocument(report(*document_parts), str.split)  # type: ignore[arg-type]
    return judged_text(Candidate(read, place, 0, np.zeros(2, np.float32)))


def test_a_sentence_is_read_with_what_gives_it_its_meaning() -> None:
    parts = (
        heading("Care leavers"),
        paragraph("Most are in touch.", "A few are not.", "The authority must:"),
        item("write pathway plans"),
        paragraph("On its own."),
    )
    assert judged(parts, 1) == "Most are in touch. | Care leavers:"
    assert judged(parts, 2) == "A few are not. | Care leavers: Most are in touch."
    assert judged(parts, 4) == "write pathway plans | Care leavers: The authority must:"
    assert judged(parts, 5) == "On its own. | Care leavers:"
    assert judged([paragraph("No heading.", "None.")], 0) == "No heading."
    assert judged([paragraph("No heading.", "None.")], 1) == "None. | No heading."


def test_of_a_long_neighbour_or_heading_a_part_is_read() -> None:
    parts = (heading("h" * 200), paragraph("x" * 500 + "the end.", "So it is."))
    text = judged(parts, 2)
    assert text.startswith("So it is. | hhh")
    assert text.endswith("xthe end.")
    assert len(text) < 270


def test_the_weights_of_the_package_are_of_known_features() -> None:
    weights = find_second_ranking("").weights
    assert set(weights) == {*FEATURES, *RERANKED_FEATURES}


def test_a_wrong_file_is_named_with_its_setting(tmp_path: Path) -> None:
    with pytest.raises(RankerError, match=r"gone\.json.*setting reranked"):
        find_second_ranking(str(tmp_path / "gone.json"))


@pytest.fixture(scope="module")
def engine(sample_data: Path, encoder: Encoder) -> Iterator[LocalEngine]:
    opened = open_engine(sample_data, IndexSettings(reranker="packaged"), encoder=encoder)
    yield opened
    opened.close()


def said(assistant: Assistant, question: str) -> list[tuple[str, int, float]]:
    answer = assistant.ask(question)
    return [(c.document_id, c.sentence, c.score) for c in answer.considered]


def test_without_a_reranker_the_first_ranking_stands(
    engine: LocalEngine, sample_data: Path, encoder: Encoder
) -> None:
    off = Assistant(engine, AssistantSettings(n_reranked=0))
    assert isinstance(off.ranker, LinearRanker)
    never = Assistant(engine, AssistantSettings(rerank_within=0))
    assert isinstance(never.ranker, CrossRanker)
    without = open_engine(sample_data, IndexSettings(reranker=""), encoder=encoder)
    assert not without.reranks
    with pytest.raises(ModelError, match="there is no re-ranker"):
        without.relevance("q", ["text"])
    bare = Assistant(without)
    assert isinstance(bare.ranker, LinearRanker)
    try:
        assert said(off, CLOSE) == said(never, CLOSE) == said(bare, CLOSE) != []
    finally:
        without.close()


def test_weights_of_ones_own_are_not_mixed_with_the_packages(
    engine: LocalEngine, tmp_path: Path
) -> None:
    own = tmp_path / "own.json"
    own.write_text('{"ranking": {"dense": 1}, "answerable": {}}', "utf-8")
    assert isinstance(Assistant(engine, AssistantSettings(ranker=str(own))).ranker, LinearRanker)
    assert isinstance(Assistant(engine, AssistantSettings(ranker="fused")).ranker, LinearRanker)
    both = AssistantSettings(ranker=str(own), reranked=str(own))
    assert isinstance(Assistant(engine, both).ranker, CrossRanker)


@pytest.fixture(scope="module")
def look_always(engine: LocalEngine) -> Callable[[], Assistant]:
    return lambda: Assistant(engine, AssistantSettings(rerank_within=100, refuse_below=0.0))


def test_a_second_look_keeps_sentences_scores_and_answerability(
    engine: LocalEngine, look_always: Callable[[], Assistant]
) -> None:
    first = Assistant(engine, AssistantSettings(n_reranked=0, refuse_below=0.0))
    with traced() as trace:
        answer = look_always().ask(CLOSE)
    stages = [step.stage for step in trace.sides[0].orders]
    assert stages[:2] == ["first look", "ranked"]
    before, after = trace.sides[0].orders[:2]
    assert before.scores == after.scores
    assert {id(c) for c in before.candidates} == {id(c) for c in after.candidates}
    n_read = AssistantSettings().n_reranked
    read = [c for c in after.candidates if "cross" in c.features]
    assert len(read) == n_read
    assert list(after.candidates[:n_read]) == read
    assert [c.score for c in first.ask(CLOSE).considered][:n_read] == [
        c.score for c in answer.considered
    ][:n_read]


def test_an_explanation_of_a_second_look_adds_up(look_always: Callable[[], Assistant]) -> None:
    explanation = explain(look_always(), CLOSE)
    (side,) = explanation.sides
    assert side.stages[:2] == ("first look", "ranked")
    moved = 0
    for candidate in side.candidates:
        assert sum(p.points for p in candidate.parts) == pytest.approx(candidate.score)
        moved += any(part.name == "moved" for part in candidate.parts)
    assert moved == AssistantSettings().n_reranked
