"""Which authority a document is about, where several are named."""

from __future__ import annotations

from corpus.subject import authority_of_cover, authority_of_prose


def test_the_title_counts_before_the_body() -> None:
    cover = "Inspection of Bury local authority\nchildren’s services\nInspection dates: 1 to 2 May"
    assert authority_of_cover(cover, cover + " Leeds" * 20) == "Bury"


def test_a_running_header_stands_in_for_a_cover() -> None:
    whole = "Summary\nInspection of Bury local authority children’s services 3\nLeeds, Sefton."
    assert authority_of_cover("Summary", whole) == "Bury"


def test_the_folder_decides_between_several_on_a_cover() -> None:
    cover = "Inspection of Bury and Leeds\nInspection dates: 1 to 2 May 2019"
    assert authority_of_cover(cover, cover, "Leeds") == "Leeds"
    assert authority_of_cover(cover, cover) is None


def test_the_most_named_needs_to_lead_by_far() -> None:
    assert authority_of_prose(None, "", "Leeds Leeds Bury") == "Leeds"
    assert authority_of_prose(None, "", "Leeds Leeds Bury Bury") is None
    assert authority_of_prose(None, "", "Leeds") == "Leeds"
    assert authority_of_prose(None, "", "nobody") is None


def test_an_articles_title_counts_before_its_address() -> None:
    text = "Better in Wirral\nStaff are keen.\nExample House, Colchester, Essex. Essex. Essex."
    assert authority_of_prose("Better in Wirral", text, text) == "Wirral"
