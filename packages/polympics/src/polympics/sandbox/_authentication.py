"""
HTTP Basic, as the service reads it.
"""

from __future__ import annotations

from base64 import b64decode, b64encode

from ._problems import unauthenticated
from ._world import Caller, World


def authenticate(world: World, header: str) -> Caller:
    """
    Return the app or session that an ``Authorization`` header belongs to.

    Args:
        world: The world with its apps and sessions.
        header: The header, empty if there was none.

    Returns:
        The caller. ``None`` for credentials that are not valid: the service answers
        401 or 403 to them later.

    Raises:
        Problem: There are no credentials, or they cannot be read.
    """
    scheme, _, encoded = header.partition(" ")
    if scheme.lower() != "basic":
        raise unauthenticated("Not authenticated")
    try:
        username, colon, password = b64decode(encoded).decode("ascii").partition(":")
    except ValueError:
        username = colon = password = ""
    if not colon:
        raise unauthenticated("Invalid authentication credentials")
    return world.caller(username, password)


def basic(username: str, password: str) -> str:
    """Return the value of an ``Authorization`` header."""
    return f"Basic {b64encode(f'{username}:{password}'.encode()).decode()}"
