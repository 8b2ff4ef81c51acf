"""What a person says of a document: `<file>.toml` beside `<file>` in, checked values out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Final

from corpus.authorities import Authorities
from corpus.document import Kind, Speaker
from corpus.errors import SidecarError

__all__ = ["KEYS", "SidecarValue", "load"]

SidecarValue = str | date | Kind | Speaker

KEYS: Final = (
    "title",
    "authority",
    "publisher",
    "kind",
    "speaker",
    "framework",
    "inspected_from",
    "inspected_to",
    "published",
    "source_url",
)
_DAYS = frozenset({"inspected_from", "inspected_to", "published"})


def load(path: Path) -> Mapping[str, SidecarValue]:
    """The values of the sidecar at `path`, by key; the authority by its canonical name.

    :raises SidecarError: it is not TOML, or has an unknown key or a bad value.
    """
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SidecarError(f"{path}: not a TOML file in UTF-8: {error}") from error
    except OSError as error:
        raise SidecarError(f"{path}: cannot be read: {error.strerror or error}") from error
    values = {key: _checked(path, key, value) for key, value in raw.items()}
    first, last = values.get("inspected_from"), values.get("inspected_to")
    if isinstance(first, date) and isinstance(last, date) and first > last:
        raise SidecarError(
            f"{path}: inspected_from {first} is after inspected_to {last}; swap them"
        )
    return values


def _checked(path: Path, key: str, value: object) -> SidecarValue:
    if key not in KEYS:
        raise SidecarError(f"{path}: unknown key {key!r}; the keys are {', '.join(KEYS)}")
    if key in _DAYS:
        if isinstance(value, datetime) or not isinstance(value, date):
            raise SidecarError(
                f"{path}: {key} must be a date without quotes, such as {key} = 2024-07-23"
            )
        return value
    if not isinstance(value, str) or not value.strip():
        raise SidecarError(f'{path}: {key} must be text in quotes, such as {key} = "…"')
    text = value.strip()
    if key == "kind":
        return _one_of(path, key, text, Kind)
    if key == "speaker":
        return _one_of(path, key, text, Speaker)
    if key == "authority":
        return _authority(path, text)
    return text


def _one_of(path: Path, key: str, text: str, allowed: type[Kind] | type[Speaker]) -> Kind | Speaker:
    try:
        return allowed(text.lower())
    except ValueError:
        names = ", ".join(member.value for member in allowed)
        raise SidecarError(f"{path}: {key} is {text!r}; it must be one of {names}") from None


def _authority(path: Path, text: str) -> str:
    authorities = Authorities.load()
    name = authorities.canonical(text)
    if name is not None:
        return name
    meant = authorities.fuzzy(text)
    hint = f"did you mean {meant[0].name!r}?" if meant else "use its usual name, such as 'Wirral'"
    raise SidecarError(
        f"{path}: authority {text!r} is not an English authority with children's services; {hint}"
    )
