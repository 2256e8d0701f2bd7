"""
The command line's name, help and advice.
"""

from __future__ import annotations

from clientcore import ConnectionFailed, RateLimited, TimedOut
from clientcore.cli import CommandLine

from .. import (
    Forbidden,
    HostGoneError,
    MissingKeyError,
    NotOfferedError,
    Unauthorized,
    WebPageError,
)


def _advise(error: BaseException) -> str:
    """Return what to do about an error."""
    for kinds, advice in _ADVICE:
        if isinstance(error, kinds):
            return advice
    return ""


_ADVICE: tuple[tuple[tuple[type[BaseException], ...], str], ...] = (
    ((MissingKeyError, Unauthorized, Forbidden), "set RECNET_KEY to a valid key"),
    ((RateLimited,), "wait, then run it again with a lower --pace"),
    ((NotOfferedError,), "another server may offer it: see --server"),
    ((WebPageError,), "this is not a RecNet server: check the address of --server"),
    (
        (ConnectionFailed, HostGoneError),
        "check the address of --server and the network; rec.net closed in June 2026",
    ),
    ((TimedOut,), "run it again"),
)

line = CommandLine(
    "recnetpy",
    help="Save and read what RecNet, the API of Rec Room, has: players, rooms, photos"
    " and events. The service closed in June 2026, so this works with servers that"
    " speak its API (--server) and with archives.",
    advise=_advise,
)
