"""
The command line that all commands belong to, and advice about errors.
"""

from __future__ import annotations

import signal
import sys

import typer

from clientcore.cli import CommandLine

from .. import (
    AuthenticationError,
    ConnectionFailed,
    Forbidden,
    OwnerPremiumRequired,
    PlayerForbidden,
    PlayerNotFound,
    PremiumRequired,
    QuotaExceeded,
    RateLimited,
    Unauthorized,
)

#: How to go on with a job that can.
AGAIN = "run the same command again to continue"


class NotSignedIn(AuthenticationError):
    """A command needs a user, and there is no token."""


def advise(error: BaseException) -> str:
    """Return what to do about an error, or an empty string."""
    if isinstance(error, RateLimited):
        return _advise_to_wait(error)
    return next((text for kind, text in _ADVICE.items() if isinstance(error, kind)), "")


def _advise_to_wait(error: RateLimited) -> str:
    if isinstance(error, QuotaExceeded):
        return "the quota of the app's developer is spent: try again tomorrow"
    if error.retry_after is None:
        return "try again later"
    return f"try again in {in_words(error.retry_after)}"


def in_words(seconds: float) -> str:
    """Return a time to wait, in the largest unit that it has at least one of."""
    for unit, size in (("h", 3600), ("min", 60)):
        if seconds >= size:
            return f"{seconds / size:.0f} {unit}"
    return f"{seconds:.0f} s"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number of things: ``1 entry``, ``2 entries``."""
    return f"{number} {noun if number == 1 else plural or f'{noun}s'}"


_LOGIN = "run: asyncspotify login"

# The first that fits counts.
_ADVICE: dict[type[BaseException], str] = {
    OwnerPremiumRequired: "the owner of the app needs Premium",
    PremiumRequired: "the player takes commands from Premium accounts only",
    PlayerForbidden: "the player does not do that now",
    PlayerNotFound: "start Spotify somewhere, or choose from: asyncspotify devices",
    Unauthorized: _LOGIN,
    Forbidden: "the app, the user or the sign-in is not allowed to do this",
    AuthenticationError: _LOGIN,
    ConnectionFailed: "is the network up?",
}

line = CommandLine(
    "asyncspotify",
    help="Export, restore and tidy up playlists and libraries of Spotify, control the"
    " player, and look at what was listened to.",
    advise=advise,
)


def confirm(question: str) -> None:
    """
    Ask whether to go on.

    Raises:
        ValueError: The user does not want to, or there is no terminal to ask at.
    """
    if not sys.stdin.isatty():
        raise ValueError("nothing was changed: give --yes to do it, or use a terminal")
    # The event loop's handler waits for the next `await`, and the user types now.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        is_agreed = typer.confirm(question, err=True)
    except typer.Abort:
        raise KeyboardInterrupt from None
    finally:
        signal.signal(signal.SIGINT, before)
    if not is_agreed:
        raise ValueError("nothing was changed")
