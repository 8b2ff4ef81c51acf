"""Does the highlight on a page's picture cover exactly the quote's words? Checked by geometry.

    python -m benchmarks highlight --data DATA --queries FILE [--queries FILE] [--n 200] [--seed 0]

Extracts are drawn at random from the answers to the questions, among those from PDFs, each once.
Of each page that the quote stands on, PDFium's own character boxes are read anew: those whose
centres lie inside the rectangles that the web draws, in the file's order, must have the quote's
letters, all of them and no others. Failures are listed with the letters that differ.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from assistant.answer import Extract
from assistant.evaluation.queries import load_queries
from assistant.evaluation.replay import replay
from assistant.pipeline import Assistant
from assistant.settings import AssistantSettings
from corpus.document import Document, Span
from corpus.errors import CorpusError
from corpus.highlight import highlight
from corpus.letters import letters
from corpus.page_image import Box, PageImages
from index.engine import DocumentRecord
from index.local import open_engine

__all__ = ["Checked", "check", "covered", "main"]

_FINE = 1000


@dataclass(frozen=True, slots=True)
class Checked:
    """An extract and the letters of the quote and of what is marked on its pages."""

    record: DocumentRecord
    span: Span
    pages: tuple[int, int]
    wanted: str
    marked: str
    problem: str = ""

    @property
    def exact(self) -> bool:
        """Whether what is marked is the quote, all of it and nothing else."""
        return not self.problem and self.wanted == self.marked

    def to_json(self) -> dict[str, object]:
        """A failure as it is listed."""
        same = next(
            (i for i, (a, b) in enumerate(zip(self.wanted, self.marked, strict=False)) if a != b),
            min(len(self.wanted), len(self.marked)),
        )
        return {
            "source": self.record.source,
            "span": [self.span.start, self.span.end],
            "pages": self.pages,
            "problem": self.problem,
            "letters": [len(self.wanted), len(self.marked)],
            "differ_at": same,
            "wanted": self.wanted[max(0, same - 20) : same + 30],
            "marked": self.marked[max(0, same - 20) : same + 30],
        }


def check(document: Document, record: DocumentRecord, span: Span, images: PageImages) -> Checked:
    """Whether the words of `span` are what its highlight covers."""
    first, last = document.pages_of(span)
    wanted = letters(document.quote(span)).text
    marked, problem = "", ""
    for page in range(first, last + 1):
        try:
            layout = images.draw(Path(record.path), record.sha256, page, 72).layout
        except CorpusError as error:
            problem = str(error)
            break
        boxes = highlight(document, page, span, layout).boxes
        marked += letters(covered(Path(record.path), page, boxes)).text
    return Checked(record, span, (first, last), wanted, marked, problem)


def covered(path: Path, number: int, boxes: Sequence[Box]) -> str:
    """The characters of a page whose centres lie inside `boxes`, in the file's order."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[number - 1]
        text = page.get_textpage()
        places = [_on_page(page, box) for box in boxes]
        return "".join(
            chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            for index in range(text.count_chars())
            if _inside(text.get_charbox(index), places)
        )
    finally:
        document.close()


def _on_page(page: pypdfium2.PdfPage, box: Box) -> tuple[float, float, float, float]:
    """A rectangle of the page as it is seen in the page's own space: left, bottom, right, top."""
    width, height = page.get_size()
    size = (round(width * _FINE), round(height * _FINE))
    corners = []
    x, y = ctypes.c_double(), ctypes.c_double()
    for across, down in ((box.left, box.top), (box.right, box.bottom)):
        at = (round(across * _FINE), round(down * _FINE))
        pdfium.FPDF_DeviceToPage(page.raw, 0, 0, *size, 0, *at, x, y)
        corners.append((x.value, y.value))
    (x1, y1), (x2, y2) = corners
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _inside(
    character: tuple[float, float, float, float],
    places: Sequence[tuple[float, float, float, float]],
) -> bool:
    left, bottom, right, top = character
    x, y = (left + right) / 2, (bottom + top) / 2
    return any(a <= x <= c and b <= y <= d for a, b, c, d in places)


def _extracts(assistant: Assistant, files: Sequence[Path]) -> Iterator[Extract]:
    """The extracts that answer the questions of `files`, each once."""
    seen: set[tuple[str, Span]] = set()
    for query in (query for path in files for query in load_queries(path)):
        for extract in replay(assistant, query).extracts:
            key = (extract.citation.document_id, extract.span)
            if key not in seen:
                seen.add(key)
                yield extract


def main() -> int:
    """Draw, check, and print how many of how many are exact; 1 where one is not."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks highlight", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("--data", type=Path, required=True, help="data folder with the index")
    parser.add_argument("--queries", type=Path, required=True, action="append")
    parser.add_argument("--n", type=int, default=200, help="how many extracts (default 200)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--list", action="store_true", help="list what was drawn, for looking at")
    options = parser.parse_args()
    engine = open_engine(options.data)
    records = {record.id: record for record in engine.documents()}
    every = [
        extract
        for extract in _extracts(Assistant(engine, AssistantSettings()), options.queries)
        if extract.citation.source.lower().endswith(".pdf")
    ]
    draw = random.Random(options.seed)  # noqa: S311 - a sample, no secret
    chosen = draw.sample(every, min(options.n, len(every)))
    with PageImages(timeout_seconds=30, max_file_bytes=2**30, n_children=1) as images:
        checked = [
            check(
                engine.document(extract.citation.document_id),
                records[extract.citation.document_id],
                extract.span,
                images,
            )
            for extract in chosen
        ]
    for each in checked:
        if not each.exact:
            print(json.dumps(each.to_json(), ensure_ascii=False))
        elif options.list:
            span = f"{each.span.start}-{each.span.end}"
            print(f"/documents/{each.record.id}/extract/{span} pages {each.pages}")
    n_exact = sum(each.exact for each in checked)
    n_crossing = sum(each.pages[0] != each.pages[1] for each in checked)
    n_documents = len({each.record.id for each in checked})
    print(
        f"{n_exact} of {len(checked)} exact ({n_documents} documents, {n_crossing} over two"
        f" pages; drawn from {len(every)} extracts)"
    )
    engine.close()
    return 0 if n_exact == len(checked) else 1


if __name__ == "__main__":
    sys.exit(main())
