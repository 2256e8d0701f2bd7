# No twin: only a client with a socket misses messages.
"""
The chat of one room: each message once, in order, also those that were missed.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Any

from .. import _events as events
from .._fields import number
from .._ids import ident
from .state import WIRE, WireEvent

if TYPE_CHECKING:
    from .room_session import RoomSession

#: Ids that are remembered, so that a message that is sent twice is fired once.
_SEEN_MAX = 1024
#: Messages that wait for those before them. More are fired out of order.
_HELD_MAX = 1000
_MESSAGE = "chat-message"


#: The history could not be read before messages were missed.
_UNKNOWN: dict[str, Any] = {"unknown": True}


class ChatLog:
    """
    Fires the chat events of a room.

    While missed messages are being requested, new ones are held back.

    Args:
        session: The session of the room.
    """

    def __init__(self, session: RoomSession) -> None:
        self._session = session
        self._seen: OrderedDict[str, None] = OrderedDict()
        # The last message that was received, empty if there was none.
        self._last: dict[str, Any] | None = None
        self._missing_from: dict[str, Any] | None = None
        self._held: list[tuple[WireEvent, dict[str, Any]]] | None = None

    @property
    def has_begun(self) -> bool:
        """Whether it is known which messages were received."""
        return self._last is not None

    @property
    def is_incomplete(self) -> bool:
        """Whether messages may have been missed."""
        return self._missing_from is not None

    def receive(self, event: WireEvent, payload: dict[str, Any]) -> None:
        """Fire a chat event, now or after the missed ones."""
        if self._held is None:
            self._apply(event, payload)
            return
        self._held.append((event, payload))
        if len(self._held) >= _HELD_MAX:
            self.release()

    def _apply(self, event: WireEvent, payload: dict[str, Any]) -> None:
        if event.name == _MESSAGE and (found := ident(payload.get("chatid"))):
            if found in self._seen:
                return
            self._seen[found] = None
            if len(self._seen) > _SEEN_MAX:
                self._seen.popitem(last=False)
            self._last = payload
        event.handle(self._session, payload)

    # --- What was missed ------------------------------------------------------

    def interrupt(self) -> None:
        """Record that messages may be missed from now on."""
        if self._missing_from is None:
            self._missing_from = _UNKNOWN if self._last is None else self._last

    def hold(self) -> None:
        """Hold new messages back until `catch_up` or `release`."""
        if self._missing_from is not None and self._held is None:
            self._held = []

    def release(self) -> None:
        """Fire the messages that were held back."""
        held, self._held = self._held or [], None
        for event, payload in held:
            self._session.apply_safely(self._apply, event, payload)

    def begin(self, items: list[dict[str, Any]]) -> None:
        """Mark the history at the time of joining as already received."""
        if self._last is None:
            self._last = next((one for one in reversed(items) if _is_message(one)), {})

    def catch_up(self, items: list[dict[str, Any]]) -> None:
        """
        Fire what was missed, then what was held back.

        Args:
            items: The chat history of the service, oldest first.
        """
        since, self._missing_from = self._missing_from, None
        if since is _UNKNOWN:
            self._session.fire(events.HISTORY_GAP, self._session.room)
            self.begin(items)
        elif since is not None:
            missed, is_complete = _after(items, since)
            if not is_complete:
                self._session.fire(events.HISTORY_GAP, self._session.room)
            for item in missed:
                event = WIRE.get(str(item.get("type")))
                if event is not None and event.is_chat:
                    self._session.apply_safely(self._apply, event, item)
            # Messages are recognized by their ids, and these by what they name.
            told = {_key(one) for one in missed if not _is_message(one)}
            self._held = [
                one for one in self._held or [] if _key(one[1], one[0].name) not in told
            ]
        self.release()


def _is_message(item: dict[str, Any]) -> bool:
    return item.get("type") == _MESSAGE and ident(item.get("chatid")) is not None


def _key(item: dict[str, Any], name: str | None = None) -> tuple[str, ...]:
    named = (item.get("chatid"), item.get("userdid"))
    return (name or str(item.get("type")), *(ident(one) or "" for one in named))


def _after(
    items: list[dict[str, Any]], last: dict[str, Any]
) -> tuple[list[dict[str, Any]], bool]:
    """Return the items after a message, and whether none between is missing."""
    chat_id = ident(last.get("chatid"))
    if chat_id is None:
        return items, True
    for at in range(len(items) - 1, -1, -1):
        if _is_message(items[at]) and ident(items[at].get("chatid")) == chat_id:
            return items[at + 1 :], True
    # Deleted, or so long ago that the service has forgotten it.
    time = number(last.get("time"))

    def is_older(item: dict[str, Any]) -> bool:
        return _is_message(item) and number(item.get("time")) <= time

    return [one for one in items if not is_older(one)], any(map(is_older, items))
