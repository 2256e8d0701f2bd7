"""
Documents of the service as objects.
"""

from __future__ import annotations

from .collections import (
    ConversationCollection,
    MemberCollection,
    MessageCollection,
    RoomCollection,
    UserCollection,
)
from .conversation import Conversation
from .member import Member
from .message import Message
from .playlist import AuditEntry, Following, Playlist, PlaylistItem
from .room import Room, RoomDisplaySettings, RoomPlaylist
from .song import NowPlaying, Score, Song, SongInfo, Votes
from .user import AuthenticatedUser, User

__all__ = [
    "AuditEntry",
    "AuthenticatedUser",
    "Conversation",
    "ConversationCollection",
    "Following",
    "Member",
    "MemberCollection",
    "Message",
    "MessageCollection",
    "NowPlaying",
    "Playlist",
    "PlaylistItem",
    "Room",
    "RoomCollection",
    "RoomDisplaySettings",
    "RoomPlaylist",
    "Score",
    "Song",
    "SongInfo",
    "User",
    "UserCollection",
    "Votes",
]
