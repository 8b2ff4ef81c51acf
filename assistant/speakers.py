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
# Who speaks to the committee; "the council" acts more often than it speaks, and so speaks narrowly.
_PERSON = (
    r"(?:(?:corporate |interim |executive |assistant |strategic |council(?:'s|’s)? )*directors?"
    r"|cabinet members?|lead members?|portfolio holders?|heads? of service|chief executive)"
)
_BODY = (
    r"(?:(?<!care )(?<!youth )(?<!leavers )(?<!people's )(?<!people’s )council|(?<!police )(?<!reviewing )(?<!designated )(?<!probation )(?<!welfare )(?<!support )"
    r"(?<!liaison )(?<!education )officers)"
)
_OFFICER = rf"(?:{_PERSON}|{_BODY})"
_TOLD = (
    r"(?:committees?|councillors|cllrs|(?<!family )(?<!staff )(?<!team )(?<!household )members|scrutiny"
    r"|(?<!adoption )(?<!fostering )(?<!permanence )(?<!legal )(?<!resource )(?<!placement )panel"
    r"|cabinet|corporate parenting board|full council)"
)
_NAME = r"(?:[\w'’&-]+\s+)"  # a word of the authority's name, or of the committee's
_COUNCIL = re.compile(
    rf"\b{_TOLD}\b[^?]{{0,20}}?\b(?:told|informed|advised|hear[d]?|reminded|briefed)\b"
    rf"|\b(?:told|tell|telling|inform\w*|brief\w*|remind\w*)\s+(?:the\s+|its\s+)?{_NAME}{{0,3}}?{_TOLD}\b"
    rf"|\b(?:told|reported|said|presented|described|explained|given|did\b[^?]{{0,60}}?\b(?:report|say|present"
    rf"|describe|explain|give))\b[^?]{{0,60}}?\bto\s+(?:the\s+|its\s+)?{_NAME}{{0,3}}?{_TOLD}\b"
    rf"|\b(?:according to|per)\s+(?:the\s+|its\s+)?{_NAME}{{0,3}}?{_OFFICER}\b"
    rf"|\b{_PERSON}\s+(?:of [^?]{{1,30}}? )?(?:said|says?|told|tells?|reported|explain(?:ed)?|described?"
    rf"|claim(?:ed|s)?|admit(?:ted)?|promised?|informed|mention(?:ed)?|think)\b"
    rf"|\b{_BODY}\s+(?:itself\s+|themselves\s+)?(?:said|says?|claim(?:ed|s)?|admit(?:s|ted)?|promised?"
    rf"|reported|explained)\b"
    rf"|\b(?:the|committee|committee's|council|meeting|council's|council’s|cabinet)\s+(?:[a-z'’]+\s+){{0,2}}?minutes\b"
    rf"|\bminutes (?:of|say|record|from|show)\b|\bat (?:the )?committee\b",
    re.IGNORECASE,
)
# "what was the council told to fix": the council listens
_LISTENS = re.compile(
    rf"\b(?:was|were|been|be|is|are|get|got)\s+(?:the\s+|its\s+)?{_NAME}{{0,3}}?{_OFFICER}\s+(?:been\s+)?told\b",
    re.IGNORECASE,
)
_INSPECTORS = r"(?:ofsted(?:'s|’s)?|inspectors?|inspectorate|hmi)"
_OFSTED = re.compile(rf"\b(?:{_INSPECTORS}|monitoring visits?)\b", re.IGNORECASE)
# Ofsted is the one who says, whoever else is named
_OFSTED_SAYS = re.compile(
    rf"\b(?:did|do|does|has|have|had|what|how)\s+(?:the\s+)?{_INSPECTORS}(?:\s+inspectors?)?\s+(?:\w+\s+)?"
    rf"(?:{_SAY}|find|found|see|seen|look\w*|conclude\w*|raise\w*|note\w*|identif\w+|make|made|criticise\w*"
    rf"|highlight\w*|want\w*|ask\w*|rate\w*|judge\w*|grade\w*)\b"
    rf"|\baccording to\s+(?:the\s+)?{_INSPECTORS}\b",
    re.IGNORECASE,
)
# What is taken out of the topic: who is asked about, not what.
_ASKING = re.compile(
    rf"\b(?:according to|per)\s+(?:the\s+)?{_INSPECTORS}"
    rf"|\b(?:what|how|which)?\s*(?:did|do|does|has|have|had|was|were|is|are)?\s*(?:the\s+)?"
    rf"{_INSPECTORS}(?:\s+inspectors?)?\s*"
    rf"(?:(?:have|has|had|ever|actually|really|also)\s+)*"
    rf"(?:{_SAY}|find|finds|found|see|saw|seen|notice\w*|look(?:ed)? at|conclude\w*|comment\w*|raise\w*"
    rf"|note\w*|identif\w+|make of|made of|criticise\w*|highlight\w*|want\w*|pick(?:ed)? up)?\b"
    rf"(?:\s+(?:about|on|regarding|of|that|anything about|anything on|any))*",
    re.IGNORECASE,
)
_AUDIENCE = rf"(?:\s+(?:the\s+|its\s+)?{_NAME}{{0,3}}?{_TOLD})?(?:\s+(?:about|on|that))?"
_COUNCIL_ASKING = re.compile(
    rf"\b(?:according to|per)\s+(?:the\s+|its\s+)?{_NAME}{{0,3}}?{_OFFICER}"
    rf"|\b(?:as )?(?:told|reported|said|presented) to (?:the )?{_NAME}{{0,3}}?{_TOLD}"
    rf"|\bwhat (?:was|were|has|have|did) (?:the )?(?:[\w'’]+ ){{0,3}}?{_TOLD}\s+"
    rf"(?:been\s+)?(?:told|informed|advised|hear[d]?)(?:\s+(?:about|on|that))?"
    rf"|\b(?:what|how)? ?(?:did|does|do|has) (?:the\s+)?{_NAME}{{0,3}}?{_OFFICER}(?:\s+of\s+[\w'’ ]{{1,30}}?)?"
    rf"\s+(?:\w+\s+)?{_SAY}{_AUDIENCE}"
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
    council = bool(_COUNCIL.search(_LISTENS.sub(" ", text))) and _OFSTED_SAYS.search(text) is None
    ofsted = bool(_OFSTED.search(text))
    pattern = _COUNCIL_ASKING if council else _ASKING
    spans = tuple(match.span() for match in pattern.finditer(text) if match.group().strip())
    if council:
        # "when Ofsted visits next, what did the director say": the teller is the council
        return FoundSpeaker(Speaker.COUNCIL, spans)
    return FoundSpeaker(Speaker.OFSTED if ofsted else None, spans)
