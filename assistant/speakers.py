"""Who must be speaking: Ofsted's inspectors, the council, or anyone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.document import Speaker

__all__ = ["FoundSpeaker", "find_speaker"]

_SAY = (
    r"(?:say|says|said|saying|tell|tells|told|report|reports|reported|explain\w*|describe\w*|claim\w*"
    r"|admit\w*|promise\w*|inform\w*|think|thought|believe\w*|mention\w*|talk\w*|present\w*|give|gave)"
)
_OFFICER = (
    r"(?:(?:corporate |interim |executive |assistant |council(?:'s|’s)? )?directors?|officers?|council"
    r"|cabinet member|lead member|(?:team |service )?managers?|head of service|chief executive|chair(?:man)?)"
)
_COUNCIL = re.compile(
    rf"\b(?:committees?|councillors|cllrs|members|scrutiny|panel|cabinet|board meeting)\b[^?]{{0,20}}?\b"
    rf"(?:told|informed|advised|hear[d]?|reminded|briefed|be told)\b"
    rf"|\b(?:told|tell|telling|inform\w*|report\w*|said|present\w*|describe\w*|explain\w*)\b[^?]{{0,60}}?\b"
    rf"(?:to (?:the |its )?)?(?:committee|councillors|cllrs|members|scrutiny|cabinet|corporate parenting board)\b"
    rf"|\b(?:according to|per)\s+(?:the\s+|its\s+)?{_OFFICER}\b"
    rf"|\b{_OFFICER}\s+(?:of [^?]{{1,30}}? )?{_SAY}\b"
    rf"|\b(?:did|does|do|has|have|had)\s+(?:the\s+|its\s+)?(?:[\w'’]+\s+){{0,3}}?{_OFFICER}\s+"
    rf"(?:\w+\s+)?{_SAY}\b"
    rf"|\bminutes\b|\breported to (?:the )?committee\b|\bat (?:the )?committee\b",
    re.IGNORECASE,
)
_OFSTED = re.compile(
    r"\b(?:ofsted(?:'s|’s)?|inspectors?|inspectorate|hmi|monitoring visits?)\b", re.IGNORECASE
)
# What is taken out of the topic: who is asked about, not what.
_ASKING = re.compile(
    rf"\b(?:what|how|which)?\s*(?:did|do|does|has|have|had|was|were|is|are)?\s*(?:the\s+)?"
    rf"(?:ofsted(?:'s|’s)?|inspectors?|inspectorate|hmi)(?:\s+inspectors?)?\s*"
    rf"(?:(?:have|has|had|ever|actually|really|also)\s+)*"
    rf"(?:{_SAY}|find|finds|found|see|saw|seen|notice\w*|look(?:ed)? at|conclude\w*|comment\w*|raise\w*"
    rf"|note\w*|identif\w+|make of|made of|criticise\w*|highlight\w*|want\w*|pick(?:ed)? up)?"
    rf"(?:\s+(?:about|on|regarding|of|that|anything about|anything on|any))*",
    re.IGNORECASE,
)
_COUNCIL_ASKING = re.compile(
    rf"\b(?:according to|per)\s+(?:the\s+|its\s+)?{_OFFICER}"
    rf"|\b(?:as )?(?:told|reported|said|presented) to (?:the )?(?:committee|councillors|members|cabinet|scrutiny)"
    rf"|\bwhat (?:was|were) (?:the )?(?:[\w'’]+ )?(?:committee|councillors|members|cabinet|scrutiny)\s+"
    rf"(?:told|informed|advised)(?: about| on| that)?"
    rf"|\b(?:what|how) (?:did|does|do|has) (?:the\s+)?(?:[\w'’]+\s+){{0,3}}?{_OFFICER}\s+(?:\w+\s+)?{_SAY}"
    rf"(?:\s+(?:the\s+)?(?:committee|councillors|members))?(?:\s+(?:about|on|that))?"
    rf"|\b(?:to|by) (?:the )?(?:committee|councillors|members)\b|\bthe minutes\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundSpeaker:
    """Who must speak (None: anyone), and the spans of the words that only say so."""

    speaker: Speaker | None
    spans: tuple[tuple[int, int], ...]


def find_speaker(text: str) -> FoundSpeaker:
    """Return who must be speaking in an answer to `text`.

    >>> find_speaker("what was the committee told about sickness?").speaker
    <Speaker.COUNCIL: 'council'>
    >>> find_speaker("what did inspectors find about neglect?").speaker
    <Speaker.OFSTED: 'ofsted'>
    """
    council = bool(_COUNCIL.search(text))
    ofsted = bool(_OFSTED.search(text))
    pattern = _COUNCIL_ASKING if council else _ASKING
    spans = tuple(match.span() for match in pattern.finditer(text) if match.group().strip())
    if council:
        # "when Ofsted visits next, what did the director say": the teller is the council
        return FoundSpeaker(Speaker.COUNCIL, spans)
    return FoundSpeaker(Speaker.OFSTED if ofsted else None, spans)
