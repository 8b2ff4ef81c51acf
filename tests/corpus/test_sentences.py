from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import split


def _split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Help is early.", "It works well."],
        ["Enquiries under s.47 are timely.", "See No. 10 for more."],
        ["Dr. Marsh met them, e.g. in May, i.e. before Ofsted.", "They liked it."],
        ["It suits 16- and 17-year-olds.", "Most of the 18-year-olds stay."],
        ["One said, ‘My worker is great.’", "Another agreed."],
        ["They do not (see above.)", "We do."],
        ["Too few are seen. (Recommendation)", "More is needed."],
        ["Plans are short (Recommendation).", "They lack dates."],
        ["Young people meet their PA.", "Their PA meets them."],
        ["The Reach Out! group is new.", "It meets weekly."],
        ["Etc. and so on, the list is long.", "It ends."],
        ["A rate of 56.9 per 10,000 is high.", "So is 4.5%."],
        ["What now?", "Nobody knows!", "We do."],
        ["See www.example.org.uk/page.", "It says more."],
        ["It was 3 p.m. when they came.", "They left at 5."],
        ["Ms. Lee of HMI.", "Mr. Poole too."],
        ["One said, ‘I’ve been heard. It helped. I came back.’", "Another agreed."],
        ["A parent said “They rang. They came round” and smiled.", "All did."],
        ["They call it ‘the hub’.", "The parents’ views count.", "So do children’s."],
        ["It began ‘I was late.", "It ends without its mark.", "So it is cut."],
        ["‘One didn’t come.", "Two came.", "Three came.", "Four came.’"],
    ],
)
def test_boundaries(sentences: list[str]) -> None:
    assert _split(" ".join(sentences)) == sentences


def test_footnote_mark_stays_with_its_sentence() -> None:
    text = "Help is early. 4 It works."
    spans = split(text, [(15, 16)])
    assert [text[span.start : span.end] for span in spans] == ["Help is early. 4", "It works."]


@given(st.text(alphabet=st.sampled_from('aB. ?!’‘()"1–:\n'), max_size=80) | st.text(max_size=80))
def test_sentences_tile_the_text(text: str) -> None:
    spans = split(text)
    covered = "".join(text[span.start : span.end] for span in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
