"""One TOML file and the settings classes of the layers in, their settings out.

Each layer owns its settings as a frozen dataclass beside its code; the file has one table for
each layer. Whatever is not known is an error that names the key and those there are.
"""

from __future__ import annotations

import difflib
import tomllib
import types
from collections.abc import Collection, Iterable, Mapping
from dataclasses import fields
from enum import Enum
from pathlib import Path
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from corpus.errors import CorpusError

__all__ = ["SettingsFileError", "read_tables", "settings_of"]

T = TypeVar("T")


class SettingsFileError(CorpusError):
    """The settings file cannot be read, or holds an unknown key or a bad value."""


def read_tables(path: Path, known: Collection[str]) -> dict[str, dict[str, Any]]:
    """The tables of a settings file, by layer.

    :raises SettingsFileError: no readable TOML, or a table that is not in `known`.
    """
    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)
    except OSError as error:
        raise SettingsFileError(
            f"settings file {path}: cannot be read ({error.strerror}); check --config"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsFileError(f"settings file {path}: not valid TOML: {error}") from error
    for name, table in tables.items():
        if name not in known:
            what = "table" if isinstance(table, dict) else "key"
            raise SettingsFileError(
                f'settings file {path}: unknown {what} "{name}"; {_choices(name, known)}'
            )
        if not isinstance(table, dict):
            raise SettingsFileError(f'settings file {path}: "{name}" must be a table: [{name}]')
    return tables


def settings_of(path: Path, name: str, table: Mapping[str, Any], cls: type[T]) -> T:
    """An instance of the dataclass `cls` with the values of `table`, the others as by default.

    Values have the type of their field: truth values, whole numbers, numbers, texts, lists of
    texts or numbers, and paths, which are relative to the folder of the settings file.

    :raises SettingsFileError: an unknown key, or a value that its field cannot have.
    """
    hints = get_type_hints(cls)
    known = {entry.name: hints[entry.name] for entry in fields(cls) if entry.init}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in known:
            raise SettingsFileError(
                f'settings file {path}: unknown key "{key}" in [{name}]; {_choices(key, known)}'
            )
        try:
            values[key] = _converted(value, known[key], path.parent)
        except (TypeError, ValueError) as error:
            raise SettingsFileError(
                f"settings file {path}: [{name}] {key} is {value!r}; it must be {error}"
            ) from error
    try:
        return cls(**values)
    except (ValueError, CorpusError) as error:
        raise SettingsFileError(f"settings file {path}: [{name}]: {error}") from error


def _converted(value: object, hint: object, folder: Path) -> object:
    """`value` as a field of type `hint` takes it; an error says what it must be."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        choices = [each for each in get_args(hint) if each is not type(None)]
        if len(choices) == 1:
            return _converted(value, choices[0], folder)
    if origin in (tuple, frozenset):
        if not isinstance(value, list):
            raise TypeError("a list")
        return origin(_converted(each, get_args(hint)[0], folder) for each in value)
    if not isinstance(hint, type):
        raise TypeError(f"a {hint}, which a settings file cannot hold")
    if issubclass(hint, Enum):
        allowed = [member.value for member in hint]
        if value not in allowed:
            raise ValueError("one of " + ", ".join(f'"{each}"' for each in allowed))
        return hint(value)
    if issubclass(hint, Path):
        if not isinstance(value, str) or not value:
            raise TypeError("a path")
        return folder / Path(value).expanduser()
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if type(value) is not hint:
        raise TypeError(_TYPES.get(hint, hint.__name__))
    return value


_TYPES: dict[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text in quotation marks",
}


def _choices(name: str, known: Iterable[str]) -> str:
    names = sorted(known)
    near = difflib.get_close_matches(name, names, n=1)
    meant = f'did you mean "{near[0]}"? ' if near else ""
    return f"{meant}allowed: {', '.join(names)}" if names else "none are allowed"
