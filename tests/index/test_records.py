"""Documents and provenance survive being stored."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Judgement, Kind, Span, Speaker
from index.records import (
    pack_document,
    provenance_from_json,
    provenance_to_json,
    provenance_values,
    unpack_document,
)
from tests.index.making import make_document, make_provenance

_words = st.text(min_size=1, max_size=40)
_days = st.none() | st.dates()


@given(
    st.lists(_words, min_size=1, max_size=8),
    st.integers(0, 3),
    st.none() | _words,
    _days,
    st.none() | st.sampled_from(Speaker),
    st.none() | st.sampled_from(Kind),
)
def test_document_is_unchanged_by_storing(
    sentences: list[str],
    n_board: int,
    authority: str | None,
    published: date | None,
    speaker: Speaker | None,
    kind: Kind | None,
) -> None:
    document = make_document(
        sentences,
        n_board=n_board,
        provenance=make_provenance(authority, speaker=speaker, kind=kind, published=published),
        judgements=[Judgement("leadership", "Leaders", "good", Span(0, 4))],
    )
    assert unpack_document(pack_document(document)) == document


def test_provenance_states_value_and_origin() -> None:
    provenance = make_provenance(inspected=(date(2016, 5, 3), date(2016, 5, 26)))
    values = provenance_values(provenance)
    assert values["inspected_to"] == {"value": "2016-05-26", "origin": "text"}
    assert values["published"] == {"value": None, "origin": "unknown"}
    assert provenance_from_json(provenance_to_json(provenance)) == provenance
