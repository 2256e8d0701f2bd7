"""
Spotify, embedded: for development and tests.

It needs the extra ``sandbox``. ``python -m asyncspotify.sandbox`` serves it to
any language.
"""

from __future__ import annotations

try:
    import clientcore.sandbox as _kit  # noqa: F401  # only to see that it is there
except ImportError as _error:
    raise ImportError(
        "asyncspotify.sandbox needs an extra: pip install 'asyncspotify[sandbox]'"
    ) from _error

from ._accounts import Accounts, App, Code, Grant, Token
from ._catalogue import (
    Album,
    Artist,
    Audiobook,
    Catalogue,
    Category,
    Chapter,
    Episode,
    LocalTrack,
    Show,
    Track,
)
from ._people import Entry, Playlist, User
from ._player import Device, Play, Player
from ._sandbox import Credentials, Sandbox
from ._scopes import SCOPES
from ._tiers import Tier
from ._world import World

__all__ = [
    "SCOPES",
    "Accounts",
    "Album",
    "App",
    "Artist",
    "Audiobook",
    "Catalogue",
    "Category",
    "Chapter",
    "Code",
    "Credentials",
    "Device",
    "Entry",
    "Episode",
    "Grant",
    "LocalTrack",
    "Play",
    "Player",
    "Playlist",
    "Sandbox",
    "Show",
    "Tier",
    "Token",
    "Track",
    "User",
    "World",
]
