"""The file of themes in, themes out: what a theme pack looks for, and in which order."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from assistant.errors import ThemesError

__all__ = ["Theme", "load_themes"]

_KEYS = {"name", "questions", "headings", "list"}


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: its questions, and the words of the reports' headings that are about it.

    `whole_list` themes take the report's list of what must improve, in its order.
    """

    name: str
    questions: tuple[str, ...]
    headings: tuple[str, ...] = ()
    whole_list: bool = False


def load_themes(path: Path | None = None) -> tuple[Theme, ...]:
    """The themes of the file at `path`; without it, those that come with the project.

    :raises ThemesError: the file is missing or malformed; the message names the entry.
    """
    if path is None:
        packaged = files("assistant") / "data" / "themes.toml"
        return _themes(packaged.read_text("utf-8"), "assistant/data/themes.toml")
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ThemesError(
            f"[assistant] themes names {path}, which cannot be read ({error}); correct the path"
        ) from error
    return _themes(text, str(path))


def _themes(text: str, name: str) -> tuple[Theme, ...]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ThemesError(f"{name}: not TOML: {error}") from error
    entries = tables.get("theme")
    if set(tables) != {"theme"} or not isinstance(entries, list) or not entries:
        raise ThemesError(f"{name}: it holds [[theme]] tables, at least one, and nothing else")
    themes = tuple(
        _theme(entry, f"{name}: theme {number}") for number, entry in enumerate(entries, 1)
    )
    if len({theme.name for theme in themes}) < len(themes):
        raise ThemesError(f"{name}: two themes have the same name; name each differently")
    return themes


def _theme(entry: object, where: str) -> Theme:
    if not isinstance(entry, dict) or not set(entry) <= _KEYS:
        raise ThemesError(f"{where}: allowed are {', '.join(sorted(_KEYS))}")
    name, whole_list = entry.get("name"), entry.get("list", False)
    if not isinstance(name, str) or not name.strip():
        raise ThemesError(f"{where}: name must be a text")
    if not isinstance(whole_list, bool):
        raise ThemesError(f"{where}: list must be true or false")
    questions = _texts(entry, "questions", where)
    if not questions:
        raise ThemesError(f"{where}: questions must hold at least one question")
    return Theme(name.strip(), questions, _texts(entry, "headings", where), whole_list)


def _texts(entry: dict[str, object], key: str, where: str) -> tuple[str, ...]:
    given = entry.get(key, [])
    if not isinstance(given, list) or not all(isinstance(t, str) and t.strip() for t in given):
        raise ThemesError(f"{where}: {key} must be a list of texts")
    return tuple(text.strip() for text in given)
