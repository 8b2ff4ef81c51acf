"""Made-up inspection reports as files: two authorities, two frameworks, three inspections of one."""

from __future__ import annotations

from pathlib import Path

__all__ = ["write_reports"]

_SIF = """{council}

Inspection of services for children in need of help and protection, children looked after and
care leavers

Inspection dates: {dates}

The overall judgement is that children's services are {overall}

Children who need help and protection: {help}

Children looked after and achieving permanence: {care}

Adoption performance: {adoption}

Experiences and progress of care leavers: {leavers}

Leadership, management and governance: {leaders}

The effectiveness of the Local Safeguarding Children Board (LSCB) is {board}

{findings}
"""
_ILACS = """{council}

Inspection of local authority children's services

Inspection dates: {dates}

Overall effectiveness: {overall}

The experiences and progress of children who need help and protection: {help}

The experiences and progress of children in care{and_leavers}: {care}

The impact of leaders on social work practice with children and families: {leaders}

{findings}
"""
_REPORTS = {
    "wirral-2016": (
        _SIF,
        {
            "council": "Wirral Council",
            "dates": "4 July 2016 to 28 July 2016",
            "overall": "inadequate",
            "help": "inadequate",
            "care": "requires improvement",
            "adoption": "good",
            "leavers": "requires improvement",
            "leaders": "inadequate",
            "board": "inadequate",
            "findings": "1. Social workers hold caseloads of more than thirty children, which is"
            " far too many.\n\n2. Too few foster carers live in the borough.",
        },
        "SIF",
    ),
    "wirral-2019": (
        _ILACS,
        {
            "council": "Wirral Council",
            "dates": "10 June 2019 to 21 June 2019",
            "leaders": "requires improvement to be good",
            "help": "requires improvement to be good",
            "care": "good",
            "and_leavers": " and care leavers",
            "overall": "Requires improvement to be good",
            "findings": "1. Social workers' caseloads have come down to twenty children each.",
        },
        "ILACS",
    ),
    "wirral-2023": (
        _ILACS,
        {
            "council": "Wirral Council",
            "dates": "18 September 2023 to 29 September 2023",
            "leaders": "good",
            "help": "good",
            "care": "outstanding",
            "and_leavers": "",
            "overall": "Good",
            "findings": "1. Social workers' caseloads are manageable, and children see the same"
            " worker.\n\nThe experiences and progress of care leavers: good\n\n2. Personal advisers"
            " keep in touch with almost every young person.",
        },
        "ILACS",
    ),
    "slough-2019": (
        _ILACS,
        {
            "council": "Slough Borough Council",
            "dates": "6 May 2019 to 17 May 2019",
            "leaders": "good",
            "help": "good",
            "care": "good",
            "and_leavers": " and care leavers",
            "overall": "Good",
            "findings": "1. Social workers in the town hold caseloads of fifteen children each."
            "\n\n2. Foster carers praise their training.",
        },
        "ILACS",
    ),
    "halton-2020": (
        _ILACS,
        {
            "council": "Halton Borough Council",
            "dates": "2 March 2020 to 13 March 2020",
            "leaders": "good",
            "help": "good",
            "care": "outstanding",
            "and_leavers": " and care leavers",
            "overall": "Good",
            "findings": "1. Foster carers speak of a warm welcome and of prompt payment.",
        },
        "ILACS",
    ),
}


def write_reports(folder: Path) -> Path:
    """Write the reports into `folder`, each with its framework in a note beside it."""
    folder.mkdir(parents=True)
    for name, (form, words, framework) in _REPORTS.items():
        (folder / f"{name}.txt").write_text(form.format(**words), "utf-8")
        note = f'kind = "inspection report"\nspeaker = "ofsted"\nframework = "{framework}"\n'
        (folder / f"{name}.txt.toml").write_text(note, "utf-8")
    return folder
