# No twin: events come over the socket, which needs a loop.
"""
Private messages: their events have no text, so the conversation is requested.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import anyio

from .. import _events as events
from .._ids import ident
from .insisting import insist
from .models.message import Message
from .rest.base import log

if TYPE_CHECKING:
    from .client import Client
    from .realtime import Realtime

#: Ids of messages that are remembered.
_SEEN_MAX = 4096


class PrivateMessages:
    """
    Fires ``on_private_message``, each message once and in order.

    Args:
        client: Sends the requests.
        realtime: Fires the events.
    """

    def __init__(self, client: Client, realtime: Realtime) -> None:
        self._client = client
        self._realtime = realtime
        self._fire: Callable[..., None] = realtime.fire
        # What was the newest message of each conversation before the connection.
        self._before: dict[str, datetime | None] = {}
        self._pending: Counter[str] = Counter()
        self._seen: OrderedDict[str, None] = OrderedDict()
        # Each is kept for as long as a task has or wants it.
        self._locks: WeakValueDictionary[str, anyio.Lock] = WeakValueDictionary()

    def begin(self) -> None:
        """Mark the messages in the conversations now as already received."""
        for conversation in self._client.conversations.all():
            self._before.setdefault(conversation.id, conversation.latest_message_at)

    def forget(self) -> None:
        """Forget the conversations of another login."""
        self._before.clear()
        self._pending.clear()
        self._seen.clear()

    def receive(self, payload: dict[str, Any]) -> None:
        """Handle the event that a conversation has a new message."""
        conversation = ident(payload.get("messageid"))
        if conversation and ident(payload.get("userid")) != self._realtime.my_id:
            self._pending[conversation] += 1
            self._begin_delivery(conversation)

    def _begin_delivery(self, conversation: str) -> None:
        self._realtime.spawn(insist, self._realtime, self._deliver, conversation)

    async def catch_up(self) -> None:
        """Read the conversations that changed while there was no connection."""
        before = {
            one.id: one.latest_message_at for one in self._client.conversations.all()
        }
        await self._client.fetch_conversations()
        for conversation in self._client.conversations.all():
            if before.get(conversation.id) != conversation.latest_message_at:
                self._begin_delivery(conversation.id)

    async def _deliver(self, conversation_id: str) -> None:
        client = self._client
        async with self._locks.setdefault(conversation_id, anyio.Lock()):
            if conversation_id not in client.conversations:
                await client.fetch_conversations()
            conversation = client.conversations.get(conversation_id)
            if conversation is None:
                log.warning("a message arrived in a conversation that is not listed")
                return
            # Before the request: those that arrive meanwhile are counted again.
            pending = self._pending.pop(conversation_id, 0)
            try:
                messages = await client.fetch_messages(conversation)
            except BaseException:
                self._pending[conversation_id] += pending
                raise
            fresh = self._new(conversation_id, messages, pending)
            for message in messages:
                self._seen[message.id] = None
            while len(self._seen) > _SEEN_MAX:
                self._seen.popitem(last=False)
        for message in reversed(fresh):
            if message.author_id != self._realtime.my_id:
                self._fire(events.PRIVATE_MESSAGE, conversation, message)

    def _new(
        self, conversation_id: str, messages: list[Message], pending: int
    ) -> list[Message]:
        """Return the new ones of a conversation's messages, newest first."""
        for at, message in enumerate(messages):
            if message.id in self._seen:
                return messages[:at]
        # The first time: all of a new conversation, and of others what is newer
        # than before, at least as many as there were events.
        if conversation_id not in self._before and self._client.wants_conversations:
            return messages
        before = self._before.get(conversation_id)
        others = 0
        for at, message in enumerate(messages):
            is_newer = bool(
                before and message.created_at and message.created_at > before
            )
            if others >= pending and not is_newer:
                return messages[:at]
            others += message.author_id != self._realtime.my_id
        return messages
