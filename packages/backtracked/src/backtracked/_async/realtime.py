# No twin: a socket that stays open needs a loop, so realtime is async only.
"""
The connection to the socket, and the state that belongs to it.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import anyio
import anyio.lowlevel

import clientcore
from clientcore import Secret, write_json
from clientcore.network import Proxies

from .. import _events as events
from .._api import http_origin
from .._constants import Actions, Presence
from .._errors import ClosedError, NotConnectedError
from .._gateway.reconnect import Backoff, Retries
from .dispatch import Dispatcher, Handler, in_handler, name_of
from .insisting import doubling
from .models.room import Room
from .private import PrivateMessages
from .realtime_options import RealtimeOptions
from .receiving import Receiver
from .rest.base import log
from .room_session import RoomSession

if TYPE_CHECKING:
    import ssl

    from anyio.abc import TaskGroup

    from .._gateway.ended import Ended
    from .._gateway.gateway import Gateway
    from .caches import Caches
    from .client import Client

#: The longest wait between attempts to join one of ``Client(rooms=...)``.
_JOIN_MAX = 60.0
#: Seconds that `aclose` waits for `run` beyond the time that handlers have.
_CLOSE_SPARE = 15.0


class Realtime:
    """
    The real-time connection of a client, and the state that its events update.

    Args:
        client: Sends the requests and is passed to models.
        options: The options of the socket.
        proxy: URL of a proxy, or ``None`` for that of the environment.
        tls: Context for ``wss://``, the same as for requests.

    Attributes:
        client: Sends the requests and is passed to models.
        options: The options of the socket.
        caches: Users, messages and other objects that the client received.
        dispatcher: Runs the handlers.
        sessions: The sessions of joined rooms, by room ID.
        receiver: Handles the messages of the socket.
        unwanted: IDs of rooms that the bot was kicked or banned from, or that the
            program left.
        connection_id: The service's ID of the connection, ``None`` without one.
        is_ready: Whether the service accepted a connection since the login.
    """

    def __init__(
        self,
        client: Client,
        options: RealtimeOptions,
        *,
        proxy: str | None,
        tls: ssl.SSLContext | None,
    ) -> None:
        self.client = client
        self.options = options
        self._proxies = (proxy, http_origin(options.ws))
        self._tls = tls
        self.caches: Caches = client._caches
        self.dispatcher = Dispatcher()
        self.dispatcher.on_fatal = self._stop_reading
        self.fire = self.dispatcher.fire
        self.sessions: dict[str, RoomSession] = {}
        self.unwanted: set[str] = set()
        self.connection_id: str | None = None
        self.is_ready: bool = False
        self._periodic: list[tuple[Handler, float]] = []
        self._private = PrivateMessages(client, self)
        self.receiver = Receiver(self, self._private)
        self._gateway: Gateway | None = None
        self._tasks: TaskGroup | None = None
        self._ended = anyio.Event()
        self._is_started = False
        # Grows with each connection that ends.
        self._connections = 0
        # What is ready belongs to a login, not to a connection.
        self._ready = anyio.Event()
        self._failure: Exception | None = None
        # Whether the last connection was taken for a guest's.
        self._is_stranger = False

    @property
    def my_id(self) -> str | None:
        """The bot's user id, ``None`` for a guest."""
        return self.client.user.id if self.client.user else None

    @property
    def state(self) -> str:
        """State of the connection, see `Client.connection_state`."""
        return "new" if self._gateway is None else self._gateway.state.value

    @property
    def latency(self) -> float | None:
        """Seconds from the last heartbeat to its response, or ``None``."""
        return None if self._gateway is None else self._gateway.latency

    # --- Life -----------------------------------------------------------------

    async def run(self) -> None:
        """
        Connect, and stay connected until ``aclose``.

        Raises:
            BacktrackedError: Connecting failed, and another attempt would fail too.
        """
        if self._gateway is not None:
            raise ClosedError("the client is connected already", sent=False)
        gateway = self._gateway = self._make_gateway()
        self._ended = anyio.Event()
        self._begin_waiting()
        failure: Exception | None = None
        try:
            async with anyio.create_task_group() as watch:
                watch.start_soon(self._close_on_cancel)
                # Handlers have their time when the caller is cancelled, too.
                with anyio.CancelScope(shield=True):
                    async with anyio.create_task_group() as self._tasks:
                        self.dispatcher.start(self._tasks)
                        try:
                            failure = await self._read(gateway)
                        finally:
                            await self._say_goodbye(self._tasks)
                watch.cancel_scope.cancel()
        finally:
            self._finish(failure)
        await anyio.lowlevel.checkpoint_if_cancelled()
        if ended := self.dispatcher.fatal or failure:
            raise ended

    async def _say_goodbye(self, tasks: TaskGroup) -> None:
        """Let handlers finish, then cancel them."""
        self.fire(events.CLOSE)
        self.dispatcher.is_ending = True
        await self.dispatcher.drain(_CLOSED, self.options.close_timeout)
        tasks.cancel_scope.cancel()

    async def _close_on_cancel(self) -> None:
        """Stop reading when the caller is cancelled, and handlers if it had stopped."""
        try:
            await anyio.sleep_forever()
        finally:
            if self.dispatcher.is_ending and self._tasks is not None:
                self._tasks.cancel_scope.cancel()
            else:
                self._stop_reading()

    def _stop_reading(self) -> None:
        if self._gateway is not None:
            self._gateway.stop()

    async def _read(self, gateway: Gateway) -> Exception | None:
        """
        Read messages until the gateway is closed, and return the error that closed it.
        """
        try:
            await gateway.run()
        except Exception as error:  # noqa: BLE001, raised out of the group
            return error
        return None

    def _finish(self, failure: Exception | None) -> None:
        self._gateway = self._tasks = None
        self._is_started = False
        self._forget_connection()
        self.dispatcher.stop(_CLOSED)
        self.failed(failure or ClosedError(_CLOSED, sent=False))
        self._ended.set()

    def _make_gateway(self) -> Gateway:
        # Imported when needed: the WebSocket library takes longer than all the rest.
        from .._gateway.gateway import Gateway

        return Gateway(
            address=self.options.ws,
            token=self._token,
            accept=self._connected,
            take=self.receiver.take,
            on_connect=self._on_connect,
            on_disconnect=self._on_disconnect,
            on_bad_frame=self._on_bad_frame,
            retries=Retries(self.options.backoff or Backoff()),
            proxy=self._proxy,
            tls=self._tls,
            wait=self.options.sleep,
        )

    def _proxy(self) -> str | None:
        """Return the proxy for the socket, by the rules of requests."""
        proxy, origin = self._proxies
        return Proxies(proxy).for_url(origin)

    async def aclose(self) -> None:
        """Close the connection, and wait until ``run`` has returned."""
        self.dispatcher.is_ending = True
        if self._gateway is None:
            return
        self._stop_reading()
        # A handler can't wait for the end of all handlers.
        if not in_handler.get():
            with anyio.move_on_after(self.options.close_timeout + _CLOSE_SPARE):
                await self._ended.wait()

    async def wait_until_ready(self) -> None:
        """Wait until the service has accepted the client."""
        await self._ready.wait()
        if not self.is_ready and self._failure is not None:
            raise self._failure

    def failed(self, failure: Exception) -> None:
        """Let `wait_until_ready` raise what logging in or connecting raised."""
        if not self.is_ready:
            self._failure = failure
            self._ready.set()

    def _begin_waiting(self) -> None:
        self._failure = None
        if self._ready.is_set() and not self.is_ready:
            self._ready = anyio.Event()

    def new_login(self) -> None:
        """
        Reset state after a login, possibly of another user: ``on_ready`` will be fired.
        """
        self.is_ready = False
        self._private.forget()
        for session in self.sessions.values():
            session.is_entered = False
        self._begin_waiting()

    # --- Background tasks -----------------------------------------------------

    def spawn(self, function: Callable[..., Awaitable[Any]], *args: Any) -> bool:
        """
        Start *function* as a background task, and return whether that is possible.
        """
        if self._tasks is None:
            return False
        self._tasks.start_soon(self.guarded, function, *args)
        return True

    async def guarded(
        self, function: Callable[..., Awaitable[Any]], *args: Any
    ) -> Exception | None:
        """Call *function*, and log and return its exception."""
        try:
            await function(*args)
        except Exception as error:  # noqa: BLE001, logged
            self._log(name_of(function).strip("_"), error)
            return error
        return None

    def _log(self, name: str, error: Exception) -> None:
        if isinstance(error, clientcore.Error):
            # After closing the client, everything fails.
            level = logging.DEBUG if self.client._closed else logging.WARNING
            log.log(level, "%s failed: %s", name, error)
        else:
            log.error("%s failed", name, exc_info=error)

    # --- Connecting -----------------------------------------------------------

    async def _token(self) -> str:
        if self._is_stranger:
            # Reading the session begins another one, or fails as it should.
            await self.client.fetch_session()
        return Secret(await self.client.fetch_token())

    def _connected(self, message: dict[str, Any]) -> bool:
        """
        Store the connection's ID, and return whether to keep the connection.

        The service also gives tokens to guests. So if a user is logged in and the
        connection is a guest's, the session has expired and the connection is closed.
        """
        who = message.get("clientId")
        is_strange = self.my_id is not None and who not in (None, self.my_id)
        if is_strange and self._is_stranger:
            # Another session did not help.
            log.warning("the socket takes the logged-in user for a guest")
        self._is_stranger = is_strange and not self._is_stranger
        told = message.get("connectionId") or message.get("socketId")
        self.connection_id = told if isinstance(told, str) else None
        return not self._is_stranger

    async def _on_connect(self) -> None:
        try:
            if self.my_id is not None:
                # Private messages of all authors come on the user's own channel.
                await self._send(Actions.join_room, channel=f"user:{self.my_id}")
        except clientcore.Closed as closed:
            log.debug("lost before it began: %s", closed)
            return
        is_new = not self.is_ready
        for session in list(self.sessions.values()):
            session.connected(is_new=is_new)
        if is_new:
            self.is_ready = True
            self._private.begin()
            self._ready.set()
            self.fire(events.READY)
        else:
            self.spawn(self._resync)
        if not self._is_started:
            self._is_started = True
            self._start_tasks()

    def _start_tasks(self) -> None:
        for function, interval in self._periodic:
            self.spawn(self._repeat, function, interval)
        for slug in self.options.rooms:
            self.spawn(self._keep_in, slug)

    def run_every(self, function: Handler, interval: float) -> None:
        """Call a function again and again, as soon as the client is connected."""
        self._periodic.append((function, interval))
        if self._is_started:
            self.spawn(self._repeat, function, interval)

    async def _repeat(self, function: Handler, interval: float) -> None:
        in_handler.set(True)
        while True:
            await self.options.sleep(interval)
            try:
                await function()
            except BaseException as error:
                if not self.dispatcher.survives("every", function, error):
                    raise

    async def _keep_in(self, slug: str) -> None:
        """Be in a room of ``Client(rooms=...)``, and try again while that fails."""
        waits = doubling(_JOIN_MAX)
        while True:
            try:
                room = await self.client.join_room(slug)
            except Exception as error:  # noqa: BLE001, logged
                self._log("join_room", error)
            else:
                waits = doubling(_JOIN_MAX)
                session = self.sessions.get(room.id)
                if session is not None:
                    await session.ended.wait()
                if room.id in self.unwanted or (session and session.is_final):
                    return
            await self.options.sleep(next(waits))

    async def _resync(self) -> None:
        """Fire ``on_reconnect`` once each room was read, or the attempt has failed."""
        connection = self._connections
        for session in list(self.sessions.values()):
            await session.tried.wait()
        # Lost again meanwhile, it is the next connection that has to say so.
        if connection == self._connections:
            self.fire(events.RECONNECT)

    def _on_disconnect(self, ended: Ended) -> None:
        self._forget_connection()
        self.fire(events.DISCONNECT, str(ended))

    def _forget_connection(self) -> None:
        self.connection_id = None
        self._connections += 1
        for session in list(self.sessions.values()):
            session.disconnected()

    def _on_bad_frame(self, frame: str | bytes) -> None:
        self.fire(events.RAW, "frame", None, frame)

    # --- Rooms ----------------------------------------------------------------

    def open_session(self, room: Room) -> RoomSession:
        """Begin the session of a room that is being joined."""
        self.unwanted.discard(room.id)
        session = self.sessions[room.id] = RoomSession(room, self)
        return session

    def forget(self, room: Room) -> None:
        """End the session of a room that could not be joined, or was logged out of."""
        session = self.sessions.pop(room.id, None)
        if session is not None:
            session.end_silently()

    # --- Sending --------------------------------------------------------------

    async def _send(self, action: Actions, **fields: Any) -> None:
        if self._gateway is None:
            raise NotConnectedError("there is no connection to the socket")
        message = write_json({"action": int(action), **fields}).decode()
        await self._gateway.send(f"4{message}")

    async def send_attach(self, room: Room) -> None:
        """
        Request the events of a room, and restore the bot's presence in it.

        Raises:
            Closed: The client is not connected.
        """
        await self._send(Actions.join_room, channel=room.room_id)
        if room.presence is not None and room.presence is not Presence.exit:
            await self._show(room, room.presence)

    async def send_detach(self, room: Room) -> None:
        """Unsubscribe from the events of a room, if there is a connection."""
        try:
            await self._send(Actions.leave_room, channel=room.room_id)
        except clientcore.Closed as closed:
            log.debug("not attached any more: %s", closed)

    async def show(self, room: Room, presence: Presence) -> None:
        """Show the bot in a room or hide it, now or with the next connection."""
        # An update is no state: a bot that is shown stays so.
        if presence is not Presence.update or room.presence is None:
            room.presence = presence
        try:
            await self._show(room, presence)
        except clientcore.Closed as closed:
            log.debug("not sent until there is a connection: %s", closed)

    async def _show(self, room: Room, presence: Presence) -> None:
        body: dict[str, Any] = {
            "action": presence.value,
            "clientId": self.my_id,
            "connectionId": self.connection_id,
            "data": {},
        }
        await self._send(Actions.presence_change, channel=room.room_id, presence=body)


_CLOSED = "the client is no longer connected"
