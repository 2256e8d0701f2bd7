"""
Servers on loopback that behave, or misbehave, as a test says.

They run in threads on plain sockets, so that the same tests run on asyncio, on trio
and without any event loop. A server plays its n-th request by the n-th of its plays,
and what comes after the last play by the last one.
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from email.message import Message
from http.client import parse_headers
from io import BufferedReader
from typing import Any, Self, TypeAlias
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest

#: The longest that anything here waits, in seconds.
PATIENCE = 10.0


@attrs.frozen
class Received:
    """
    A request as it arrived.

    Attributes:
        method: The HTTP method.

        target: What stood between method and version, as it was sent.

        headers: Names in any case.

        body: Chunks put together.

        chunks: The sizes of the chunks, if it was sent in chunks.

        connection: Which connection it came on, from 1.
    """

    method: str
    target: str
    headers: Message
    body: bytes = b""
    chunks: tuple[int, ...] = ()
    connection: int = 1

    @property
    def path(self) -> str:
        """The target without its query."""
        return urlsplit(self.target).path

    @property
    def form(self) -> dict[str, str]:
        """The fields of a form that was sent."""
        return {name: found[0] for name, found in parse_qs(self.body.decode()).items()}

    @property
    def text(self) -> str:
        """Everything that arrived, to look for secrets in."""
        return f"{self.method} {self.target}\n{self.headers}\n{self.body!r}"


class Talk:
    """
    One request, and the connection to answer it on.

    Attributes:
        request: What was asked.

        ended: Whether the connection is done with.
    """

    def __init__(
        self, server: Server, connection: socket.socket, request: Received
    ) -> None:
        self.request = request
        self.ended = False
        self._server = server
        self._connection = connection

    def send(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._connection.sendall(data)

    def answer(
        self, status: int, body: bytes, headers: Mapping[str, str | int]
    ) -> None:
        """Send a whole answer."""
        self.send(head(status, {"Content-Length": len(body), **headers}) + body)

    def wait(self, event: threading.Event) -> None:
        """Wait for a test, but not for ever."""
        self._server.wait(event)

    def hold(self) -> None:
        """Wait until the server is closed."""
        self._server.wait(self._server.over)

    def close(self) -> None:
        """End the connection."""
        self.ended = True

    def reset(self) -> None:
        """End the connection with a reset."""
        linger = struct.pack("ii", 1, 0)
        self._connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
        self.ended = True


#: Plays one request.
Play: TypeAlias = Callable[[Talk], None]


@attrs.frozen
class Early:
    """A play that begins when the headers are there, before the body is read."""

    play: Play

    def __call__(self, talk: Talk) -> None:
        self.play(talk)


class Server:
    """
    A server on loopback, while it is entered.

    Args:
        plays: What it does with its requests, in the order they arrive in.

        port: Where it listens, any free port by default.

        tls: The context for connections by TLS, or ``None`` for none.

    Attributes:
        requests: What arrived.

        connections: How many were made.

        most: The most requests that were under way at once.

        over: Set when the server is closed.
    """

    def __init__(
        self, *plays: Play, port: int = 0, tls: ssl.SSLContext | None = None
    ) -> None:
        self.requests: list[Received] = []
        self.connections = 0
        self.most = 0
        self.over = threading.Event()
        self._under_way = 0
        self._plays = plays
        self._tls = tls
        self._played = 0
        self._lock = threading.Lock()
        self._failures: list[BaseException] = []
        self._open: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self._listener = socket.create_server(("127.0.0.1", port), backlog=128)
        self._port: int = self._listener.getsockname()[1]

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http{'s' if self._tls else ''}://127.0.0.1:{self._port}"

    def wait(self, event: threading.Event) -> None:
        """Wait for *event*, but not for ever."""
        if not event.wait(PATIENCE):
            raise TimeoutError("the test never came")

    def __enter__(self) -> Self:
        self._start(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        # Closing a listener wakes nobody who waits for it everywhere.
        socket.create_connection(("127.0.0.1", self._port), PATIENCE).close()
        with self._lock:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE)
        self._listener.close()
        if self._failures:
            raise self._failures[0]

    def _start(self, function: Callable[..., None], *arguments: Any) -> None:
        thread = threading.Thread(target=function, args=arguments, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        while True:
            connection, _ = self._listener.accept()
            with self._lock:
                if self.over.is_set():
                    connection.close()
                    return
                self._open.append(connection)
                self.connections += 1
                number = self.connections
            self._start(self._serve, connection, number)

    def _serve(self, connection: socket.socket, number: int) -> None:
        try:
            if self._tls is not None:
                connection = self._tls.wrap_socket(connection, server_side=True)
            with connection:
                self._converse(connection, number)
        except OSError:
            # The client went away, which is for the test to judge.
            pass
        except BaseException as error:  # noqa: BLE001, raised in the test's thread
            self._failures.append(error)

    def _converse(self, connection: socket.socket, number: int) -> None:
        """Play the requests of a connection."""
        with connection.makefile("rb") as file:
            while self._one(connection, file, number):
                pass

    def _one(
        self, connection: socket.socket, file: BufferedReader, number: int
    ) -> bool:
        """Play one request, and tell whether there may be another."""
        line = file.readline().decode("latin-1").split()
        if not line:
            return False
        request = Received(line[0], line[1], parse_headers(file), connection=number)
        with self._counted():
            play = self._next()
            if not isinstance(play, Early):
                request = _with_body(request, file)
            with self._lock:
                self.requests.append(request)
            talk = Talk(self, connection, request)
            play(talk)
        return not talk.ended

    def _next(self) -> Play:
        with self._lock:
            play = self._plays[min(self._played, len(self._plays) - 1)]
            self._played += 1
        return play

    @contextmanager
    def _counted(self) -> Iterator[None]:
        with self._lock:
            self._under_way += 1
            self.most = max(self.most, self._under_way)
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1


def _with_body(request: Received, file: BufferedReader) -> Received:
    if request.headers.get("Transfer-Encoding") != "chunked":
        size = int(request.headers.get("Content-Length", 0))
        return attrs.evolve(request, body=_exactly(size, file))
    chunks = []
    while size := int(file.readline() or b"0", 16):
        chunks.append(_exactly(size, file))
        file.readline()
    if not file.readline():
        raise ConnectionError("the client went away")
    sizes = tuple(len(chunk) for chunk in chunks)
    return attrs.evolve(request, body=b"".join(chunks), chunks=sizes)


def _exactly(size: int, file: BufferedReader) -> bytes:
    content = file.read(size)
    if len(content) < size:
        raise ConnectionError("the client went away")
    return content


def head(status: int, headers: Mapping[str, str | int]) -> bytes:
    """Return an answer up to its body."""
    lines = [f"HTTP/1.1 {status} Whatever"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


# --- Plays --------------------------------------------------------------------


def answer(
    status: int = 200, body: Any = b"{}", headers: Mapping[str, str | int] | None = None
) -> Play:
    """Answer with bytes as they are, or with anything else as JSON."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    return lambda talk: talk.answer(status, content, headers or {})


