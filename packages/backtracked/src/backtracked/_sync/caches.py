# Generated from _async/caches.py by `nox -s twins`: do not edit.
"""
What a client has seen, each thing once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from .._collections import BaseCollection, Collection
from .models.collections import (
    ConversationCollection,
    MessageCollection,
    RoomCollection,
    UserCollection,
)
from .models.member import Member
from .models.message import Message
from .models.record import Record, renew
from .models.song import Song, SongInfo
from .models.user import User

if TYPE_CHECKING:
    from .models.room import Room
    from .rest_client import RestClient

R = TypeVar("R", bound=Record)


class Caches:
    """
    What a client has seen.

    Something that is seen again is brought up to date in place, so that all who
    hold it see the same.

    Args:
        client: What new things are bound to.

        size: How many messages are kept. Of users there may be 16 times as many,
            of media and conversations four times.
    """

    def __init__(self, client: RestClient, size: int) -> None:
        self._client = client
        self.rooms = RoomCollection()
        self.users = UserCollection(limit=16 * size)
        self.messages = MessageCollection(limit=size)
        self.conversations = ConversationCollection(limit=4 * size)
        self.songs: Collection[SongInfo] = Collection(limit=4 * size)

    # --- Models ---------------------------------------------------------------

    def keep(self, collection: BaseCollection[R], record: R) -> R:
        """Keep something that was read, and return what stands for it."""
        known = collection.get(record.id)
        if known is None or record.raw is None:
            collection.add(record)
            return record
        return renew(known, record.raw)

    def keep_user(self, user: User) -> User:
        """Keep somebody."""
        return self.keep(self.users, user)

    def keep_song(self, song: Song) -> Song:
        """Keep the medium and the user that came with an entry."""
        if song.profile is not None:
            self.keep_user(song.profile)
        if song.info is not None:
            self.keep(self.songs, song.info)
        return song

    def keep_member(self, member: Member) -> Member:
        """Keep the user that came with a record."""
        if member.profile is not None:
            self.keep_user(member.profile)
        return member

    def keep_record(self, room: Room, member: Member) -> Member:
        """Return a record of a room's, with what is new in *member*."""
        known = room.members.from_user_id(member.user_id)
        if known is None or member.raw is None:
            return member
        return renew(known, member.raw)

    def keep_message(self, message: Message) -> Message:
        """Keep a message, unless it has no id."""
        return self.keep(self.messages, message) if message.id else message

    # --- Documents, as events bring them --------------------------------------

    def message(self, room: Room, document: dict[str, Any]) -> Message:
        """Keep a message of a room's, unless it has no id."""
        chat_id = document.get("chatid")
        # What this client wrote is known from the answer to that.
        known = self.messages.get(chat_id) if chat_id else None
        if known is not None:
            return renew(known, document)
        message = Message.from_event(document, room.id, self._client)
        if chat_id:
            self.messages.add(message)
        return message

    def user(self, document: Any) -> User | None:
        """Keep the user of a document, or return ``None`` if it is none."""
        if type(document) is not dict or "_id" not in document:
            return None
        known = self.users.get(document["_id"])
        if known is not None:
            return renew(known, document)
        user = User.from_data(document, self._client)
        self.users.add(user)
        return user

    def info(self, document: Any) -> SongInfo | None:
        """Keep the medium of a document, or return ``None`` if it is none."""
        if type(document) is not dict or "_id" not in document:
            return None
        known = self.songs.get(document["_id"])
        if known is not None:
            return renew(known, document)
        info = SongInfo.from_data(document, self._client)
        self.songs.add(info)
        return info

    def song(self, document: Any) -> Song | None:
        """Read an entry, or return ``None`` if there is none."""
        if type(document) is not dict or "_id" not in document:
            return None
        return self.keep_song(Song.from_data(document, self._client))

    def member(self, room: Room, document: Any) -> Member | None:
        """
        Keep a record of a room's, or return ``None`` if the document is none.

        Records of people who are not in are returned, and not kept.
        """
        if type(document) is not dict or "userid" not in document:
            return None
        known = room.members.from_user_id(document["userid"])
        if known is not None:
            return renew(known, document)
        if "_id" not in document:
            return None
        return self.keep_member(Member.from_data(document, self._client))
