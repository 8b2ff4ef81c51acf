"""What a figure, a name or a date must look like: a question in, what an answer has to state out.

A passage on the same topic is no answer to "what did it cost" unless it states an amount, and a year,
an age or the number of a section is no answer to "how many".
"""

from __future__ import annotations

import re
from enum import StrEnum

__all__ = ["AnswerType", "find_answer_type", "states"]


class AnswerType(StrEnum):
    """What has to be stated."""

    MONEY = "an amount of money"
    NAME = "a person’s name"
    NAMED = "the name of a body or a place"
    CONTACT = "an address, a number to call or hours"
    SHARE = "a share"
    PERCENTAGE = "a percentage"
    DURATION = "a length of time"
    DATE = "a date"
    AGE = "an age"
    COUNT = "a number"


_ROLE = (
    r"(?:director|dcs|boss|commissioner|chair\w*|leader|head\w*|chief|officer|minister|manager|member|councillor"
    r"|inspector|judge|mayor|secretary|person)s?\b"
)
_ASKS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (
            AnswerType.MONEY,
            r"\bhow much\b.*\b(?:cost\w*|spen[dt]\w*|pay\w*|paid|money|fund\w*|budget\w*|invest\w*|sav\w+"
            r"|earn\w*|worth|charge\w*|fee\w*|grants?|allowances?|cash|voucher\w*)\b"
            r"|\bwhat\b.*\b(?:costs?|salary|salaries|budget|price|bill)\b"
            r"|\bwhat\b.*(?<!time )(?<!times )(?<!hours )\b(?:spend\w*|spent|pay(?:ing|s)?)\b"
            r"(?! (?:it|time|the (?:day|time)|more|less|their|attention|heed|regard|visits?)\b)"
            r"|\bcosts? (?:of|per|for)\b"
            r"|\bhow much (?:has|have|had|did|was|is|were)\b[^?]*\b(?:put in(?:to)?|put up|set aside|raised|awarded|got from|get from)\b|\bin pounds\b"
            r"|\bhow (?:big|large|deep) (?:is|was|were|are) [^?]*\b(?:budget|deficit|overspend|gap|hole|debts?"
            r"|shortfall|cuts?|grant)\b",
        ),
        (
            AnswerType.CONTACT,
            r"\b(?:phone|telephone|contact|mobile) (?:number|details)\b|\bemail address\b|\bpost ?code\b|\bweb ?site\b"
            r"|(?:['’]s|\b(?:its|their|the|an)) (?:email|e-mail)\b(?! to\b)|\bopening (?:hours|times)\b"
            r"|\b(?:what(?:['’]s| is| are| was)|its|their) (?:the |its )?(?:[\w'’]+ ){0,3}?address\b"
            r"|\bwhat time (?:do|does|is|did)\b",
        ),
        (
            AnswerType.NAME,
            rf"^\W*(?:and )?who(?:'s|’s| is| was| are| were)(?: (?!told|told|worst|affected|in\b)[\w&’'-]+){{0,4}}? {_ROLE}"
            r"|^\W*(?:and )?who (?:leads|led|heads|headed|chairs|chaired)\b"
            r"|^\W*(?:and )?who (?:is|was) (?:it|that|he|she)\b|\bwhich (?:mp|judge|councillor|inspector|director)\b"
            rf"|\bnames? of (?:the |its |their |any )?(?:[\w’'-]+ ){{0,3}}?(?:{_ROLE}|mother|father|child\b|boy|girl|victim|worker)"
            r"|\bwhat(?:'s|’s| is| was)(?: his| her| their) names?\b|\bnamed?\?|\bwhat (?:was|is) (?:he|she) called\b"
            rf"|^\W*name (?:the )?(?:\w+ )?{_ROLE}|\bwho is (?:the|it)\b",
        ),
        (
            AnswerType.NAMED,
            r"\b(?:which|what) (?:local |big |national |outside )?(?:charit(?:y|ies)|compan(?:y|ies)|firms?|universit(?:y|ies)|consultanc(?:y|ies)|newspaper"
            r"|football club|supplier|software|countr(?:y|ies)|regional adoption agency|(?:other|neighbouring|partner|two|three|four)"
            r" (?:councils?|authorit(?:y|ies)|boroughs?)|authority did|council (?:did|was|is)|product|brand"
            r"|(?:agency|provider|organisation|trust|college|school|hospital|academy"
            r"|court|prison)(?! (?:staff|work\w*|social|nurse\w*|place\w*|leader\w*|attend\w*|exclusion\w*|nursing)\b))\b"
            r"|\b(?:which|what) (?:town|city|village|street|road|ward|building)\b"
            r"|\bnames? of\b|\bwhat(?:'s|’s| is| was)(?: the| its) names?\b|\bby name\b|\bwhat\b[^?]*\bcalled\b"
            r"|\bwhere exactly\b|^\W*(?:and )?(?:when and )?where (?:is|are|was|were|do|does|did|can)\b[^?]*\b(?:based|located|situated|meets?|held|holds?|takes? place)\b"
            r"|^\W*(?:and )?who (?:runs|ran|manages|managed|wrote|paid|pays|funded|funds|sacked|fired|appointed|designed"
            r"|founded|owns|owned|commissioned|supplie[sd]|audited|published|built|evaluated|bought|sold|won|did|set up"
            r"|(?:was|were) brought|(?:was|were) called|came in)\b",
        ),
        (AnswerType.PERCENTAGE, r"\bpercent\w*|\bper cent\b|%"),
        (
            AnswerType.SHARE,
            r"\bproportion\b|\b(?:what|which|the) share\b|\bfraction\b"
            r"|\bwhat(?:'s|’s| is| was| were| are)? (?:the |its |their )?(?:\w+ ){0,3}?rates?\b(?! of pay\b)",
        ),
        (
            AnswerType.DURATION,
            r"\bhow long\b|\b(?:time|wait\w*|delay\w*|takes?|took)\b[^?]*\bin (?:hours|days|weeks|months)\b|\bhow (?:many|much) (?:working |school )?(?:hours|days|weeks|months|years|time)\b"
            r"|\b(?:average|number of) (?:\w+ )?(?:hours|days|weeks|months|years)\b",
        ),
        (
            AnswerType.DATE,
            # "when do they get one" is answered by "as they turn 16"
            r"^\W*(?:and )?when (?:exactly |precisely )?(?:did|was|were|will)\b(?!\s+(?:that|this|it)\s*\??\s*$)"
            r"|^\W*(?:and )?when (?:and where )?(?:exactly |do|does|will|is|are)\b[^?]*\b(?:open(?:ing)?|start(?:ing)?|begin(?:ning)?"
            r"|launch(?:ed|ing)?|signed off|clos(?:e|ed|ing)|come in(?:to)?|finish\w*|take over)\b|\bwh(?:at|ich) (?:date|year|month|day)\b|\b(?:since|until|till) when\b",
        ),
        (
            AnswerType.AGE,
            r"\b(?:what|which) ages?\b|\bhow old\b|\bage (?:limit|when|at which)\b|^\W*(?:and )?ages?\b",
        ),
        (
            AnswerType.COUNT,
            r"\bhow many\b|(?<!\ba big )(?<!\ba large )(?<!\ba high )(?<!\ba small )(?<!\ba low )\bnumbers? of\b"
            r"|\bhow (?:high|big|large)\b(?! an?\b)(?! (?:are|is|were|was) (?:the )?thresholds?\b)|\bwhat (?:number|size)\b"
            r"|\bexactly how\b|\btotal (?:number|of|cost|amount)\b|\bin total\b|\bbiggest\b|\b(?<!national )average\b",
        ),
    )
)
# "is there one, and what is it called?": what is asked first need not state what is asked besides
_ASIDE = re.compile(
    r"(?<=\w{2})(?<!\bwhen)\W+and (?:for |by |to |at )?(?:how|when|who|whom|where|why|what|which)\b[^?]*\??\s*$",
    re.IGNORECASE,
)
# "has the number gone down?" is answered without one
_WHETHER_CHANGED = re.compile(
    r"\W*(?:has|have|had|did|is|are|was|were|do|does)\b[^?]*\b(?:numbers?|share|proportion|percentage|rates?|total)\b"
    r"[^?]*\b(?:gone|go|going|got|ris\w+|rose|fall\w*|fell|chang\w+|grow\w*|grew|improv\w*|drop\w*|increas\w*"
    r"|decreas\w*|reduc\w*|higher|lower|come|came)\b"
    r"|[^?]*\b(?:compared (?:to|with)|than) (?:before|then|last time)\b",
    re.IGNORECASE,
)
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|dozens?"
    "|thousands?"
)
_UNIT = r"(?:working |school )?(?:hour|day|night|week|month|year)s?"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = r"\b(?:19|20)\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\b"
_IN_WORDS = r"\b(?:half|two[- ]thirds|(?:a|one) (?:third|quarter)|three[- ]quarters)\b"
# Numbers that count nothing: years, days, ages, lengths of time, sections, parts of names.
_NO_COUNT = re.compile(
    rf"{_YEAR}|\b\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})\b"
    r"|\b\d{1,2}-?(?:(?:,| and| or| to|–) ?\d{1,2}-?)* ?-?year-?s?[- ]olds?\b"
    r"|\b(?:aged?|ages)(?: of)?(?: \w+)? \d{1,2}(?: ?(?:and|or|to|–|-) ?\d{1,2})?"
    r"|\b(?:under|over|above|below|beyond|until|turn(?:s|ed|ing)?|reach(?:es|ed|ing)?|up to) "
    r"(?:the age of )?(?:1?\d|2[0-5])\b(?! ?%| (?!(?:in|at|or|and|who|when|with|were|are|is|was|to|had|have|for|by|on)\b)\w)"
    rf"|\b(?:\d+(?:\.\d+)?|a|one|{_WORDS})(?:[ -](?:to|and|or)[ -](?:\d+|{_WORDS}))?[ -]{_UNIT}\b"
    r"|\b(?:section|sections|s\.|regulation|article|paragraph|part|stage|level|band|phase|tier|step|grade"
    r"|(?<!last )(?<!this )(?<!past )(?<!that )year|page|recommendation|schedule|form|unit|covid)[ -]?\d+"
    r"|\b[A-Za-z]+\d+\w*|\b\d+[A-Za-z]+\b|\b(?:one|two)[- ]to[- ]one\b"
    r"|\b\d+/\d+\b|\bone or more\b|\bone another\b",
    re.IGNORECASE,
)
# Names of bodies, offices and reports, which are no person's.
_NO_PERSON = re.compile(
    r"\b(?:Children|Council|Board|Service|Services|Department|Education|Secretary|State|Trust|Academy|School"
    r"|Improvement|Authority|University|Partnership|Court|Act|Team|Panel|Forum|Project|Programme|Hub|House"
    r"|Police|Health|Care|National|Local|Regional|First|North|South|East|West|County|City|Borough|Chief"
    r"|Director|Executive|Commissioner|Corporate|Social|Family|Young|Safeguarding|Public|Virtual|Her|His"
    r"|Home|Office|Early|Help|Minister|Independent|Reviewing|Officer|Youth|Mind|Barnardo|The|Advisory|Centre"
    r"|Assistant|Deputy|Mayor|Cabinet|Lead|Agency|Support|Interim|Intervention|Alliance|Majesty|Inspector|Ofsted)\b"
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? [A-Z]")
_CAPITALS = re.compile(r"(?<=[a-z0-9,:;] )(?:[A-Z][\w’'-]*[a-z] )+[A-Z][\w’'-]*[a-z]\b(?! [A-Z])")
# A body's or a place's name: words with capitals, or one after "in", "by", or with an apostrophe.
_NAMED = re.compile(
    r"(?<=[\w,:;] )[A-Z][\w&’'-]*[A-Za-z](?:(?: (?:of|for|the|and|in|with))* [A-Z][\w&’'-]*[A-Za-z])+"
    r"|(?<= )[A-Z][a-z]+[’']s\b|‘[^’.]{2,60}’|(?<=\bby |\bin |\bat )[A-Z][a-z]{3,}\b|\b(?:NSPCC|NYAS|RSPCA|LGA|NHS)\b"
)
_NO_BODY = re.compile(
    r"Director|Officer|Inspector|Minister|Secretary|Chief|Executive|Majesty|Children Act|\bAct\b|Ofsted"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|Section"
)
_STATES = {
    AnswerType.MONEY: re.compile(r"£|\bmillions?\b|\bpounds\b|\bper cent of (?:the|its) budget\b"),
    AnswerType.PERCENTAGE: re.compile(
        rf"\d ?%|\bper ?cent\b|{_IN_WORDS}|\bone in \w+\b|\d+ (?:out )?of (?:the )?\d+",
        re.IGNORECASE,
    ),
    AnswerType.SHARE: re.compile(
        r"\d ?%|\bper ?cent\b|\b(?:half|third|thirds|quarter|quarters|majority|minority)\b"
        r"|\b(?:all|most|almost|nearly|none|few|fewer|only)\b|\bone in \w+\b|\d+ (?:out )?of (?:the )?\d+",
        re.IGNORECASE,
    ),
    AnswerType.DURATION: re.compile(
        rf"\b(?:\d+|one|a|{_WORDS}|several|many|few)[ -]{_UNIT}\b|\b{_UNIT} (?:later|ago)\b"
        rf"|\bsince\b[^.;]{{0,60}}?(?:{_YEAR}|\b(?:{_MONTH})\b)|\bas long as\b"
        r"|\b(?:turn|turning|until|up to|beyond) (?:the age of )?(?:their )?\d\d(?:th)?\b"
        r"|\b(?:for|of|take|takes|took|within|over) (?:hours|days|weeks|months|years)\b",
        re.IGNORECASE,
    ),
    AnswerType.CONTACT: re.compile(
        r"@|\bwww\.|\bhttps?:|\b0\d{2,4} ?\d{3} ?\d{3,4}\b|\b[A-Z]{1,2}\d{1,2} \d[A-Z]{2}\b"
        r"|\b\d{1,2}(?:[.:]\d\d)? ?[ap]\.?m\b|\b24[ -]?hours?\b"
    ),
    AnswerType.DATE: re.compile(rf"{_YEAR}|\b(?:{_MONTH})\b"),
    AnswerType.AGE: re.compile(
        r"\b(?:aged?|ages)\b[^.]{0,20}\d|\byear[- ]olds?\b|\b(?:18|21|25)(?:th)?\b|\b\d{1,2}(?:st|nd|rd|th) birthday"
        rf"|\b(?:at|from|until|to|turn\w*|reach\w*|under|over|were|is|are) (?:the age of )?(?:[1-9]|1\d|2[0-5]|{_WORDS})\b",
        re.IGNORECASE,
    ),
    AnswerType.COUNT: re.compile(
        rf"(?<![^\W\d_])\d|\b(?:{_WORDS}|none of (?:the|these|those|its|their)|doubled|trebled|tripled|halved)\b|{_IN_WORDS}"
        r"|\b(?:only|just|currently|been|was|is|has|had|of|by|to|in|and|with|for) one\b(?! (?:of|area|hand|place)\b|-)"
        r"|^one\b(?! (?:of|area|such|example)\b)|\b(?:a|no) (?:single|known)\b"
        r"|\bno (?:children|young people|care leavers|carers|cases|families|looked after|homeless|unaccompanied)\b",
        re.IGNORECASE,
    ),
}


def find_answer_type(text: str) -> AnswerType | None:
    """What an answer to `text` has to state; None where any statement may answer.

    >>> find_answer_type("how much did the new hub cost?")
    <AnswerType.MONEY: 'an amount of money'>
    """
    main = _ASIDE.sub("", text)
    if _WHETHER_CHANGED.match(main):
        return None
    for wanted, pattern in _ASKS:
        if pattern.search(main):
            return wanted
    return None


def states(wanted: AnswerType, sentence: str, of: str | None = None) -> bool:
    """Whether `sentence` states something of that type; the name of the authority it is `of` is
    no body's that could be asked for.

    >>> states(AnswerType.COUNT, "Caseloads vary from 29 to 45.")
    True
    >>> states(AnswerType.COUNT, "Support is there beyond the age of 21, and was in 2019.")
    False
    """
    if wanted is AnswerType.NAME:
        return _names_a_person(sentence)
    if wanted is AnswerType.NAMED:
        rest = sentence.replace(of, " ") if of else sentence
        found = (match.group() for match in _NAMED.finditer(rest))
        return any(not _NO_BODY.search(name) for name in found) or _names_a_person(rest)
    if wanted is AnswerType.COUNT:
        sentence = _NO_COUNT.sub(" ", sentence)
    return bool(_STATES[wanted].search(sentence))


def _names_a_person(sentence: str) -> bool:
    if _TITLED.search(sentence):
        return True
    return any(not _NO_PERSON.search(match.group()) for match in _CAPITALS.finditer(sentence))
