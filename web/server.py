"""Serving the application: waitress, one process, several threads."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable
from pathlib import Path

from waitress.server import create_server

from web.app import create_app
from web.collection import Collection
from web.errors import PortError
from web.holdings import examples
from web.settings import WebSettings

__all__ = ["serve"]

logger = logging.getLogger(__name__)


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
    """
    app = create_app(settings, collection, data_dir)
    proxy: dict[str, object] = {}
    if settings.trusted_proxy:
        proxy = {
            "trusted_proxy": settings.trusted_proxy,
            "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        }
    try:
        server = create_server(
            app,
            host=settings.host,
            port=settings.port,
            threads=settings.threads,
            connection_limit=settings.connection_limit,
            max_request_body_size=settings.max_body_bytes,
            channel_timeout=60,
            ident=None,
            clear_untrusted_proxy_headers=True,
            **proxy,
        )
    except OSError as error:
        raise PortError(_remedy(settings, error)) from error
    port = getattr(server, "effective_port", settings.port)
    lent = collection.acquire()
    try:
        examples(lent)  # asked now, so that the first visitor does not wait for them
    finally:
        collection.release(lent)
    if ready:
        ready(f"http://{settings.host}:{port}/")
    try:
        server.run()
    except KeyboardInterrupt:
        logger.info("stopped")
    finally:
        server.close()
        collection.close()


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
