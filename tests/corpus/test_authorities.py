"""Names of authorities, as people and covers write them."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.authorities import Authorities, Authority

AUTHORITIES = Authorities.load()
NAMES = [(a.name, written) for a in AUTHORITIES for written in (a.name, *a.aliases)]
SENTENCES = (
    "What did Ofsted say about {}?",
    "in {} do advisers keep in touch",
    "{}: care leavers",
    "how does {} council check on children taught at home",
    "{}'s care leavers, are they helped",
    "Compare {} and Wirral on caseloads",
)


def _names(text: str) -> list[str]:
    return [m.name for m in AUTHORITIES.find(text) if not m.elsewhere]


def test_there_are_153_authorities_today_and_their_predecessors() -> None:
    assert sum(a.abolished is None for a in AUTHORITIES) == 153
    for authority in AUTHORITIES:
        assert authority.kind in ("county", "unitary", "metropolitan", "london")
        assert bool(authority.successors) == (authority.abolished is not None)
        for successor in authority.successors:
            entry = AUTHORITIES.by_name(successor)
            assert entry is not None
            assert entry.abolished is None


def test_no_two_authorities_share_a_name() -> None:
    written = [w.lower() for _, w in NAMES]
    assert sorted(written) == sorted(set(written))


def test_by_name_knows_canonical_names_only() -> None:
    assert AUTHORITIES.by_name("Rutland") == Authority("Rutland", "unitary")
    assert AUTHORITIES.by_name("Hull") is None


@given(
    st.sampled_from(NAMES),
    st.sampled_from(SENTENCES),
    st.sampled_from([str, str.lower, str.upper]),
    st.sampled_from(["&", "and"]),
)
def test_every_name_and_alias_is_found_in_a_sentence(
    name: tuple[str, str], sentence: str, case: object, ampersand: str
) -> None:
    canonical, written = name
    assert callable(case)
    typed = case(written.replace("&", ampersand) if " & " in written else written)
    text = sentence.format(typed)
    expected = [canonical] if "Wirral" not in sentence else [canonical, "Wirral"]
    mentions = AUTHORITIES.find(text)
    assert [m.name for m in mentions] == expected
    assert mentions[0].typed.lower().removeprefix("the ") in text.lower()
    assert typed.lower().removeprefix("the ") in text[mentions[0].start : mentions[0].end].lower()


@given(st.sampled_from([a.name for a in AUTHORITIES]))
def test_canonical_names_resolve_to_themselves_and_are_never_misspellings(name: str) -> None:
    assert AUTHORITIES.canonical(name) == name
    assert AUTHORITIES.canonical(f"12345_{name.lower()}") == name
    assert AUTHORITIES.canonical(f"{name} Council") == name
    assert AUTHORITIES.canonical(f"Borough of {name}") == name
    assert AUTHORITIES.fuzzy(f"what about {name}") == []


@given(st.text(max_size=120))
def test_mentions_lie_in_the_text_in_order_and_apart(text: str) -> None:
    end = 0
    for mention in AUTHORITIES.find(text):
        assert end <= mention.start < mention.end <= len(text)
        assert mention.typed in text[mention.start : mention.end]
        end = mention.end


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("80470_gloucestershire", "Gloucestershire"),
        ("2637548_west northamptonshire", "West Northamptonshire"),
        ("London Borough of Ealing", "Ealing"),
        ("Wirral Metropolitan Borough Council", "Wirral"),
        ("Metropolitan Borough of Rotherham", "Rotherham"),
        ("City of Bradford Metropolitan District Council", "Bradford"),
        ("City of Bristol", "Bristol"),
        ("Bristol City of", "Bristol"),
        ("City of Bristol Council", "Bristol"),
        ("Tameside metropolitan borough", "Tameside"),
        ("Kingston upon Hull City Council", "Kingston upon Hull"),
        ("Royal Borough of Kingston upon Thames Council", "Kingston upon Thames"),
        ("The Royal Borough of Kensington & Chelsea", "Kensington and Chelsea"),
        ("Council of the Isles of Scilly", "Isles of Scilly"),
        ("City of York Council", "York"),
        ("City of London Corporation", "City of London"),
        ("Durham County Council", "Durham"),
        ("County of Herefordshire", "Herefordshire"),
        ("south_gloucestershire", "South Gloucestershire"),
        ("Stockton on Tees Borough Council", "Stockton-on-Tees"),
        ("bournemouth christchurch and poole", "Bournemouth, Christchurch and Poole"),
        ("North-East Lincolnshire", "North East Lincolnshire"),
        ("St. Helens MBC", "St Helens"),
        ("children's services", None),
        ("Cardiff Council", None),
        ("Newcastle-under-Lyme Borough Council", None),
        ("", None),
    ],
)
def test_whole_names(written: str, name: str | None) -> None:
    assert AUTHORITIES.canonical(written) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gloucestershire or South Gloucestershire?", ["Gloucestershire", "South Gloucestershire"]),
        ("north east lincolnshire, not lincolnshire", ["North East Lincolnshire", "Lincolnshire"]),
        ("West Northamptonshire's PAs", ["West Northamptonshire"]),
        ("compare Kingston and Hull", ["Kingston upon Thames", "Kingston upon Hull"]),
        ("Kingston on Hull", ["Kingston upon Hull"]),
        ("Kingston, Hull and Slough", ["Kingston upon Thames", "Kingston upon Hull", "Slough"]),
        ("B&NES care leavers", ["Bath and North East Somerset"]),
        ("hammersmith n fulham", ["Hammersmith and Fulham"]),
        ("H&F's and K&C's", ["Hammersmith and Fulham", "Kensington and Chelsea"]),
        ("Wirrals advisers", ["Wirral"]),
        ("st helens caseloads", ["St Helens"]),
        ("St Helen’s caseloads", ["St Helens"]),
        ("Derby's schools and derbyshire's", ["Derby", "Derbyshire"]),
        ("in N. Lincs and NE Lincs", ["North Lincolnshire", "North East Lincolnshire"]),
        ("does essex police tell thurrock", ["Thurrock"]),
        ("do Liverpool police share it", ["Liverpool"]),
        ("Greater Manchester Police and Tameside", ["Tameside"]),
        ("what about Windsor", ["Windsor and Maidenhead"]),
        ("did they do well. Bath did", ["Bath and North East Somerset"]),
        ("East Riding of Yorks", ["East Riding of Yorkshire"]),
        ("York's advisers, not those of North Yorks", ["York", "North Yorkshire"]),
        ("wild flowers", []),
        ("Sth Glos and Nth Tyneside", ["South Gloucestershire", "North Tyneside"]),
        ("R.B.K.C. and I.o.W. advisers", ["Kensington and Chelsea", "Isle of Wight"]),
        ("MKs and B&Ds advisers", ["Milton Keynes", "Barking and Dagenham"]),
        ("North and West Northants", ["North Northamptonshire", "West Northamptonshire"]),
        ("north and south tyneside", ["North Tyneside", "South Tyneside"]),
        ("North & North East Lincs", ["North Lincolnshire", "North East Lincolnshire"]),
        ("Cheshire East and West", ["Cheshire East", "Cheshire West and Chester"]),
        ("Cheshire East and West Sussex", ["Cheshire East", "West Sussex"]),
        ("Slough and North Somerset", ["Slough", "North Somerset"]),
        ("Cllr Kent on Slough", ["Slough"]),
        ("did Ms Bolton visit Mrs. Derby", []),
        ("I am a councillor. Bristol caseloads", ["Bristol"]),
        ("asked by a councillor; Trafford caseloads", ["Trafford"]),
        ("Cllr. Kent on caseloads", []),
        ("which London boroughs", []),
        ("the Kidderminster office of Worcestershire", ["Worcestershire"]),
        ("Cornish and Scouse carers", ["Cornwall", "Liverpool"]),
        ("LB of Ealing, RB Kensington", ["Ealing", "Kensington and Chelsea"]),
        ("CBMDC, RMBC and B&H", ["Bradford", "Rotherham", "Brighton and Hove"]),
        ("Kentish Town", []),
        ("yorks social workers", ["York"]),
        ("early help across Yorks", []),
        ("early help in West Yorks", []),
    ],
)
def test_neighbours_are_told_apart(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what did Ofsted say about Reading?", True),
        ("how is reading doing with care leavers", True),
        ("reading: care leavers", True),
        ("reading's social workers", True),
        ("are there enough foster carers in reading", True),
        ("reading council caseloads", True),
        ("social work in bury", True),
        ("are children in care reading at the right level", False),
        ("do they help with reading and writing", False),
        ("progress in reading, writing and maths", False),
        ("is there time for reading support", False),
        ("the share that did well at key stage 2 in reading was low", False),
        ("what is the attainment gap in reading", False),
        ("reading between the lines, what is wrong in Wirral", False),
        ("Reading the report, what about Wirral", False),
        ("did leaders bury the bad news", False),
        ("left in the bath", False),
        ("reading early help", True),
        ("whats reading like for care leavers", True),
        ("the expected level in reading", False),
        ("slough n reading caseloads", True),
        ("caseloads slough v reading", True),
        ("trafford or bury, which is better", True),
        ("Slough (reading too)", False),
        ("the council (reading) improved", True),
        ("Slough, reading and writing", False),
        ("support in Slough with reading and maths", False),
    ],
)
def test_words_that_are_also_names_need_support(text: str, found: bool) -> None:
    name = re.compile("Reading|Bury|Bath")
    assert any(name.match(n) for n in _names(text)) is found


def test_places_elsewhere_say_so() -> None:
    cardiff, norwich = AUTHORITIES.find("Is Cardiff better than Norwich?")
    assert (cardiff.name, cardiff.elsewhere, cardiff.within) == ("Cardiff", True, ())
    assert (norwich.name, norwich.elsewhere, norwich.within) == ("Norwich", True, ("Norfolk",))
    (region,) = AUTHORITIES.find("care leavers across Merseyside")
    assert region.elsewhere
    assert "Wirral" in region.within


@pytest.mark.parametrize(
    ("text", "name", "within"),
    [
        ("Hertford", "Hertford", ("Hertfordshire",)),
        ("Brixton", "Brixton", ("Lambeth",)),
        ("Jarrow", "Jarrow", ("South Tyneside",)),
        ("Workington", "Workington", ("Cumberland",)),
        ("North Dorset", "North Dorset", ("Dorset",)),
        ("Stratford on Avon", "Stratford-upon-Avon", ("Warwickshire",)),
        ("Chester-le-Street", "Chester-le-Street", ("Durham",)),
        ("New York", "New York", ()),
        (
            "Achieving for Children",
            "Achieving for Children",
            ("Kingston upon Thames", "Richmond upon Thames", "Windsor and Maidenhead"),
        ),
    ],
)
def test_a_town_or_trust_is_its_own_name(text: str, name: str, within: tuple[str, ...]) -> None:
    (mention,) = AUTHORITIES.find(f"early help in {text}")
    assert (mention.name, mention.elsewhere, mention.within) == (name, True, within)
    assert AUTHORITIES.fuzzy(f"early help in {text}") == []


@pytest.mark.parametrize(
    "text", ["Stroud College", "Kingswood House", "Selby Road children's home"]
)
def test_what_is_named_after_a_town_is_not_the_town(text: str) -> None:
    assert AUTHORITIES.find(text) == []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Sandwell Children's Trust turnover", "Sandwell Children's Trust"),
        ("is Slough Children First good", "Slough Children First"),
        ("when was the Sandwell children's trust set up", "Sandwell"),
        ("are needs in Wirral met", "Wirral"),
        ("is Wirral Met good", "Wirral Met"),
        ("Royal Greenwich advisers", "Royal Greenwich"),
        ("LB Barnet advisers", "LB Barnet"),
    ],
)
def test_the_trust_and_titles_that_belong_to_a_name(text: str, whole: str) -> None:
    (mention,) = AUTHORITIES.find(text)
    assert text[mention.start : mention.end] == whole


def test_a_mention_takes_in_its_title_and_possessive_but_types_the_name() -> None:
    text = "Has the London Borough of Ealing's service improved?"
    (mention,) = AUTHORITIES.find(text)
    assert text[mention.start : mention.end] == "the London Borough of Ealing's"
    assert mention.typed == "Ealing"


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("worcestershrie", "Worcestershire"),
        ("glocestershire", "Gloucestershire"),
        ("south glocestershire", "South Gloucestershire"),
        ("hounslw", "Hounslow"),
        ("Hounslow", None),
        ("liverpol", "Liverpool"),
        ("islingtn", "Islington"),
        ("north tynside", "North Tyneside"),
        ("barnett", "Barnet"),
        ("wolverhamton", "Wolverhampton"),
        ("kingston apon thames", None),  # "Kingston" is a name already
        ("button", None),
        ("people", None),
        ("needs", None),
        ("learning", None),
        ("B&Bs", None),
        ("CAMHS", None),
        ("Mrs Barnes", None),
        ("glocestershire's", "Gloucestershire"),
        ("luten", "Luton"),
        ("somersett", "Somerset"),
    ],
)
def test_misspellings(typed: str, name: str | None) -> None:
    suggestions = AUTHORITIES.fuzzy(f"what did ofsted find in {typed} on caseloads")
    assert [s.name for s in suggestions] == ([name] if name else [])
    for suggestion in suggestions:
        assert suggestion.typed == typed
        assert 0.5 < suggestion.score < 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("caseloads in Noth Lincolnshire", "North Lincolnshire"),
        ("Centrl Bedfordshire caseloads", "Central Bedfordshire"),
        ("Wst Berkshire caseloads", "West Berkshire"),
        ("Cheshire Eaast caseloads", "Cheshire East"),
        ("Kingston upn Hull caseloads", "Kingston upon Hull"),
        ("Redcr and Cleveland caseloads", "Redcar and Cleveland"),
        ("Bournemouth, Chrisstchurch and Poole", "Bournemouth, Christchurch and Poole"),
        ("how good are services in Bracknell Forrest?", "Bracknell Forest"),
        ("what about Brighton and Hoove", "Brighton and Hove"),
        ("Bracknell Forest caseloads", None),
        ("Bracknell town centre", None),
        ("Medway town caseloads", None),
        ("caseloads in most Lincolnshire teams", None),
        ("North Lincolnshire and Lincolnshire", None),
        ("both Northamptonshire teams", None),
        ("early help in North Dorset", None),
        ("Does West Sussex or East Sussex", None),
    ],
)
def test_a_part_spelt_right_is_not_its_shorter_neighbour(text: str, name: str | None) -> None:
    longer = AUTHORITIES.longer(text, AUTHORITIES.find(text), ordinary={"most", "both"})
    assert [s.name for s in longer] == ([name] if name else [])


@pytest.mark.parametrize("typed", ["Debry", "Debry's", "Derbby", "Durby"])
def test_a_short_form_is_no_near_spelling(typed: str) -> None:
    assert [s.name for s in AUTHORITIES.fuzzy(f"early help in {typed}")] == ["Derby"]


def test_a_word_of_the_callers_own_is_no_misspelling() -> None:
    assert AUTHORITIES.fuzzy("the barnett formula", ordinary={"barnett"}) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what did ofsted say about Waltham Forrest", "Waltham Forest"),
        ("tower hamlet: care leavers", "Tower Hamlets"),
        ("placements in the forrest", None),
        ("northwest lincolnshire", None),
        ("wide forest schools", None),
    ],
)
def test_one_ordinary_word_beside_the_rest_of_a_name_is_misspelt(
    text: str, name: str | None
) -> None:
    ordinary = {"waltham", "tower", "hamlet", "forrest", "forest", "wide"}
    assert [s.name for s in AUTHORITIES.fuzzy(text, ordinary)] == ([name] if name else [])
