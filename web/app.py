"""The application: settings and a collection in, a Flask application out."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf import CSRFProtect

from corpus.page_image import PageImages
from web import (
    api,
    briefing,
    compare,
    conversation,
    documents,
    explain,
    feedback,
    history,
    judgements,
    permanent,
    site,
    start,
    theme_pack,
)
from web.brand import wear
from web.briefings import Briefings
from web.choices import KINDS, MAX_TOPIC_CHARS, fields, period_value
from web.collection import Collection, lend_to
from web.comparisons import Comparisons
from web.conversations import Conversations
from web.failures import handle_failures
from web.grade_table import grade_table
from web.navigation import NAVIGATION
from web.numbers import BoundedNumber
from web.opinions import Opinions
from web.page_images import KeptPages
from web.searched import searched
from web.security import add_headers, secret_key
from web.settings import WebSettings
from web.standing import standing
from web.wording import FILTERS
from web.workbench import open_workbench

__all__ = ["create_app"]


def create_app(settings: WebSettings, collection: Collection, data_dir: Path) -> Flask:
    """Return the chat over `collection`; conversations and the cookie key go to `data_dir`/web.

    :raises SecretKeyError: the key that signs cookies cannot be read or made.
    :raises LogoError: the logo cannot be shown.
    """
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secret_key(data_dir / "web" / "secret_key"),
        MAX_CONTENT_LENGTH=settings.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_body_bytes,
        TRUSTED_HOSTS=[*settings.trusted_hosts, settings.host],
        SESSION_COOKIE_NAME="__Host-findings" if settings.https else "findings",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.history_days),
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
    )
    app.url_map.converters["int"] = BoundedNumber
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS, period_value=period_value)
    app.jinja_env.globals.update(
        settings=settings,
        navigation=NAVIGATION,
        standing=standing,
        answer_kinds=KINDS,
        max_topic_chars=MAX_TOPIC_CHARS,
        choice_fields=fields,
        grade_table=grade_table,
        searched=searched,
    )
    app.extensions["settings"] = settings
    app.extensions["conversations"] = Conversations(
        data_dir / "web" / "conversations.sqlite", settings.history_days
    )
    app.extensions["briefings"] = Briefings(
        data_dir / "web" / "briefings.sqlite", settings.history_days
    )
    app.extensions["comparisons"] = Comparisons(
        data_dir / "web" / "comparisons.sqlite", settings.history_days
    )
    app.extensions["opinions"] = Opinions(
        data_dir / "web" / "feedback.sqlite", settings.feedback_days
    )
    app.extensions["pages"] = KeptPages(
        data_dir / "web" / "pages",
        PageImages(
            timeout_seconds=settings.page_seconds, max_file_bytes=settings.max_original_bytes
        ),
        settings.max_page_cache_bytes,
    )
    app.extensions["answering"] = BoundedSemaphore(settings.answering_at_once)
    wear(app, settings)
    lend_to(app, collection)
    add_headers(app, https=settings.https)
    handle_failures(app)
    _date_static_files(app)
    for module in (
        start,
        conversation,
        feedback,
        history,
        documents,
        permanent,
        site,
        briefing,
        compare,
        explain,
        judgements,
        theme_pack,
    ):
        app.register_blueprint(module.blueprint)
    open_workbench(app, settings, collection, data_dir)
    protection = CSRFProtect(app)
    if settings.api:
        app.register_blueprint(api.blueprint)
        protection.exempt(api.blueprint)  # no cookie is read there, and bodies must be JSON
    _limit_rate(app, settings)
    return app


# Views that put questions, or take as much as one: together they may be used so often in a minute
# from one address.
_ASKING = (
    "conversation.begin",
    "conversation.follow_up",
    "conversation.ask_again",
    "conversation.more",
    "explain.begin",
    "explain.show",
    "explain.look",
    "briefing.export",
    "themes.show",
    "themes.edit",
)
_ASKING_BY_API = ("api.ask", "api.begin_conversation", "api.add_question")


def _limit_rate(app: Flask, settings: WebSettings) -> None:
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://")
    limiter.limit(f"{settings.api_calls_per_minute}/minute")(api.blueprint)
    asking = limiter.shared_limit(f"{settings.questions_per_minute}/minute", scope="questions")
    # Once for each answer that is shown, by itself: not a question that a reader puts.
    suggesting: Any = limiter.limit(f"{settings.questions_per_minute}/minute")
    app.view_functions["conversation.suggest"] = suggesting(
        app.view_functions["conversation.suggest"]
    )
    for view in (*_ASKING, *(_ASKING_BY_API if settings.api else ())):
        limited: Any = asking(app.view_functions[view])
        app.view_functions[view] = limited
    # Every cell of a comparison is a question.
    comparing: Any = limiter.shared_limit(
        f"{settings.questions_per_minute}/minute", scope="questions", cost=compare.n_questions
    )
    app.view_functions["compare.make"] = comparing(app.view_functions["compare.make"])


def _date_static_files(app: Flask) -> None:
    """Put a hash of its content into every static file's address, so that browsers may keep it."""
    folder = Path(app.static_folder or "")
    hashes = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in folder.rglob("*")
        if path.is_file()
    }

    @app.url_defaults
    def add_hash(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") in hashes:
            values["v"] = hashes[values["filename"]]
