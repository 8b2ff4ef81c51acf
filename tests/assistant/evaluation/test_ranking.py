from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from math import log2
from pathlib import Path
from random import Random

import pytest

from assistant.answer import Answer, Considered
from assistant.evaluation.experiment import GoldQuote
from assistant.evaluation.ranking import (
    DEPTH,
    RANKING_MEASURES,
    covers,
    rank,
    ranking_measures,
    run_names,
)
from corpus.document import Document, Span
from tests.assistant.evaluation.made_up import answered, document, extract, refused

PARAGRAPHS = [f"Paragraph {number} says that. And it says more." for number in range(30)]
REPORT = document("town/report.pdf", ["\n".join(PARAGRAPHS)])


def _documents(document_id: str) -> Document:
    assert document_id == REPORT.id
    return REPORT


def _span(text: str) -> Span:
    start = REPORT.text.index(text)
    return Span(start, start + len(text))


def _considered(number: int, group: str | None = None) -> Considered:
    paragraph = _span(PARAGRAPHS[number])
    first = Span(paragraph.start, paragraph.start + PARAGRAPHS[number].index(".") + 1)
    return Considered(REPORT.id, 0, first, paragraph, 1.0, group=group)


def _gold(number: int, part: str | None = None) -> GoldQuote:
    span = _span(PARAGRAPHS[number])
    return GoldQuote(REPORT.source, 1, PARAGRAPHS[number], part, REPORT.id, span.start, span.end)


def _ranked(*numbers: int) -> Answer:
    return replace(refused(), considered=tuple(_considered(number) for number in numbers))


def test_a_paragraph_is_ranked_by_its_best_sentence() -> None:
    second = replace(_considered(3), span=_span("Paragraph 3 says that."))
    answer = replace(refused(), considered=(_considered(5), _considered(3), second))
    found = rank(answer, [_gold(3)], _documents)
    assert [(p.start, p.gold) for p in found.passages] == [
        (_span(PARAGRAPHS[5]).start, ()),
        (_span(PARAGRAPHS[3]).start, (0,)),
    ]
    assert (found.n_ranked, found.gold_rank) == (3, 2)
    assert found.passages[1].quote == "Paragraph 3 says that."


def test_sides_take_turns() -> None:
    sides = [*(_considered(n, "east") for n in (0, 1)), *(_considered(n, "west") for n in (2, 3))]
    found = rank(replace(refused(), considered=tuple(sides)), [], _documents)
    starts = [_span(PARAGRAPHS[number]).start for number in (0, 2, 1, 3)]
    assert [passage.start for passage in found.passages] == starts


def test_extracts_are_the_ranking_where_nothing_is_ranked() -> None:
    shown = answered(extract(REPORT, PARAGRAPHS[1]), extract(REPORT, PARAGRAPHS[2]))
    found = rank(shown, [_gold(2)], _documents)
    assert [passage.gold for passage in found.passages] == [(), (0,)]
    assert found.gold_rank == 2


def test_no_more_is_kept_than_is_measured() -> None:
    found = rank(_ranked(*range(30)), [_gold(29)], _documents)
    assert len(found.passages) == DEPTH
    assert (found.n_ranked, found.gold_rank) == (30, 30)


def test_half_of_the_shorter_must_be_shared() -> None:
    text = "one two three four five six."
    of = document("a.txt", [text])

    def covered(start: int, end: int, shown: Span) -> bool:
        gold = GoldQuote("a.txt", 1, text[start:end], None, of.id, start, end)
        return bool(covers(of, shown, [gold]))

    assert covered(0, 10, Span(5, 28))  # 5 of 10
    assert not covered(0, 10, Span(6, 28))  # 4 of 10
    assert covered(0, 28, Span(4, 8))  # the whole of the shorter
    assert not covered(0, 10, Span(10, 28))


