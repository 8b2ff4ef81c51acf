"""The settings of the web: what it is called, where it is served, what it admits."""

from __future__ import annotations

from dataclasses import dataclass, field

from web.brand_settings import BrandSettings

__all__ = ["WebSettings"]

_MIN_KEY_CHARS = 24


@dataclass(frozen=True, slots=True)
class WebSettings(BrandSettings):
    """How the chat is served; whose it is stands in :class:`BrandSettings`.

    `site` is the address by which others reach it ("https://findings.example.gov.uk"), for links
    in exported files. `trusted_hosts` are the names that a request may ask for, besides `host`
    itself; behind a proxy, name the site there and set `https` and `trusted_proxy` (the proxy's address).
    `answering_at_once` questions are worked on together; one that waits longer than
    `busy_after_seconds` is told to come back. `max_body_bytes` is the size of a request.
    `api` serves the JSON API; where there are `api_keys`, callers must send one of them.
    `workbench` adds the screens of developers, which show what others asked and said.
    """

    site: str = ""
    host: str = "127.0.0.1"
    port: int = 8000
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    https: bool = False
    trusted_proxy: str = ""
    max_question_chars: int = 300
    max_body_bytes: int = 16 * 1024
    max_original_bytes: int = 50 * 1024 * 1024
    page_seconds: float = 10.0
    max_page_cache_bytes: int = 200 * 1024 * 1024
    questions_per_minute: int = 60
    api: bool = True
    api_keys: tuple[str, ...] = field(default=(), repr=False)
    api_calls_per_minute: int = 600
    workbench: bool = False
    answering_at_once: int = 2
    busy_after_seconds: float = 20.0
    history_days: int = 90
    feedback_days: int = 365
    threads: int = 8
    connection_limit: int = 1000

    def __post_init__(self) -> None:
        BrandSettings.__post_init__(self)  # super() does not find it in a class with slots
        positive = (
            "max_question_chars",
            "max_body_bytes",
            "max_original_bytes",
            "page_seconds",
            "max_page_cache_bytes",
            "questions_per_minute",
            "api_calls_per_minute",
            "answering_at_once",
            "busy_after_seconds",
            "history_days",
            "feedback_days",
            "threads",
            "connection_limit",
        )
        for name in positive:
            if getattr(self, name) <= 0:
                raise ValueError(f"[web] {name} must be more than 0")
        if self.site and not self.site.startswith(("http://", "https://")):
            raise ValueError("[web] site must begin with https:// or http://")
        if not 0 <= self.port <= 65535:
            raise ValueError("[web] port must be from 0 to 65535")
        if any(len(key) < _MIN_KEY_CHARS or not key.isascii() for key in self.api_keys):
            raise ValueError(
                f"[web] api_keys must each have {_MIN_KEY_CHARS} characters or more, of ASCII"
            )
