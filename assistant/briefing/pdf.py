"""An edition of a briefing in, a tagged PDF (PDF/UA-1) out, laid out by WeasyPrint.

WeasyPrint draws letters with Pango, a library of the system, not a Python package; where that is
missing, :func:`pdf_unavailable` says so and everything else works.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NoReturn

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.briefing.briefing import Heading
from assistant.briefing.edition import CHECK_COLUMNS, SOURCE_COLUMNS, Edition
from assistant.errors import PdfUnavailableError
from assistant.wording import quote_lines

__all__ = ["pdf_unavailable", "to_html", "to_pdf"]

_LAYOUT = Path(__file__).parent / "layout"
_MISSING = (
    "PDF cannot be made here: Pango, the library that draws the letters, is not installed. On"
    " Debian and Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
)


@cache
def pdf_unavailable() -> str | None:
    """Why no PDF can be made on this machine, and the remedy; None where it can."""
    try:
        import weasyprint  # noqa: F401 (takes most of a second, and asks the system for Pango)
    except OSError:  # what cffi raises for a library that is not there
        return _MISSING
    return None


def to_pdf(edition: Edition) -> bytes:
    """The content of a PDF file.

    :raises PdfUnavailableError: Pango is not installed.
    """
    missing = pdf_unavailable()
    if missing:
        raise PdfUnavailableError(missing)
    import weasyprint

    page = weasyprint.HTML(string=to_html(edition), url_fetcher=_fetch_nothing)
    style = weasyprint.CSS(filename=str(_LAYOUT / "briefing.css"), url_fetcher=_fetch_nothing)
    content: bytes = page.write_pdf(stylesheets=[style], pdf_variant="pdf/ua-1")
    return content


def to_html(edition: Edition) -> str:
    """The page that is laid out; every word of a document is escaped."""
    template = _environment().get_template("briefing.html")
    return template.render(
        edition=edition,
        briefing=edition.briefing,
        source_columns=SOURCE_COLUMNS,
        check_columns=CHECK_COLUMNS,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_LAYOUT),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters["quote_lines"] = quote_lines
    environment.tests["heading"] = lambda entry: isinstance(entry, Heading)
    return environment


def _fetch_nothing(url: str, *_: object, **__: object) -> NoReturn:
    """The page holds all there is; a document's words can make it ask for nothing."""
    raise ValueError(f"nothing is fetched for a briefing: {url}")
