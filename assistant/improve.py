"""What must improve: the list of a report, whole and in order, or the items on one topic."""

from __future__ import annotations

import re

from assistant.answer import Extract
from assistant.cite import extract
from assistant.reading import is_improvement_heading
from corpus.document import About, Block, BlockKind, Document, Span

__all__ = ["improvement_blocks", "is_whole_list", "list_extracts", "subject_words"]

_FILLER = frozenset(
    (
        "what which areas area things thing need needs needed must should ought have has had got "
        "to be get told asked ask tell improve improved improvement improvements improving "
        "improves better fix fixed sort sorted out do done change changed put right work on "
        "address tackle recommend recommendations recommendation recommended list whole all any "
        "priority actions action next for the a an of in at and was were is are did does by it "
        "its they them there inspectors ofsted council services service report required wanted "
        "said say that this from with about as your main points further still most children's "
        "childrens child children key development up give gave doing learn where how would like "
        "want worry worried concerned we members councillors expected supposed please show me full according bit bits part parts then now pls thanks "
        "priorities improves inspection inspections latest thing pls areas changed same both compare compared comparison versus vs between difference "
        "different since take steps immediately urgently straight away first now once can could might how many "
        "number get priorities must report reports sort requires require required requiring left only one both every"
    ).split()
)


# A section of the report that follows the list, wherever its heading came to stand in the outline
_SECTION = re.compile(
    r"summary for children|inspection findings|experiences? and progress|impact of leaders|graded judge?ment"
    r"|children who need help and protection|information about this inspection",
    re.IGNORECASE,
)


def is_whole_list(topic: str) -> bool:
    """Whether `topic` asks for the list as such, not for what it says of something.

    >>> is_whole_list("what was it told to fix?")
    True
    """
    return not subject_words(topic)


def subject_words(topic: str) -> list[str]:
    """The words of `topic` that say what should improve, not that something should.

    >>> subject_words("what was it told to sort out about foster carers?")
    ['foster', 'carers']
    """
    words = re.findall(r"[a-z']+", topic.lower().replace("’", "'"))
    return [word for word in words if word not in _FILLER and len(word) > 1]


def improvement_blocks(document: Document, about: About = About.AUTHORITY) -> list[Block]:
    """The items of the document's list of what the authority, or its board, must improve, in order."""
    items: list[Block] = []
    for block in document.blocks:
        if block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
            continue
        if (block.about is About.BOARD) is not (about is About.BOARD) or block.heading < 0:
            continue
        path = document.heading_path(block.heading)
        if is_improvement_heading(path[-1]) or (
            any(is_improvement_heading(title) for title in path[-2:])
            and not _SECTION.search(path[-1])
        ):
            items.append(block)
    listed = [block for block in items if block.kind is BlockKind.LIST_ITEM or block.paragraph]
    return _up_to_findings(listed or items)


def _up_to_findings(items: list[Block]) -> list[Block]:
    """`items` up to a paragraph numbered 1 after others under its heading: findings begin there."""
    headings: set[int] = set()
    for at, block in enumerate(items):
        if block.paragraph == "1" and block.heading in headings and items[0].paragraph is None:
            return items[:at]
        headings.add(block.heading)
    return items


def list_extracts(
    document: Document, blocks: list[Block], *, max_words: int, group: str | None = None
) -> list[Extract]:
    """`blocks` as extracts in order, neighbours together as long as `max_words` allow."""
    runs: list[list[Block]] = []
    words = 0
    for block in blocks:
        n_words = len(document.quote(block.span).split())
        follows = runs and _adjacent(document, runs[-1][-1], block)
        if follows and words + n_words <= max_words:
            runs[-1].append(block)
            words += n_words
        else:
            runs.append([block])
            words = n_words
    return [
        extract(
            document,
            Span(run[0].span.start, run[-1].span.end),
            score=1.0 - place / 100,
            group=group,
        )
        for place, run in enumerate(runs)
    ]


def _adjacent(document: Document, earlier: Block, later: Block) -> bool:
    """Whether nothing but white space, a bullet or a number lies between two blocks."""
    between = document.text[earlier.span.end : later.span.start]
    return earlier.heading == later.heading and len(between.strip()) <= 6
