"""Dates that a question names become periods: "in 2016", "between 2014 and 2019", "since May 2018"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.calendar_words import MONTHS
from assistant.kinds import asks_for_list
from assistant.neighbours import following, preceding
from assistant.places import LATEST, NOUN, OF_KIND, sort_of
from assistant.question import Period

__all__ = ["NamedDate", "find_dates"]

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_SPELLED = {word: year for year, word in enumerate(_TEENS, start=2010)} | {
    f"twenty{dash}{word}": 2020 + unit
    for dash in " -"
    for unit, word in enumerate("one two three four five six seven eight nine".split(), start=1)
}
_SPELLED_YEAR = (
    rf"(?:twenty[\s-]+(?P<spelled>{'|'.join(_SPELLED)})|two thousand and (?P<thousand>{'|'.join(_TEENS)}))"
    r"(?![\s-]*years?\b)"
)
# a year in figures, "06/2019", "in '14", "twenty sixteen"; "mid-2016", but neither "16-2016" nor "£2016"
_YEAR = (
    r"(?:(?:(?<![\d/])(?P<numeric>0?[1-9]|1[0-2])/|(?<=\bmid-)|(?<=\bpre-)|(?<=\bpost-)|(?<=\bearly-)"
    r"|(?<=\blate-)|(?<![\d,.£/–-])(?<!section )(?<!sections )(?<!s\.)\b)"
    r"(?P<year>(?:19[89]|20[0-3])\d)"
    r"|(?:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\bbefore )|(?<=\bafter )|(?<=\bfrom )|(?<=\bthe ))"
    r"['’‘](?P<short>[012]\d)(?!\d)"
    rf"|\b{_SPELLED_YEAR})"
)

_DATE = re.compile(
    # subtle: names that were taken out leave runs of blanks, at which nothing may begin
    rf"(?:\bat the time of\s+)?"
    rf"(?:\b(?P<before>before|prior to|until|up to|by|(?:earlier|no later|not later) than|pre(?=[\s-](?:19|20)\d))\b[\s-]+)?"
    rf"(?:\b(?P<since>since|(?<!look )(?<!looks )(?<!looked )(?<!looking )after|following|from|later than"
    rf"|(?<!\bin )post(?=[\s-](?:19|20)\d))\b[\s-]+)?"
    rf"(?:\b(?:the\s+)?(?:end|start|beginning|turn|close|time)\s+of\s+)?"
    rf"(?:\b(?:the|its|their)\s+)?(?:\b(?:inspection|report)\s+(?:published\s+|done\s+)?(?=in|of|from))?"
    rf"(?:\b(?:in|of|for|from|during|back in|dated|as at|as of)\s+)?(?:\b(?:the|its|their)\s+)?"
    rf"(?:\b(?:early|mid|late|spring|summer|autumn|winter)[\s-]+(?:of\s+)?)?"
    rf"(?:\b(?P<opening>{_MONTH})\s*(?:and|to|until|[-–/])\s*(?={_MONTH}))?"
    rf"(?:\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?P<month>{_MONTH})\s+)?"
    rf"{_YEAR}"
    rf"(?:\s?[/–-]\s?(?P<to>(?:20)?\d\d)(?!\d))?"
    rf"(?![\d,.]?\d)(?:'s|’s)?"
    rf"(?P<noun>\s+{OF_KIND}{NOUN})?(?!\w)",
    re.IGNORECASE,
)
# from one year to another: all that was inspected in that time
_RANGE_OPENING = re.compile(
    r"\b(?P<word>between|from)\s+(?:in\s+)?(?:(?:early|mid|late)[\s-]+)?$", re.I
)
_RANGE_AND = re.compile(r"\s*(?:and|to|[-–—])\s*(?:in\s+)?(?:(?:early|mid|late)[\s-]+)?", re.I)
_RANGE_TO = re.compile(
    r"\s*(?:to|until|till|up to|through(?: to)?|[-–—])\s*(?:in\s+)?(?:(?:early|mid|late)[\s-]+)?",
    re.I,
)
_TO_NOW = re.compile(
    r"\s*(?:and|to|until|till|up to|[-–—])\s*(?:now|today|the present(?: day)?|present|date)\b",
    re.I,
)
_ONWARDS = re.compile(
    r"(?:\s*\+(?!\w)|\s*(?:onwards?|(?:and|or) (?:later|after|onwards?|since|newer))\b)", re.I
)
_AND_EARLIER = re.compile(r"\s*(?:or|and)\s+(?:earlier|before|older)\b", re.I)
# "the inspection after 2014": the next one, and not all since
_ONE_THEN = re.compile(
    r"\b(?:the\s+|its\s+|their\s+)?(?:next\s+|first\s+|last\s+)?(?:inspection|one|report|grade|rating|judge?ment)\s+$",
    re.IGNORECASE,
)
_YEARS = ("year", "short", "spelled", "thousand")
_COMPARE = re.compile(r"\b(?:compar|differ)\w*\s+$", re.IGNORECASE)
# "in the year before the 2022 inspection": what that inspection looks back on
_LOOKED_BACK = re.compile(
    r"\b(?:year|months?|weeks?|quarter|period|time)\s+(?P<to>(?:running |leading )?)$",
    re.IGNORECASE,
)
# "better than in 2017", "lower compared with 2019": that inspection beside the latest
_SET_AGAINST = re.compile(
    r"\b(?:(?<!earlier )(?<!later )(?<!older )(?<!other )(?<!rather )than|compar(?:ed|ing|ison)\s+(?:to|with))\b(?:\s+(?:it|they|things|that|those|what|how|did|had|was"
    r"|were|been|used to be|back))*\s*$",
    re.IGNORECASE,
)


_COUNTED = re.compile(
    r"\s+(?:children|young|kids|people|staff|families|carers|cases|referrals|care leavers)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A date's words, characters `start` to `end`, and the period that they mean.

    `compared`: it is set against the present ("lower than in 2016").
    """

    start: int
    end: int
    period: Period
    compared: bool = False


