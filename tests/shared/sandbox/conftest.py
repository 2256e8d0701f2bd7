"""
A toy service on the kit: notes that can be written and read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import attrs
import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.types import Scope
from starlette.websockets import WebSocket

from clientcore.sandbox import Sandbox, connection_of


@attrs.define
class Notes:
    """
    The toy's world.
    """

    texts: list[str] = attrs.field(factory=lambda: ["milk"])


async def read(request: Request) -> Response:
    return JSONResponse(request.app.state.sandbox.world.texts)


async def write(request: Request) -> Response:
    request.app.state.sandbox.world.texts.append(await request.json())
    return Response(status_code=204)


async def echo(websocket: WebSocket) -> None:
    await websocket.accept()
    async for text in websocket.iter_text():
        if text == "hang up":
            connection = connection_of(websocket.scope)
            assert connection is not None
            connection.reset()
            return
        await websocket.send_text(text)


class Toy(Sandbox[Notes]):
    """
    The toy itself.
    """

    def make_world(self) -> Notes:
        return Notes()

    def routes(self) -> Sequence[BaseRoute]:
        return [
            Route("/notes", read, methods=["GET"]),
            Route("/notes", write, methods=["POST"]),
            WebSocketRoute("/echo", echo),
        ]

    def environment(self, base_url: str) -> Mapping[str, str]:
        return {"TOY_API": base_url, "TOY_KEY": "a+b="}

    def expire_token(self, scope: Scope) -> Scope | Response:
        return Response(status_code=419) if scope["path"] == "/notes" else scope


class Waits:
    """
    A sleep that does not, and tells how long it would have been.
    """

    def __init__(self) -> None:
        self.seconds: list[float] = []

    async def __call__(self, delay: float, /) -> None:
        self.seconds.append(delay)


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def toy(waits: Waits) -> Toy:
    return Toy(sleep=waits)


@pytest.fixture
def sleeper() -> Toy:
    """
    The toy with a real sleep.
    """
    return Toy()


@pytest.fixture
def base_url(toy: Toy) -> Iterator[str]:
    """
    The toy on a socket.
    """
    with toy.serve() as base_url:
        yield base_url


Ask = Callable[..., HTTPResponse]


@pytest.fixture
def ask() -> Iterator[Ask]:
    """
    A request over a socket of its own; the answer's body is yet to be read.
    """
    connections: list[HTTPConnection] = []

    def ask(base_url: str, method: str, path: str, body: str = "") -> HTTPResponse:
        connection = HTTPConnection(urlsplit(base_url).netloc, timeout=20)
        connections.append(connection)
        connection.request(method, path, body)
        return connection.getresponse()

    yield ask
    for connection in connections:
        connection.close()