def test_gold_that_is_nowhere_in_the_text_is_judged_by_its_words() -> None:
    of = document("a.txt", ["one two three four. five six."])
    gold = GoldQuote("a.txt", 1, "one two three and then four")  # a word is not there
    assert covers(of, Span(0, 19), [gold]) == (0,)
    assert covers(of, Span(20, 29), [gold]) == ()
    assert covers(of, Span(0, 19), [replace(gold, source="b.txt")]) == ()


def test_measures_are_those_worked_by_hand() -> None:
    # The two parts stand at ranks 2 and 4 of 4.
    found = ranking_measures({"q": ["gold:a", "gold:b"]}, {"q": ["x", "gold:a", "y", "gold:b"]})
    best = 1 / log2(2) + 1 / log2(3)
    assert found["q"] == {
        "R@1": 0.0,
        "R@5": 1.0,
        "R@20": 1.0,
        "RR@10": 0.5,
        "nDCG@10": pytest.approx((1 / log2(3) + 1 / log2(5)) / best),
    }


def test_any_gold_of_a_part_will_do_and_counts_once() -> None:
    gold = [_gold(1), _gold(2)]
    passages = rank(_ranked(2, 0, 1), gold, _documents).passages
    names = run_names(passages, gold)
    assert names[0] == "gold"
    assert names[1:] == [f"{p.document}:{p.start}-{p.end}" for p in passages[1:]]
    assert ranking_measures({"q": ["gold", "gold"]}, {"q": names})["q"]["R@1"] == 1.0


def test_every_part_counts() -> None:
    gold = [_gold(1, "the east"), _gold(2, "west")]
    names = run_names(rank(_ranked(1, 0, 2), gold, _documents).passages, gold)
    assert [names[0], names[2]] == ["gold:the_east", "gold:west"]
    found = ranking_measures({"q": ["gold:the_east", "gold:west"]}, {"q": names})["q"]
    assert (found["R@1"], found["R@5"]) == (0.5, 1.0)


def test_a_question_that_nothing_was_ranked_for_has_zeros() -> None:
    nothing = {str(measure): 0.0 for measure in RANKING_MEASURES}
    assert ranking_measures({"q": ["gold"]}, {"q": []})["q"] == nothing
    both = ranking_measures({"q": ["gold"], "r": ["gold"]}, {"r": ["gold"]})
    assert both["q"] == nothing
    assert both["r"]["RR@10"] == 1.0


def test_measures_are_those_that_ir_measures_prints_for_the_same_files(tmp_path: Path) -> None:
    random = Random(5)  # noqa: S311  # an example, and always the same
    gold = {f"q{n}": random.sample(range(30), random.randint(1, 4)) for n in range(40)}
    ranked = {id: random.sample(range(30), random.randint(1, DEPTH)) for id in gold}
    qrels, run = tmp_path / "qrels", tmp_path / "run"
    qrels.write_text("".join(f"{id} 0 d{n} 1\n" for id, own in gold.items() for n in own))
    run.write_text(
        "".join(
            f"{id} Q0 d{n} {place} {-place} t\n"
            for id, own in ranked.items()
            for place, n in enumerate(own, start=1)
        )
    )
    said = subprocess.run(
        [sys.executable, "-m", "ir_measures", str(qrels), str(run), *map(str, RANKING_MEASURES)],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    theirs = {name: float(value) for name, value in (x.split("\t") for x in said.splitlines())}
    ours = ranking_measures(
        {id: [f"d{n}" for n in own] for id, own in gold.items()},
        {id: [f"d{n}" for n in own] for id, own in ranked.items()},
    )
    assert theirs == {
        name: pytest.approx(sum(each[name] for each in ours.values()) / 40, abs=6e-5)
        for name in map(str, RANKING_MEASURES)
    }


def test_a_document_is_known_by_its_hash_whatever_its_file_is_called() -> None:
    moved = replace(REPORT, source="elsewhere/other-name.pdf")
    assert covers(moved, _span(PARAGRAPHS[4]), [_gold(4)]) == (0,)