def redirect(location: str, status: int = 302) -> Play:
    """Point elsewhere."""
    return answer(status, b"", {"Location": location})


def limited(wait: str) -> Play:
    """Refuse with 429 and a time to wait."""
    return answer(429, {"error": "slow down"}, {"Retry-After": wait})


def reset(talk: Talk) -> None:
    """Break the connection off with a reset."""
    talk.reset()


def hang_up(talk: Talk) -> None:
    """End the connection without a word."""
    talk.close()


def silence(talk: Talk) -> None:
    """Never answer."""
    talk.hold()


def garbage(talk: Talk) -> None:
    """Answer with something that is not HTTP."""
    talk.send(b"\x16\x03\x01 what?\r\n\r\n")
    talk.close()


def truncated(talk: Talk) -> None:
    """Announce more than comes."""
    talk.send(head(200, {"Content-Length": 1000}) + b'{"items": [')
    talk.close()


def stalled(talk: Talk) -> None:
    """Begin to answer, and stop."""
    talk.send(head(200, {"Content-Length": 1000}) + b'{"items": [')
    talk.hold()


def pieces(*contents: bytes, go: threading.Event) -> Play:
    """Answer in pieces: the first at once, the others when the test says *go*."""

    def play(talk: Talk) -> None:
        size = sum(len(content) for content in contents)
        talk.send(head(200, {"Content-Length": size}) + contents[0])
        talk.wait(go)
        for content in contents[1:]:
            talk.send(content)

    return play


def gathered(count: int, then: Play) -> Play:
    """Do nothing until *count* requests have arrived, and go on with all of them."""
    barrier = threading.Barrier(count)

    def play(talk: Talk) -> None:
        barrier.wait(PATIENCE)
        then(talk)

    return play


def routes(plays: Mapping[str, Play]) -> Play:
    """Play each request by its path."""
    return lambda talk: plays[talk.request.path](talk)


class Rotating:
    """
    A service whose refresh tokens are good for one use.

    Attributes:
        asked: Set when a token request has arrived.
        go: Responses wait until it is set.
        renewals: How many tokens were granted.
    """

    def __init__(self) -> None:
        self.asked, self.go = threading.Event(), threading.Event()
        self.renewals = 0
        self._lock = threading.Lock()

    def plays(self) -> Play:
        return routes({"/token": self.token, "/things": self.things})

    def token(self, talk: Talk) -> None:
        with self._lock:
            good = talk.request.form["refresh_token"] == f"refresh-{self.renewals}"
            self.renewals += good
            number = self.renewals
        self.asked.set()
        talk.wait(self.go)
        if not good:
            answer(400, {"error": "invalid_grant"})(talk)
            return
        grant = {
            "access_token": f"access-{number}",
            "refresh_token": f"refresh-{number}",
            "expires_in": 3600,
        }
        answer(200, grant)(talk)

    def things(self, talk: Talk) -> None:
        good = talk.request.headers["Authorization"] == f"Bearer access-{self.renewals}"
        answer(200 if good else 401)(talk)


# --- Where there is no server -------------------------------------------------


@contextmanager
def black_hole() -> Iterator[str]:
    """Give an address that answers no attempt to connect: its queue is full."""
    with ExitStack() as stack:
        listener = socket.socket()
        stack.enter_context(listener)
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        for _ in range(3):
            waiting = stack.enter_context(socket.socket())
            waiting.setblocking(False)  # noqa: FBT003
            waiting.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"


# --- For tests ----------------------------------------------------------------


@pytest.fixture
def refusing(free_port: int) -> str:
    """
    Return an address that refuses connections.
    """
    return f"http://127.0.0.1:{free_port}"


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """
    Start a server that is closed after the test.
    """
    with ExitStack() as stack:
        yield lambda *plays, port=0, tls=None: stack.enter_context(
            Server(*plays, port=port, tls=tls)
        )
