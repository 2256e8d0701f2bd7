# Generated from _async/models/message.py by `nox -s twins`: do not edit.
"""
Messages, of rooms and of conversations.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

import attrs

from ..._codec import from_json
from ..._fields import flag, id_within, ident, plain_text, when
from .record import Record, set_raw

if TYPE_CHECKING:
    from .conversation import Conversation
    from .member import Member
    from .room import Room
    from .user import User


@attrs.define(kw_only=True)
class Message(Record):
    """
    A chat message or private message.

    Attributes:
        id: The message's ID, empty if the service did not send it.
        content: The text as the author typed it. ``raw["message"]`` is the
            HTML-escaped text.
        created_at: When the message was sent, or ``None``.
        deleted: Whether the message has been deleted.
        author_id: ID of the author.
        room_id: ID of the room, or ``None`` for a private message.
        conversation_id: ID of the conversation of a private message, or ``None``.
    """

    id: str = from_json("chatid", ident, default="")
    content: str = from_json("message", plain_text, default="")
    created_at: datetime | None = from_json("time", when)
    author_id: str | None = from_json("user", id_within)
    room_id: str | None = from_json("roomid", ident)
    conversation_id: str | None = from_json("messageid", ident)
    deleted: bool = from_json("deleted", flag, default=False)
    #: Whether `on_chat_delete` or `on_chat_clear` was fired for it.
    is_announced_deleted: bool = attrs.field(
        init=False, default=False, eq=False, repr=False
    )

    def __str__(self) -> str:
        return str(self.content or "")

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        if "messageid" in data and "chatid" not in data:
            return _as_chat(data)
        place = data.get("queue_object")
        if "roomid" in data or type(place) is not dict or "roomid" not in place:
            return data
        return {**data, "roomid": place["roomid"]}

    @classmethod
    def from_event(
        cls, payload: dict[str, Any], room_id: str, author: User | None, client: Any
    ) -> Self:
        """
        Decode a message from an event of a room's channel.

        Without the converter, which is slower, because chat messages are frequent.

        Args:
            payload: The event's JSON, parsed.
            room_id: ID of the channel's room, which the payload may lack.
            author: The author, or ``None`` if only the payload says.
            client: The client of the message.
        """
        message = cls(
            id=ident(payload.get("chatid")) or "",
            content=plain_text(payload.get("message")),
            created_at=when(payload.get("time")),
            author_id=author.id if author else id_within(payload.get("user")),
            room_id=room_id,
        )
        message._client = client
        if client.settings.keep_raw:
            set_raw(message, payload)
        return message

    @classmethod
    def from_conversation_message(
        cls, data: dict[str, Any], client: Any = None
    ) -> Self:
        """
        Make one of a conversation's JSON, whose names are others.

        Args:
            data: A JSON object, parsed.
            client: What to bind it to, or ``None``.
        """
        # Only the conversation's ID distinguishes it from a chat message.
        return cls.from_data({"messageid": None, **data}, client)

    @property
    def author(self) -> User | None:
        """The author, ``None`` if only the ID is known."""
        return self.client.users.get(self.author_id or "")

    @property
    def room(self) -> Room | None:
        """The room, if it was joined; ``None`` for a private message."""
        return self.client.rooms.get(self.room_id or "")

    @property
    def conversation(self) -> Conversation | None:
        """The conversation of a private message, if it was seen."""
        return self.client.conversations.get(self.conversation_id or "")

    @property
    def member(self) -> Member | None:
        """The author's record in the room, ``None`` for a private message."""
        room = self.room
        return room.members.from_user_id(self.author_id or "") if room else None

    def delete(self) -> None:
        """
        Delete it. Needs the right ``delete-chat``, except for the bot's own messages.
        """
        self.client.delete_message(self.room_id or "", self)


def _as_chat(data: dict[str, Any]) -> dict[str, Any]:
    """Give a conversation's message the names that those of chat have."""
    named = {_CHAT_NAMES.get(key, key): value for key, value in data.items()}
    if "_user" in data or "userid" in data:
        named["user"] = data.get("_user") or data.get("userid")
    return named


_CHAT_NAMES = {"_id": "chatid", "created": "time"}
