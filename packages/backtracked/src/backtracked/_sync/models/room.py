# Generated from _async/models/room.py by `nox -s twins`: do not edit.
"""
Rooms.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import attrs

from clientcore import wire

from ..._codec import from_json
from ..._constants import Presence
from ..._fields import (
    count,
    flag,
    ident,
    maybe_count,
    maybe_flag,
    maybe_text,
    plain_text,
    text,
    when,
)
from ..._ids import user_id_of
from .collections import MemberCollection
from .record import Record
from .song import Score, Song

if TYPE_CHECKING:
    from clientcore.sync import Pages

    from .member import Member
    from .message import Message
    from .user import User


@attrs.frozen(kw_only=True)
class RoomDisplaySettings:
    """
    Settings for what a room shows, and where the room is listed.

    Attributes:
        queue: Whether the queue is shown.
        in_search, in_lobby: Whether the room is listed in the search and the lobby.
        dj_in_queue: Whether DJs are shown in the queue.
        user_join, user_leave, user_grab: Whether the chat shows these events.
    """

    queue: bool = from_json("displayQueue", flag, default=True)
    in_search: bool = from_json("displayInSearch", flag, default=True)
    in_lobby: bool = from_json("displayInLobby", flag, default=True)
    dj_in_queue: bool = from_json("displayDJinQueue", flag, default=True)
    user_join: bool = from_json("displayUserJoin", flag, default=True)
    user_leave: bool = from_json("displayUserLeave", flag, default=True)
    user_grab: bool = from_json("displayUserGrab", flag, default=True)


_DISPLAY = {one.metadata["name"] for one in attrs.fields(RoomDisplaySettings)}


class RoomPlaylist(list[Song]):
    """
    A room's queue, next song first.

    Attributes:
        now_playing: What is playing, or ``None``.
    """

    def __init__(
        self, songs: Iterable[Song] = (), now_playing: Song | None = None
    ) -> None:
        super().__init__(songs)
        self.now_playing = now_playing

    def next_song(self) -> None:
        """Make the first entry of the queue the current song."""
        self.now_playing = self.pop(0) if self else None


@attrs.define(kw_only=True)
class Room(Record):
    """
    A room.

    While the client is connected, events update the members, the queue and the
    current song.

    Attributes:
        id: The room's ID.
        name: The room's name, as shown to users.
        description: The room's description, or ``None``.
        slug: The room's name in URLs.
        rtc: Name of the room's channel in the older real-time API.
        type: ``room``, or ``iframe`` for an embedded room.
        is_public: Whether every user may join.
        lang, music_type: The service's fields of these names, mostly ``None``.
        max_djs: Maximum number of users in the queue, ``None`` without a limit.
        max_song_length: Minutes, ``None`` without a limit.
        max_queue_length: Maximum number of songs a user may queue, or ``None``.
        max_repeat_distance: Minutes until a song may be queued again, or ``None``.
        dj_recycle: Whether a DJ is queued again after playing.
        display: What the room shows, and where it is listed.
        created_at, updated_at: When it was created and edited, or ``None``.
        active_users: Number of users in the room.
        queue_locked: Whether the queue is locked, so that no songs can be added.
        slow_mode: Whether the chat is in slow mode, ``None`` if unknown.
        meta_description, welcome_message: Texts, or ``None``.
        creator_id: ID of the user who created the room and has every right in it.
        current_song: The service's summary of the current song, or ``None``. Only
            as new as the rest of the room's description.
        members: The members of the room, by the IDs of their records.
        queue: The next songs, as far as they were requested.
        presence: The bot's presence in the room, ``None`` if it set none.
        is_attached: Whether the client receives the room's events.
    """

    id: str = attrs.field(metadata=wire("_id", hook=ident))
    name: str = from_json("name", plain_text, default="")
    description: str | None = from_json("description", maybe_text)
    slug: str = from_json("roomUrl", text, default="")
    rtc: str = from_json("realTimeChannel", text, default="")
    type: str = from_json("roomType", text, default="room")
    is_public: bool = from_json("isPublic", flag, default=True)
    lang: str | None = from_json("lang", text)
    music_type: Any = from_json("musicType")
    max_djs: int | None = from_json("allowedDjs", maybe_count)
    max_song_length: int | None = from_json("maxLengthSong", maybe_count)
    max_queue_length: int | None = from_json("maxSongQueueLength", maybe_count)
    max_repeat_distance: int | None = from_json("timeSongQueueRepeat", maybe_count)
    dj_recycle: bool = from_json("recycleDJ", flag, default=False)
    display: RoomDisplaySettings = attrs.field(factory=RoomDisplaySettings)
    created_at: datetime | None = from_json("created", when)
    updated_at: datetime | None = from_json("updated", when)
    active_users: int = from_json("activeUsers", count, default=0)
    queue_locked: bool = from_json("lockQueue", flag, default=False)
    slow_mode: bool | None = from_json("slowMode", maybe_flag)
    meta_description: str | None = from_json("metaDescription", maybe_text)
    welcome_message: str | None = from_json("welcomeMessage", maybe_text)
    creator_id: str | None = from_json("userid", ident)
    current_song: dict[str, Any] | None = from_json("currentSong", eq=False, repr=False)

    members: MemberCollection = attrs.field(
        init=False, factory=MemberCollection, eq=False, repr=False
    )
    queue: RoomPlaylist = attrs.field(
        init=False, factory=RoomPlaylist, eq=False, repr=False
    )
    presence: Presence | None = attrs.field(
        init=False, default=None, eq=False, repr=False
    )
    is_attached: bool = attrs.field(init=False, default=False, eq=False, repr=False)
    _began_at: datetime | None = attrs.field(
        init=False, default=None, eq=False, repr=False
    )

    def __str__(self) -> str:
        return str(self.name or "")

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        # The settings are among the other keys.
        if "display" in data or data.keys().isdisjoint(_DISPLAY):
            return data
        return {**data, "display": data}

    @property
    def room_id(self) -> str:
        """Its channel, which is ``room:`` and the id."""
        return f"room:{self.id}"

    @property
    def url(self) -> str:
        """Where people find it."""
        return f"https://queup.net/join/{self.slug}"

    # --- Who is there ---------------------------------------------------------

    @property
    def me(self) -> Member | None:
        """The logged-in user's record, or ``None`` if the user is not in the room."""
        me = self.client.user
        return self.members.from_user_id(me.id) if me else None

    @property
    def creator(self) -> User | None:
        """Who made it, if they were seen."""
        return self.client.users.get(self.creator_id or "")

    def queue_position(self, user: User | Member | str) -> int | None:
        """Return the number of songs before the user's next, ``None`` without one."""
        wanted = user_id_of(user)
        places = (at for at, song in enumerate(self.queue) if song.user_id == wanted)
        return next(places, None)

    # --- What is playing ------------------------------------------------------

    @property
    def playlist(self) -> RoomPlaylist:
        """The queue."""
        return self.queue

    @property
    def now_playing(self) -> Song | None:
        """What is playing, or ``None``."""
        return self.queue.now_playing

    @property
    def score(self) -> Score | None:
        """How what is playing is liked, ``None`` if nothing is."""
        song = self.now_playing
        return None if song is None else Score(song.up_dubs, song.down_dubs, song.grabs)

    @property
    def time_elapsed(self) -> timedelta | None:
        """Since when it has been playing, ``None`` if nothing is."""
        if self.now_playing is None or self._began_at is None:
            return None
        return max(timedelta(0), self.client.now() - self._began_at)

    @property
    def time_left(self) -> timedelta | None:
        """How long it will go on, ``None`` if nothing is playing."""
        song, elapsed = self.now_playing, self.time_elapsed
        if song is None or elapsed is None:
            return None
        return max(timedelta(0), timedelta(milliseconds=song.length or 0) - elapsed)

    def play(self, song: Song | None, elapsed: float = 0.0) -> bool:
        """
        Set the current song. Used when an event reports it.

        Args:
            song: The entry, or ``None`` if the room is not playing a song.
            elapsed: Seconds since the start; -1 if it starts now.

        Returns:
            Whether the song changed.
        """
        former = self.queue.now_playing
        self.queue.now_playing = song
        if song is None:
            self._began_at = None
            return former is not None
        if former is not None and former.id == song.id:
            return False
        self._began_at = self.client.now() - timedelta(seconds=max(0.0, elapsed))
        return True

    # --- What one can do ------------------------------------------------------

    def send_message(
        self, text: str, *, allowed_mentions: Iterable[str] | None = None
    ) -> Message:
        """
        Send a message to the chat: see `Client.send_message`.

        Args:
            text: Text to send, not HTML-escaped. A text of more than 255 UTF-16 code
                units is sent as several messages.
            allowed_mentions: Names that the text may mention. ``()`` allows none, for
                texts that other users have typed; ``None`` sends the text unchanged.

        Returns:
            The last message.
        """
        return self.client.send_message(self, text, allowed_mentions=allowed_mentions)

    def send_messages(self, text: str) -> list[Message]:
        """Write into the chat, and return all messages that it took."""
        return self.client.send_messages(self, text)

    def change_presence(self, presence: Presence) -> None:
        """
        Show the bot in the room's list of users, or hide it.

        The presence is stored, and sent again after a reconnect.

        Raises:
            NotConnectedError: The client has no real-time connection, as with
                `RestClient`.
        """
        self.client.show_presence(self, presence)

    def leave(self) -> None:
        """Leave the room."""
        self.client.leave_room(self)

    def edit(self, **settings: Any) -> Room:
        """Change settings: see `Client.edit_room`."""
        return self.client.edit_room(self, **settings)

    def lock_queue(self, locked: bool = True) -> None:
        """Lock the queue, or unlock it (``False``). Needs the right ``lock-queue``."""
        self.client.lock_queue(self, locked=locked)

    def queue_song(self, source: str, media_id: str) -> None:
        """Add a medium to the logged-in user's queue: see `Client.queue_song`."""
        self.client.queue_song(self, source, media_id)

    def fetch_members(self) -> list[Member]:
        """Request the members of the room."""
        return self.client.fetch_members(self)

    def fetch_queue(self) -> list[Song]:
        """Read the queue, with the media."""
        return self.client.fetch_queue(self)

    def fetch_chat_history(self) -> list[Message]:
        """Read the last messages, oldest first."""
        return self.client.fetch_chat_history(self)

    def history(self) -> Pages[Song]:
        """Return what was played, newest first."""
        return self.client.history(self)
