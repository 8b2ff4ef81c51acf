"""Serving the application: waitress, one process, several threads."""

from __future__ import annotations

import errno
import socket
from collections.abc import Callable
from pathlib import Path

from waitress.server import create_server

from web.app import create_app
from web.collection import Collection
from web.errors import PortError
from web.holdings import examples
from web.settings import WebSettings

__all__ = ["serve"]

# Beyond what is read, so that a body that is somewhat too large is told so by a page.
_ROOM_BYTES = 1024 * 1024
_MAX_HEADER_BYTES = 32 * 1024


def serve(
    settings: WebSettings,
    collection: Collection,
    data_dir: Path,
    *,
    ready: Callable[[str], None] | None = None,
) -> None:
    """Serve the chat until interrupted; `ready` is called with its address once it listens.

    :raises PortError: the address cannot be listened on.
    :raises SecretKeyError: the key that signs cookies cannot be read or made.
    :raises LogoError: the logo cannot be shown.
    """
    app = create_app(settings, collection, data_dir)
    proxy: dict[str, object] = {}
    if settings.trusted_proxy:
        proxy = {
            "trusted_proxy": settings.trusted_proxy,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    with _listening(settings) as listening:
        server = create_server(
            app,
            sockets=[listening],
            threads=settings.threads,
            connection_limit=settings.connection_limit,
            max_request_body_size=settings.max_body_bytes + _ROOM_BYTES,
            max_request_header_size=_MAX_HEADER_BYTES,
            channel_timeout=60,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **proxy,
        )
        try:
            _warm(collection)
            app.extensions["pages"].warm()
            if ready:
                ready(_address(settings, listening))
            server.run()
        finally:
            server.close()
            app.extensions["pages"].close()
            collection.close()


def _warm(collection: Collection) -> None:
    """Ask the example questions now, so that the first visitor does not wait for them."""
    lent = collection.acquire()
    try:
        examples(lent)
    finally:
        collection.release(lent)


def _listening(settings: WebSettings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    try:
        return socket.create_server((settings.host, settings.port), family=family, backlog=1024)
    except OSError as error:
        raise PortError(_remedy(settings, error)) from error


def _address(settings: WebSettings, listening: socket.socket) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{listening.getsockname()[1]}/"


def _remedy(settings: WebSettings, error: OSError) -> str:
    where = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return (
            f"{where} is in use: stop the program that uses it,"
            " or choose another port with --port ([web] port in the settings file)"
        )
    if error.errno == errno.EACCES:
        return f"{where} may not be used: choose a port from 1024 up with --port"
    return f"{where} cannot be listened on ({error.strerror}): check [web] host and port"
