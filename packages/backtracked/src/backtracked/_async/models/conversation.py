"""
Conversations: private, of two people or of a group.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from clientcore import wire

from ..._codec import CODEC, from_json
from ..._fields import ident, maybe_text, text, when
from ..._ids import user_id_of
from .record import Record
from .user import User

if TYPE_CHECKING:
    from .message import Message


def _ids(value: Any) -> list[str]:
    return [one for one in map(ident, value) if one] if isinstance(value, list) else []


def _people(value: Any) -> list[User]:
    """Read users, of which some are only ids."""
    if not isinstance(value, list):
        return []
    documents = [
        one if isinstance(one, dict) and "_id" in one else {"_id": one} for one in value
    ]
    return [
        CODEC.converter.structure(one, User)
        for one in documents
        if ident(one["_id"]) is not None
    ]


@attrs.define(kw_only=True)
class Conversation(Record):
    """
    A private conversation of up to ten users.

    Attributes:
        id: The conversation's ID.
        created_at: When the conversation was created, or ``None``.
        latest_message_at: When the latest message was sent, or ``None``.
        latest_message_str: Text of the latest message, or ``None``.
        name: The conversation's name, if a participant set one.
        people: All participants, including the logged-in user. For some of them
            only the ID is known.
        read_by: IDs of the users who have read the latest message.
    """

    id: str = attrs.field(metadata=wire("_id", hook=ident))
    created_at: datetime | None = from_json("created", when)
    latest_message_at: datetime | None = from_json("latest_message", when)
    latest_message_str: str | None = from_json("latest_message_str", maybe_text)
    name: str | None = from_json("name", text)
    people: list[User] = from_json("usersid", _people, default=attrs.Factory(list))
    read_by: list[str] = from_json("users_read", _ids, default=attrs.Factory(list))

    @property
    def recipient_ids(self) -> frozenset[str]:
        """IDs of all participants except the logged-in user."""
        me = self.client.user
        return frozenset(one.id for one in self.people if me is None or one.id != me.id)

    @property
    def recipients(self) -> list[User]:
        """All participants except the logged-in user."""
        users, wanted = self.client.users, self.recipient_ids
        return [users.get(one.id, one) for one in self.people if one.id in wanted]

    @property
    def is_group(self) -> bool:
        """Whether there is more than one other."""
        return len(self.recipient_ids) > 1

    def has_read(self, user: User | str) -> bool:
        """Return whether *user* has read the latest message."""
        return user_id_of(user) in self.read_by

    async def fetch(self) -> list[str]:
        """
        Get the messages into ``client.messages``.

        Returns:
            Their ids, newest first.
        """
        return [one.id for one in await self.fetch_messages()]

    async def fetch_messages(self) -> list[Message]:
        """Get the messages, newest first."""
        return await self.client.fetch_messages(self)

    async def send_message(self, text: str) -> Message:
        """Send a message to all participants."""
        return await self.client.send_private_message(self, text)

    async def mark_as_read(self) -> None:
        """Mark the conversation as read by the logged-in user."""
        await self.client.mark_as_read(self)
