"""
Playlists, and other things that are only read.
"""

from __future__ import annotations

from datetime import datetime

import attrs

from clientcore import wire

from ..._fields import count, embedded, flag, ident, text, when
from .record import Record
from .song import SongInfo
from .user import User


@attrs.define(kw_only=True)
class Playlist(Record):
    """
    A user's playlist.

    Attributes:
        id: The playlist's ID.
        name: The playlist's name, as shown to users.
        is_public: Whether other users can see it.
        removed: Whether it was deleted.
        created_at: When it was created, or ``None``.
        source: The provider that it was imported from, or ``None``.
        media_id: The provider's ID of the imported playlist, or ``None``.
        user_id: ID of the owner.
        total: Number of media in it.
    """

    id: str = attrs.field(metadata=wire("_id", hook=ident))
    name: str = attrs.field(default="", metadata=wire(hook=text))
    is_public: bool = attrs.field(default=False, metadata=wire("isPublic", hook=flag))
    removed: bool = attrs.field(default=False, metadata=wire(hook=flag))
    created_at: datetime | None = attrs.field(
        default=None, metadata=wire("created", hook=when)
    )
    source: str | None = attrs.field(default=None, metadata=wire("type", hook=text))
    media_id: str | None = attrs.field(default=None, metadata=wire("fkid", hook=ident))
    user_id: str = attrs.field(default="", metadata=wire("userid", hook=ident))
    total: int = attrs.field(default=0, metadata=wire("totalItems", hook=count))


@attrs.define(kw_only=True)
class PlaylistItem(Record):
    """
    A medium in a playlist.

    Attributes:
        id: The item's ID, which requests to remove or move it need.
        song_id: ID of the medium.
        playlist_id: ID of the playlist.
        added_at: When it was added, or ``None``.
        info: The medium, or ``None`` if the service did not send it.
    """

    id: str = attrs.field(metadata=wire("_id", hook=ident))
    song_id: str = attrs.field(default="", metadata=wire("songid", hook=ident))
    playlist_id: str = attrs.field(default="", metadata=wire("playlistid", hook=ident))
    added_at: datetime | None = attrs.field(
        default=None, metadata=wire("added", hook=when)
    )
    info: SongInfo | None = attrs.field(
        default=None, metadata=wire("_song", hook=embedded(SongInfo))
    )


@attrs.define(kw_only=True)
class Following(Record):
    """
    A follow relation between two users.

    Attributes:
        id: The relation's ID.
        user_id: ID of the follower.
        following: ID of the followed user.
        created_at: When the user was followed, or ``None``.
    """

    id: str = attrs.field(metadata=wire("_id", hook=ident))
    user_id: str = attrs.field(default="", metadata=wire("userid", hook=ident))
    following: str = attrs.field(default="", metadata=wire(hook=ident))
    created_at: datetime | None = attrs.field(
        default=None, metadata=wire("created", hook=when)
    )


@attrs.define(kw_only=True)
class AuditEntry(Record):
    """
    An action of a moderator.

    Attributes:
        id: Its ID, empty if the service did not send it.
        type: Type of the action, such as ``ban``.
        duration: Duration in seconds, 0 without an end.
        created_at: When the action happened, or ``None``.
        user: The user whom the action concerned, or ``None``.
    """

    id: str = attrs.field(default="", metadata=wire("_id", hook=ident))
    type: str = attrs.field(default="", metadata=wire(hook=text))
    duration: int = attrs.field(default=0, metadata=wire(hook=count))
    created_at: datetime | None = attrs.field(
        default=None, metadata=wire("created", hook=when)
    )
    user: User | None = attrs.field(
        default=None, metadata=wire("_user", hook=embedded(User))
    )
    moderator: User | None = attrs.field(
        default=None, metadata=wire("_mod", hook=embedded(User))
    )
