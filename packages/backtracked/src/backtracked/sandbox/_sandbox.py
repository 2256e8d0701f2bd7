"""
The service, embedded.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from threading import RLock
from typing import TYPE_CHECKING, Any

import anyio
import attrs
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute
from starlette.types import Scope

from clientcore import sandbox as kit

from . import _control
from ._actions import people, playing
from ._channels import Ending
from ._person import Person, RoomLike, UserLike, room_of, user_of
from ._problems import HANDLERS, Problem, bare, refusal
from ._resident import Resident
from ._routes import ROUTES
from ._seed import FIRST, RESIDENT, ROOM, SECOND, credentials, seed
from ._socket import ROUTES as SOCKET
from ._world import Clock, Room, User, World

if TYPE_CHECKING:
    import backtracked
    import backtracked.sync

_HERE = "http://sandbox"


@attrs.frozen
class Login:
    """
    A name and a password.
    """

    username: str
    password: str = attrs.field(repr=False)


@attrs.frozen
class Logins:
    """
    The logins that the sandbox accepts.

    Attributes:
        bot: A user without a role.
        moderator: The room's co-owner; in an empty world, its creator.
        room: The slug of the room.
    """

    bot: Login
    moderator: Login
    room: str


class Sandbox(kit.Sandbox[World]):
    """
    A QueUp server for development and tests.

    Args:
        seeded: Whether to start with people, music and more rooms.

        clock: Tells seconds since 1970. :meth:`advance` adds to it.

        ping_interval: How often clients are to show that they are alive, in
            seconds.

        ping_timeout: How long they may take for it.

        resident: Whether a user in the room of the credentials writes ``ping`` to
            clients that enter it, and answers theirs. The command line has one.

        sleep: How to wait, for faults that take time.

    Attributes:
        lock: Held while the world changes. Arranging a world that is being
            served goes inside of it.
    """

    def __init__(
        self,
        *,
        seeded: bool = True,
        clock: Callable[[], float] = time.time,
        ping_interval: float = 25.0,
        ping_timeout: float = 5.0,
        resident: bool = False,
        sleep: Callable[[float], Any] = anyio.sleep,
    ) -> None:
        self.ping_interval = ping_interval
        self.ping_timeout = ping_timeout
        self.lock: RLock = RLock()
        self._seeded = seeded
        self._has_resident = resident
        self._resident: Resident | None = None
        self._clock = clock
        # The credentials outlive a reset: clients go on with them.
        self._passwords = (secrets.token_urlsafe(12), secrets.token_urlsafe(12))
        super().__init__(sleep=sleep)

    def make_world(self) -> World:
        world = World(clock=Clock(self._clock))
        room = credentials(world, *self._passwords)
        if self._seeded:
            seed(world, room)
        if self._has_resident:
            user = world.user(RESIDENT) or world.add_user(RESIDENT)
            people.join(world, room, user)
            people.enter(world, room, user, "browser")
            self._resident = Resident(room, user)
        return world

    def routes(self) -> Sequence[BaseRoute]:
        return [*SOCKET, *ROUTES]

    def control_routes(self) -> Sequence[BaseRoute]:
        return _control.routes()

    def exception_handlers(self) -> Mapping[Any, Callable[..., Any]]:
        return HANDLERS

    def reset(self) -> None:
        with self.lock:
            self.world.channels.drop()
            super().reset()

    def environment(self, base_url: str) -> Mapping[str, str]:
        logins = self.credentials
        return {
            "QUEUP_API": base_url,
            "QUEUP_WS": _socket_url(base_url),
            "QUEUP_ROOM": logins.room,
            "QUEUP_USER1": logins.bot.username,
            "QUEUP_PASS1": logins.bot.password,
            "QUEUP_USER2": logins.moderator.username,
            "QUEUP_PASS2": logins.moderator.password,
        }

    def failure(self, status: int, headers: Mapping[str, str]) -> Response:
        if status == 429:
            answer = refusal(Problem(429, self.world.limits.chat_wait))
            answer.headers.update(headers)
            return answer
        if status > 500:
            # The service knows no other; these come from a host in front of it.
            page = "<!DOCTYPE html>\n<title>Bad gateway</title>"
            return HTMLResponse(page, status, dict(headers))
        return bare(status, headers)

    def expire_token(self, scope: Scope) -> Scope | Response:
        # To have no session any more is to come without a cookie.
        headers = [pair for pair in scope["headers"] if pair[0] != b"cookie"]
        return {**scope, "headers": headers}

    @property
    def credentials(self) -> Logins:
        """
        Whom the sandbox knows, and the room they meet in.
        """
        first, second = self._passwords
        return Logins(Login(FIRST, first), Login(SECOND, second), ROOM)

    @property
    def room(self) -> Room:
        """
        The room of the credentials.
        """
        return room_of(self.world, ROOM)

    @property
    def ws_url(self) -> str:
        """
        The address of the socket.

        Raises:
            RuntimeError: The sandbox is not served; there is no socket then.
        """
        if self.base_url is None:
            raise RuntimeError("the socket needs a served sandbox: use serve()")
        return _socket_url(self.base_url)

    # --- Scripting

    def tick(self) -> None:
        """
        Do what is due: end songs, and let the resident react. Sockets call it often.
        """
        with self.lock:
            playing.tick(self.world)
            if self._resident is not None:
                self._resident.tick(self.world)

    def person(self, user: UserLike) -> Person:
        """
        Return a user whose actions can be scripted, by name or ID.

        Raises:
            LookupError: No user has this name or ID.
        """
        return Person(self, user)

    def say(self, room: RoomLike, user: UserLike, text: str) -> str:
        """
        Send a user's message to a room, and return the message's ID.

        Raises:
            LookupError: No room or no user has this name or ID.
        """
        return self.person(user).say(room, text)

    def advance(self, seconds: float) -> None:
        """
        Let time pass: songs end and others begin, tokens and bans run out.
        """
        with self.lock:
            self.world.clock.forward(seconds)
            self.tick()

    def publish(self, room: RoomLike, name: str, data: Any) -> None:
        """
        Publish an event to a room, without changing the sandbox's state.

        Args:
            room: Room, slug or ID.
            name: The event's name.
            data: Its payload; text is sent as text.
        """
        with self.lock:
            channel = room_of(self.world, room).channel
            self.world.channels.publish(channel, name, data)

    def send_frame(self, frame: str | bytes, user: UserLike | None = None) -> int:
        """
        Send a raw frame, sound or not, on all sockets or one user's.

        Returns:
            How many sockets that concerned.
        """
        with self.lock:
            lines = list(self.world.channels.lines)
            if user is not None:
                wanted = user_of(self.world, user)
                lines = self.world.channels.lines_of(wanted.id)
            for line in lines:
                line.put(frame)
        return len(lines)

    def drop_sockets(
        self, user: UserLike | None = None, *, how: Ending = "close", code: int = 1000
    ) -> int:
        """
        Close the sockets of all users, or of one user.

        Pending messages are sent before.

        Args:
            user: User whose sockets are closed; ``None`` for all users.
            how: ``"close"`` sends a close frame; ``"packet"`` sends an Engine.IO close
                packet before it; ``"reset"`` resets the connection.
            code: The close frame's code.

        Returns:
            Number of closed sockets.
        """
        with self.lock:
            client = None if user is None else user_of(self.world, user).id
            return self.world.channels.drop(client, how, code)

    def expire_sessions(self, user: UserLike | None = None) -> None:
        """
        Expire the sessions of all users, or of one user; sockets stay open.
        """
        with self.lock:
            sessions = self.world.sessions
            gone: User | None = None if user is None else user_of(self.world, user)
            ended = [c for c, s in sessions.items() if gone in {None, s.user}]
            for cookie in ended:
                del sessions[cookie]

    # --- Clients

    def client(self, **options: Any) -> backtracked.Client:
        """
        Create an async client, not logged in.

        While the sandbox is served, the client connects to its address, and has a
        socket. Otherwise it calls the sandbox in process, without a socket.

        Args:
            options: More arguments for the client. It is strict by default.
        """
        import backtracked

        options = {"strict": True, **options}
        if self.base_url is not None:
            options = {"api": self.base_url, "ws": self.ws_url, **options}
            return backtracked.Client(**options)
        options = {"api": _HERE, "transport": self.transport(), **options}
        return backtracked.Client(**options)

    def sync_client(self, **options: Any) -> backtracked.sync.Client:
        """
        Make a sync client that reaches the sandbox in process.

        Args:
            options: More arguments for the client. It is strict by default.
        """
        import backtracked.sync

        options = {"strict": True, **options}
        options = {"api": _HERE, "transport": self.sync_transport(), **options}
        return backtracked.sync.Client(**options)


def _socket_url(base_url: str) -> str:
    return f"{base_url.replace('http', 'ws', 1)}/ws/"
