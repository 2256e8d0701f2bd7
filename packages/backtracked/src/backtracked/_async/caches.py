"""
What a client has seen, one object for each id.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from .._collections import BaseCollection, Collection
from .._ids import ident
from .changes import Changes
from .models.collections import (
    ConversationCollection,
    MessageCollection,
    RoomCollection,
    UserCollection,
)
from .models.member import Member
from .models.message import Message
from .models.record import Record, forget_raw, renew
from .models.song import Song, SongInfo
from .models.user import User

if TYPE_CHECKING:
    from .models.room import Room
    from .rest_client import RestClient

R = TypeVar("R", bound=Record)


class Caches:
    """
    What a client has seen.

    An object that is seen again is updated in place, so that all who hold it see
    the same. Neither the bot's own user nor the users in joined rooms are dropped.

    Args:
        client: The client that new objects are bound to.
        size: Number of messages that are kept. There may be 16 times as many users,
            and four times as many media and conversations. ``None`` keeps all.
    """

    def __init__(self, client: RestClient, size: int | None) -> None:
        self._client = client
        limit = size or 0
        self.rooms = RoomCollection()
        self.users = UserCollection(limit=16 * limit or None)
        self.users.is_pinned = self._is_present
        self.messages = MessageCollection(limit=size)
        self.conversations = ConversationCollection(limit=4 * limit or None)
        self.songs: Collection[SongInfo] = Collection(limit=4 * limit or None)
        self._watches: list[Changes] = []

    def _is_present(self, user_id: str) -> bool:
        me = self._client.user
        if me is not None and me.id == user_id:
            return True
        return any(room.members.from_user_id(user_id) for room in self.rooms.all())

    def now(self) -> datetime:
        """Return the time by the client's clock."""
        return self._client.now()

    # --- Models ---------------------------------------------------------------

    def _kept(self, record: R) -> R:
        """Drop the JSON that is needed for merging only."""
        if not self._client.settings.keep_raw:
            forget_raw(record)
        return record

    @contextmanager
    def watched(self) -> Iterator[Changes]:
        """Return what events change from now on, which a response may not know."""
        changes = Changes()
        self._watches.append(changes)
        try:
            yield changes
        finally:
            self._watches.remove(changes)

    def renew(self, record: R, data: dict[str, Any]) -> R:
        """Update an object from an event."""
        for changes in self._watches:
            changes.add(record, data)
        return renew(record, data)

    def merge(self, known: R, fresh: R, newer: Changes | None = None) -> R:
        """
        Update a cached object from a newly decoded one.

        Args:
            known: The cached object.
            fresh: The object of the response.
            newer: What events changed since the request.
        """
        if known is not fresh and fresh.raw is not None:
            renew(known, newer.without(known, fresh.raw) if newer else fresh.raw)
        return known

    def keep(
        self, collection: BaseCollection[R], record: R, newer: Changes | None = None
    ) -> R:
        """Cache an object, and return the one with its id."""
        known = collection.touch(record.id)
        if known is not None:
            return self.merge(known, record, newer)
        collection.add(self._kept(record))
        return record

    def keep_user(self, user: User, newer: Changes | None = None) -> User:
        """Cache a user."""
        return self.keep(self.users, user, newer)

    def keep_song(self, song: Song) -> Song:
        """Cache the medium and the user of a queue entry."""
        if song.profile is not None:
            self.keep_user(song.profile)
        if song.info is not None:
            self.keep(self.songs, song.info)
        return song

    def keep_member(self, member: Member, newer: Changes | None = None) -> Member:
        """Cache the user of a member's record."""
        if member.profile is not None:
            self.keep_user(member.profile, newer)
        return member

    def keep_record(
        self, room: Room, member: Member, newer: Changes | None = None
    ) -> Member:
        """Return the record in a room, updated from *member*."""
        known = room.members.from_user_id(member.user_id)
        if known is None:
            return self._kept(member)
        return self.merge(known, member, newer)

    def keep_message(self, message: Message) -> Message:
        """Cache a message, unless it has no id."""
        if not message.id:
            return self._kept(message)
        return self.keep(self.messages, message)

    # --- Documents of events --------------------------------------------------

    def message(
        self, room: Room, document: dict[str, Any], author: User | None
    ) -> Message:
        """Cache a message of a room, unless it has no id."""
        message = Message.from_event(document, room.id, author, self._client)
        if message.id:
            # The bot's own messages are known from the response to the request.
            known = self.messages.get(message.id)
            if known is not None:
                return renew(known, document)
            self.messages.add(message)
        return message

    def user(self, document: Any) -> User | None:
        """Cache the user of a document, or return ``None`` if it is none."""
        return self._document(self.users, User, document)

    def info(self, document: Any) -> SongInfo | None:
        """Cache the medium of a document, or return ``None`` if it is none."""
        return self._document(self.songs, SongInfo, document)

    def _document(
        self, collection: BaseCollection[R], kind: type[R], document: Any
    ) -> R | None:
        found = ident(document.get("_id")) if type(document) is dict else None
        if found is None:
            return None
        known = collection.touch(found)
        if known is not None:
            return renew(known, document)
        record = self._kept(kind.from_data(document, self._client))
        collection.add(record)
        return record

    def song(self, document: Any) -> Song | None:
        """Decode a queue entry, or return ``None`` if there is none."""
        if type(document) is not dict or ident(document.get("_id")) is None:
            return None
        return self.keep_song(Song.from_data(document, self._client))

    def member(self, room: Room, document: Any) -> Member | None:
        """
        Decode and cache a member's record, or return ``None`` if *data* has none.

        Records of users who are not in the room are returned without caching.
        """
        if type(document) is not dict:
            return None
        user_id = ident(document.get("userid"))
        known = room.members.from_user_id(user_id or "")
        if known is not None:
            return self.renew(known, document)
        if user_id is None or ident(document.get("_id")) is None:
            return None
        return self._kept(self.keep_member(Member.from_data(document, self._client)))
