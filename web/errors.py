"""What can go wrong in the web layer.

WebError
├── PortError        the address cannot be served
├── SecretKeyError   the key that signs cookies cannot be read or made
├── LogoError        the logo cannot be shown
├── BusyError        more questions at once than can be answered
└── TrialError       a run of a collection cannot begin
"""

from __future__ import annotations

__all__ = ["BusyError", "LogoError", "PortError", "SecretKeyError", "TrialError", "WebError"]


class WebError(Exception):
    """Base of every error of this package; its message names the remedy."""


class PortError(WebError):
    """The address cannot be served."""


class SecretKeyError(WebError):
    """The key that signs cookies cannot be read or made."""


class LogoError(WebError):
    """The logo cannot be shown."""


class BusyError(WebError):
    """More questions at once than can be answered."""


class TrialError(WebError):
    """A run of a collection cannot begin: another is under way, or nothing here can be evaluated."""
