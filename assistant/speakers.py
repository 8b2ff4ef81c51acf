"""Who must be speaking: Ofsted's inspectors, the council, or anyone."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from assistant.question import Correction
from assistant.spelling import correct
from corpus.document import Speaker

__all__ = ["FoundSpeaker", "find_speaker", "spell_inspectors"]

_SAY = (
    r"(?:say|says|said|saying|tell|tells|told|report|reports|reported|explain\w*|describe\w*|claim\w*"
    r"|admit\w*|promise\w*|inform\w*|think|thought|believe\w*|mention\w*|talk\w*|present\w*|give|gave)"
)
_DECIDE = (
    r"(?:ask(?:ed)?|raise[d]?|agree[d]?|resolve[d]?|decide[d]?|note[d]?|recommend(?:ed)?|approve[d]?"
    r"|confirm(?:ed)?|comment(?:ed)?)"
)
# Who speaks to the committee; "the council" acts more often than it speaks, and so speaks narrowly.
_PERSON = (
    r"(?:(?:corporate |interim |executive |assistant |strategic |council(?:'s|’s)? )*directors?|dcs"
    r"|cabinet members?|lead members?|portfolio holders?|heads? of service|chief exec(?:utive)?"
    r"|(?<!team )(?<!practice )(?<!school )(?<!senior )(?<!service )(?<!youth )(?<!faith )leader"
    r"|(?<!independent )(?<!conference )(?<!panel )(?<!review )(?<!board )(?<!lscb )(?<!safeguarding )"
    r"chair(?:man|woman|person)?(?! of (?:the )?(?:\w+ ){0,3}?(?:board|lscb|conference|panel|partnership))"
    r"|mayor|council spokes\w+|(?:cllr|councillor)\.? (?!colleague)[\w'’-]+(?: [A-Z][\w'’-]+)?)"
)
_BODY = (
    r"(?:(?<!care )(?<!youth )(?<!leavers )(?<!people's )(?<!people’s )council|(?<!police )(?<!reviewing )"
    r"(?<!designated )(?<!probation )(?<!welfare )(?<!support )(?<!liaison )(?<!education )officers)"
)
_OFFICER = rf"(?:{_PERSON}|{_BODY})"
_MEMBERS = r"(?:councillors|cllrs|(?<!family )(?<!staff )(?<!team )(?<!household )members)"
_COMMITTEE = r"(?:committees?|scrutiny|cabinet|full council)"
_TOLD = (
    rf"(?:{_MEMBERS}|{_COMMITTEE}|corporate parenting board"
    r"|(?<!adoption )(?<!fostering )(?<!permanence )(?<!legal )(?<!resource )(?<!placement )panel)"
)
# a word of the authority's name, or of the committee's: "the Children, Young People and Learning …"
_NAME = (
    r"(?:(?!(?:about|that|how|what|when|why|who|whether|if|on|to|for|by|with|is|are|was|were)\b)"
    r"[\w'’&-]+,?\s+)"
)
_HEARS = rf"(?:the\s+|its\s+)?{_NAME}{{0,7}}?{_TOLD}"
# Somebody tells the committee: inspectors report how well it is told, as long as it goes on.
_LISTENING = re.compile(
    rf"\b{_TOLD}\b(?:(?!\b(?:well|better|fully|kept)\b)[^?]){{0,20}}?"
    rf"\b(?:told|informed|advised|hear[d]?|reminded|briefed)\b"
    rf"|\b(?:told|tell|telling|inform\w*|brief\w*|remind\w*)\s+{_HEARS}\b"
    rf"|\b(?:told|reported|said|presented|described|explained|given|did\b[^?]{{0,60}}?\b(?:report|say"
    rf"|present|describe|explain|give))\b[^?]{{0,60}}?\bto\s+{_HEARS}\b",
    re.IGNORECASE,
)
_PAST = r"(?:was|were|been|did|had|as (?:told|reported|said|described))"
_GOES_ON = re.compile(
    rf"^\W*(?:(?:and|but|so)\s+)?(?:how (?:well|often|good|regularly|quickly|effectively)\b"
    rf"|(?:is|are|do|does|how (?:far|much))\b(?![^?]*\b{_PAST}\b))"
    rf"|\b(?:is|are)\s+(?:(?!(?:was|were|been|being|as)\b)[\w'’-]+\s+){{0,4}}?(?:told|informed|briefed|given|reported|presented"
    rf"|described|explained|shared)\b",
    re.IGNORECASE,
)
# What the council told may be said by anyone who heard it; what it says, it says itself.
_SPEAKING = re.compile(
    rf"\b{_PERSON}\s+(?:of [^?]{{1,30}}? )?(?:said|says?|told|reported|explained|described|claim(?:ed|s)?"
    rf"|admit(?:ted)?|promised|informed|mention(?:ed)?(?! (?:in|by)\b)|think)\b"
    rf"|\b(?:did|has|had)\b[^?]*?\b{_PERSON}\s+(?:of [^?]{{1,30}}? )?"
    rf"(?:tell|report|explain|describe|promise|inform|{_DECIDE})\b"
    rf"|\b{_BODY}\s+(?:itself\s+|themselves\s+)?(?:said|says?|claim(?:ed|s)?|admit(?:s|ted)?|promised"
    rf"|reported|explained)\b"
    rf"|\bdid\b[^?]*?\b{_BODY}\s+(?:itself\s+|themselves\s+)?promise\b"
    rf"|\b(?:did|has|have|had)\s+(?:the\s+)?{_NAME}{{0,7}}?(?:{_COMMITTEE}|{_MEMBERS})\s+(?:{_DECIDE}|sa(?:y|id))\b"
    rf"|\b{_DECIDE}\s+by\s+(?:the\s+)?{_NAME}{{0,7}}?(?:{_COMMITTEE}|{_MEMBERS})\b"
    rf"|\b{_OFFICER}(?:s?['’]s?)\s+(?:report|update|comments?|statement|views?|remarks)\b",
    re.IGNORECASE,
)
_MEETING = rf"(?:{_COMMITTEE}(?:['’]s)?(?: meeting)?|(?:last |latest |council )?meeting)"
_MINUTES = re.compile(
    rf"\b(?:the|committee|committee's|council|meeting|council's|council’s|cabinet)\s+(?:[a-z'’]+\s+){{0,2}}?"
    rf"minutes\b(?!\s+(?:take|last|late|after|before)\b)"
    rf"|\bminutes (?:of (?:the|its|a|that)\s+{_NAME}{{0,7}}?{_MEETING}|say|record|show)\b"
    rf"|\bat (?:the )?committee\b|^\W*at (?:the|its) {_MEETING}\b"
    rf"|\b(?:was|were)\b[^?]*?\b(?:discussed|said|raised|mentioned|reported|{_DECIDE})\s+at (?:the )?{_MEETING}\b"
    rf"|\bwhat (?:went|came|was (?:taken|brought)) to (?:the )?{_NAME}{{0,7}}?{_COMMITTEE}\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    rf"\b(?:according to|per)\s+(?:the\s+|its\s+)?(?:{_NAME}{{0,3}}?{_OFFICER}\b|{_NAME}{{0,7}}?minutes\b)",
    re.IGNORECASE,
)
# "what was the council told to fix": the council listens
_LISTENS = re.compile(
    rf"\b(?:was|were|been|be|is|are|get|got)\s+(?:the\s+|its\s+)?{_NAME}{{0,3}}?{_OFFICER}\s+(?:been\s+)?told\b",
    re.IGNORECASE,
)
_OFSTED_ITSELF = (
    r"(?:ofsted(?:['’]?s)?|inspectors?(?:['’]s?)?|inspectorate|h\.?m\.?i\.?(?:['’]?s)?)"
)
# Ofsted's other names: "the watchdog", "the lead inspector", "the inspection report"
_INSPECTORS = (
    rf"(?:(?:(?:his|her) majesty(?:['’]?s)?\s+|(?:lead|chief|government)\s+)?{_OFSTED_ITSELF}|watchdog"
    r"|(?<!work )(?<!care )(?<!housing )regulator(?! of)|(?:ofsted\s+)?inspection (?:team|report|letter))"
)
_OFSTED = re.compile(
    rf"\b(?:{_OFSTED_ITSELF}|watchdog|(?<!work )(?<!care )(?<!housing )regulator(?! of)|inspection team"
    r"|monitoring visits?)(?!\w)",
    re.IGNORECASE,
)
# Ofsted is the one who says, whoever else is named
_OFSTED_SAYS = re.compile(
    rf"\b(?:did|do|does|has|have|had|what|how)\s+(?:the\s+)?{_INSPECTORS}(?:\s+inspectors?)?\s+(?:\w+\s+)?"
    rf"(?:{_SAY}|find|found|see|seen|look\w*|conclude\w*|raise\w*|note\w*|identif\w+|make|made|criticise\w*"
    rf"|highlight\w*|want\w*|ask\w*|rate\w*|judge\w*|grade\w*)\b"
    rf"|\baccording to\s+(?:the\s+)?{_INSPECTORS}(?!\w)",
    re.IGNORECASE,
)
# "how did the council respond to Ofsted", "does the director accept Ofsted's findings"
_ANSWERS_OFSTED = re.compile(
    rf"\b{_OFFICER}\s+(?:respon\w+ to|accept\w*|dispute\w*|reject\w*)\s+(?:the\s+)?{_OFSTED_ITSELF}(?!\w)",
    re.IGNORECASE,
)
# What is taken out of the topic: who is asked about, not what. Whole words only: not of "offending".
_ON = r"(?:\s+(?:anything about|anything on|about|on|regarding|of|that|any)(?![\w’'-]))"
_ASKING = re.compile(
    rf"\b(?:according to|per)\s+(?:the\s+)?{_INSPECTORS}(?!\w)"
    rf"|\bin\s+(?:the\s+)?{_INSPECTORS}\s+(?:view|opinion)\b"
    rf"|\b(?:what|how|which)?\s*(?:did|do|does|has|have|had|was|were|is|are)?\s*(?:the\s+)?"
    rf"(?:{_INSPECTORS}(?:\s+inspectors?)?\s*"
    rf"(?:(?:have|has|had|ever|actually|really|also)\s+)*"
    rf"(?:{_SAY}|find|finds|found|see|saw|seen|notice\w*|look(?:ed)? at|conclude\w*|comment\w*|raise\w*"
    rf"|note\w*|identif\w+|make of|made of|criticise\w*|highlight\w*|want\w*|pick(?:ed)? up)"
    rf"|{_OFSTED_ITSELF}(?:\s+inspectors?)?)(?!\w){_ON}*"
    rf"|\bby\s+(?:the\s+)?{_OFSTED_ITSELF}(?=\s+(?:about|on|regarding)\b)",
    re.IGNORECASE,
)
_AUDIENCE = rf"(?:\s+{_HEARS})?{_ON}?"
_COUNCIL_ASKING = re.compile(
    rf"{_ACCORDING.pattern}"
    rf"|\b(?:as |what was |what has been )?(?:told|reported|said|presented) to {_HEARS}{_ON}?"
    rf"|\bwhat (?:questions )?(?:was|were|has|have|did) (?:the )?{_NAME}{{0,7}}?{_TOLD}\s+"
    rf"(?:been\s+)?(?:told|informed|advised|hear[d]?|say|{_DECIDE}){_ON}?"
    rf"|\b(?:what|how)? ?(?:did|does|do|has) (?:the\s+)?{_NAME}{{0,3}}?{_OFFICER}(?:\s+of\s+[\w'’ ]{{1,30}}?)?"
    rf"\s+(?:\w+\s+)?(?:{_SAY}|{_DECIDE}){_AUDIENCE}"
    rf"|\bwhat (?:was|were) (?:discussed|said|raised|mentioned|reported|{_DECIDE}) (?:at|by) (?:the )?"
    rf"(?:{_MEETING}|{_NAME}{{0,7}}?{_TOLD}){_ON}?"
    rf"|\bwhat (?:went|came|was taken|was brought) to (?:the )?{_NAME}{{0,7}}?{_COMMITTEE}{_ON}?"
    rf"|\b(?:to|by) (?:the )?(?:committee|councillors|members)\b|\b(?:in )?the minutes\b",
    re.IGNORECASE,
)


# Read as these, a misspelling says who must speak: known before the rest of the question is.
_SPELT = dict.fromkeys(("inspector", "inspectorate", "inspectors", "ofsted"), 99)
_LIKE_THESE = re.compile(r"\b[oi]\w{4,}", re.IGNORECASE)


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
    council = _council_speaks(_LISTENS.sub(" ", text))
    ofsted = bool(_OFSTED.search(text) or _OFSTED_SAYS.search(text))
    pattern = _COUNCIL_ASKING if council else _ASKING
    spans = tuple(match.span() for match in pattern.finditer(text) if match.group().strip())
    if council:
        # "when Ofsted visits next, what did the director say": the teller is the council
        return FoundSpeaker(Speaker.COUNCIL, spans)
    return FoundSpeaker(Speaker.OFSTED if ofsted else None, spans)


def _council_speaks(text: str) -> bool:
    if _ACCORDING.search(text) or _ANSWERS_OFSTED.search(text):
        return True
    if _OFSTED_SAYS.search(text):
        return False
    if _SPEAKING.search(text) or _MINUTES.search(text):
        return True
    return bool(_LISTENING.search(text)) and _GOES_ON.search(text) is None


def spell_inspectors(text: str, known: Collection[str]) -> tuple[str, list[Correction]]:
    """`text` with "Osfted" and "inspecters" spelt right, and what was put right.

    Words in `known`, in small letters, are left alone.
    """
    corrections: list[Correction] = []

    def spell(match: re.Match[str]) -> str:
        # a capital inside a sentence is no sign of another name here
        spelt, found = correct(match.group().lower(), _SPELT, keep=known)
        if not found:
            return match.group()
        corrections.append(Correction(match.group(), spelt))
        return spelt

    return _LIKE_THESE.sub(spell, text), corrections
