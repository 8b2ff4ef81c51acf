from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pytest

from corpus.settings_file import SettingsFileError, read_tables, settings_of


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True)
class Paint:
    coats: int = 1
    litres: float = 0.5
    name: str = "white"
    matt: bool = False
    rooms: tuple[str, ...] = ()
    colour: Colour = Colour.RED
    chart: Path | None = None

    def __post_init__(self) -> None:
        if self.coats < 1:
            raise ValueError("coats must be at least 1")


def _read(folder: Path, text: str) -> Paint:
    path = folder / "findings.toml"
    path.write_text(text, encoding="utf-8")
    tables = read_tables(path, ["paint", "brush"])
    return settings_of(path, "paint", tables.get("paint", {}), Paint)


def test_every_kind_of_value_is_read(tmp_path: Path) -> None:
    paint = _read(
        tmp_path,
        '[paint]\ncoats = 2\nlitres = 3\nname = "sky"\nmatt = true\nrooms = ["hall"]\n'
        'colour = "blue"\nchart = "charts/a.csv"\n',
    )
    assert paint == Paint(
        2, 3.0, "sky", True, ("hall",), Colour.BLUE, tmp_path / "charts" / "a.csv"
    )


def test_what_the_file_does_not_say_keeps_its_default(tmp_path: Path) -> None:
    assert _read(tmp_path, "[paint]\ncoats = 3\n") == Paint(coats=3)
    assert _read(tmp_path, "") == Paint()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[paint]\ncoat = 2\n", ['unknown key "coat"', 'did you mean "coats"', "litres"]),
        ("[pant]\ncoats = 2\n", ['unknown table "pant"', 'did you mean "paint"', "brush"]),
        ("coats = 2\n", ['unknown key "coats"', "paint"]),
        ("paint = 2\n", ['"paint" must be a table']),
        ("[paint]\ncoats = 2.5\n", ["[paint] coats is 2.5", "a whole number"]),
        ("[paint]\ncoats = true\n", ["[paint] coats is True", "a whole number"]),
        ("[paint]\nmatt = 1\n", ["[paint] matt is 1", "true or false"]),
        ("[paint]\nname = 1\n", ["a text in quotation marks"]),
        ('[paint]\nrooms = "hall"\n', ["a list"]),
        ("[paint]\nrooms = [1]\n", ["a text in quotation marks"]),
        ('[paint]\ncolour = "green"\n', ['one of "red", "blue"']),
        ('[paint]\nchart = ""\n', ["a path"]),
        ("[paint]\ncoats = 0\n", ["[paint]", "at least 1"]),
        ("[paint\n", ["not valid TOML"]),
    ],
)
def test_a_mistake_is_named_with_its_remedy(tmp_path: Path, text: str, words: list[str]) -> None:
    with pytest.raises(SettingsFileError) as raised:
        _read(tmp_path, text)
    message = str(raised.value)
    assert "findings.toml" in message
    assert all(word in message for word in words), message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsFileError, match=r"none\.toml: cannot be read"):
        read_tables(tmp_path / "none.toml", ["paint"])
