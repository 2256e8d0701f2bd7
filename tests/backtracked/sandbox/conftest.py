"""
The emulator, asked in process and over its socket.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from json import dumps, loads
from typing import Any
from urllib.parse import urlencode

import anyio
import attrs
import pytest
from websockets.asyncio.client import ClientConnection, connect

from backtracked.sandbox import Room, Sandbox
from clientcore.sandbox import Answer, call

PATIENCE = 60


@attrs.define
class Clock:
    """
    A clock that stands still.
    """

    time: float = 1_700_000_000.0

    def __call__(self) -> float:
        return self.time


@pytest.fixture(scope="module")
def served() -> Iterator[Sandbox]:
    """
    A sandbox on a socket, for all tests of a module: stopping takes a while.
    """
    sandbox = Sandbox(clock=Clock())
    with sandbox.serve():
        yield sandbox


@pytest.fixture
def sandbox(request: pytest.FixtureRequest) -> Sandbox:
    """
    The seed world, in which time stands still; on a socket if a test needs it.
    """
    if "base_url" not in request.fixturenames:
        return Sandbox(clock=Clock())
    sandbox: Sandbox = request.getfixturevalue("served")
    sandbox.ping_interval, sandbox.ping_timeout = 25.0, 5.0
    sandbox.reset()
    return sandbox


@pytest.fixture
def room(sandbox: Sandbox) -> Room:
    """
    The room of the credentials.
    """
    return sandbox.room


@pytest.fixture
def base_url(sandbox: Sandbox) -> str:
    """
    Where the sandbox is served.
    """
    assert sandbox.base_url is not None
    return sandbox.base_url


Ask = Callable[..., Awaitable[Answer]]


@pytest.fixture
def ask(sandbox: Sandbox) -> Ask:
    """
    Asks in process, as somebody who is logged in, or as nobody.

    Names in braces stand for ids, as in ``/room/{harbour-lights}/users/{ivy}``.
    """

    def id_of(name: re.Match[str]) -> str:
        found = sandbox.world.room(name[1]) or sandbox.person(name[1]).user
        return found.id

    async def ask(
        method: str,
        path: str,
        *,
        by: str | None = None,
        form: dict[str, Any] | None = None,
        **more: Any,
    ) -> Answer:
        headers = {}
        if by is not None:
            user = sandbox.person(by).user
            headers["cookie"] = f"connect.sid={sandbox.world.log_in(user)}"
        if form is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
            more["body"] = urlencode(form, doseq=True).encode()
        path = re.sub(r"{(.+?)}", id_of, path)
        return await call(sandbox, method, path, headers=headers, **more)

    return ask


Data = Callable[..., Awaitable[Any]]


@pytest.fixture
def data(ask: Ask) -> Data:
    """
    Asks like *ask*, and gives the payload of an answer that is good.
    """

    async def data(method: str, path: str, **more: Any) -> Any:
        answer = await ask(method, path, **more)
        body = answer.json()
        assert (answer.status, body["code"], body["message"]) == (200, 200, "OK")
        return body["data"]

    return data


@attrs.define
class Ear:
    """
    A socket, as a client has it.

    Attributes:
        hello: The first message.

        opening: The first packet's payload.
    """

    websocket: ClientConnection
    hello: dict[str, Any] = attrs.field(factory=dict)
    opening: dict[str, Any] = attrs.field(factory=dict)

    async def frame(self) -> str | bytes:
        """
        The next frame.
        """
        with anyio.fail_after(PATIENCE):
            return await self.websocket.recv()

    async def message(self) -> dict[str, Any]:
        """
        The next message.
        """
        frame = await self.frame()
        assert isinstance(frame, str)
        assert frame[0] == "4"
        found: dict[str, Any] = loads(frame[1:])
        return found

    async def event(self, name: str = "") -> dict[str, Any]:
        """
        The payload of the next event, or of the next one of that name.
        """
        while True:
            message = await self.message()
            if message["action"] == 15 and name in ("", message["message"]["name"]):
                payload: dict[str, Any] = loads(message["message"]["data"])
                return payload

    async def names(self, count: int) -> list[str]:
        """
        The names of the next events.
        """
        return [(await self.event())["type"] for _ in range(count)]

    async def say(self, **message: Any) -> None:
        """
        Send a message.
        """
        await self.websocket.send("4" + dumps(message))

    async def attach(self, room: Room) -> dict[str, Any]:
        """
        Listen to a room.
        """
        await self.say(action=10, channel=room.channel)
        return await self.message()


Listen = Callable[..., Awaitable[Ear]]


@pytest.fixture
async def listen(sandbox: Sandbox, base_url: str) -> AsyncIterator[Listen]:
    """
    Opens sockets, as somebody or as a guest, and attaches rooms.
    """
    async with AsyncExitStack() as stack:

        async def listen(user: str | None, *rooms: Room, token: str = "") -> Ear:
            client_id = sandbox.person(user).user.id if user else "a-guest"
            token = token or sandbox.world.new_ticket(client_id)
            query = f"?connect=1&access_token={token}&EIO=3&transport=websocket"
            url = sandbox.ws_url + query
            with anyio.fail_after(PATIENCE):
                websocket = await stack.enter_async_context(connect(url, proxy=None))
            ear = Ear(websocket)
            opening = str(await ear.frame())
            assert opening[0] == "0"
            ear.opening, ear.hello = loads(opening[1:]), await ear.message()
            for room in rooms:
                await ear.attach(room)
            return ear

        yield listen
