"""
The names of `backtracked`, for code that blocks.

`Client` sends requests and has no real-time connection: names that concern the
socket are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import utils
from ._api import API_URL
from ._collections import Collection
from ._constants import Presence, Role, RoleGlobal
from ._errors import (
    ApiError,
    AuthorizationError,
    BacktrackedError,
    BadRequestError,
    ClosedError,
    ConflictError,
    ConnectionFailedError,
    DecodeError,
    ForbiddenError,
    InvalidError,
    MissingRightError,
    NoAnswerError,
    NotConnectedError,
    NotFoundError,
    NotLoggedInError,
    RateLimitError,
    RoomBannedError,
    RoomPasswordError,
    ServerError,
    SessionExpiredError,
    TimedOutError,
    UnauthorizedError,
    UnboundError,
    UnsafeURLError,
)
from ._proxy import ProxyOptions
from ._sync.models.collections import (
    ConversationCollection,
    MemberCollection,
    MessageCollection,
    RoomCollection,
    UserCollection,
)
from ._sync.models.conversation import Conversation
from ._sync.models.member import Member
from ._sync.models.message import Message
from ._sync.models.playlist import AuditEntry, Following, Playlist, PlaylistItem
from ._sync.models.room import Room, RoomDisplaySettings, RoomPlaylist
from ._sync.models.song import NowPlaying, Score, Song, SongInfo, Votes
from ._sync.models.user import AuthenticatedUser, User
from ._sync.rest_client import RestClient as Client

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter


__all__ = [
    "API_URL",
    "ApiError",
    "AuditEntry",
    "AuthenticatedUser",
    "AuthorizationError",
    "BacktrackedError",
    "BadRequestError",
    "Client",
    "ClosedError",
    "Collection",
    "ConflictError",
    "ConnectionFailedError",
    "Conversation",
    "ConversationCollection",
    "DecodeError",
    "Following",
    "ForbiddenError",
    "InvalidError",
    "Member",
    "MemberCollection",
    "Message",
    "MessageCollection",
    "MissingRightError",
    "NoAnswerError",
    "NotConnectedError",
    "NotFoundError",
    "NotLoggedInError",
    "NowPlaying",
    "Playlist",
    "PlaylistItem",
    "Presence",
    "ProxyOptions",
    "RateLimitError",
    "Role",
    "RoleGlobal",
    "Room",
    "RoomBannedError",
    "RoomCollection",
    "RoomDisplaySettings",
    "RoomPasswordError",
    "RoomPlaylist",
    "Score",
    "ServerError",
    "SessionExpiredError",
    "Song",
    "SongInfo",
    "TimedOutError",
    "UnauthorizedError",
    "UnboundError",
    "UnsafeURLError",
    "User",
    "UserCollection",
    "Votes",
    "converter",
    "utils",
]


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("backtracked")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
