"""What a figure, a name or a date must look like: a question in, what an answer has to state out.

A passage on the same topic is no answer to "what did it cost" unless it states an amount.
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
    DURATION = "a length of time"
    DATE = "a date"
    COUNT = "a number"


_ASKS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = tuple(
    (wanted, re.compile(pattern, re.IGNORECASE))
    for wanted, pattern in (
        (
            AnswerType.MONEY,
            r"\bhow much\b.*\b(?:cost\w*|spen[dt]\w*|pay\w*|paid|money|fund\w*|budget\w*|invest\w*|sav\w+"
            r"|earn\w*|worth|charge\w*|fee\w*|grants?|allowances?)\b"
            r"|\bwhat\b.*\b(?:costs?|spend\w*|spent|pay(?:ing|s)?|salary|salaries|budget|price|bill)\b"
            r"|\bcosts? (?:of|per|for)\b|\bhow (?:big|large) (?:is|was) the (?:budget|deficit|overspend)\b",
        ),
        (
            AnswerType.NAME,
            r"^\W*(?:and )?who(?:'s|’s| is| was| are| were| runs| ran| leads| led| heads| chairs| chaired)\b"
            r"|\bnames? of\b|\bwhat(?:'s|’s| is| was)(?: the| his| her| their)? names?\b|\bnamed?\?"
            r"|^\W*name\b|\bwho is (?:the|it)\b|\bby name\b",
        ),
        (
            AnswerType.SHARE,
            r"\bpercent\w*|\bper cent\b|%|\bproportion\b|\b(?:what|which|the) share\b|\bfraction\b"
            r"|\bwhat(?:'s|’s| is| was| were| are)? (?:the |its |their )?(?:\w+ ){0,3}?rates?\b(?! of pay\b)",
        ),
        (
            AnswerType.DURATION,
            r"\bhow long\b|\bhow (?:many|much) (?:days|weeks|months|years|time)\b",
        ),
        (
            AnswerType.DATE,
            r"^\W*(?:and )?when (?:did|was|were|is|are|will|do|does)\b(?!\s+(?:that|this|it)\s*\??\s*$)|\bwh(?:at|ich) (?:date|year|month|day)\b",
        ),
        (
            AnswerType.COUNT,
            r"\bhow many\b|\bnumbers? of\b|\bhow (?:high|big|large|old|often)\b|\bwhat (?:number|age|size)\b"
            r"|\bexactly how\b|\btotal\b|\bbiggest\b|\b(?<!national )average\b|\bat what age\b",
        ),
    )
)
_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    "|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|hundred|dozen"
)
_UNITS = r"(?:working |school )?(?:hour|day|week|month|year)s?"
_STATES = {
    AnswerType.MONEY: re.compile(r"£|\bmillions?\b|\bpounds\b|\bper cent of (?:the|its) budget\b"),
    # capitalised words inside a sentence, not a team's, a scheme's or an office's
    AnswerType.NAME: re.compile(
        r"(?:\b(?:Mr|Mrs|Ms|Dr|Sir|Dame)\.? [A-Z])|(?<=[a-z,] )(?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+\b"
    ),
    AnswerType.SHARE: re.compile(
        r"\d ?%|\bper cent\b|\b(?:half|third|thirds|quarter|quarters|majority|minority)\b"
        r"|\b(?:all|most|almost|nearly|none|few|fewer|only)\b|\bone in \w+\b|\d+ (?:out )?of (?:the )?\d+",
        re.IGNORECASE,
    ),
    AnswerType.DURATION: re.compile(
        rf"\b(?:\d+|one|a|{_WORDS}|several|many|few)[ -]{_UNITS}\b|\b{_UNITS} (?:later|ago)\b", re.I
    ),
    AnswerType.DATE: re.compile(
        r"\b(?:19|20)\d\d\b|\b(?:January|February|March|April|May|June|July|August|September|October"
        r"|November|December)\b"
    ),
    AnswerType.COUNT: re.compile(
        rf"(?<![^\W\d_])\d|\bonly one\b|\b(?:{_WORDS}|half|third|quarter|doubled|trebled|no|none|single)\b",
        re.I,
    ),
}


def find_answer_type(text: str) -> AnswerType | None:
    """What an answer to `text` has to state; None where any statement may answer.

    >>> find_answer_type("how much did the new hub cost?")
    <AnswerType.MONEY: 'an amount of money'>
    """
    for wanted, pattern in _ASKS:
        if pattern.search(text):
            return wanted
    return None


def states(wanted: AnswerType, sentence: str) -> bool:
    """Whether `sentence` states something of that type.

    >>> states(AnswerType.COUNT, "Caseloads vary from 29 to 45.")
    True
    """
    return bool(_STATES[wanted].search(sentence))
