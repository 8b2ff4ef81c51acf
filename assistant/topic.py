"""What is asked about: the topic of a question in the words typed, and in those of the field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.glossary import Glossary, Match, stem_key
from assistant.question import Term

__all__ = ["STOP_WORDS", "Topic", "clean", "read_topic", "tidy"]

# Words that say how something is asked, not what: none of them is looked for.
_STOP_WORDS = (
    "a about above after again all also am an and any anybody anyone anything are around as ask "
    "asked at be because been before being between both but by came can cannot come could d did "
    "didn do does doesn doing don down each either else ever every everyone find finding "
    "findings for found from further gave get gets getting give given go going good got had has "
    "have having he her here hers him his how i if in into is isn it its itself just kind know "
    "latest let ll look looked like made make many may me might more most much must my need no "
    "nor not now of off on once one ones only or other our out over own per please put quite "
    "rather re really report reported reports s said same say saying says see seem seen shall "
    "she should so some someone something sort still such t tell than that the their theirs "
    "them then there these they thing things think this those through to told too under until "
    "up upon us use used ve very want wants was wasn way we well went were what when where "
    "whether which while who whom whose why will with within without won would yes yet you your "
    "ofsted inspector inspectors inspection inspections inspected inspectorate hmi council "
    "councils authority authorities borough boroughs county counties city local according state back anywhere "
    "actually currently compare compared comparison versus vs difference different changed "
    "change year last time recent recently current whats hows theres theyre arent isnt wasnt "
    "dont doesnt didnt havent hasnt couldnt okay ok hi hello thanks question answer pls plz "
    "cheers whos wheres thats im ive"
)
STOP_WORDS = frozenset(_STOP_WORDS.split())
_LEAD = re.compile(
    r"^\s*(?:and|but|also|so|ok|okay|or|what about|how about|hi|hello|please|can you tell me|tell me"
    r"|(?:a )?councillor colleague asked me(?: whether| if)?|i(?:'d| would) like to know|do you know"
    r"|i want to know|does anyone know|(?:can|could|would) you (?:please )?(?:tell|let|show|give) (?:me|us)(?: know)?|any idea"
    r"|thank(?:s| you)(?: very much)?(?=\s*[,.!])|good (?:morning|afternoon|evening)(?=\s*[,.!])"
    r"|(?:wot|what|how) (?:about|abt)|no(?=\s*,|\s+i mean)|i meant?|add(?=\s*$)|n(?=\s+(?:for|in)\b)"
    r"|now(?=\s*(?:$|tell|show|what|how|add))"
    r"|(?:an? |my )?(?:new|another|different|next|separate) (?:question|topic|subject)(?=\s*[:,–-])"
    # who asks: "I'm a new councillor in …. What"
    r"|(?:i(?:['’]?m| am)|as) an? (?:(?:new|local|concerned|council|scrutiny|ward|county) )?"
    r"(?:councillor|cllr|parent|officer|journalist|reporter|resident)(?:\s+(?:in|at|for|of|from))?(?=\s*[:,.;–-]\s))\b[\s,.;:–-]*",
    re.IGNORECASE,
)
# "report on South Gloucestershire - how many": what stood before a name
_BEFORE_DASH = re.compile(r"^(?:in|at|for|of|by|from|about|on|to)\s*[:–—-]+\s+", re.IGNORECASE)
# What is left of "what did the 2019 report on … say about" once report and name are taken out.
_FRAME = re.compile(
    r"^what\s+(?:was|were|is|has been|is being)\s+(?:said|reported|found|written|noted)\s+(?:about|on|regarding)\s+"
    r"|^what\s+(?:did|do|does|have|has)\s+(?:they|it|people)\s+(?:say|said|find|found|think|thought)\s+"
    r"(?:about|on|of|regarding)\s+"
    r"|^(?:(?:is|was)\s+there\s+)?anything\s+(?:about|on|regarding)\s+"
    r"|[\s,.]*\b(?:please|pls|plz|cheers|(?:many )?thanks(?: a lot| very much)?|thank you(?: very much)?|asap|ta)"
    r"\s*(?=[?.!]*$)|"
    r"^(?:what|how|anything)\s+(?:do|does|did|has|have|had)\s+(?:on\s+)?(?:the\s+)?(?:ofsted\s+)?"
    r"(?:(?:reports?|minutes|inspections?)\s+)?(?:on\s+)?(?:say|said|find|found|conclude\w*|mention\w*|note)\s+"
    r"(?:about|on|regarding)\s+"
    r"|[\s,;–-]*\bwhat\s+(?:do|does|did)\s+(?:the\s+)?(?:(?:reports?|inspection)\s+)?(?:say|find)\s*(?=\??$)"
    r"|[\s,;–-]*\b(?:i\s+)?think (?:it|that) (?:was|is)\s*(?=\??$)"
    r"|\baccording(?:\s+to)?\s*(?=[,.;?!]|$)"
    r"|[\s,]*\b(?:compared|versus|vs\.?)(?:\s+(?:with|to))?\s*(?=[,?]|$)"
    r"|\b(?:and|or|between)\s*(?=[,?]|$)"
    r"|^(?:about|regarding)\s+"
    r"|^compar(?:e|ing|ison)\s+(?:(?:of|between)\s+)?(?:(?:and|with|to|on|for)\s+)*",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """`text` without control and invisible characters, white space made single."""
    kept = "".join(
        " " if unicodedata.category(c) in {"Cc", "Zs", "Zl", "Zp"} else c
        for c in unicodedata.normalize("NFC", text)
        if unicodedata.category(c) not in {"Cf", "Cs", "Co"}
    )
    return re.sub(r"\s+", " ", kept).strip()


def tidy(text: str) -> str:
    """`text` without what is left hanging where names, years and askers were taken out."""
    text = re.sub(r"\(\s*\)", " ", text)
    text = re.sub(r"\s+([,.;:?!])", r"\1", re.sub(r"\s+", " ", text))
    text = re.sub(r"^[\s,.;:!–-]+|[\s,;:–-]+$", "", text)
    text = _BEFORE_DASH.sub("", text)
    previous = None
    while previous != text:
        previous = text
        text = _FRAME.sub("", _LEAD.sub("", text)).strip(" ,;:")
    # prepositions left hanging where a name or a year stood
    text = re.sub(
        r"\b(?:in|at|for|of|by|from|about|on|to|the)\s*(?=[,.;:?!]|$)", "", text, flags=re.I
    )
    text = re.sub(
        r"^(?:in|at|for|of|by|about|on|and|the|'s|’s)\s+(?=(?:in|at|of|for)\b)",
        "",
        text,
        flags=re.I,
    )
    text = re.sub(r"[\s,;:–-]+(?=[?.!]|$)", "", re.sub(r"\s+", " ", text))
    text = text.strip(" ,;:-–")
    return text if re.search(r"\w", text) else ""


@dataclass(frozen=True, slots=True)
class Topic:
    terms: tuple[Term, ...]
    reading: str


def read_topic(topic: str, glossary: Glossary) -> Topic:
    """The words and phrases to look for, and the topic in the field's own terms.

    Each typed word is a concept of its own; words that the glossary knows together are one
    concept, found by any of their names. The user's own words weigh most.
    """
    terms: list[Term] = []
    reading: list[str] = []
    matches: dict[tuple[int, int], list[Match]] = {}
    for match in glossary.find(topic):
        matches.setdefault((match.start, match.end), []).append(match)
    concept = 0
    at = 0
    for (start, end), found in sorted(matches.items()):
        concept = _typed_words(topic[at:start], terms, concept)
        reading.append(topic[at:start])
        typed = topic[start:end]
        terms.append(Term(typed, 1.0, "typed", concept))
        translated: list[str] = []
        for match in found:
            terms += _names(match, typed, concept)
            if match.form in ("short", "plain"):
                spelled = match.entry.spelled_out(typed) if match.form == "short" else ()
                translated += [*spelled[:1], match.entry.term]
        reading.append(" and ".join(list(dict.fromkeys(translated))[:2]) or typed)
        concept += 1
        at = end
    _typed_words(topic[at:], terms, concept)
    reading.append(topic[at:])
    return Topic(_strongest(terms), "".join(reading))


def _typed_words(text: str, terms: list[Term], concept: int) -> int:
    for word in re.findall(r"[^\W_]+(?:['’.&-][^\W_]+)*", text):
        bare = re.sub(r"['’]s?$", "", word)
        if bare.lower() in STOP_WORDS or len(bare) < 2:
            continue
        terms.append(Term(bare, 1.0, "typed", concept))
        concept += 1
    return concept


_NAME_WEIGHT = {  # of the entry's term and of its other names, by how the entry was recognised
    "short": (0.9, 0.7),
    "plain": (0.7, 0.5),
    "term": (1.0, 0.6),
    "same": (0.8, 0.6),
}


def _names(match: Match, typed: str, concept: int) -> list[Term]:
    entry = match.entry
    of_term, of_others = _NAME_WEIGHT[match.form]
    names = [Term(entry.term, of_term, "glossary", concept)]
    if match.form == "short":
        names += [Term(name, of_term, "glossary", concept) for name in entry.spelled_out(typed)]
    names += [Term(o, of_others, "glossary", concept) for o in (*entry.same, *entry.short)]
    names += [Term(o, 0.25, "glossary", concept) for o in entry.near]
    return names


def _strongest(terms: Sequence[Term]) -> tuple[Term, ...]:
    """One term for each concept and wording, the one with most weight, in the order given."""
    best: dict[tuple[int, tuple[str, ...]], Term] = {}
    for term in terms:
        key = (term.concept, stem_key(term.text))
        if key[1] and (key not in best or best[key].weight < term.weight):
            best[key] = term
    return tuple(best.values())
