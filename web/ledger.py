"""The grades of every inspection held, a row for each: filtered, sorted, and every gap explained.

A strand without a grade is not a strand that was not judged: a framework may not have had it, may
have graded it together with another, or the document may simply not state it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from assistant.scope import date_of
from corpus.document import Kind
from corpus.judgements import STRANDS
from index.engine import DocumentRecord, JudgementRecord

__all__ = [
    "BOARD",
    "GRADES",
    "MAIN_STRANDS",
    "Absence",
    "Inspection",
    "Selection",
    "frameworks",
    "inspections",
    "select",
    "strand_name",
    "strands",
    "years",
]

GRADES = (
    "outstanding",
    "good",
    "requires improvement",
    "adequate",
    "inadequate",
    "not judged",
)
"""As corpus.judgements names them, the best first. "Adequate" was the third of four until 2013."""

BOARD = "board"
MAIN_STRANDS = STRANDS[: STRANDS.index(BOARD) + 1]
"""Those of the frameworks since 2013; the others belong to reports before."""

_TOGETHER = "children in care"
_FRAMEWORK_STRANDS = {
    "SIF": frozenset(MAIN_STRANDS),
    "ILACS": frozenset(MAIN_STRANDS) - {"adoption", BOARD},
}


class Absence(StrEnum):
    """Why an inspection has no grade for a strand."""

    TOGETHER = "graded together with children in care"
    NOT_IN_FRAMEWORK = "not part of this framework"
    NOT_STATED = "no grade found in the document"


@dataclass(frozen=True, slots=True)
class Inspection:
    """A document that states grades, or an inspection report that states none."""

    document: DocumentRecord
    grades: Mapping[str, JudgementRecord] = field(default_factory=dict)

    @property
    def authority(self) -> str:
        """The authority inspected; "" where that is not known."""
        return self.document.provenance.authority.value or ""

    @property
    def framework(self) -> str:
        """ "SIF", "ILACS", …; "" where that is not known."""
        return self.document.provenance.framework.value or ""

    @property
    def date(self) -> date | None:
        """The last day of the inspection, else the day of publication."""
        return date_of(self.document)

    @property
    def other_grades(self) -> tuple[JudgementRecord, ...]:
        """Grades for strands that only frameworks before 2013 had."""
        return tuple(self.grades[s] for s in STRANDS if s in self.grades and s not in MAIN_STRANDS)

    def together(self, strand: str) -> JudgementRecord | None:
        """The grade that `strand` shares with another: care leavers' with children in care."""
        shared = self.grades.get(_TOGETHER)
        if strand == "care leavers" and shared and "leaver" in shared.judgement.wording.lower():
            return shared
        return None

    def absence(self, strand: str) -> Absence | None:
        """Why there is no grade for `strand`; None where there is one."""
        if strand in self.grades:
            return None
        if self.together(strand):
            return Absence.TOGETHER
        in_framework = _FRAMEWORK_STRANDS.get(self.framework)
        if in_framework is not None and strand not in in_framework:
            return Absence.NOT_IN_FRAMEWORK
        return Absence.NOT_STATED


@dataclass(frozen=True, slots=True)
class Selection:
    """What a list is narrowed to and sorted by; "" narrows nothing.

    `sort` is "authority", "date", "framework" or a strand.
    """

    authority: str = ""
    strand: str = ""
    grade: str = ""
    year: str = ""
    framework: str = ""
    sort: str = "authority"
    descending: bool = False

    @property
    def one_authority(self) -> bool:
        """Whether one authority's inspections are listed whole, so that they show a course."""
        return bool(self.authority) and not (self.grade or self.year or self.framework)

    def matches(self, record: JudgementRecord) -> bool:
        """Whether a grade is among those asked for."""
        return self.strand in ("", record.judgement.strand) and self.grade in (
            "",
            record.judgement.grade,
        )

    def sorted_by(self, sort: str) -> Selection:
        """The same list, sorted by `sort`; by the same again, the other way round."""
        return replace(self, sort=sort, descending=self.sort == sort and not self.descending)


def inspections(
    records: Sequence[DocumentRecord], judgements: Iterable[JudgementRecord]
) -> list[Inspection]:
    """Every document that states grades, and inspection reports that state none."""
    grades: dict[str, dict[str, JudgementRecord]] = {}
    for judgement in judgements:
        grades.setdefault(judgement.document.id, {})[judgement.judgement.strand] = judgement
    return [
        Inspection(record, grades.get(record.id, {}))
        for record in records
        if record.id in grades or record.provenance.kind.value is Kind.INSPECTION_REPORT
    ]


def select(held: Iterable[Inspection], wanted: Selection) -> list[Inspection]:
    """Those of `held` that `wanted` asks for, in its order; what has no date or grade comes last."""
    kept = [i for i in held if _is_wanted(i, wanted)]
    # Sorting is stable: of one authority the newest first, whatever goes before.
    kept.sort(key=lambda i: i.date or date.min, reverse=True)
    kept.sort(key=lambda i: i.authority.casefold())
    if wanted.sort == "date":
        kept.sort(key=lambda i: i.date or date.min, reverse=wanted.descending)
        return sorted(kept, key=lambda i: i.date is None)
    if wanted.sort in ("authority", "framework"):
        by_name = wanted.sort == "authority"
        kept.sort(
            key=lambda i: (i.authority if by_name else i.framework).casefold(),
            reverse=wanted.descending,
        )
        return kept
    kept.sort(key=lambda i: _rank(i, wanted.sort), reverse=wanted.descending)
    return sorted(kept, key=lambda i: wanted.sort not in i.grades)


def strand_name(strand: str) -> str:
    """A strand as a heading: the board's grade is never read as the council's."""
    return "Safeguarding board" if strand == BOARD else strand[:1].upper() + strand[1:]


def strands(held: Iterable[Inspection]) -> tuple[str, ...]:
    """The strands that any of `held` has a grade for, in their usual order."""
    found = {strand for inspection in held for strand in inspection.grades}
    return tuple(strand for strand in STRANDS if strand in found)


def years(held: Iterable[Inspection]) -> tuple[int, ...]:
    """The years of `held`, the latest first."""
    return tuple(sorted({i.date.year for i in held if i.date}, reverse=True))


def frameworks(held: Iterable[Inspection]) -> tuple[str, ...]:
    """The frameworks of `held`, by name."""
    return tuple(sorted({i.framework for i in held if i.framework}))


def _is_wanted(inspection: Inspection, wanted: Selection) -> bool:
    return (
        wanted.authority in ("", inspection.authority)
        and wanted.framework in ("", inspection.framework)
        and wanted.year in ("", str(inspection.date.year) if inspection.date else None)
        and (not wanted.grade or any(map(wanted.matches, inspection.grades.values())))
    )


def _rank(inspection: Inspection, strand: str) -> int:
    """A grade's place, the best first."""
    record = inspection.grades.get(strand)
    return GRADES.index(record.judgement.grade) if record else len(GRADES)
