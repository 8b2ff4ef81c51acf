"""An answer's sides and extracts in, what a reader has to be told beside the quotes out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from assistant.answer import Citation, Extract, Notice, NoticeKind
from assistant.question import AnswerKind, Question
from assistant.scope import Side, date_of, inspections, shown_date
from corpus.document import About, Kind, Speaker
from index.engine import DocumentRecord

__all__ = ["count_notice", "later_inspections", "later_notice", "notices", "superseded"]

_NOTHING = "nothing that was found on this"


def notices(
    question: Question, silent: Sequence[Side], extracts: Sequence[Extract]
) -> Iterator[Notice]:
    """What is to be told of an answer with `extracts`, sides of which are `silent`."""
    for correction in question.corrections:
        text = f"“{correction.typed}” was read as “{correction.read_as}”."
        yield Notice(NoticeKind.CORRECTED, text)
    for side in silent:
        why = f" ({side.missing})" if side.missing else ""
        yield Notice(NoticeKind.NOTHING_LOCATED, f"{side.label}: nothing located{why}.")
    citations = [extract.citation for extract in extracts]
    if any(c.speaker is Speaker.COUNCIL for c in citations):
        yield Notice(NoticeKind.COUNCIL_WORDS, "These are the council's words, not Ofsted's.")
    if any(c.kind is Kind.NEWS for c in citations):
        yield Notice(NoticeKind.REPORTED, "A news article reports what the inspectors found.")
    if any(c.about is About.BOARD for c in citations):
        yield Notice(
            NoticeKind.BOARD,
            "Some extracts are about the Local Safeguarding Children Board, not the authority.",
        )
    names = {c.authority for c in citations if c.authority}
    if not question.authorities and len(names) > 1:
        yield Notice(
            NoticeKind.SEVERAL_AUTHORITIES,
            "No authority was named: extracts are of " + ", ".join(sorted(names)) + ".",
        )


def count_notice(n_shown: int, n_fitting: int, n_judged: int) -> Notice:
    """How many of the authorities judged have the grade asked about, and how many are not shown."""
    have = "has" if n_fitting == 1 else "have"
    text = (
        f"{n_fitting} of {n_judged} authorities {have} this grade at the latest inspection searched"
    )
    if n_shown < n_fitting:
        text += f"; {n_shown} are shown, {n_fitting - n_shown} more are not"
    return Notice(NoticeKind.INCOMPLETE, f"{text}.")


def superseded(
    question: Question, extracts: Sequence[Extract], records: Mapping[str, DocumentRecord]
) -> Iterator[tuple[Citation, tuple[DocumentRecord, ...]]]:
    """Where an authority is first quoted from an inspection that is not its latest: that citation,
    and the later inspections.

    Of each authority that the question names; where it names none, of the first one quoted. A
    change over inspections has them all, and no inspection supersedes a council's own words.
    """
    if question.kind is AnswerKind.TREND:
        return
    first: dict[str, Extract] = {}
    for extract in extracts:
        if extract.citation.authority:
            first.setdefault(extract.citation.authority, extract)
    quoted = list(first.values())
    for extract in quoted if question.authorities else quoted[:1]:
        if extract.citation.speaker is Speaker.COUNCIL:
            continue
        later = later_inspections(records[extract.citation.document_id], list(records.values()))
        if later:
            yield extract.citation, later


def later_inspections(
    record: DocumentRecord, records: Sequence[DocumentRecord]
) -> tuple[DocumentRecord, ...]:
    """The inspections of the same authority that came after `record`, the latest first."""
    when = date_of(record)
    if when is None:
        return ()
    authority = record.provenance.authority.value
    own = inspections([r for r in records if r.provenance.authority.value == authority])
    return tuple(r for r in reversed(own) if (date_of(r) or when) > when)


def later_notice(
    quoted: Citation,
    later: Sequence[DocumentRecord],
    extracts: Sequence[Extract],
    says: Extract | None,
) -> Notice:
    """That `later` inspections of the authority are held, and what they say: `says`, if anything.

    Where one of them is among the `extracts` already, this is told instead.
    """
    latest = later[0]
    one = len(later) == 1
    held = (
        f"A later inspection of {quoted.authority} is held ({shown_date(latest)})"
        if one
        else f"{len(later)} later inspections of {quoted.authority} are held, the latest"
        f" {shown_date(latest)}"
    )
    ids = {record.id for record in later}
    also = [n for n, each in enumerate(extracts, 1) if each.citation.document_id in ids]
    if also:
        from_it = "from it" if one else "from a later one"
        return _of_later(f"{held}; extract {also[0]} is {from_it}.")
    if says is None:
        return _of_later(f"{held}; {'it says' if one else 'they say'} {_NOTHING}.")
    saying = next(each for each in later if each.id == says.citation.document_id)
    if saying is not latest:
        held += f". The latest says {_NOTHING}, the one {shown_date(saying)} does"
    return _of_later(f"{held}.", says)


def _of_later(text: str, extract: Extract | None = None) -> Notice:
    return Notice(NoticeKind.LATER_INSPECTION, text, extract)
