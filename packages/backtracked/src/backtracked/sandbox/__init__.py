"""
The QueUp service, embedded: for development and tests.

It needs the extra ``sandbox``. ``python -m backtracked.sandbox`` serves it to
any language.
"""

from __future__ import annotations

try:
    import clientcore.sandbox as _kit  # noqa: F401  # only to see that it is there
except ImportError as _error:
    raise ImportError(
        "backtracked.sandbox needs an extra: pip install 'backtracked[sandbox]'"
    ) from _error

from ._channels import Channels, Line
from ._person import Person
from ._sandbox import Login, Logins, Sandbox
from ._world import (
    Conversation,
    Entry,
    Limits,
    Media,
    Member,
    Playlist,
    PrivateMessage,
    Quirks,
    Role,
    Room,
    User,
    World,
)

__all__ = [
    "Channels",
    "Conversation",
    "Entry",
    "Limits",
    "Line",
    "Login",
    "Logins",
    "Media",
    "Member",
    "Person",
    "Playlist",
    "PrivateMessage",
    "Quirks",
    "Role",
    "Room",
    "Sandbox",
    "User",
    "World",
]
