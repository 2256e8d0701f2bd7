"""
A client for QueUp: rooms, queues, votes, chat and private messages.

`Client` sends requests and receives events. `RestClient` only sends requests, and
`backtracked.sync` has its twin for code that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import keep_modules

from . import utils
from ._api import API_URL, WS_URL
from ._async.client import Client
from ._async.models.collections import (
    ConversationCollection,
    MemberCollection,
    MessageCollection,
    RoomCollection,
    UserCollection,
)
from ._async.models.conversation import Conversation
from ._async.models.member import Member
from ._async.models.message import Message
from ._async.models.playlist import AuditEntry, Following, Playlist, PlaylistItem
from ._async.models.room import Room, RoomDisplaySettings, RoomPlaylist
from ._async.models.song import NowPlaying, Score, Song, SongInfo, Votes
from ._async.models.user import AuthenticatedUser, User
from ._async.realtime_options import RealtimeOptions
from ._async.rest_client import RestClient
from ._collections import Collection
from ._constants import Actions, Presence, Role, RoleGlobal
from ._engineio import Packet, PacketType
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
from ._gateway.reconnect import Backoff
from ._old_modules import OLD_MODULES
from ._proxy import ProxyOptions

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter


__all__ = [
    "API_URL",
    "WS_URL",
    "Actions",
    "ApiError",
    "AuditEntry",
    "AuthenticatedUser",
    "AuthorizationError",
    "Backoff",
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
    "Packet",
    "PacketType",
    "Playlist",
    "PlaylistItem",
    "Presence",
    "ProxyOptions",
    "RateLimitError",
    "RealtimeOptions",
    "RestClient",
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

keep_modules(__name__, OLD_MODULES)


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("backtracked")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
