"""
An in-memory emulation of the Mixcloud API, for development and tests.

It needs the extra ``sandbox``. ``python -m aiomixcloud.sandbox`` serves it to any
language.
"""

from __future__ import annotations

try:
    import clientcore.sandbox as _kit  # noqa: F401  # only to see that it is there
except ImportError as _error:
    raise ImportError(
        "aiomixcloud.sandbox needs an extra: pip install 'aiomixcloud[sandbox]'"
    ) from _error

from clientcore.sandbox import Quota

from ._forms import Limits, Section
from ._multipart import Received
from ._sandbox import Credentials, Sandbox
from ._world import (
    App,
    Category,
    Cloudcast,
    Comment,
    Grant,
    Mark,
    Playlist,
    User,
    World,
)

__all__ = [
    "App",
    "Category",
    "Cloudcast",
    "Comment",
    "Credentials",
    "Grant",
    "Limits",
    "Mark",
    "Playlist",
    "Quota",
    "Received",
    "Sandbox",
    "Section",
    "User",
    "World",
]
