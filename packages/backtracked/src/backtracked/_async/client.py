# No twin: the sync face has the REST half, as a socket needs a loop.
"""
The client: all that is asked, and all that happens.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

import anyio

import clientcore
from clientcore import GET, Secret
from clientcore._tls import tls_context

from .._api import API_URL, WS_URL
from .._constants import Presence
from .._errors import NotConnectedError, NotLoggedInError
from .._proxy import ProxyOptions
from .listening import Listening
from .models.room import Room
from .models.song import NowPlaying
from .realtime import Realtime
from .rest.base import RoomLike
from .rest_client import RestClient, utc_now
from .socket_options import SocketOptions

if TYPE_CHECKING:
    import os
    import ssl
    from typing import Unpack

    from clientcore.aio import ClientOptions

    from .._gateway.reconnect import Backoff


class Client(Listening, RestClient):
    """
    A client that takes part: it asks, and it hears what happens.

    Making one does no I/O and needs no event loop.

    Args:
        connector: A transport of the HTTP library for requests, or ``None``.

        proxy_options: A proxy for requests and for the socket, or ``None`` for
            what the environment says.

        recent_conversations: Whether ``login`` reads one's conversations.

        api: Where the service's REST part is.

        ws: Where its socket is.

        enter: Whether to show oneself in each room that is joined.

        track_queue: Whether ``room.queue`` follows the events, which takes a
            request whenever a queue changes.

        queue_delay: Seconds that pass before such a request, so that one is
            enough for changes that come together.

        rejoin_delay: Seconds until one comes back to a room that one was said to
            have left, which the service does at times by mistake.

        song_grace: Seconds after the end of a song until it is asked what is
            playing, if no event said so. Where nothing was queued, and after a
            skip, *queue_delay* is enough.

        backoff: How long to wait before a lost connection is made again, and when
            to give up; ``None`` waits up to a minute and never gives up.

        local_checks, chat_interval, cache_size, now: See `RestClient`.

        **options: See `clientcore.aio.ClientOptions`. Unknown ones are ignored, with a
            warning.

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

    def __init__(
        self,
        *,
        connector: Any = None,
        proxy_options: ProxyOptions | None = None,
        recent_conversations: bool = True,
        api: str = API_URL,
        ws: str = WS_URL,
        enter: bool = False,
        track_queue: bool = True,
        queue_delay: float = 1.0,
        rejoin_delay: float = 5.0,
        song_grace: float = 15.0,
        backoff: Backoff | None = None,
        local_checks: bool = True,
        chat_interval: float | None = 1.5,
        cache_size: int = 512,
        now: Callable[[], datetime] = utc_now,
        **options: Unpack[ClientOptions],
    ) -> None:
        super().__init__(
            connector=connector,
            proxy_options=proxy_options,
            recent_conversations=recent_conversations,
            api=api,
            local_checks=local_checks,
            chat_interval=chat_interval,
            cache_size=cache_size,
            now=now,
            **options,
        )
        self._ws = ws
        self._shows = enter
        self._realtime = Realtime(
            self,
            SocketOptions(
                address=ws,
                backoff=backoff,
                proxy=options.get("proxy") or getattr(proxy_options, "proxy", None),
                tls=_tls(options.get("verify", True)),
                queue_delay=queue_delay,
                rejoin_delay=rejoin_delay,
                song_grace=song_grace,
                track_queue=track_queue,
            ),
        )

    # --- Life -----------------------------------------------------------------

    @property
    def connection_id(self) -> str | None:
        """The service's name for the connection, ``None`` without one."""
        return self._realtime.connection_id

    @property
    def is_connected(self) -> bool:
        """Whether there is a connection to the socket at this moment."""
        return self._realtime.is_connected

    @property
    def wants_conversations(self) -> bool:
        """Whether one's conversations are kept up to date."""
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
            await super().logout()

    async def connect(self, *, guest: bool = False) -> None:
        """
        Connect to the socket, and stay connected until the client is closed.

        A lost connection is made again, with a new token. Then rooms are attached
        again, one's presence is shown again, and members, queue and song are read
        again, before ``on_reconnect`` is called.

        Args:
            guest: Whether to try it without a login.

        Raises:
            NotLoggedInError: Nobody is logged in.

            AuthorizationError: The service refuses the token.

            ClosedError: The client is connected already, or was closed.
        """
        self.check_open()
        if not guest and not self.logged_in:
            raise NotLoggedInError("log in before you connect")
        await self._realtime.run()

    async def start(self, email: str, password: str) -> None:
        """Log in, connect, and close when that is over: `run` for async code."""
        password = Secret(password)
        async with self:
            await self.login(email, password)
            await self.connect()

    def run(self, email: str, password: str) -> None:
        """
        Log in, connect, and block until Ctrl-C, or until the client is closed.

        Args:
            email: The account's address, or its name.

            password: Its password.

        Raises:
            AuthorizationError: One of them is wrong.
        """
        password = Secret(password)
        with contextlib.suppress(KeyboardInterrupt):
            anyio.run(self.start, email, password)

    async def wait_until_ready(self) -> None:
        """Wait until the socket has accepted the client."""
        await self._realtime.wait_until_ready()

    async def aclose(self) -> None:
        """Close the socket, the client and its connections."""
        # A handler may close its client, and ends with the connection itself.
        with anyio.CancelScope(shield=True):
            # A copy has the socket of what it is a copy of.
            if self._owns:
                await self._realtime.aclose()
            await super().aclose()

    async def close(self) -> None:
        """Close the socket, the client and its connections: same as ``aclose``."""
        await self.aclose()

    # --- Rooms ----------------------------------------------------------------

    async def _settle(self, room: Room, *, enter: bool | None) -> None:
        if self._shows if enter is None else enter:
            room.presence = Presence.enter
        # First, so that nothing is missed that happens while the rest is read.
        await self._realtime.attach(room)
        await self._realtime._upkeep.read_room(room)

    async def enter_again(self, room: Room) -> None:
        """Tell the service once more that one is in a room that was joined."""
        await self._enter(room)

    async def leave_room(self, room: RoomLike) -> None:
        """Leave a room, hear no more of it, and forget it."""
        known = self._known(room)
        await super().leave_room(room)
        if known is not None:
            await self._realtime.detach(known)

    async def show_presence(self, room: Room, presence: Presence) -> None:
        """Show oneself in a room, or hide: see `Room.change_presence`."""
        await self._realtime.show(room, presence)

    async def fetch_active(self, room: RoomLike) -> NowPlaying | None:
        """
        Read what a room is playing.

        Returns:
            ``None`` if the service does not know, as between two songs.

        Raises:
            NotFoundError: Nothing is.
        """
        return await self._active(room)

    async def fetch_roster(self, room: RoomLike) -> list[dict[str, Any]]:
        """
        Read who shows themselves in a room, from the socket's host.

        Returns:
            What the service says of each, of which little is known. ``clientId`` is
            the user's id.

        Raises:
            NotConnectedError: There is no connection, which it takes.
        """
        known = self._known(room)
        if self.connection_id is None or known is None:
            raise NotConnectedError("the roster takes a connection and a joined room")
        request = GET(
            "room/{channel}",
            channel=known.room_id,
            base=_http(self._ws),
            headers={"X-Access-Token": await self.fetch_token()},
            auth=False,
            query={
                "connectionId": self.connection_id,
                "clientId": self.user.id if self.user else None,
            },
        )
        answer = await self.request(request)
        data = self.parse_json(answer)
        if isinstance(data, dict):
            data = next((one for one in data.values() if isinstance(one, list)), [])
        if not isinstance(data, list):
            with self.api.errors.own_errors(answer.request, answer.secrets):
                raise clientcore.DecodeError("the answer is no roster")
        return [one for one in data if isinstance(one, dict)]


def _http(address: str) -> str:
    """Return the origin of a socket, for requests."""
    parts = urlsplit(address)
    scheme = "https" if parts.scheme == "wss" else "http"
    return urlunsplit((scheme, parts.netloc, "", "", ""))


def _tls(
    verify: ssl.SSLContext | os.PathLike[str] | str | bool,
) -> ssl.SSLContext | None:
    """Return the context for the socket, ``None`` for that of the socket library."""
    return None if verify is True else tls_context(verify)