def find_dates(text: str) -> list[NamedDate]:
    """The dates that `text` names, in order; two that open and close a range are one.

    >>> [found.period.label for found in find_dates("from 2014 to 2019, and in May 2022")]
    ['2014–2019', 'May 2022']
    """
    matches = list(_DATE.finditer(text))
    found: list[NamedDate] = []
    for place, match in enumerate(matches):
        if found and match.start() < found[-1].end:
            continue  # the end of a range
        after = matches[place + 1] if place + 1 < len(matches) else None
        named = _range(text, match, after) or _alone(text, match, sole=len(matches) == 1)
        if named is not None:
            found.append(named)
    return found


def _range(text: str, match: re.Match[str], after: re.Match[str] | None) -> NamedDate | None:
    """The time from the date of `match` to that of `after`, or to now, if this is what is meant."""
    if match["noun"] or match["before"] or (match["since"] or "from").lower() != "from":
        return None  # "between the 2014 inspection and the 2019 one": these two
    opening = _RANGE_OPENING.search(text, 0, _core(match))
    start = opening.start() if opening else _start(match)
    first = _in_date(match)
    if opening and (now := _TO_NOW.match(text, match.end())):
        return NamedDate(start, now.end(), _since(first))
    if after is None or after["noun"] or _COMPARE.search(text, 0, start):
        return None
    between = opening is not None and opening["word"].lower() == "between"
    tie = _RANGE_AND if between else _RANGE_TO
    last = _in_date(after)
    if not tie.fullmatch(text, match.end(), _core(after)) or first.first is None:
        return None
    if last.first is None or last.first <= first.first:
        return None
    years = last.first.year > first.first.year
    label = f"{first.label}–{last.label}"
    return NamedDate(start, after.end(), Period(label, first.first, last.last, each=years))


