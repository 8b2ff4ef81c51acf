"""The field's vocabulary: words of a question in, the documents' words for the same things out."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import snowballstemmer

from assistant.errors import GlossaryError

__all__ = ["Entry", "Glossary", "Match", "stem_key"]

_WORD = re.compile(r"[A-Za-z0-9&]+(?:['’.][A-Za-z0-9]+)*")
_KEYS = {"term", "short", "same", "plain", "near"}
# subtle: abbreviations that are also everyday words count only in capitals
_AMBIGUOUS = {"it", "id", "da", "eh", "send", "prevent", "ad", "pace", "rag", "ro", "salt", "vs"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One idea of the field; see data/glossary.toml for what each part means."""

    term: str
    short: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    def spelled_out(self, short: str) -> tuple[str, ...]:
        """Those of the entry's names whose initials are `short`.

        >>> entry = Entry("early help", short=("TAF",), same=("team around the family",))
        >>> entry.spelled_out("TAF")
        ('team around the family',)
        """
        letters = re.sub(r"[^a-z]|s$", "", short.lower())
        return tuple(name for name in (self.term, *self.same) if letters in _initials(name))


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a question: characters, half-open; `form` is which part matched."""

    entry: Entry
    start: int
    end: int
    form: str


def _initials(name: str) -> tuple[str, str]:
    """The first letters of the words of `name`, with and without those of "of", "and" and so on."""
    words = [word.lower() for word in re.findall(r"[A-Za-z]+", name)]
    told = [
        word for word in words if word not in {"a", "and", "for", "in", "of", "or", "the", "to"}
    ]
    return "".join(word[0] for word in words), "".join(word[0] for word in told)


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("english")


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def _words(text: str) -> list[re.Match[str]]:
    return list(_WORD.finditer(text))


def _normal(word: str) -> str:
    bare = re.sub(r"['’](?:s)?$|['’.]", "", word.lower())
    # "s.47s" is a plural; the stemmer only knows words of letters
    return re.sub(r"(?<=\d)s$", "", bare)


def stem_key(text: str) -> tuple[str, ...]:
    """The stems of `text`'s words, by which forms of one phrase are equal.

    >>> stem_key("return home interviews")
    ('return', 'home', 'interview')
    """
    return tuple(_stem(_normal(match.group())) for match in _words(text.replace("-", " ")))


class Glossary:
    """Entries, found in a text by the stems of their forms; the longest form wins."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entries)
        self._forms: dict[tuple[str, ...], list[tuple[Entry, str]]] = {}
        for entry in self.entries:
            for form, texts in (
                ("short", entry.short),
                ("term", (entry.term,)),
                ("same", entry.same),
                ("plain", entry.plain),
            ):
                for text in texts:
                    # subtle: the stemmer leaves the s of "PAs" on
                    plural = [stem_key(f"{text}s")] if form == "short" else []
                    for key in dict.fromkeys([stem_key(text), *plural]):
                        self._forms.setdefault(key, []).append((entry, form))
        self.words = frozenset(
            word
            for entry in self.entries
            for text in (entry.term, *entry.short, *entry.same, *entry.plain)
            for word in re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text.lower())
        )
        # phrases of two words by what they are run together: "fostercarers"
        self.joined = {
            "".join(pair): " ".join(pair)
            for entry in self.entries
            for text in (entry.term, *entry.same)
            for pair in pairwise(re.findall(r"[a-z]+", text.lower()))
            if min(map(len, pair)) > 2 and len("".join(pair)) > 7
        }
        self._longest = max((len(key) for key in self._forms), default=0)

    @classmethod
    def load(cls, *extra: Path) -> Glossary:
        """The glossary that comes with the package, with the entries of `extra` files added.

        :raises GlossaryError: a file is missing, is not TOML or has an unknown key.
        """
        entries = list(_packaged())
        for path in extra:
            try:
                text = path.read_text("utf-8")
            except OSError as error:
                raise GlossaryError(
                    f"{path}: cannot be read ({error.strerror}); set the assistant setting"
                    ' glossary to a file of terms, or to ""'
                ) from error
            except UnicodeDecodeError as error:
                raise GlossaryError(f"{path}: not UTF-8 text; save it as such") from error
            entries += _parse(text, str(path))
        return cls(entries)

    def find(self, text: str) -> list[Match]:
        """The entries named in `text`, in order; the longest form wins where they overlap."""
        words = _words(text.replace("-", " "))
        stems = [_stem(_normal(word.group())) for word in words]
        found: list[Match] = []
        free = [True] * len(words)
        for size in range(min(self._longest, len(words)), 0, -1):
            for at in range(len(words) - size + 1):
                if all(free[at : at + size]):
                    matches = self._named(text, words[at : at + size], stems[at : at + size])
                    if matches:
                        found += matches
                        free[at : at + size] = [False] * size
        return sorted(found, key=lambda match: match.start)

    def _named(
        self, text: str, words: Sequence[re.Match[str]], stems: Sequence[str]
    ) -> list[Match]:
        """The entries that all of `words` name together."""
        start, end = words[0].start(), words[-1].end()
        typed = text[start:end]
        return [
            Match(entry, start, end, form)
            for entry, form in self._forms.get(tuple(stems), ())
            if (form != "short" or _is_abbreviation(typed, entry))
            and (len(words) > 1 or form == "short" or _inflects(typed, entry, form))
        ]


