# Generated from _async/rest/conversations.py by `nox -s twins`: do not edit.
"""
Private conversations.
"""

from __future__ import annotations

from typing import Any

from clientcore import GET, POST

from ..._ids import ident, user_id_of
from ..._text import escape
from ..models import Conversation, Message
from ..models.record import renew
from .base import Resource, UserLike

#: The service refuses larger groups.
PEOPLE_MAX = 10


class Conversations(Resource):
    """
    Private conversations. `RestClient` has the constructor.
    """

    def fetch_conversations(self) -> None:
        """
        Request the logged-in user's conversations, and store them in ``conversations``.
        """
        found = self.call(GET("message"), list[Conversation])
        # Oldest first, like all collections: the list begins with the newest.
        for conversation in reversed(found):
            self._keep(conversation)

    def _keep(self, conversation: Conversation) -> Conversation:
        for person in conversation.people:
            if person.username:
                self._caches.keep_user(person)
        return self._caches.keep(self._caches.conversations, conversation)

    def open_conversation(self, *users: UserLike) -> Conversation:
        """
        Return the conversation with exactly these users, or create it.

        A cached conversation is returned without a request.

        Args:
            *users: The other participants, at most nine.
        """
        ids = [user_id_of(user) for user in users]
        if not 1 <= len(set(ids)) < PEOPLE_MAX:
            raise ValueError(f"a conversation has 2 to {PEOPLE_MAX} people")
        known = self._caches.conversations.get_by_recipients(*ids)
        if known is not None:
            return known
        request = POST("message", json={"usersid": ids})
        return self._keep(self.call(request, Conversation))

    def fetch_messages(self, conversation: Conversation | str) -> list[Message]:
        """
        Read a conversation's messages, newest first.

        They are in ``messages`` afterwards, as far as there is room.
        """
        request = GET("message/{conversation}", conversation=conversation)
        found = self.call(request, list[dict[str, Any]])
        for item in found:
            self._caches.user(item.get("_user"))
        place = getattr(conversation, "id", conversation)
        messages = [
            Message.from_conversation_message({"messageid": place, **item}, self)
            for item in found
            if ident(item.get("_id"))
        ]
        # From the oldest, so that the newest stay longest.
        kept = [self._caches.keep_message(one) for one in reversed(messages)][::-1]
        known = self._known_conversation(conversation)
        if known is not None and kept:
            renew(known, {"latest_message_str": escape(kept[0].content)})
        return kept

    def send_private_message(
        self, conversation: Conversation | str, text: str
    ) -> Message:
        """
        Send a message to all participants of a conversation.

        Args:
            conversation: The conversation, or its ID.
            text: Text to send, not HTML-escaped.

        Raises:
            ValueError: *text* is empty or white space only.
        """
        words = text.strip()
        if not words:
            raise ValueError("a message needs some text")
        me = self.user.id if self.user else None
        body = {"message": escape(words), "userid": me, "time": self._millis()}
        request = POST("message/{conversation}", conversation=conversation, json=body)
        sent = self._object(request)
        place = getattr(conversation, "id", conversation)
        document = {**body, "created": body["time"], "messageid": place, **sent}
        known = self._known_conversation(conversation)
        if known is not None:
            renew(known, {"latest_message_str": escape(words)})
        message = Message.from_conversation_message(document, self)
        return self._caches.keep_message(message)

    def mark_as_read(self, conversation: Conversation | str) -> None:
        """Mark a conversation as read by the logged-in user."""
        request = POST(
            "message/{conversation}/read", conversation=conversation, idempotent=True
        )
        read_by = self._maybe_object(request).get("users_read")
        known = self._known_conversation(conversation)
        if known is None:
            return
        if not isinstance(read_by, list):
            read_by = [*known.read_by, *([self.user.id] if self.user else [])]
        renew(known, {"users_read": read_by})

    def count_unread(self) -> int:
        """Return how many conversations have messages that one has not read."""
        data = self._data(GET("message/new"))
        return data if type(data) is int else 0

    def _known_conversation(self, which: Conversation | str) -> Conversation | None:
        if isinstance(which, Conversation):
            return which
        return self._caches.conversations.get(which)