def _alone(text: str, match: re.Match[str], *, sole: bool) -> NamedDate | None:
    """A date by itself, in the light of the words around it; None where it is a number of people."""
    start, end = _start(match), match.end()
    named = _in_date(match)
    if onwards := _ONWARDS.match(text, end):
        return NamedDate(start, onwards.end(), _since(named))
    if earlier := _AND_EARLIER.match(text, end):
        return NamedDate(start, earlier.end(), Period(f"until {named.label}", last=named.last))
    before, since = (match["before"] or "").lower(), (match["since"] or "").lower()
    if one := _ONE_THEN.search(text, 0, start):
        if since in ("after", "following"):
            return NamedDate(one.start(), end, following(named))
        if before in ("before", "prior to"):
            return NamedDate(one.start(), end, preceding(named))
    if before and match["noun"] and (back := _LOOKED_BACK.search(text, 0, start)):
        return NamedDate(back.start("to"), end, named)
    against = None if before else _SET_AGAINST.search(text, 0, start)
    if against and _COUNTED.match(text, end):
        return None  # "fewer than 2000 children"
    if against and sole and not LATEST.search(text):
        return NamedDate(against.start(), end, _since(named), compared=True)
    return NamedDate(start, end, _of_date(match, text))


def _start(match: re.Match[str]) -> int:
    return match.end() - len(match.group().lstrip())


def _core(match: re.Match[str]) -> int:
    """Where the month or year itself begins."""
    starts = (match.start(name) for name in ("opening", "month", "numeric", *_YEARS))
    return min(start for start in starts if start >= 0)


def _since(named: Period) -> Period:
    return replace(named, label=f"since {named.label}", last=None, each=False)


def _year_of(match: re.Match[str]) -> int:
    if match["year"]:
        return int(match["year"])
    if match["short"]:
        return 2000 + int(match["short"][-2:])
    words = match["spelled"] or match["thousand"]
    return _SPELLED[" ".join(words.lower().split())]


def _in_date(match: re.Match[str]) -> Period:
    """The year, month or run of years that is named, whatever stands before it."""
    year = _year_of(match)
    numeric = int(match["numeric"]) if match["numeric"] else None
    month = MONTHS.get((match["month"] or "").lower(), numeric)
    opening = MONTHS.get((match["opening"] or "").lower(), month)
    until = int(f"{year // 100}{match['to']}"[-4:]) if match["to"] else year
    first = date(year, opening or 1, 1)
    last_month = month or 12
    last = date(max(until, year), last_month, calendar.monthrange(year, last_month)[1])
    name = f"{calendar.month_name[month]} {year}" if month else str(year)
    if until > year:
        name = f"{year}–{match['to']}"
    elif opening and month and opening < month:
        name = f"{calendar.month_name[opening]}–{name}"
    # "2014–2018" is from one year to another, "2014–15" one year of accounts
    each = until > year + 1 and not match["noun"]
    return Period(name, first, last, each=each, of=sort_of(match["noun"] or ""))


def _of_date(match: re.Match[str], text: str) -> Period:
    """What the words before it make of a date: up to it, since it, or it alone."""
    named = _in_date(match)
    name, first, last = named.label, named.first, named.last
    before = (match["before"] or "").lower()
    if before == "by":
        # how things stood then: what the inspection of that time found
        return Period(f"by {name}", None, last, preceding=1)
    if before:
        strict = before in ("before", "prior to", "earlier than", "pre")
        before = "before" if before == "pre" else before
        return Period(f"{before} {name}", None, first if strict else last)
    since = (match["since"] or "").lower()
    dated = match["noun"] or match["month"]
    if since in ("after", "following") and dated and asks_for_list(text):
        # "after the 2022 inspection what needs to be done": what that inspection asked for
        return named
    if since and since != "from":
        return replace(_since(named), of=None)
    return named
