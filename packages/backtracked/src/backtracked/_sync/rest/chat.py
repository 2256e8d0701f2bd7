# Generated from _async/rest/chat.py by `nox -s twins`: do not edit.
"""
Chat.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from clientcore import DELETE, GET, POST
from clientcore.sync import Lock

from ..._fields import number
from ..._ids import ident, room_id_of
from ..._pace import Pace
from ..._text import LIMIT, escape, guard_command, split_message
from ...utils import escape_mentions
from ..models import Message
from .base import MessageLike, Resource, RoomLike

#: A quota on chat is none on anything else.
_BUCKET = "chat"


class Chat(Resource):
    """
    Chat. `RestClient` has the constructor.
    """

    _chatting: Lock
    _pace: Pace
    #: The clock of the pace, in seconds, and how it waits: tests have their own.
    _clock: Callable[[], float]
    _sleep: Callable[[float], Any]

    def send_message(
        self,
        room: RoomLike,
        text: str,
        *,
        allowed_mentions: Iterable[str] | None = None,
    ) -> Message:
        """
        Send a message to a room's chat.

        Messages are sent one after another, five at once and then one every
        *chat_interval* seconds, as the service mutes users who write faster.

        Args:
            room: ID or Room to write in.
            text: Text to send, not HTML-escaped. A text of more than 255 UTF-16 code
                units is sent as several messages, split at white space.
            allowed_mentions: Names that the text may mention by ``@name``, such as
                that of a user, or ``everyone``. All other mentions are made
                ineffective, and so is a ``/`` or ``!`` at the beginning of a message.
                ``()`` allows none, for texts that other users have typed. ``None``
                sends the text unchanged.

        Returns:
            The last message.

        Raises:
            RateLimitError: The service refused the message for longer than the
                client waits.
            ValueError: *text* is empty or white space only.
            DecodeError: The response can't be read; the message may have been sent.
        """
        messages = self.send_messages(room, text, allowed_mentions=allowed_mentions)
        return messages[-1]

    def send_messages(
        self,
        room: RoomLike,
        text: str,
        *,
        allowed_mentions: Iterable[str] | None = None,
    ) -> list[Message]:
        """Write in a room's chat: `send_message`, but return all messages."""
        if allowed_mentions is None:
            parts = split_message(text)
        else:
            # One unit is for what makes a "/" ineffective.
            parts = split_message(escape_mentions(text, allowed_mentions), LIMIT - 1)
            parts = [guard_command(part) for part in parts]
        return [self._say(room, part) for part in parts]

    def _say(self, room: RoomLike, text: str) -> Message:
        with self._chatting.hold():
            if wait := self._pace.take(self._clock()):
                self._sleep(wait)
            form = {
                "type": "chat-message",
                "realTimeChannel": self._rtc(room),
                "time": self._millis(),
                "message": escape(text),
            }
            request = POST("chat/{room}", room=room, form=form, bucket=_BUCKET)
            sent = self._object(request)
        # The response repeats little for certain.
        echo = sent.get("req")
        echo = echo if isinstance(echo, dict) else {}
        me = self.user.id if self.user else None
        document = {"user": me, **form, **echo, **sent, "roomid": room_id_of(room)}
        return self._caches.keep_message(Message.from_data(document, self))

    def delete_message(self, room: RoomLike, message: MessageLike) -> None:
        """
        Delete a message.

        Needs the right ``delete-chat``, except for the logged-in user's own messages.

        Args:
            room: Room of the message, or its ID.
            message: The message, or its ID.
        """
        known = message if isinstance(message, Message) else None
        author = known.author_id if known else str(message).partition("-")[0]
        if not self._is_me(author):
            self._require(room, "delete-chat")
        form = {"realTimeChannel": self._rtc(room)}
        self._delete(
            DELETE("chat/{room}/{message}", room=room, message=message, form=form)
        )
        if known is not None:
            known.deleted = True

    def fetch_chat_events(self, room: RoomLike) -> list[dict[str, Any]]:
        """
        Request a room's chat history as the service keeps it: events, as JSON.

        Besides messages there are those that say that messages were deleted.

        Args:
            room: ID or Room.

        Returns:
            The events, oldest first.
        """
        found = self.call(GET("chat/{room}", room=room), list[dict[str, Any]])
        times = [number(one.get("time")) for one in found if _is_message(one)]
        if len(times) > 1 and times[0] > times[-1]:
            found.reverse()
        return found

    def fetch_chat_history(self, room: RoomLike) -> list[Message]:
        """
        Read a room's last messages, oldest first.

        Those that were deleted since are marked so.
        """
        found = self.fetch_chat_events(room)
        place = room_id_of(room)
        messages: dict[str, Message] = {}
        for item in filter(_is_message, found):
            self._caches.user(item.get("user"))
            one = Message.from_data({**item, "roomid": place}, self)
            messages[one.id] = self._caches.keep_message(one)
        for item in found:
            _delete(messages, item)
        return list(messages.values())


def _is_message(item: dict[str, Any]) -> bool:
    return item.get("type") == "chat-message" and ident(item.get("chatid")) is not None


def _delete(messages: dict[str, Message], item: dict[str, Any]) -> None:
    """Mark what an event of the history deleted."""
    kind = item.get("type")
    if kind == "delete-chat-message":
        deleted = messages.get(ident(item.get("chatid")) or "")
        if deleted is not None:
            deleted.deleted = True
    elif kind == "delete-chat-message-global":
        for one in messages.values():
            if one.author_id == ident(item.get("userdid")):
                one.deleted = True
