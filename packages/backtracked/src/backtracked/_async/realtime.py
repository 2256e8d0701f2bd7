# No twin: a socket that stays open needs a loop, so realtime is async only.
"""
The connection to the socket, and what comes over it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, Literal

import anyio

import clientcore
from clientcore import Secret
from clientcore._json import parse_json, write_json

from .._constants import Actions, Presence
from .._errors import ClosedError, NotConnectedError
from .._events import PRIVATE_MESSAGE, find_event
from .._gateway.reconnect import Backoff
from .dispatch import Dispatcher
from .models.room import Room
from .rest.base import log
from .socket_options import SocketOptions
from .state.chat import private_message
from .upkeep import Upkeep

if TYPE_CHECKING:
    from .._gateway.gateway import Gateway
    from .._gateway.reconnect import Ended
    from .._gateway.socket import Frame
    from .caches import Caches
    from .client import Client

_RAW = "on_raw_event"


class Realtime:
    """
    The connection of a client, and what comes over it.

    Args:
        client: Whose it is.

        options: How to hold it.

    Attributes:
        caches: What the client has seen.

        dispatcher: Runs the handlers.

        connection_id: The service's name for the connection, ``None`` without one.
    """

    def __init__(self, client: Client, options: SocketOptions) -> None:
        self._client = client
        self._options = options
        self.caches: Caches = client._caches
        self.dispatcher = Dispatcher()
        self.fire = self.dispatcher.fire
        self.connection_id: str | None = None
        self._gateway: Gateway[dict[str, Any]] | None = None
        self._upkeep = Upkeep(client, self, options)
        self._announced: set[str] = set()
        # What is ready belongs to a login, not to a connection.
        self.is_ready: bool = False
        self._ready = anyio.Event()
        # Whether the last connection was taken for a guest's.
        self._is_stranger = False

    @property
    def my_id(self) -> str | None:
        """One's own id, ``None`` for a guest."""
        return self._client.user.id if self._client.user else None

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection at this moment."""
        return self._gateway is not None and self._gateway.state.value == "open"

    # --- Life -----------------------------------------------------------------

    async def run(self) -> None:
        """
        Connect, and stay connected until ``aclose``.

        Raises:
            BacktrackedError: It can't be, and trying again would not help.
        """
        if self._gateway is not None:
            raise ClosedError("the client is connected already", sent=False)
        gateway = self._gateway = self._make_gateway()
        failure: Exception | None = None
        try:
            async with anyio.create_task_group() as tasks:
                self.dispatcher.start(tasks)
                self._upkeep.start(tasks)
                try:
                    async with gateway:
                        await gateway.run(self._take)
                except Exception as error:  # noqa: BLE001, raised out of the group
                    failure = error
                tasks.cancel_scope.cancel()
        finally:
            self._gateway = None
            self._forget_connection()
            self._upkeep.stop()
            self.dispatcher.stop("the client is no longer connected")
        if failure is not None:
            raise failure

    def _make_gateway(self) -> Gateway[dict[str, Any]]:
        # Imported when needed: the WebSocket library takes longer than all the rest.
        from .._gateway.gateway import Gateway
        from .protocol import QueUpProtocol

        options = self._options
        proxy: str | Literal[True] = options.proxy or True
        return Gateway(
            QueUpProtocol(options.address, self._token, self._connected),
            on_connect=self._on_connect,
            on_disconnect=self._on_disconnect,
            on_raw=self._on_bad_frame,
            backoff=options.backoff or Backoff(),
            proxy=proxy,
            tls=options.tls,
            logger=log,
            sleep=options.sleep,
        )

    async def aclose(self) -> None:
        """Close the connection. ``run`` returns then."""
        self.dispatcher.is_ending = True
        if self._gateway is not None:
            await self._gateway.aclose()

    async def wait_until_ready(self) -> None:
        """Wait until the socket has accepted the client."""
        await self._ready.wait()

    def new_login(self) -> None:
        """Know that somebody else may be logged in: ``on_ready`` is due again."""
        self.is_ready = False
        # Somebody may be waiting already.
        if self._ready.is_set():
            self._ready = anyio.Event()

    async def _token(self) -> str:
        if self._is_stranger:
            # Asking who one is begins another session, or fails as it should.
            await self._client.fetch_session()
        return Secret(await self._client.fetch_token())

    def _connected(self, message: dict[str, Any]) -> bool:
        """
        Note what the service calls the connection, and tell whether it will do.

        A guest's will not if somebody is logged in. Tokens are given to guests, too,
        so that nothing else tells that the session is over.
        """
        who = message.get("clientId")
        is_strange = self.my_id is not None and who not in {None, self.my_id}
        if is_strange and self._is_stranger:
            # Another session did not help, so that is how it is.
            log.warning("the socket takes who is logged in for a guest")
        self._is_stranger = is_strange and not self._is_stranger
        told = message.get("connectionId") or message.get("socketId")
        self.connection_id = told if isinstance(told, str) else None
        return not self._is_stranger

    async def _on_connect(self) -> None:
        try:
            await self._begin()
        except clientcore.Closed as closed:
            log.debug("lost before it began, to begin again: %s", closed)
            return
        if self.is_ready:
            self._upkeep.resync()
            return
        self.is_ready = True
        self._ready.set()
        self.fire("on_ready")
        self._upkeep.catch_up()

    async def _begin(self) -> None:
        if self.my_id is not None:
            # Private messages come on one's own channel, whoever wrote them.
            await self._send(Actions.join_room, channel=f"user:{self.my_id}")
        for room in list(self.caches.rooms.values()):
            await self._attach(room)

    def _on_disconnect(self, ended: Ended) -> None:
        self._forget_connection()
        self.fire("on_disconnect", str(ended))

    def _forget_connection(self) -> None:
        self.connection_id = None
        for room in self.caches.rooms.values():
            room.is_attached = False

    def _on_bad_frame(self, frame: Frame, error: Exception) -> None:
        self.fire(_RAW, "frame", None, frame)

    # --- Sending --------------------------------------------------------------

    async def _send(self, action: Actions, **fields: Any) -> None:
        if self._gateway is None:
            raise NotConnectedError("there is no connection to the socket")
        message = write_json({"action": int(action), **fields}).decode()
        await self._gateway.send(f"4{message}")

    async def _try(self, doing: Awaitable[None]) -> None:
        """Send something that the next connection begins with anyway."""
        try:
            await doing
        except clientcore.Closed as closed:
            log.debug("not sent until there is a connection: %s", closed)

    async def attach(self, room: Room) -> None:
        """Have the events of a room sent, now or as soon as there is a connection."""
        await self._try(self._attach(room))

    async def _attach(self, room: Room) -> None:
        await self._send(Actions.join_room, channel=room.room_id)
        if room.presence is not None and room.presence is not Presence.exit:
            await self._show(room, room.presence)

    async def detach(self, room: Room) -> None:
        """Have the events of a room sent no longer, and tell that one has left."""
        self._announced.discard(room.id)
        self._upkeep.forget(room)
        room.is_attached = False
        await self._try(self._send(Actions.leave_room, channel=room.room_id))
        self.fire("on_left_room", room)

    async def show(self, room: Room, presence: Presence) -> None:
        """Show oneself, now or as soon as there is a connection."""
        # An update is no state: who was there still is.
        if presence is not Presence.update or room.presence is None:
            room.presence = presence
        await self._try(self._show(room, presence))

    async def _show(self, room: Room, presence: Presence) -> None:
        told: dict[str, Any] = {
            "action": presence.value,
            "clientId": self.my_id,
            "connectionId": self.connection_id,
            "data": {},
        }
        await self._send(Actions.presence_change, channel=room.room_id, presence=told)

    # --- Receiving ------------------------------------------------------------

    def _take(self, message: dict[str, Any]) -> Awaitable[None] | None:
        """Take a message. It returns what to wait for if handlers fall behind."""
        try:
            if message.get("action") == _EVENT:
                self._channel_event(message)
            else:
                self._other(message)
        except Exception:  # noqa: BLE001, logged
            # Whatever is wrong with one message, the next one is another.
            log.exception("a message of the socket could not be read")
            self.fire(_RAW, "packet", None, message)
        return self.dispatcher.room()

    def _channel_event(self, message: dict[str, Any]) -> None:
        channel = message.get("channel") or ""
        body = message["message"]
        name: str = body.get("name") or ""
        payload: Any = body.get("data")
        if type(payload) is str and body.get("type") != "string":
            try:
                payload = parse_json(payload)
            except ValueError:
                log.warning("the data of %s is no JSON", name)
        room = self.caches.rooms.get(channel[5:]) if channel[:5] == "room:" else None
        if type(payload) is dict:
            name = name or payload.get("type") or ""
            self._apply(name, room, payload)
        if self.dispatcher.wants(_RAW):
            self.fire(_RAW, name, room, payload)

    def _apply(self, name: str, room: Room | None, payload: dict[str, Any]) -> None:
        event, user_id = find_event(name)
        if event is not None and room is not None:
            if user_id is not None:
                payload.setdefault("userid", user_id)
            event.apply(self, room, payload)
        elif name == PRIVATE_MESSAGE:
            private_message(self, payload)
        elif event is None:
            log.debug("an event that nobody knows: %s", name)

    def _other(self, message: dict[str, Any]) -> None:
        action = message.get("action")
        channel = message.get("channel") or ""
        room = self.caches.rooms.from_room_id(channel)
        if action == Actions.presence_change:
            self._presence(room, message.get("presence") or {})
        elif action == Actions.joined_room and room is not None:
            self._joined(room)
        elif action == Actions.left_room and room is not None:
            room.is_attached = False
        elif action not in _SILENT:
            level, words = _LOUD.get(action or -1, _UNKNOWN)
            log.log(level, words, message.get("error") or action)
            self.fire(_RAW, f"action:{action}", room, message)

    def _joined(self, room: Room) -> None:
        room.is_attached = True
        if room.id not in self._announced:
            self._announced.add(room.id)
            self.fire("on_joined_room", room)

    def _presence(self, room: Room | None, told: dict[str, Any]) -> None:
        user = self.caches.users.get(told.get("clientId") or "")
        if room is None or user is None:
            return
        kind = _PRESENCES.get(told.get("action", 0), Presence.update)
        self.fire("on_member_presence", room, user, kind)

    # --- What the events need -------------------------------------------------

    def queue_changed(self, room: Room) -> None:
        """Have the queue read again, soon."""
        self._upkeep.queue_changed(room)

    def song_known(self, room: Room) -> None:
        """Have what is playing watched: its end may go unnoticed."""
        self._upkeep.watch_song(room)

    def song_skipped(self, room: Room) -> None:
        """Have it asked, soon, whether anything is playing."""
        self._upkeep.watch_song(room, is_skipped=True)

    def departed(self, room: Room) -> None:
        """Come back to a room that one did not mean to leave."""
        self._upkeep.rejoin(room)

    def expelled(self, room: Room) -> None:
        """Forget a room that one was put out of."""
        self._client._forget(room)
        self._upkeep.spawn(self.detach, room)

    def private(self, conversation_id: str) -> None:
        """Read the new message of a conversation."""
        self._upkeep.spawn(self._upkeep.private_message, conversation_id)


_EVENT = int(Actions.room_action)
_PRESENCES = {one.value: one for one in Presence}
_SILENT = frozenset(
    {Actions.heartbeat, Actions.ack, Actions.joined_room, Actions.left_room}
    | {Actions.connected}
)
_UNKNOWN = (logging.DEBUG, "a message of the socket that nobody knows: %s")
_LOUD: dict[int, tuple[int, str]] = {
    Actions.error: (logging.WARNING, "the socket reports an error: %s"),
    Actions.nack: (logging.WARNING, "the socket refused a message: %s"),
}
