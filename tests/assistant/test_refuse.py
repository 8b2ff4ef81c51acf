"""The words of a refusal."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answer import RefusalKind
from assistant.candidates import FEATURES, Candidate, Concept
from assistant.reading import ReadDocument
from assistant.refuse import (
    SIGNALS,
    refuse_absent,
    refuse_not_answered,
    refuse_unnamed,
    signals,
)
from assistant.understand import understand
from tests.assistant.making import lexicon, paragraph, report

NAMES = [f"Town {letter}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"]


@pytest.mark.parametrize(
    ("n_names", "end"),
    [
        (1, ": Town A."),
        (2, ": Town A, Town B."),
        (13, ", Town L, Town M."),
        (26, ", Town L and 14 more."),
    ],
)
def test_a_long_list_of_authorities_says_how_many_more(n_names: int, end: str) -> None:
    assert refuse_unnamed(NAMES[:n_names]).next_step.endswith(end)


LEXICON = lexicon()


def _candidate(text: str) -> Candidate:
    document = report(paragraph(text))
    candidate = Candidate(ReadDocument(document, str.split), 0, 0, np.zeros(1, dtype=np.float32))
    candidate.features = dict.fromkeys(FEATURES, 0.0)
    return candidate


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("support for young carer is good", 0.0),
        ("foster carer know young people well", 0.6),
    ],
)
def test_an_idea_of_the_field_that_nothing_names_is_absent(text: str, absent: float) -> None:
    carers = Concept(((("young", "carer"), 1.0, True), (("young", "carer"), 0.8, False)), 0.6, "x")
    found = signals(understand("young carers", LEXICON), [carers], [_candidate(text)])
    assert set(found) == set(SIGNALS)
    assert found["absent"] == absent


def test_a_phrase_of_the_field_with_no_other_name_is_missed_as_well() -> None:
    phrase = Concept(((("famili", "group", "confer"), 1.0, True),), 0.7, "family group conference")
    near = [_candidate("famili support and group work"), _candidate("a confer of famili")]
    found = signals(understand("family group conferences", LEXICON), [phrase], near)
    assert found["absent"] == 0.7
    assert found["absent_share"] == 1.0
    word = Concept(((("support",), 1.0, True),), 0.3, "support")
    found = signals(understand("family group conferences", LEXICON), [phrase, word], near)
    assert found["absent_share"] == pytest.approx(0.7)


def test_a_word_that_the_glossary_does_not_know_is_not_missed() -> None:
    word = Concept(((("castle",), 1.0, True),), 0.9, "castle")
    found = signals(understand("castles", LEXICON), [word], [_candidate("no such thing is told")])
    assert found["absent"] == 0.0


def test_an_authority_that_is_gone_is_refused_with_those_that_took_its_place() -> None:
    question = understand("was Northamptonshire rated inadequate?", LEXICON)
    gone = refuse_absent(question, [], NAMES, ["West Northamptonshire"])
    assert gone.next_step == "Ask about West Northamptonshire, which took its place."
    assert "held: " in refuse_absent(question, [], NAMES).next_step


@pytest.mark.parametrize(
    ("text", "why", "next_step"),
    [
        ("early help in Kidderminster", "they are those of Worcestershire.", "Worcestershire."),
        ("early help in Norwich", "No document about Norfolk is held.", "held: Bristol, "),
        ("Merseyside councils", "Knowsley, Liverpool, St Helens, Sefton and Wirral.", "Wirral."),
        ("early help in Cardiff", "so no report is held.", "held: Bristol, "),
    ],
)
def test_a_place_says_which_authority_serves_it(text: str, why: str, next_step: str) -> None:
    found = refuse_absent(understand(text, LEXICON), [], sorted(LEXICON.held))
    assert why in found.message
    assert next_step in found.next_step


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("does Slough run Larkspur for its foster carers?", 0.9),
        ("does Slough run larkspur for its foster carers?", 0.0),
        ("Does Slough Run Larkspur For Its Foster Carers?", 0.0),  # capitals throughout
        ("is anyone there on a Saturday in Slough?", 0.0),
    ],
)
def test_a_scheme_that_is_named_and_that_nothing_names_is_missed(text: str, absent: float) -> None:
    typed = "Saturday" if "Saturday" in text else "Larkspur" if "Larkspur" in text else "larkspur"
    idea = Concept((((typed.lower(),), 1.0, True),), 0.9, typed)
    found = signals(understand(text, LEXICON), [idea], [_candidate("no such thing is told")])
    assert found["absent"] == absent


@pytest.mark.parametrize(
    ("text", "kind", "said"),
    [
        ("what about XQZT in Wirral?", RefusalKind.NOT_ANSWERED, "“XQZT” is not known"),
        ("do XQZTs visit care leavers?", RefusalKind.NOT_ANSWERED, "“XQZTs” is not known"),
        ("who won the XQZT cup final?", RefusalKind.OUTSIDE_SUBJECT, "not seem to be about"),
        ("WHAT ABOUT FLOWERS?", RefusalKind.OUTSIDE_SUBJECT, "not seem to be about"),
        ("what about IROs?", RefusalKind.NOT_ANSWERED, "do not answer"),
    ],
)
def test_an_abbreviation_that_nothing_spells_out_is_told(
    text: str, kind: RefusalKind, said: str
) -> None:
    refusal = refuse_not_answered(understand(text, LEXICON), {}, ())
    assert refusal.kind is kind
    assert said in refusal.message
