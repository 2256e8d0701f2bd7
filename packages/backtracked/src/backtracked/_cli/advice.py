"""
What to do about an error.
"""

from __future__ import annotations

import backtracked

_CREDENTIALS = "set QUEUP_USER1 and QUEUP_PASS1 to the name and password of an account"


def advise(error: BaseException) -> str:
    """Return what to do about an error, or an empty string."""
    for kind, advice in _ADVICE:
        if isinstance(error, kind):
            return advice
    return ""


# The first that fits.
_ADVICE: tuple[tuple[type[BaseException], str], ...] = (
    (backtracked.NotLoggedInError, _CREDENTIALS),
    (backtracked.AuthorizationError, "check QUEUP_USER1 and QUEUP_PASS1"),
    (backtracked.RoomPasswordError, "use --password, or set QUEUP_ROOM_PASSWORD"),
    (backtracked.RateLimitError, "wait a few minutes"),
    (backtracked.NotFoundError, "rooms are listed by: backtracked rooms"),
    (backtracked.ServerError, "try again later"),
    (
        backtracked.ConnectionFailedError,
        "check the network, and QUEUP_API and QUEUP_WS if they are set",
    ),
)
