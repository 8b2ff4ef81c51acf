"""The JSON API: what the pages show, for programs. Described at /api/v1/openapi.json."""

from web.api import ask, conversations, description, documents, extracts, judgements
from web.api.operations import blueprint
from web.api.shared import require_key

__all__ = [
    "ask",
    "blueprint",
    "conversations",
    "description",
    "documents",
    "extracts",
    "judgements",
]

blueprint.before_request(require_key)
