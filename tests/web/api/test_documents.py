from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from web.api.schemas import DocumentsTold, DocumentTold, ExtractTold, JudgementsTold


def _titles(client: FlaskClient, query: str) -> list[str]:
    listed = client.get(f"/api/v1/documents?{query}").get_json()
    return [each["provenance"]["title"]["value"] for each in listed["documents"]]


def test_documents_are_listed_as_the_command_lists_them(client: FlaskClient) -> None:
    listed = client.get("/api/v1/documents").get_json()
    assert listed["total"] == 4
    assert DocumentsTold.model_validate(listed).model_dump(mode="json") == listed


def test_filters_narrow_the_list(client: FlaskClient) -> None:
    assert _titles(client, "speaker=council") == ["Children’s Committee"]
    assert _titles(client, "authority=St+Aldric’s") == ["Inspection of St Aldric’s"]
    assert len(_titles(client, "limit=2")) == 2
    assert _titles(client, "limit=2&offset=4") == []


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("limit=0", "limit"),
        ("limit=1&limit=2", "limit"),
        ("offset=-1", "offset"),
        ("kind=book", "kind"),
        ("first=2016-02-30", "first"),
        ("first=2017-01-01&last=2016-01-01", "last"),
        ("authority=Nowhere", "authority"),
        ("sort=title", "sort"),
    ],
)
def test_a_filter_that_is_not_valid_is_named(client: FlaskClient, query: str, field: str) -> None:
    refused = client.get(f"/api/v1/documents?{query}")
    assert refused.status_code == 422
    assert refused.get_json()["field"] == field


def test_a_document_has_its_outline_and_grades(client: FlaskClient) -> None:
    listed = client.get("/api/v1/documents?authority=Northfold&limit=1").get_json()["documents"][0]
    read = client.get(f"/api/v1/documents/{listed['id']}").get_json()
    assert DocumentTold.model_validate(read).model_dump(mode="json") == read
    assert read["outline"][0]["title"] == "Northfold Borough Council"
    assert read["judgements"][0]["grade"] == "good"


def test_grades_link_to_the_words_that_state_them(client: FlaskClient) -> None:
    listed = client.get("/api/v1/judgements?grade=good").get_json()
    assert JudgementsTold.model_validate(listed).model_dump(mode="json") == listed
    assert listed["total"] == 1
    words = client.get("/api/v1" + listed["judgements"][0]["link"]).get_json()
    assert words["quote"] == "Overall effectiveness Good"
    assert ExtractTold.model_validate(words).model_dump(mode="json") == words
    assert client.get("/api/v1/judgements?strand=leadership").get_json()["total"] == 0


def test_words_that_are_gone_are_said_to_be(client: FlaskClient) -> None:
    link = client.get("/api/v1/judgements").get_json()["judgements"][0]["link"].partition("#")[0]
    other = client.get("/api/v1" + link[:-1] + ("0" if link[-1] != "0" else "1"))
    assert other.status_code == 404
    assert "no longer in the document" in other.get_json()["detail"]
    gone = client.get("/api/v1/extract/0123456789abcdef/1-2/3-0123456789ab")
    assert gone.status_code == 404
    assert "not in the collection" in gone.get_json()["detail"]


def test_what_has_not_changed_is_not_sent_again(client: FlaskClient) -> None:
    for address in ("/api/v1/documents", "/api/v1/judgements"):
        first = client.get(address)
        tag = first.headers["ETag"]
        assert first.headers["Cache-Control"] == "private, no-cache"
        again = client.get(address, headers={"If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200
    refused = client.get("/api/v1/documents?limit=0", headers={"If-None-Match": tag})
    assert refused.status_code == 422
    missing = client.get("/api/v1/documents/0123456789abcdef")
    assert missing.status_code == 404
    assert "ETag" not in missing.headers
