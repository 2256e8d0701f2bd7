# Generated from _async/rest/chat.py by `nox -s twins`: do not edit.
"""
Chat.
"""

from __future__ import annotations

import time
from typing import Any

from clientcore import DELETE, GET, POST
from clientcore.sync import Lock, sleep

from ..._ids import room_id_of
from ..._pace import Pace
from ..._text import escape, split_message
from ..models.message import Message
from .base import MessageLike, Resource, RoomLike

#: A quota on chat is none on anything else.
_BUCKET = "chat"


class Chat(Resource):
    """
    Chat. `RestClient` has the constructor.
    """

    _chatting: Lock
    _pace: Pace

    def send_message(self, room: RoomLike, text: str) -> Message:
        """
        Write into a room's chat.

        One message after the other, and not faster than the service likes.

        Args:
            room: Where.

            text: As people read it. What is longer than 255 characters goes in
                several messages, cut at white space.

        Returns:
            The last of them.

        Raises:
            RateLimitError: It was too much, and the wait is a long one.

            ValueError: There is nothing to send.
        """
        return self.send_messages(room, text)[-1]

    def send_messages(self, room: RoomLike, text: str) -> list[Message]:
        """Write into a room's chat: `send_message`, but return all messages."""
        parts = split_message(text)
        return [self._say(room, part) for part in parts]

    def _say(self, room: RoomLike, text: str) -> Message:
        with self._chatting.hold():
            if wait := self._pace.wait(time.monotonic()):
                sleep(wait)
            form = {
                "type": "chat-message",
                "realTimeChannel": self._rtc(room),
                "time": self._millis(),
                "message": escape(text),
            }
            request = POST("chat/{room}", room=room, form=form, bucket=_BUCKET)
            data = self._data(request)
            self._pace.sent(time.monotonic())
        return self._sent(room, form, data)

    def _sent(self, room: RoomLike, form: dict[str, Any], data: Any) -> Message:
        """Read what became of a message. Little is certain to be in the answer."""
        told = data if isinstance(data, dict) else {}
        me = self.user.id if self.user else None
        document = {"user": me, **form, **(told.get("req") or {}), **told}
        document["roomid"] = room_id_of(room)
        message = Message.from_data(document, self)
        return self._caches.keep_message(message)

    def delete_message(self, room: RoomLike, message: MessageLike) -> None:
        """
        Delete a message. Needs the right ``delete-chat``, unless it is one's own.

        Args:
            room: Where it is.

            message: The message, or its id.
        """
        known = message if isinstance(message, Message) else None
        author = known.author_id if known else str(message).partition("-")[0]
        if not self._is_me(author):
            self._require(room, "delete-chat")
        form = {"realTimeChannel": self._rtc(room)}
        self.call(
            DELETE("chat/{room}/{message}", room=room, message=message, form=form)
        )
        if known is not None:
            known.deleted = True

    def fetch_chat_history(self, room: RoomLike) -> list[Message]:
        """
        Read a room's last messages, oldest first.

        Those that were deleted since are marked so.
        """
        found = self._list(GET("chat/{room}", room=room), dict[str, Any])
        place = room_id_of(room)
        messages: dict[str, Message] = {}
        for item in sorted(filter(_is_message, found), key=_written_at):
            self._caches.user(item.get("user"))
            one = Message.from_data({**item, "roomid": place}, self)
            messages[one.id] = self._caches.keep_message(one)
        for item in found:
            _delete(messages, item)
        return list(messages.values())


def _is_message(item: dict[str, Any]) -> bool:
    return item.get("type") == "chat-message" and bool(item.get("chatid"))


def _written_at(item: dict[str, Any]) -> float:
    written = item.get("time")
    return written if isinstance(written, int | float) else 0


def _delete(messages: dict[str, Message], item: dict[str, Any]) -> None:
    """Mark what an event of the history deleted."""
    kind = item.get("type")
    if kind == "delete-chat-message" and item.get("chatid") in messages:
        messages[item["chatid"]].deleted = True
    elif kind == "delete-chat-message-global":
        for one in messages.values():
            if one.author_id == item.get("userdid"):
                one.deleted = True
