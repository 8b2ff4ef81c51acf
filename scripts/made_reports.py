"""Made-up inspection reports as PDF, for pictures: `write_reports(folder)` writes them with notes.

Nothing in them is true of the councils named, and every title says so: names must be those of English
councils to be recognised. Their layout is that of real reports, so that grades, paragraphs and lists
of what must improve are found in them as in any.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, ListFlowable, Paragraph, SimpleDocTemplate, Spacer, Table

__all__ = ["write_reports"]

_LEADERS = "The impact of leaders on social work practice with children and families"
_HELP = "The experiences and progress of children who need help and protection"
_CARE = "The experiences and progress of children in care"
_LEAVERS = "The experiences and progress of care leavers"
_OVERALL = "Overall effectiveness"


@dataclass(frozen=True, slots=True)
class Report:
    """A report: `grades` are the rows of its table, `sections` what stands under each heading."""

    council: str
    dates: str
    framework: str
    grades: Sequence[tuple[str, str]]
    improve: Sequence[str]
    sections: Sequence[tuple[str, Sequence[str]]]


_REPORTS = {
    "halton-2016": Report(
        "Halton Borough Council",
        "Inspection dates: 4 July 2016 to 28 July 2016",
        "SIF",
        (
            ("Children who need help and protection", "Inadequate"),
            ("Children looked after and achieving permanence", "Requires improvement"),
            ("Adoption performance", "Good"),
            ("Experiences and progress of care leavers", "Requires improvement"),
            ("Leadership, management and governance", "Inadequate"),
            (
                "The effectiveness of the Local Safeguarding Children Board (LSCB)",
                "Requires improvement",
            ),
            (_OVERALL, "Inadequate"),
        ),
        (
            "Reduce social workers’ caseloads so that every child is visited on time.",
            "Hold strategy meetings as soon as a child may be at risk.",
        ),
        (
            (
                "Leadership, management and governance",
                (
                    "Leaders did not know how long children waited for help. Reports to the"
                    " committee counted visits and said little of what they were for.",
                    "Social workers’ caseloads are far too high: some hold more than thirty"
                    " children. A third of the posts are filled by agency staff.",
                ),
            ),
            (
                "Children who need help and protection",
                (
                    "Strategy meetings are held late, and the police do not always come to them.",
                    "Assessments describe what adults have done and seldom what the child thinks.",
                ),
            ),
            (
                "Experiences and progress of care leavers",
                (
                    "Pathway plans are written late and are little used. Personal advisers have"
                    " too many young people to know each of them well.",
                ),
            ),
        ),
    ),
    "halton-2019": Report(
        "Halton Borough Council",
        "Inspection dates: 10 June 2019 to 21 June 2019",
        "ILACS",
        (
            (_LEADERS, "Requires improvement to be good"),
            (_HELP, "Requires improvement to be good"),
            (f"{_CARE} and care leavers", "Good"),
            (_OVERALL, "Requires improvement to be good"),
        ),
        (
            "The timeliness of strategy meetings.",
            "The supervision of newly qualified social workers.",
        ),
        (
            (
                f"{_LEADERS}: requires improvement to be good",
                (
                    "Leaders have a clear view of what is weak and have begun with the front"
                    " door. Children wait less long for a first visit than they did.",
                    "Social workers’ caseloads have come down to about twenty children each."
                    " Newly qualified workers are not always supervised every month.",
                ),
            ),
            (
                f"{_HELP}: requires improvement to be good",
                ("Strategy meetings are still late for one child in five.",),
            ),
            (
                f"{_CARE} and care leavers: good",
                (
                    "Most children in care live close to home with foster carers who know them.",
                    "Care leavers have pathway plans that they help to write. Personal advisers"
                    " keep in touch, and most young people have a home that suits them.",
                ),
            ),
        ),
    ),
    "halton-2023": Report(
        "Halton Borough Council",
        "Inspection dates: 18 September 2023 to 29 September 2023",
        "ILACS",
        (
            (_LEADERS, "Good"),
            (_HELP, "Good"),
            (_CARE, "Outstanding"),
            (_LEAVERS, "Good"),
            (_OVERALL, "Good"),
        ),
        (
            "The choice of homes for care leavers who are ready to live by themselves.",
            "Life-story work for children who are to be adopted.",
        ),
        (
            (
                f"{_LEADERS}: good",
                (
                    "Leaders know their services well and listen to children. They have kept the"
                    " council’s promise of small teams since the last inspection.",
                    "Social workers’ caseloads are manageable: most hold between 14 and 16"
                    " children. They say that they have time to get to know each of them.",
                    "Supervision is regular and thoughtful. Almost all social workers are"
                    " permanent, and children see the same worker for longer.",
                ),
            ),
            (
                f"{_HELP}: good",
                (
                    "Families get help early. Strategy meetings are held on the day, and the"
                    " police, schools and health visitors take part.",
                    "Assessments say what life is like for the child and lead to plans that"
                    " parents understand.",
                ),
            ),
            (
                f"{_CARE}: outstanding",
                (
                    "Children in care live in stable homes with people who are proud of them."
                    " Brothers and sisters live together wherever that is right.",
                ),
            ),
            (
                f"{_LEAVERS}: good",
                (
                    "Personal advisers keep in touch with almost every care leaver, and go on"
                    " doing so until the age of 25 where a young person wishes it.",
                    "Pathway plans are clear and are written with the young person. For a few,"
                    " the choice of homes is small once they are ready to live by themselves.",
                ),
            ),
        ),
    ),
    "slough-2022": Report(
        "Slough Borough Council",
        "Inspection dates: 9 May 2022 to 20 May 2022",
        "ILACS",
        (
            (_LEADERS, "Requires improvement to be good"),
            (_HELP, "Good"),
            (f"{_CARE} and care leavers", "Requires improvement to be good"),
            (_OVERALL, "Requires improvement to be good"),
        ),
        ("The number of foster carers who live in the borough.",),
        (
            (
                f"{_LEADERS}: requires improvement to be good",
                (
                    "Social workers’ caseloads vary too much: in two of the six teams they are"
                    " above twenty-five children.",
                    "Leaders have been slow to find foster carers in the borough.",
                ),
            ),
            (
                f"{_HELP}: good",
                ("Strategy meetings are prompt and well attended.",),
            ),
            (
                f"{_CARE} and care leavers: requires improvement to be good",
                (
                    "Too many children in care live far from their schools and friends.",
                    "Pathway plans are up to date, but care leavers say that they do not use them.",
                ),
            ),
        ),
    ),
    "rutland-2020": Report(
        "Rutland County Council",
        "Inspection dates: 2 March 2020 to 13 March 2020",
        "ILACS",
        (
            (_LEADERS, "Outstanding"),
            (_HELP, "Good"),
            (f"{_CARE} and care leavers", "Outstanding"),
            (_OVERALL, "Outstanding"),
        ),
        ("The records of children’s own words in assessments.",),
        (
            (
                f"{_LEADERS}: outstanding",
                ("Leaders visit teams every week and act on what they are told.",),
            ),
            (
                f"{_CARE} and care leavers: outstanding",
                ("Foster carers speak of a warm welcome and of prompt payment.",),
            ),
        ),
    ),
}

_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=20, leading=26)
_LEDE = ParagraphStyle("lede", fontName="Helvetica", fontSize=13, leading=20)
_HEADING = ParagraphStyle(
    "heading", fontName="Helvetica-Bold", fontSize=13, leading=17, spaceBefore=12, spaceAfter=5
)
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=15, spaceAfter=8)
_CELL = ParagraphStyle("cell", parent=_BODY, spaceAfter=0)


def write_reports(folder: Path) -> None:
    """Write the reports into `folder`, each with a note of what its text does not say."""
    for name, report in _REPORTS.items():
        path = folder / f"{name}.pdf"
        template = SimpleDocTemplate(
            str(path), pagesize=A4, invariant=True, leftMargin=25 * mm, rightMargin=25 * mm
        )
        template.build(list(_flowables(report)))
        note = (
            f'title = "Made-up report: {name.partition("-")[0].title()} {name[-4:]}"\n'
            f'authority = "{report.council.split()[0]}"\nkind = "inspection report"\n'
            f'publisher = "Made up for pictures"\nspeaker = "ofsted"\n'
            f'framework = "{report.framework}"\n'
        )
        path.with_name(path.name + ".toml").write_text(note, "utf-8")


def _flowables(report: Report) -> list[Flowable]:
    rows = [[Paragraph(cell, _CELL) for cell in row] for row in report.grades]
    flowables: list[Flowable] = [
        Paragraph(report.council, _TITLE),
        Paragraph("Inspection of local authority children’s services", _LEDE),
        Paragraph(report.dates, _LEDE),
        Spacer(1, 12),
        Table([["Judgement", "Grade"], *rows], colWidths=[110 * mm, 50 * mm], hAlign="LEFT"),
        Paragraph("What needs to improve", _HEADING),
        ListFlowable([Paragraph(item, _BODY) for item in report.improve], bulletType="bullet"),
    ]
    number = 0
    for heading, paragraphs in report.sections:
        flowables.append(Paragraph(heading, _HEADING))
        for words in paragraphs:
            number += 1
            flowables.append(Paragraph(f"{number}. {words}", _BODY))
    return flowables
