"""What a person says of a document in a file beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.document import Kind, Speaker
from corpus.errors import SidecarError
from corpus.sidecar import KEYS, load


def _write(folder: Path, text: str) -> Path:
    path = folder / "report.pdf.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_values_are_checked_and_made_ours(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        """
        title = "Monitoring visit"
        authority = "Hull City Council"
        publisher = "Ofsted"
        kind = "Monitoring letter"
        speaker = "ofsted"
        inspected_from = 2019-05-21
        inspected_to = 2019-05-22
        published = 2019-06-20
        source_url = "https://example.org/letter"
        """,
    )
    values = load(path)
    assert values["authority"] == "Kingston upon Hull"
    assert values["kind"] is Kind.MONITORING_LETTER
    assert values["speaker"] is Speaker.OFSTED
    assert values["published"] == date(2019, 6, 20)
    assert set(values) <= set(KEYS)


def test_an_empty_sidecar_says_nothing(tmp_path: Path) -> None:
    assert dict(load(_write(tmp_path, ""))) == {}


@pytest.mark.parametrize(
    ("text", "in_message"),
    [
        ('autority = "Hull"', ["report.pdf.toml", "'autority'", "authority", "source_url"]),
        ('published = "2019-06-20"', ["published", "without quotes"]),
        ("published = 2019-06-20T10:00:00", ["published", "2024-07-23"]),
        ('kind = "letter"', ["kind", "'letter'", "monitoring letter", "minutes"]),
        ('speaker = "journalist"', ["speaker", "ofsted", "council"]),
        ("title = 3", ["title", "in quotes"]),
        ('title = " "', ["title"]),
        ('authority = "Glocestershire"', ["Glocestershire", "did you mean 'Gloucestershire'"]),
        ('authority = "Cardiff"', ["Cardiff", "English authority"]),
        ("inspected_from = 2019-05-22\ninspected_to = 2019-05-21", ["inspected_from", "swap"]),
        ("title = ", ["not a TOML file"]),
    ],
)
def test_mistakes_name_the_file_the_key_and_the_remedy(
    tmp_path: Path, text: str, in_message: list[str]
) -> None:
    with pytest.raises(SidecarError) as error:
        load(_write(tmp_path, text))
    for part in in_message:
        assert part in str(error.value)


def test_bytes_that_are_not_utf_8_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf.toml"
    path.write_bytes(b'title = "\xa3"')
    with pytest.raises(SidecarError, match="UTF-8"):
        load(path)


def test_a_sidecar_that_is_gone_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SidecarError, match="cannot be read"):
        load(tmp_path / "none.toml")
