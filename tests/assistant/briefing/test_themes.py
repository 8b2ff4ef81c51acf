from __future__ import annotations

from pathlib import Path

import pytest

from assistant.briefing.themes import Theme, load_themes
from assistant.errors import ThemesError


def test_the_packaged_themes_are_those_of_an_inspection() -> None:
    themes = load_themes()
    assert [theme.name for theme in themes] == [
        "Leadership",
        "Help and protection",
        "Children in care",
        "Care leavers",
        "Workforce and caseloads",
        "What must improve",
    ]
    assert [theme.whole_list for theme in themes] == [False] * 5 + [True]
    assert all(theme.questions for theme in themes)


def test_a_council_may_have_its_own(tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    path.write_text('[[theme]]\nname = "Adoption"\nquestions = ["How good is adoption?"]\n')
    assert load_themes(path) == (Theme("Adoption", ("How good is adoption?",)),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds \\[\\[theme\\]\\] tables"),
        ("[[theme", "not TOML"),
        ('x = 1\n[[theme]]\nname = "A"\nquestions = ["b"]', "nothing else"),
        ('[[theme]]\nquestions = ["b"]', "theme 1: name must be a text"),
        ('[[theme]]\nname = "A"', "theme 1: questions must hold at least one"),
        ('[[theme]]\nname = "A"\nquestions = [1]', "questions must be a list of texts"),
        ('[[theme]]\nname = "A"\nquestions = ["b"]\nlist = "yes"', "list must be true or false"),
        ('[[theme]]\nname = "A"\nquestions = ["b"]\nother = 1', "allowed are headings, list, name"),
        ('[[theme]]\nname = "A"\nquestions = ["b"]\n' * 2, "two themes have the same name"),
    ],
)
def test_what_is_wrong_with_the_file_is_said(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "ours.toml"
    path.write_text(text)
    with pytest.raises(ThemesError, match=message) as raised:
        load_themes(path)
    assert "ours.toml" in str(raised.value)


def test_a_file_that_is_not_there_names_its_setting(tmp_path: Path) -> None:
    with pytest.raises(ThemesError, match=r"\[assistant\] themes names .*nowhere.toml"):
        load_themes(tmp_path / "nowhere.toml")
