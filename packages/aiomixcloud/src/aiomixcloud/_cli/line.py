"""
The command line that the commands belong to.
"""

from __future__ import annotations

import math

from aiomixcloud import (
    ConnectionFailedError,
    InvalidTokenError,
    RateLimitError,
)
from clientcore.cli import CommandLine, Format, Session


def advise(error: BaseException) -> str:
    """Return what to do about *error*, or an empty string."""
    if isinstance(error, InvalidTokenError):
        return "sign in again: aiomixcloud login"
    if isinstance(error, RateLimitError):
        minutes = math.ceil((error.retry_after or 3600) / 60)
        return f"run the same command again in {minutes} min"
    if isinstance(error, ConnectionFailedError):
        return "check the network"
    return ""


line = CommandLine(
    "aiomixcloud",
    help="Upload shows to Mixcloud, edit them, and save the data of a user.",
    advise=advise,
)


def is_for_people(session: Session) -> bool:
    """
    Return whether results are shown to people.

    Others receive resources as the service sends them.
    """
    return session.output.format in {Format.TABLE, Format.CSV}
