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
    NAME = "a name"
    SHARE = "a share"
    PERCENTAGE = "a percentage"
    DURATION = "a length of time"
    DATE = "a date"
    AGE = "an age"
    COUNT = "a number"


_ROLE = (
    r"(?:director|dcs|commissioner|chair\w*|leader|head\w*|chief|officer|minister|manager|member|councillor"
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
            r"|\bhow (?:big|large|deep) (?:is|was|were|are) [^?]*\b(?:budget|deficit|overspend|gap|hole|debts?"
            r"|shortfall|cuts?|grant)\b",
        ),
        (
            AnswerType.NAME,
            rf"^\W*(?:and )?who(?:'s|’s| is| was| are| were)(?: (?!told|told|worst|affected|in\b)[\w&’'-]+){{0,4}}? {_ROLE}"
            r"|^\W*(?:and )?who (?:runs|ran|leads|led|heads|headed|chairs|chaired|manages|managed)\b"
            r"|^\W*(?:and )?who (?:is|was) (?:it|that|he|she)\b"
            r"|\bnames? of\b|\bwhat(?:'s|’s| is| was)(?: the| his| her| their)? names?\b|\bnamed?\?"
            r"|^\W*name\b|\bwho is (?:the|it)\b|\bby name\b",
        ),
        (AnswerType.PERCENTAGE, r"\bpercent\w*|\bper cent\b|%"),
        (
            AnswerType.SHARE,
            r"\bproportion\b|\b(?:what|which|the) share\b|\bfraction\b"
            r"|\bwhat(?:'s|’s| is| was| were| are)? (?:the |its |their )?(?:\w+ ){0,3}?rates?\b(?! of pay\b)",
        ),
        (
            AnswerType.DURATION,
            r"\bhow long\b|\bhow (?:many|much) (?:working |school )?(?:hours|days|weeks|months|years|time)\b"
            r"|\b(?:average|number of) (?:\w+ )?(?:hours|days|weeks|months|years)\b",
        ),
        (
            AnswerType.DATE,
            r"^\W*(?:and )?when (?:did|was|were|is|are|will|do|does)\b(?!\s+(?:that|this|it)\s*\??\s*$)|\bwh(?:at|ich) (?:date|year|month|day)\b",
        ),
        (
            AnswerType.AGE,
            r"\b(?:what|which) ages?\b|\bhow old\b|\bage (?:limit|when|at which)\b|^\W*(?:and )?ages?\b",
        ),
        (
            AnswerType.COUNT,
            r"\bhow many\b|\bnumbers? of\b|\bhow (?:high|big|large)\b|\bwhat (?:number|size)\b"
            r"|\bexactly how\b|\btotal\b|\bbiggest\b|\b(?<!national )average\b",
        ),
    )
)
# "is there one, and what is it called?": what is asked first need not state what is asked besides
_ASIDE = re.compile(
    r"(?<=\w{2})\W+and (?:for |by |to |at )?(?:how|when|who|whom|where|why|what|which)\b[^?]*\??\s*$",
    re.IGNORECASE,
)
# "has the number gone down?" is answered without one
_WHETHER_CHANGED = re.compile(
    r"\W*(?:has|have|had|did|is|are|was|were|do|does)\b[^?]*\b(?:numbers?|share|proportion|percentage|rates?|total)\b"
    r"[^?]*\b(?:gone|go|going|got|ris\w+|rose|fall\w*|fell|chang\w+|grow\w*|grew|improv\w*|drop\w*|increas\w*"
    r"|decreas\w*|reduc\w*|higher|lower|come|came)\b",
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
    r"|Home|Office|Early|Help|Minister|Independent|Reviewing|Officer|Youth|Mind|Barnardo|The|Advisory|Centre)\b"
)
_NAME = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? [A-Z])|(?<=[a-z,] )(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+\b"
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
        r"|\b(?:for|of|take|takes|took|within|over) (?:hours|days|weeks|months|years)\b",
        re.IGNORECASE,
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


def states(wanted: AnswerType, sentence: str) -> bool:
    """Whether `sentence` states something of that type.

    >>> states(AnswerType.COUNT, "Caseloads vary from 29 to 45.")
    True
    >>> states(AnswerType.COUNT, "Support is there beyond the age of 21, and was in 2019.")
    False
    """
    if wanted is AnswerType.NAME:
        return any(not _NO_PERSON.search(match.group()) for match in _NAME.finditer(sentence))
    if wanted is AnswerType.COUNT:
        sentence = _NO_COUNT.sub(" ", sentence)
    return bool(_STATES[wanted].search(sentence))
