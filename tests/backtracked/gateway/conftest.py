"""
WebSocket servers on loopback, each connection played by a function.

They run in threads, so that the tests can run on asyncio and on trio.
"""

from __future__ import annotations

import logging
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from http import HTTPStatus
from typing import Any, Self

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.server import ServerProtocol
from websockets.sync.server import Server as WebSocketServer
from websockets.sync.server import ServerConnection
from websockets.sync.server import serve as serve_websocket

#: Plays one connection; a number is an HTTP status to refuse it with.
Play = Callable[[ServerConnection], None] | int

_QUIET = logging.getLogger("tests.gateway.server")
_QUIET.setLevel(logging.CRITICAL)


class Served:
    """
    A server that plays its n-th connection by the n-th of its plays.

    Connections after the last play are played by the last one.

    Attributes:
        requests: The requests that were made, those that were refused too.
        body: Body of the responses that refuse.
    """

    def __init__(self, plays: tuple[Play, ...]) -> None:
        self.requests: list[Any] = []
        self.body = "no\n"
        self._plays = plays
        self._server: WebSocketServer = serve_websocket(
            self._play,
            "127.0.0.1",
            0,
            process_request=self._answer,
            close_timeout=2,
            logger=_QUIET,
        )
        self._thread = threading.Thread(target=self._server.serve_forever)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(10)

    def _answer(self, connection: ServerConnection, request: Any) -> Any:
        number = len(self.requests)
        self.requests.append(request)
        play = self._plays[min(number, len(self._plays) - 1)]
        if isinstance(play, int):
            answer = connection.respond(HTTPStatus(play), self.body)
            if play == HTTPStatus.TOO_MANY_REQUESTS:
                answer.headers["Retry-After"] = "7"
            if play == HTTPStatus.FOUND:
                answer.headers["Location"] = "/elsewhere"
            return answer
        connection.play = play  # type: ignore[attr-defined]
        return None

    def _play(self, connection: ServerConnection) -> None:
        try:
            connection.play(connection)  # type: ignore[attr-defined]
        except ConnectionClosed:
            return


class RawServed:
    """
    The same, played on the bare TCP sockets.
    """

    def __init__(self, plays: tuple[Callable[[socket.socket], None], ...]) -> None:
        self._plays = plays
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, daemon=True)
        self._open: list[socket.socket] = []

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"ws://127.0.0.1:{self._listener.getsockname()[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        self._thread.join(10)
        # One more may have been accepted meanwhile.
        for each in self._open:
            each.close()

    def _accept(self) -> None:
        for number in range(1000):
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            connection.settimeout(10)
            self._open.append(connection)
            try:
                self._plays[min(number, len(self._plays) - 1)](connection)
            except OSError:
                connection.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Start servers; they end with the test."""
    with ExitStack() as stack:
        yield lambda *plays: stack.enter_context(Served(plays))


@pytest.fixture
def serve_raw() -> Iterator[Callable[..., RawServed]]:
    """Start servers that are played on the bare socket."""
    with ExitStack() as stack:
        yield lambda *plays: stack.enter_context(RawServed(plays))


@pytest.fixture
def upgrade() -> Callable[[socket.socket], None]:
    """Do the opening handshake on a bare socket."""

    def answer(connection: socket.socket) -> None:
        protocol = ServerProtocol()
        while not (events := protocol.events_received()):
            protocol.receive_data(connection.recv(65536))
        protocol.send_response(protocol.accept(events[0]))  # type: ignore[arg-type]
        connection.sendall(b"".join(protocol.data_to_send()))

    return answer


@pytest.fixture
def reset() -> Callable[[socket.socket], None]:
    """End a TCP connection by RST instead of FIN."""

    def cut(connection: socket.socket) -> None:
        linger = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        connection.close()

    return cut
