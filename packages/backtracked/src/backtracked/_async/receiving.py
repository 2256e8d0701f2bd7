# No twin: messages come over the socket, which needs a loop.
"""
The way of the socket's messages to rooms and handlers.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from clientcore import parse_json

from .. import _events as events
from .._constants import Actions, Presence
from .._ids import ident
from .insisting import insist
from .rest.base import log
from .state import find_event

if TYPE_CHECKING:
    from .private import PrivateMessages
    from .realtime import Realtime
    from .room_session import RoomSession

#: Wire name of the one event of the user's own channel.
_NEW_MESSAGE = "new-message"


class Receiver:
    """
    Passes messages to the sessions of rooms.

    Args:
        realtime: Has the sessions and the dispatcher.
        private: Receives the events of the user's own channel.
    """

    def __init__(self, realtime: Realtime, private: PrivateMessages) -> None:
        self._realtime = realtime
        self._private = private
        self._sessions = realtime.sessions
        self._dispatcher = realtime.dispatcher
        self._fire = realtime.fire

    def take(self, message: dict[str, Any]) -> Awaitable[None] | None:
        """Handle a message, and return what to await before the next, if anything."""
        try:
            if message.get("action") == _EVENT:
                self._channel_event(message)
            else:
                self._other(message)
        except Exception:  # noqa: BLE001, logged
            # Whatever is wrong with one message, the next one is another.
            log.exception("a message of the socket could not be handled")
            self._fire(events.RAW, "packet", None, message)
        return self._dispatcher.room()

    def _channel_event(self, message: dict[str, Any]) -> None:
        channel = message.get("channel") or ""
        body = message["message"]
        name: str = body.get("name") or ""
        payload: Any = body.get("data")
        if type(payload) is str and body.get("type") != "string":
            try:
                payload = parse_json(payload, long_integers=False)
            except ValueError:
                log.warning("the data of %s is no JSON", name)
        session = self._sessions.get(channel[5:]) if channel[:5] == "room:" else None
        try:
            if type(payload) is dict:
                name = name or payload.get("type") or ""
                self._apply(name, session, payload)
        finally:
            if self._dispatcher.wants(events.RAW):
                room = session.room if session else None
                self._fire(events.RAW, name, room, payload)

    def _apply(
        self, name: str, session: RoomSession | None, payload: dict[str, Any]
    ) -> None:
        event = find_event(name, payload)
        if event is not None and session is not None:
            session.receive(event, payload)
        elif name == _NEW_MESSAGE:
            self._private.receive(payload)
        elif event is None:
            log.debug("an unknown event: %s", name)

    def _other(self, message: dict[str, Any]) -> None:
        action = message.get("action")
        channel = message.get("channel") or ""
        session = self._sessions.get(str(channel).removeprefix("room:"))
        if action == Actions.presence_change:
            self._presence(session, message.get("presence") or {})
            return
        if action == Actions.joined_room and channel == f"user:{self._realtime.my_id}":
            # Only now nothing more is missed.
            if self._realtime.client.wants_conversations:
                self._realtime.spawn(insist, self._realtime, self._private.catch_up)
        elif session is not None:
            if action == Actions.joined_room:
                session.attached()
            elif action in _DETACHED:
                session.detached()
            elif action in _LOUD:
                session.refused()
        if action not in _SILENT:
            level, words = _LOUD.get(action or -1, _UNKNOWN)
            log.log(level, words, message.get("error") or action)
            room = session.room if session else None
            self._fire(events.RAW, f"action:{action}", room, message)

    def _presence(self, session: RoomSession | None, body: dict[str, Any]) -> None:
        user = self._realtime.caches.users.get(ident(body.get("clientId")) or "")
        if session is None or user is None:
            return
        kind = _PRESENCES.get(body.get("action", 0), Presence.update)
        self._fire(events.MEMBER_PRESENCE, session.room, user, kind)


_EVENT = int(Actions.room_action)
_PRESENCES = {one.value: one for one in Presence}
_DETACHED = (Actions.left_room, Actions.disconnected, Actions.closed)
_SILENT = (
    Actions.heartbeat,
    Actions.ack,
    Actions.joined_room,
    Actions.left_room,
    Actions.connected,
)
_UNKNOWN = (logging.DEBUG, "an unknown message of the socket: %s")
_LOUD: dict[int, tuple[int, str]] = {
    Actions.error: (logging.WARNING, "the socket reports an error: %s"),
    Actions.nack: (logging.WARNING, "the socket refused a message: %s"),
}
