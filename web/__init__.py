"""The web: people ask in a browser, read extracts, and open them where they stand."""

from web.app import create_app
from web.collection import Collection, Reading
from web.errors import PortError, WebError
from web.server import serve
from web.settings import WebSettings

__all__ = [
    "Collection",
    "PortError",
    "Reading",
    "WebError",
    "WebSettings",
    "create_app",
    "serve",
]
