"""Extracts are whole sentences of one block that stand on their own, and none repeats another."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.candidates import Candidate
from assistant.reading import ReadDocument
from assistant.select import choose
from corpus.document import BlockKind, Document
from tests.assistant.making import heading, item, paragraph, report

ADVISERS = "Personal advisers hold between ten and twelve cases each."
THIS = "This leaves time for regular visits to young people."
PLANS = "Pathway plans remain uneven across the localities."
HEALTH = "Nurses help every care leaver with health histories."


def read(document: Document) -> ReadDocument:
    return ReadDocument(document, lambda text: text.lower().split())


def candidate(document: ReadDocument, words: str, score: float = 1.0, axis: int = 0) -> Candidate:
    """The sentence that is `words`, with a vector along `axis`."""
    quotes = [document.document.quote(s.span) for s in document.document.sentences]
    vector = np.zeros(64, np.float32)
    vector[axis] = 1
    return Candidate(document, quotes.index(words), 0, vector, score=score)


def quotes(ranked: list[Candidate], *, n_extracts: int = 3, max_words: int = 110) -> list[str]:
    chosen = choose(ranked, n_extracts=n_extracts, max_words=max_words)
    return [c.candidate.document.document.quote(c.span) for c in chosen]


def test_a_window_stays_within_its_paragraph_and_three_sentences() -> None:
    made = read(
        report(paragraph(PLANS), paragraph(ADVISERS, THIS, HEALTH, "A fourth follows here."))
    )
    (quote,) = quotes([candidate(made, ADVISERS)])
    assert quote == f"{ADVISERS} {THIS} {HEALTH}"


def test_a_sentence_that_leans_takes_the_one_before() -> None:
    made = read(report(paragraph(PLANS, ADVISERS, THIS, HEALTH)))
    (quote,) = quotes([candidate(made, THIS)], max_words=20)
    assert quote == f"{ADVISERS} {THIS}"


def test_neighbours_that_score_higher_come_first() -> None:
    made = read(report(paragraph(PLANS, ADVISERS, HEALTH)))
    ranked = [candidate(made, ADVISERS, 3.0), candidate(made, HEALTH, 2.0, 1)]
    assert quotes(ranked, n_extracts=1, max_words=18)[0] == f"{ADVISERS} {HEALTH}"


def test_words_are_limited_but_no_sentence_is_cut() -> None:
    made = read(report(paragraph(PLANS, ADVISERS, HEALTH)))
    assert quotes([candidate(made, ADVISERS)], max_words=3) == [ADVISERS]


def test_list_items_are_whole_and_alone() -> None:
    first = ("Visits to care leavers happen on time.", "They are recorded on the day.")
    made = read(report(paragraph("Leaders should ensure that:"), item(*first), item(PLANS)))
    assert quotes([candidate(made, first[1])]) == [" ".join(first)]


def test_what_was_said_is_not_said_again() -> None:
    made = read(
        report(
            paragraph(ADVISERS),
            paragraph("Personal advisers hold between ten and twelve cases."),
            paragraph(PLANS),
            paragraph(HEALTH),
        )
    )
    ranked = [
        candidate(made, ADVISERS, axis=0),
        candidate(made, "Personal advisers hold between ten and twelve cases.", axis=1),  # words
        candidate(made, PLANS, axis=0),  # the same vector
        candidate(made, HEALTH, axis=2),
    ]
    assert quotes(ranked) == [ADVISERS, HEALTH]


def test_sentences_of_one_paragraph_are_shared_out() -> None:
    subjects = ("Caseloads", "Court work", "Fostering", "Short breaks", "Audits")
    ends = ("fell to twelve", "is on time", "grows fast", "suit parents", "show learning")
    texts = [f"{a} in this borough {b}." for a, b in zip(subjects, ends, strict=True)]
    made = read(report(paragraph(*texts)))
    ranked = [candidate(made, texts[n], axis=n) for n in (0, 4)]
    assert quotes(ranked) == [" ".join(texts[:3]), " ".join(texts[3:])]


def test_headings_and_boilerplate_are_not_quoted() -> None:
    made = read(
        report(heading("Information about this inspection"), paragraph(ADVISERS, "Too few words."))
    )
    assert [made.sentence(i).quotable for i in range(3)] == [False, False, False]


def test_nothing_ranked_nothing_chosen() -> None:
    assert choose([], n_extracts=5, max_words=110) == []


@given(st.data())
def test_extracts_of_a_document_never_overlap(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 6), min_size=1, max_size=4))
    number = iter(range(100))
    made = report(
        *(
            paragraph(*(f"Unit {next(number)} speaks of thing {size} alone." for _ in range(size)))
            for size in sizes
        )
    )
    document = ReadDocument(made, lambda text: [text])
    order = data.draw(st.permutations(range(len(made.sentences))))
    ranked = []
    for place, index in enumerate(order):
        vector = np.zeros(64, np.float32)
        vector[index] = 1
        ranked.append(Candidate(document, index, 0, vector, score=-float(place)))
    chosen = choose(ranked, n_extracts=5, max_words=110)
    spans = sorted(c.span for c in chosen)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for c in chosen:
        blocks = {made.sentences[i].block for i in range(c.first, c.last + 1)}
        assert len(blocks) == 1 and c.first <= c.candidate.index <= c.last <= c.first + 2
        assert made.blocks[next(iter(blocks))].kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize(
    "opening",
    [
        "However, ",
        "These ",
        "As a result, ",
        "They ",
        "Others say that ",
        "Some of these ",
        "When they begin, ",
        "Although this helps, ",
        "Since then, ",
        "Despite this, ",
        "By contrast, ",
        "The same ",
    ],
)
def test_openings_that_lean(opening: str) -> None:
    leaning = f"{opening}visits are too few across the whole borough."
    made = read(report(paragraph(PLANS, ADVISERS, leaning, HEALTH)))
    (quote,) = quotes([candidate(made, leaning)], max_words=20)
    assert quote.startswith(ADVISERS)


@pytest.mark.parametrize(
    "opening", ["When children ask, ", "Some of the ", "Once a year, ", "Although leaders plan, "]
)
def test_openings_that_stand_alone(opening: str) -> None:
    alone = f"{opening}visits are too few across the whole borough."
    made = read(report(paragraph(PLANS, ADVISERS, alone, HEALTH)))
    ranked = [candidate(made, alone, 3.0), candidate(made, HEALTH, 2.0, 1)]
    assert quotes(ranked, n_extracts=1, max_words=20)[0].startswith(alone)


def test_an_extract_begins_with_no_sentence_that_leans_on_one_left_out() -> None:
    made = read(report(paragraph(PLANS, ADVISERS, THIS, HEALTH)))
    ranked = [candidate(made, HEALTH, 3.0), candidate(made, THIS, 2.0, 1)]
    assert quotes(ranked, n_extracts=1, max_words=18) == [HEALTH]  # not "This leaves time …"


def test_the_wanted_sentence_that_leans_goes_back_at_the_cost_of_what_follows() -> None:
    they = "They are seen each month by their own adviser."
    made = read(report(paragraph(PLANS, ADVISERS, THIS, they, HEALTH)))
    ranked = [candidate(made, THIS, 3.0), candidate(made, they, 2.0, 1)]
    assert quotes(ranked, n_extracts=1)[0] == f"{ADVISERS} {THIS} {they}"
    assert quotes([candidate(made, they)], n_extracts=1) == [f"{ADVISERS} {THIS} {they}"]


def test_the_sentence_beside_an_extract_is_no_second_one() -> None:
    texts = [f"Unit {n} speaks of thing {n * 7} in its own words {n}." for n in range(4)]
    made = read(report(paragraph(*texts), paragraph(PLANS)))
    ranked = [candidate(made, texts[1], 5.0, 1), candidate(made, texts[2], 4.0, 2)]
    ranked += [candidate(made, texts[3], 3.0, 3), candidate(made, PLANS, 2.0, 4)]
    assert quotes(ranked, n_extracts=2) == [" ".join(texts[1:]), PLANS]
    ranked[1:3] = [candidate(made, texts[0], 3.0, 3)]
    assert quotes(ranked, n_extracts=2) == [" ".join(texts[:3]), PLANS]


def test_what_leans_on_an_extract_is_not_shown_after_it() -> None:
    texts = ("Caseloads fell to twelve.", "Court work is on time.", "Fostering grows very fast.")
    made = read(report(paragraph(*texts, THIS), paragraph(PLANS)))
    ranked = [candidate(made, texts[0]), candidate(made, THIS, 0.5, 1)]
    assert quotes(ranked) == [" ".join(texts)]
