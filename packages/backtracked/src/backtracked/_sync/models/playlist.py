# Generated from _async/models/playlist.py by `nox -s twins`: do not edit.
"""
Playlists, and other things that are only read.
"""

from __future__ import annotations

from datetime import datetime

import attrs

from clientcore import wire

from ..._codec import from_json
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
    name: str = from_json("name", text, default="")
    is_public: bool = from_json("isPublic", flag, default=False)
    removed: bool = from_json("removed", flag, default=False)
    created_at: datetime | None = from_json("created", when)
    source: str | None = from_json("type", text)
    media_id: str | None = from_json("fkid", ident)
    user_id: str = from_json("userid", ident, default="")
    total: int = from_json("totalItems", count, default=0)


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
    song_id: str = from_json("songid", ident, default="")
    playlist_id: str = from_json("playlistid", ident, default="")
    added_at: datetime | None = from_json("added", when)
    info: SongInfo | None = from_json("_song", embedded(SongInfo))


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
    user_id: str = from_json("userid", ident, default="")
    following: str = from_json("following", ident, default="")
    created_at: datetime | None = from_json("created", when)


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

    id: str = from_json("_id", ident, default="")
    type: str = from_json("type", text, default="")
    duration: int = from_json("duration", count, default=0)
    created_at: datetime | None = from_json("created", when)
    user: User | None = from_json("_user", embedded(User))
    moderator: User | None = from_json("_mod", embedded(User))
