"""The field's words: found in all their forms, the longest first, and a council's own added."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import AssistantError, GlossaryError
from assistant.glossary import Entry, Glossary, stem_key

PACKAGED = Glossary.load()
# wordings that stand for two ideas, both of which are then looked for
_MEANS_TWO = (
    "adopted",
    "child deaths",
    "drug running",
    "forever homes",
    "funds",
    "locked up",
)


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


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("the right help at the right time", "local offer"),
        ("how were they judged", "care proceedings"),
        ("do children benefit, or are benefiting", "welfare benefits"),
        ("targeted work, work targeting boys", "performance management"),
        ("the activity recorded", "case recording"),
        ("an activity for boys", "leisure activities"),
        ("what figure", "performance management"),
        ("the House Project", "housing"),
        ("parenting courses", "parents"),
        ("Essex vs Kent", "virtual school"),
        ("the pace of change", "police custody of children"),
    ],
)
def test_another_form_of_a_word_is_another_word(text: str, term: str) -> None:
    assert term not in terms(text)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("delayed", "delay"),
        ("were they adopted", "adoption"),
        ("the courts", "care proceedings"),
        ("the court", "care proceedings"),
        ("rights", "local offer"),
        ("charities", "voluntary sector"),
        ("CP", "child protection"),
        ("the VS", "virtual school"),
        ("MDTs", "multi-disciplinary team"),
        ("parents kept in the loop", "parents' engagement"),
        ("dads in prison", "parents in prison"),
    ],
)
def test_a_number_or_tense_of_a_word_is_the_same(text: str, term: str) -> None:
    assert term in terms(text)


def test_phrases_of_two_words_are_known_by_their_words_run_together() -> None:
    assert PACKAGED.joined["fostercarers"] == "foster carers"
    assert PACKAGED.joined["careleaver"] == "care leaver"
    assert "outof" not in PACKAGED.joined


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


def test_a_word_of_everyday_use_means_no_scheme_of_its_name() -> None:
    assert not [
        m for m in PACKAGED.find("how do they prevent neglect?") if "radical" in m.entry.term
    ]


def test_the_longest_form_wins_wherever_it_begins() -> None:
    made = Glossary([Entry("kids in homes"), Entry("homes that aren't registered")])
    found = made.find("are there kids in homes that aren't registered?")
    assert [m.entry.term for m in found] == ["homes that aren't registered"]


def test_the_name_that_an_abbreviation_spells_is_known() -> None:
    (match,) = PACKAGED.find("is the NRM used?")
    assert match.entry.spelled_out("NRM") == ("national referral mechanism",)
    assert Entry("personal adviser", short=("PA",)).spelled_out("PAs") == ("personal adviser",)
    assert Entry("police powers", short=("s.46",)).spelled_out("s.46") == ()


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


def test_a_plain_wording_means_one_idea_unless_two_are_meant() -> None:
    ideas: dict[tuple[str, ...], set[str]] = {}
    for entry in PACKAGED.entries:
        for form in (entry.term, *entry.same, *entry.plain):
            ideas.setdefault(stem_key(form), set()).add(entry.term)
    plain = {stem_key(form) for entry in PACKAGED.entries for form in entry.plain}
    shared = {key for key in plain if len(ideas[key]) > 1}
    assert shared == {stem_key(form) for form in _MEANS_TWO}


def test_a_plain_wording_is_written_once_in_its_entry() -> None:
    for entry in PACKAGED.entries:
        assert len(entry.plain) == len(set(entry.plain)), entry.term


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("are they locked up", "secure accommodation"),
        ("night and weekend cover", "emergency duty team"),
        ("kids excluded from school", "school exclusions"),
        ("work with mosques and churches", "faith and community groups"),
        ("relatives bringing up a child", "connected persons"),
        ("checks its own case files", "quality assurance"),
        ("a worker who'll help them as adults", "personal adviser"),
        ("help with gas and electric", "financial support"),
        ("mum and dad's drinking", "parental substance misuse"),
        ("losing staff", "staff turnover"),
        ("are they shunted about", "placement stability"),
        ("how old they really are", "age assessments"),
        ("take parents at their word", "professional curiosity"),
        ("help once a child is adopted", "adoption support"),
        ("can they see a dentist", "dental care"),
        ("bosses leaving", "turnover of senior leaders"),
        ("held in police cells", "police custody of children"),
    ],
)
def test_what_people_say_finds_the_idea(text: str, term: str) -> None:
    assert term in terms(text)


@pytest.mark.parametrize(
    "text",
    ["children of all ages", "how many children each year", "what is not working", "time spent"],
)
def test_everyday_wordings_are_no_idea(text: str) -> None:
    assert terms(text) == []


def test_stems_join_forms() -> None:
    assert stem_key("Return-home interviews") == stem_key("return home interview")


@given(st.text(max_size=100))
def test_matches_lie_in_the_text_in_order(text: str) -> None:
    found = PACKAGED.find(text)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert [m.start for m in found] == sorted(m.start for m in found)
