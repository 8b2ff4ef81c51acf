"""Every page there is, over documents that mean ill and in a council's own look: no page runs what a
document holds, asks anything of another site, breaks its policy or has a fault of accessibility.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Browser, Dialog
from werkzeug.serving import make_server

from corpus.document import Document, Origin, Stated
from tests.web.browser.axe import faults
from tests.web.browser.conftest import MakeVisit, Visit
from tests.web.made import MadeAssistant, MadeEngine, made_documents
from web import Collection, Reading, WebSettings, create_app

HOSTILE = """"><script>alert('it’s "here"')</script>&amp;{{7*7}}"""
DESK = 1280
QUESTION = "What did Ofsted say about foster carers in St Aldric’s?"
# What no link of a page leads to, and what is no page.
NOT_WALKED = {
    "static": "files",
    "brand": "files",
    "api": "for programs",
    "site.healthz": "for monitors",
}
FILES = re.compile(r"\.(pdf|png|csv|xlsx|docx|md)$|/original$|/next$|/file\.|/table\.|/grades\.")


def _made_hostile(document: Document) -> Document:
    """`document` with a name and facts that no page may take for code."""
    stated = replace(
        document.provenance,
        title=Stated(HOSTILE, Origin.SIDECAR),
        publisher=Stated(HOSTILE, Origin.SIDECAR),
        source_url=Stated("javascript:alert('source')", Origin.SIDECAR),
    )
    source = f"""it's a "quoted" <img src=x onerror=alert(1)>/{HOSTILE}.pdf"""
    return replace(document, source=source, provenance=stated, notes=(HOSTILE,))


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("hostile")
    documents = [(_made_hostile(made), path) for made, path in made_documents(folder)]
    engine = MadeEngine(documents)
    reading = Reading(engine, MadeAssistant(engine))
    Image.new("RGB", (300, 100), "#5b2a86").save(folder / "logo.png")
    settings = WebSettings(
        title="Findings <b>",
        council=HOSTILE,
        footer=HOSTILE,
        contact=HOSTILE,
        logo=folder / "logo.png",
        colour="#5b2a86",
        accent_colour="#ffd54f",
        questions_per_minute=10_000,
    )
    return create_app(settings, Collection(lambda: reading, lambda: "1"), folder)


@pytest.fixture(scope="module")
def site(browser: Browser, app: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


def _send(reader: Visit, form_page: str, action: str, **fields: str | list[str]) -> str:
    """Send a form of `form_page` as its browser would; return the path of the page that follows."""
    reader.open(form_page)
    token = reader.page.locator("input[name=csrf_token]").first.input_value()
    sent: list[tuple[str, str]] = [("csrf_token", token)]
    for name, values in fields.items():
        sent += [(name, value) for value in ([values] if isinstance(values, str) else values)]
    reader.page.evaluate(
        """([action, sent]) => {
            const form = document.createElement('form');
            form.method = 'post'; form.action = action;
            for (const [name, value] of sent) {
                const input = document.createElement('input');
                input.type = 'hidden'; input.name = name; input.value = value; form.append(input);
            }
            document.body.append(form); form.submit();
        }""",
        [action, sent],
    )
    reader.page.wait_for_url(lambda url: urlsplit(url).path != "/" + form_page)
    return urlsplit(reader.page.url).path


def _walk(reader: Visit, app: Flask, first: list[str]) -> Iterator[tuple[str, str]]:
    """Open pages link by link, one of each kind; yields endpoint and address."""
    router = app.url_map.bind("127.0.0.1")
    waiting, opened = list(first), set[str]()
    while waiting:
        address = waiting.pop(0)
        path = urlsplit(address).path
        endpoint, _ = router.match(path, method="GET")
        if FILES.search(path) or endpoint in opened:
            continue
        opened.add(endpoint)
        reader.open(address.removeprefix("/"))
        yield endpoint, address
        for link in reader.page.locator("a[href]").all():
            there = urljoin(reader.page.url, link.get_attribute("href"))
            if there.startswith(reader.site):
                waiting.append(there.removeprefix(reader.site.rstrip("/")).partition("#")[0])


@pytest.mark.parametrize("width", [DESK, 320])
def test_every_page_is_safe_accessible_and_fits(
    visit: MakeVisit, app: Flask, axe: str, width: int
) -> None:
    reader = visit(width=width)
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    reader.page.on("dialog", note)
    _send(reader, "", "/conversation/", question="What is said of Northfold?")  # one of several
    asked = _send(reader, "", "/conversation/", question=QUESTION)
    briefing = _send(reader, "briefing/", "/briefing/", title=HOSTILE)
    names = ["Northfold", "St Aldric’s"]
    compared = _send(reader, "compare/", "/compare/", question=QUESTION, authority=names)
    found, problems = set(), []
    for endpoint, address in _walk(reader, app, ["/", asked, briefing, compared, "/explain/"]):
        found.add(endpoint)
        assert "49" not in reader.page.title()
        assert reader.page.locator("script:not([src]), [onerror], [style]").count() == 0, address
        assert reader.page.locator("a[href^='javascript:']").count() == 0, address
        problems += [f"{endpoint}: too wide"] if not reader.fits() else []
        if width == DESK:
            problems += faults(reader, axe, endpoint)
    assert problems == []
    assert dialogs == []
    pages = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not FILES.search(re.sub("<.*?>", "x", rule.rule))
        if not {rule.endpoint, rule.endpoint.partition(".")[0]} & NOT_WALKED.keys()
    }
    assert pages - found == set()