def _inflects(typed: str, entry: Entry, form: str) -> bool:
    """Whether a single word is a form of one of the entry's words, not just of their stem.

    The term may be in any number and tense; of its other names only the plural is the same word:
    "judged" is no form of "judges", nor "right" of "rights".

    subtle: the stem of "lately" is that of "late", the stem of "officer" that of "office".
    """
    word = _normal(typed)
    if form == "term":
        term = _normal(entry.term)
        # subtle: "house" is no form of "housing", nor "parenting" of "parents"
        same_ing = word.endswith("ing") is term.endswith("ing")
        return same_ing and _uninflected(word) in {term, _uninflected(term)}
    others = {_normal(name) for name in (entry.same if form == "same" else entry.plain)}
    return not others.isdisjoint({word, word.removesuffix("s"), re.sub("ies$", "y", word)})


def _uninflected(word: str) -> str:
    return re.sub(r"(?:ies|es|s|ed|ing|e|y)$", "", word)


def _is_abbreviation(typed: str, entry: Entry) -> bool:
    """Whether `typed` is one of the entry's abbreviations as people write them ("PAs", "s.47s")."""
    letters = re.sub(r"[^a-z0-9]", "", typed.lower())
    for short in entry.short:
        plain = re.sub(r"[^a-z0-9]", "", short.lower())
        if letters in (plain, plain + "s"):
            return plain not in _AMBIGUOUS or sum(c.isupper() for c in typed) >= len(plain)
    return False


def _parse(text: str, name: str) -> list[Entry]:
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise GlossaryError(f"{name}: not TOML ({error})") from error
    rows = found.get("entry", [])
    if set(found) - {"entry"} or not isinstance(rows, list):
        raise GlossaryError(f"{name}: may hold [[entry]] tables only, not {', '.join(found)}")
    return [_entry(row, f"{name}: entry {number}") for number, row in enumerate(rows, 1)]


def _entry(row: object, where: str) -> Entry:
    if not isinstance(row, dict) or "term" not in row or set(row) - _KEYS:
        raise GlossaryError(f"{where} needs `term` and may have {', '.join(sorted(_KEYS))}")
    term = row["term"]
    if not isinstance(term, str) or not stem_key(term):
        raise GlossaryError(f"{where}: term must be words in quotes")
    lists: dict[str, tuple[str, ...]] = {}
    for key in sorted(_KEYS - {"term"}):
        forms = row.get(key, [])
        if not isinstance(forms, list) or not all(
            isinstance(f, str) and stem_key(f) for f in forms
        ):
            raise GlossaryError(f'{where}: {key} must be a list of words, such as ["PA"]')
        lists[key] = tuple(forms)
    return Entry(term=term, **lists)


@cache
def _packaged() -> tuple[Entry, ...]:
    text = files("assistant").joinpath("data/glossary.toml").read_text("utf-8")
    return tuple(_parse(text, "glossary.toml"))
