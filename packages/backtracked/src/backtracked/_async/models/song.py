"""
Songs: what is played, and the medium behind it.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from clientcore import wire

from ..._codec import from_json
from ..._fields import count, duration, embedded, flag, plain_text, text, when
from ..._ids import id_within, ident
from .record import Record
from .user import User

if TYPE_CHECKING:
    from .playlist import Playlist
    from .room import Room


def _thumbnail(images: Any) -> str | None:
    found = images.get("thumbnail") if isinstance(images, dict) else images
    return found if isinstance(found, str) else None


@attrs.define(kw_only=True)
class SongInfo(Record):
    """
    A medium of YouTube or SoundCloud.

    Attributes:
        id: QueUp's ID. Empty in search results that were not queued yet.
        name: Title of the video or track.
        media_id: The provider's ID.
        source: The provider, ``youtube`` or ``soundcloud``.
        thumbnail: URL of a small picture, or ``None``.
        created_at: When QueUp stored the medium, or ``None``.
        length: Length of the medium, in milliseconds.
    """

    id: str = from_json("_id", ident, default="")
    name: str = from_json("name", plain_text, default="")
    media_id: str = from_json("fkid", ident, default="")
    source: str = from_json("type", text, default="")
    thumbnail: str | None = from_json("images", _thumbnail)
    created_at: datetime | None = from_json("created", when)
    length: int = from_json("songLength", duration, default=0)

    def __str__(self) -> str:
        return str(self.name or "")


@attrs.define(kw_only=True)
class Song(Record):
    """
    An entry of a queue or of the history, or the current song.

    Attributes:
        id: The entry's ID, which requests to vote or skip need.
        song_id: ID of the medium.
        user_id: ID of the user who queued it.
        room_id: ID of the room.
        created_at: When it was queued, or ``None``.
        played_at: When it started, ``None`` before that.
        active: Whether it is playing.
        played: Whether it has been played.
        skipped: Whether it was skipped.
        order: Position in the queue.
        length: Length of the medium, in milliseconds.
        up_dubs, down_dubs, grabs: Numbers of votes for and against it, and of
            users who added it to a playlist.
        info: The medium that was part of the entry, or ``None``.
        profile: The user that was part of the entry, or ``None``.
    """

    id: str = attrs.field(metadata=wire("_id", hook=ident))
    song_id: str = from_json("songid", ident, default="")
    user_id: str = from_json("userid", ident, default="")
    room_id: str = from_json("roomid", ident, default="")
    created_at: datetime | None = from_json("created", when)
    played_at: datetime | None = from_json("played", when)
    active: bool = from_json("isActive", flag, default=False)
    played: bool = from_json("isPlayed", flag, default=False)
    skipped: bool = from_json("skipped", flag, default=False)
    order: int = from_json("order", count, default=0)
    length: int = from_json("songLength", duration, default=0)
    up_dubs: int = from_json("updubs", count, default=0)
    down_dubs: int = from_json("downdubs", count, default=0)
    grabs: int = from_json("grabs", count, default=0)
    info: SongInfo | None = from_json("_song", embedded(SongInfo), eq=False, repr=False)
    profile: User | None = from_json("_user", embedded(User), eq=False, repr=False)

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        """
        Fill in missing IDs from nested objects, as rows of lists lack some of them.
        """
        for name, other in (("songid", "_song"), ("userid", "_user")):
            if data.get(other) and not data.get(name):
                found = id_within(data[other])
                data = {**data, name: found} if found else data
        return data

    @property
    def room(self) -> Room | None:
        """The room, if it was joined."""
        return self.client.rooms.get(self.room_id)

    @property
    def user(self) -> User | None:
        """The user who queued it, ``None`` if only the ID is known."""
        return self.client.users.get(self.user_id) or self.profile

    @property
    def song_info(self) -> SongInfo | None:
        """The medium, ``None`` if it was not seen yet: see `fetch_info`."""
        return self.client.song_cache.get(self.song_id) or self.info

    @property
    def net_dubs(self) -> int:
        """Votes for it, less those against it."""
        return (self.up_dubs or 0) - (self.down_dubs or 0)

    async def fetch_info(self) -> SongInfo:
        """Return the medium, asking for it if it was not seen yet."""
        return self.song_info or await self.client.fetch_song(self.song_id)

    async def updub(self) -> None:
        """Vote for it."""
        await self.client.updub(self.room_id, self)

    async def downdub(self) -> None:
        """Vote against it."""
        await self.client.downdub(self.room_id, self)

    async def skip(self) -> None:
        """Skip it. Needs the right ``skip``, except for the bot's own songs."""
        await self.client.skip_song(self.room_id, self)

    async def grab(self, playlist: Playlist | str) -> None:
        """Add it to a playlist of the logged-in user."""
        await self.client.grab(playlist, self)


@attrs.frozen
class NowPlaying:
    """
    The song that a room is playing.

    Attributes:
        song: The queue entry that is playing.
        info: The medium, or ``None`` if the service did not send it.
        elapsed: Seconds since the start; -1 if it starts now.
    """

    song: Song
    info: SongInfo | None = None
    elapsed: float = 0.0


@attrs.frozen
class Votes:
    """
    The votes on the current song.

    Attributes:
        song: The queue entry that is playing.
        up: IDs of the users who voted for it.
        down: IDs of the users who voted against it.
    """

    song: Song
    up: tuple[str, ...] = ()
    down: tuple[str, ...] = ()


@attrs.frozen
class Score:
    """
    Votes and grabs of a song.

    Attributes:
        up, down: Numbers of votes for it and against it.
        grabs: Number of users who added it to a playlist.
    """

    up: int = 0
    down: int = 0
    grabs: int = 0

    @property
    def net(self) -> int:
        """Votes for it, less those against it."""
        return self.up - self.down
