# No twin: the sync face has the REST half, as a socket needs a loop.
"""
The client: requests, and events as they happen.
"""

from __future__ import annotations

import contextlib
import inspect
import signal
from datetime import timedelta
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import anyio
import anyio.lowlevel

import clientcore
from clientcore import GET, Secret
from clientcore.network import tls_context

from .._api import ERRORS, http_origin
from .._constants import Presence
from .._errors import ClosedError, NotConnectedError, NotLoggedInError
from .._events import ALIASES, EVENTS
from . import realtime_options
from .listening import Listening
from .models import Room
from .realtime import Realtime
from .rest.base import RoomLike, UserLike
from .rest_client import RestClient
from .room_session import RoomState

if TYPE_CHECKING:
    from typing import Unpack

    from .realtime_options import ClientOptions


class Client(Listening, RestClient):
    """
    A client that sends requests and receives events.

    Making one does no I/O and needs no event loop. A subclass may have handlers as
    methods: ``async def on_chat(self, message)``.

    Args:
        **options: Those of `RestClient`, those of `RealtimeOptions`, and those of
            `clientcore.aio.ClientOptions`. Unknown ones are ignored, with a warning.

    Raises:
        TypeError: An option has the wrong type.
        ValueError: An option is out of range.
        SettingsError: The proxy or the CA certificates can't be used.

    Example:
        .. code-block:: python

            client = Client()

            @client.event
            async def on_ready():
                await client.join_room("testing-lounge")

            @client.event
            async def on_chat(message):
                if message.content == "ping":
                    await message.room.send_message("pong")

            client.run("bot@example.com", "its password")
    """

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        realtime, rest = realtime_options.split(options)
        super().__init__(**rest)
        verify = options.get("verify", True)
        with ERRORS.own_errors():
            needs_socks = (self.settings.proxy or "").startswith("socks")
            # One is for the socket, the other for requests.
            if needs_socks and not all(map(find_spec, ("python_socks", "socksio"))):
                raise clientcore.SettingsError(
                    "a SOCKS proxy needs the extra socks: backtracked[socks]"
                )
            # The default is that of requests, which is made when it is needed.
            tls = None if verify is True else tls_context(verify)
        self._realtime = Realtime(self, realtime, proxy=self.settings.proxy, tls=tls)
        self._add_methods()

    def _add_methods(self) -> None:
        """Register the handlers that a subclass has as methods."""
        for name in sorted({*dir(type(self))} - {*dir(Client)}):
            if name.startswith("on_"):
                method = getattr(self, name)
                is_event = name in EVENTS or name in ALIASES
                if is_event or inspect.iscoroutinefunction(method):
                    self._realtime.dispatcher.add(name, method, stacklevel=5)

    # --- Life -----------------------------------------------------------------

    @property
    def connection_id(self) -> str | None:
        """The service's id of the connection, ``None`` without one."""
        return self._realtime.connection_id

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection to the socket at this moment."""
        return self.connection_state == "open"

    @property
    def connection_state(self) -> str:
        """
        State of the connection to the socket.

        ``new`` before ``connect()`` and after it; ``connecting``; ``open``;
        ``waiting`` before the next attempt; ``closing`` and ``closed``.
        """
        return self._realtime.state

    @property
    def latency(self) -> float | None:
        """Seconds from the last heartbeat to its response, ``None`` before one."""
        return self._realtime.latency

    @property
    def wants_conversations(self) -> bool:
        """Whether the conversations are kept up to date."""
        return self._recent_conversations and self.logged_in

    async def login(self, email: str, password: str) -> None:
        """See `RestClient.login`."""
        password = Secret(password)
        await super().login(email, password)
        self._realtime.new_login()

    async def logout(self) -> None:
        """End the session, and the connection to the socket if there is one."""
        # For a handler that does this: see `aclose`.
        with anyio.CancelScope(shield=True):
            await self._realtime.aclose()
            for room in self.rooms.all():
                self._realtime.forget(room)
            await super().logout()

    async def connect(self, *, guest: bool = False) -> None:
        """
        Connect to the socket, and stay connected until the client is closed.

        A lost connection is opened again, with a new token, for as long as it takes.
        Then each room is attached, entered and read again, with the messages that
        were missed, before ``on_reconnect`` is fired.

        Before the first connection, mistakes of the set-up are raised at once, and
        troubles of the network are waited out.

        Args:
            guest: Whether to connect without a login.

        Raises:
            NotLoggedInError: No user is logged in.
            AuthorizationError: The service refused the credentials, twice once the
                client was connected.
            ConnectionFailedError: The address, the proxy, the TLS options or the
                certificate can't be used.
            ClosedError: The client is connected already, or was closed.
        """
        self.check_open()
        if not guest and not self.logged_in:
            raise NotLoggedInError("log in before you connect")
        await self._realtime.run()

    async def start(self, email: str, password: str) -> None:
        """Log in, connect, and close at the end: `run` for async code."""
        password = Secret(password)
        async with self:
            try:
                await self.login(email, password)
            except Exception as error:
                self._realtime.failed(error)
                raise
            await self.connect()

    def run(self, email: str, password: str) -> None:
        """
        Log in, connect, and block until Ctrl-C, SIGTERM, or the client is closed.

        Running handlers, and the handlers of ``on_disconnect`` and ``on_close``, have
        *close_timeout* seconds to finish. A second Ctrl-C cancels them at once.

        Args:
            email: The account's e-mail address or username.
            password: The account's password, in plain text.

        Raises:
            AuthorizationError: The service refused the username or password.
            RuntimeError: An event loop is already running in this thread. Use
                ``await client.start(...)`` there.
        """
        password = Secret(password)
        if _has_loop():
            raise RuntimeError(
                "run() starts an event loop, and one is running: "
                "use 'await client.start(email, password)'"
            )
        with contextlib.suppress(KeyboardInterrupt):
            anyio.run(self._run, email, password)

    async def _run(self, email: str, password: str) -> None:
        failure: BaseException | None = None
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._close_on_signal, tasks.cancel_scope)
            try:
                await self.start(email, password)
            except BaseException as error:
                if isinstance(error, anyio.get_cancelled_exc_class()):
                    raise
                # Raised out of the group, which would wrap it.
                failure = error
            tasks.cancel_scope.cancel()
        if failure is not None:
            raise failure

    async def _close_on_signal(self, scope: anyio.CancelScope) -> None:
        """Close the client at the first signal, cancel everything at the second."""
        try:
            receiver = anyio.open_signal_receiver(signal.SIGINT, signal.SIGTERM)
            with receiver as signals:
                async with anyio.create_task_group() as tasks:
                    async for _ in signals:
                        realtime = self._realtime
                        if not realtime.is_ready or realtime.dispatcher.is_ending:
                            break
                        tasks.start_soon(self.aclose)
                    scope.cancel()
        except (NotImplementedError, ValueError, RuntimeError):
            # On Windows, and in other threads than the first, Python itself
            # handles Ctrl-C.
            return

    async def wait_until_ready(self) -> None:
        """
        Wait until the service has accepted the client.

        Raises:
            BacktrackedError: ``connect()`` or ``start()`` raised this error.
        """
        await self._realtime.wait_until_ready()

    async def aclose(self) -> None:
        """
        Close the socket, the client and its connections.

        Running handlers have *close_timeout* seconds before that.
        """
        # A handler may close its client, and ends with the connection itself.
        with anyio.CancelScope(shield=True):
            # A copy has the socket of the client that it is a copy of.
            if self._owns:
                await self._realtime.aclose()
            await super().aclose()

    async def close(self) -> None:
        """Close the socket, the client and its connections: same as ``aclose``."""
        await self.aclose()

    # --- Rooms ----------------------------------------------------------------

    async def _settle(self, room: Room, *, enter: bool | None) -> None:
        if self._realtime.options.enter if enter is None else enter:
            room.presence = Presence.enter
        if self.rooms.get(room.id) is not room:
            raise ClosedError("the client logged out while it joined a room")
        session = self._realtime.open_session(room)
        await session.join()
        session.joined()

    def _forget(self, room: Room) -> None:
        super()._forget(room)
        self._realtime.forget(room)

    async def enter_again(self, room: Room) -> None:
        """Send the bot's presence in a joined room to the service again."""
        await self._enter(room)

    async def leave_room(self, room: RoomLike) -> None:
        """
        Leave a room: its events are received no more, and it is forgotten.

        If that fails, the bot stays in it.
        """
        known = self._known(room)
        session = self._realtime.sessions.get(known.id) if known else None
        if session is None:
            await super().leave_room(room)
        elif session.state is RoomState.JOINING:
            await session.leave()
        else:
            # Who joins it meanwhile joins it again.
            async with self._join_lock(f"id {session.room.id}").hold():
                await session.leave()

    async def show_presence(self, room: Room, presence: Presence) -> None:
        """Show the bot in a room's list of people: see `Room.change_presence`."""
        await self._realtime.show(room, presence)

    async def mute_for(
        self, room: RoomLike, user: UserLike, duration: timedelta | float
    ) -> None:
        """
        Mute a user, and unmute them after a duration. Needs the right ``mute``.

        The service has no temporary mute: the client has to be connected at the end of
        the duration. The service does have temporary bans, see `ban`.

        Args:
            room: ID or Room to mute the user in.
            user: ID, User or Member to mute.
            duration: A ``timedelta`` or seconds, above 0.

        Raises:
            ValueError: *duration* is not above 0.
        """
        if isinstance(duration, timedelta):
            duration = duration.total_seconds()
        if not duration > 0:
            raise ValueError("a mute lasts more than 0 seconds")
        if self._realtime.state == "new":
            raise NotConnectedError("the client has to be connected to unmute later")
        await self.mute(room, user)
        self._realtime.spawn(self._unmute_later, room, user, duration)

    async def _unmute_later(
        self, room: RoomLike, user: UserLike, seconds: float
    ) -> None:
        await self._realtime.options.sleep(seconds)
        await self.unmute(room, user)

    async def fetch_roster(self, room: RoomLike) -> list[dict[str, Any]]:
        """
        Request the users who are shown in a room, from the socket's host.

        Returns:
            A JSON object for each user, of an undocumented schema. ``clientId`` is
            the user's ID.

        Raises:
            NotConnectedError: There is no connection, or the room is not joined.
        """
        known = self._known(room)
        if self.connection_id is None or known is None:
            raise NotConnectedError("the roster needs a connection and a joined room")
        request = GET(
            "room/{channel}",
            channel=known.room_id,
            base=http_origin(self._realtime.options.ws),
            headers={"X-Access-Token": await self.fetch_token()},
            auth=False,
            query={
                "connectionId": self.connection_id,
                "clientId": self.user.id if self.user else None,
            },
        )
        response = await self.request(request)
        data = self.parse_json(response)
        if isinstance(data, dict):
            data = next((one for one in data.values() if isinstance(one, list)), [])
        if not isinstance(data, list):
            raise self._unreadable(response, "the response is no roster")
        return [one for one in data if isinstance(one, dict)]


def _has_loop() -> bool:
    """Return whether an event loop runs in this thread."""
    # Without one the error is a RuntimeError in newer releases of anyio only.
    with contextlib.suppress(Exception):
        anyio.lowlevel.current_token()
        return True
    return False
