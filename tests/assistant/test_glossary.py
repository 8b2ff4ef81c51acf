"""The field's words: found in all their forms, the longest first, and a council's own added."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import AssistantError, GlossaryError
from assistant.glossary import Entry, Glossary, stem_key

PACKAGED = Glossary.load()


def terms(text: str) -> list[str]:
    return [match.entry.term for match in PACKAGED.find(text)]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("PA caseloads", "personal adviser"),
        ("their PAs", "personal adviser"),
        ("IROs", "independent reviewing officer"),
        ("the iro service", "independent reviewing officer"),
        ("LADO's work", "local authority designated officer"),
        ("RHIs", "return home interviews"),
        ("return-home interviews", "return home interviews"),
        ("s.47s", "section 47 enquiries"),
        ("kids who ran away", "missing from home or care"),
        ("looked-after children", "children in care"),
    ],
)
def test_forms_of_an_entry(text: str, term: str) -> None:
    found = terms(text)
    assert any(term.split()[0] in name for name in found), found


@pytest.mark.parametrize(
    "text",
    ["send it to parents", "is it done", "the id card", "prevent harm", "and eh what", "lately"],
)
def test_everyday_words_are_no_abbreviations(text: str) -> None:
    forms = {match.form for match in PACKAGED.find(text)}
    assert "short" not in forms


def test_abbreviations_that_are_words_count_in_capitals() -> None:
    with_it = Glossary([Entry("special needs", short=("SEND",))])
    assert [m.entry.term for m in with_it.find("pupils with SEND")] == ["special needs"]
    assert with_it.find("we send letters") == []


def test_the_longest_form_wins() -> None:
    made = Glossary([Entry("care"), Entry("care leavers"), Entry("care leavers' forum")])
    assert [m.entry.term for m in made.find("the care leavers’ forum of care")] == [
        "care leavers' forum",
        "care",
    ]


def test_a_match_spans_the_words_typed() -> None:
    text = "how are PAs doing"
    (match,) = PACKAGED.find(text)
    assert text[match.start : match.end] == "PAs"
    assert match.form == "short"


def test_a_councils_own_file_is_added(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(
        '[[entry]]\nterm = "family hub"\nshort = ["FHX"]\nplain = ["the hut"]\n', "utf-8"
    )
    glossary = Glossary.load(own)
    assert [m.entry.term for m in glossary.find("is the FHX, the hut, open")] == ["family hub"] * 2
    assert len(glossary.entries) == len(PACKAGED.entries) + 1
    assert {"fhx", "hut"} <= glossary.words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("entry = [", "not TOML"),
        ('[[entry]]\nshort = ["X"]\n', "entry 1 needs `term`"),
        ('[[entry]]\nterm = "a"\n[[entry]]\nterm = "b"\nshrt = ["X"]\n', "entry 2"),
        ('entry = ["a"]\n', "entry 1"),
        ('entry = "a"\n', "entry"),
        ('[[entry]]\nterm = "a"\nshort = "X"\n', "entry 1: short"),
        ("[[entry]]\nterm = 5\n", "entry 1: term"),
        ('[[entries]]\nterm = "a"\n', "entries"),
    ],
)
def test_a_malformed_file_is_named_with_what_is_wrong(tmp_path: Path, text: str, said: str) -> None:
    own = tmp_path / "own.toml"
    own.write_text(text, "utf-8")
    with pytest.raises(GlossaryError) as raised:
        Glossary.load(own)
    assert "own.toml" in str(raised.value) and said in str(raised.value)


def test_a_missing_file_and_one_that_is_no_text_are_named(tmp_path: Path) -> None:
    with pytest.raises(AssistantError, match=r"gone\.toml: cannot be read"):
        Glossary.load(tmp_path / "gone.toml")
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GlossaryError, match=r"bytes\.toml"):
        Glossary.load(tmp_path / "bytes.toml")


def test_every_form_of_the_package_finds_its_entry() -> None:
    for entry in PACKAGED.entries:
        for form in (entry.term, *entry.short, *entry.same, *entry.plain):
            if form in entry.plain and form.endswith("ly"):
                continue  # read as it stands: "quickly" is no delay
            assert entry.term in terms(form), form


def test_stems_join_forms() -> None:
    assert stem_key("Return-home interviews") == stem_key("return home interview")


@given(st.text(max_size=100))
def test_matches_lie_in_the_text_in_order(text: str) -> None:
    found = PACKAGED.find(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
