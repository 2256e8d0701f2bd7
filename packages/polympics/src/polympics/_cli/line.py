"""
The command line, without its commands, and what to do about errors.
"""

from __future__ import annotations

from clientcore.cli import CommandLine
from polympics import (
    ConnectionFailedError,
    ForbiddenError,
    UnauthorizedError,
    UnknownPathError,
)

_SET = "set POLYMPICS_APP_USER and POLYMPICS_APP_PASSWORD"


def advise(error: BaseException) -> str:
    """Return what to do about an error, or an empty string."""
    if isinstance(error, UnauthorizedError):
        return _SET
    if isinstance(error, ForbiddenError) and "scope" in error.detail:
        return "the server's operator grants permissions to apps"
    if isinstance(error, ConnectionFailedError | UnknownPathError):
        return "--server or POLYMPICS_BASE_URL is the URL of the server"
    return ""


LINE = CommandLine(
    "polympics",
    help="Read, import and export tournaments of a Polympics server.",
    advise=advise,
)
