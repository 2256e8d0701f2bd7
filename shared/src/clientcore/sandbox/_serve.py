"""
Serving a sandbox over HTTP: uvicorn in a thread.

The thread has its own event loop, so the caller may be a plain script, or a task of
asyncio or trio. Two things differ from uvicorn's defaults: its protocol classes put
the connection into each request's scope, so that faults are real on the wire; and at
the end, requests that are still handled (with a latency of a minute, for instance)
are aborted instead of awaited.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import anyio
import uvicorn
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol

from ._connection import Connection, drop, with_connection


class _HandsOver:
    """
    A mixin for uvicorn's protocol classes, which keep their app in *app*.
    """

    app: ASGIApp

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)  # type: ignore[misc]
        self.app = with_connection(self.app, Connection(transport))


# Made with type(), as uvicorn's classes promise a protocol's narrower types.
_HTTP: Any = type("HTTPProtocol", (_HandsOver, H11Protocol), {})


def _websocket() -> Any:
    """
    Return the same class for WebSockets, if their library is installed.
    """
    try:
        from uvicorn.protocols.websockets.websockets_sansio_impl import (
            WebSocketsSansIOProtocol,
        )
    except ImportError:
        return "none"
    return type("WebSocketProtocol", (_HandsOver, WebSocketsSansIOProtocol), {})


class _Hurried:
    """
    An ASGI application whose running requests can be aborted.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._open: set[anyio.CancelScope] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with anyio.CancelScope() as cancel:
            self._open.add(cancel)
            try:
                await self._app(scope, receive, send)
            finally:
                self._open.discard(cancel)
        if cancel.cancelled_caught:
            await drop(scope, receive, reset=True)

    def give_up(self) -> None:
        """
        Abort all running requests. Called in the event loop.
        """
        for cancel in list(self._open):
            cancel.cancel()


class _Server(uvicorn.Server):
    def __init__(self, app: ASGIApp) -> None:
        self._hurried = _Hurried(app)
        self._up = Event()
        super().__init__(
            uvicorn.Config(
                self._hurried,
                http=_HTTP,
                ws=_websocket(),
                loop="asyncio",
                lifespan="off",
                # It would configure the logging of the whole process.
                log_config=None,
                access_log=False,
                timeout_graceful_shutdown=5,
            )
        )

    def run_on(self, listener: socket.socket) -> None:
        """
        Serve until ``should_exit`` is set. Called in the thread.
        """
        try:
            self.run(sockets=[listener])
        finally:
            self._up.set()

    def wait_up(self) -> None:
        """
        Wait until the server has started, or failed to start.
        """
        self._up.wait()
        if not self.started:
            raise RuntimeError(
                "the sandbox did not start; its thread has printed the reason"
            )

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._up.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._hurried.give_up()
        await super().shutdown(sockets)


@contextmanager
def serve(app: ASGIApp, *, host: str = "127.0.0.1", port: int = 0) -> Iterator[str]:
    """
    Serve *app* over HTTP while the context is entered.

    Args:
        app: An ASGI application.

        host: Address to bind to.

        port: Port to bind to, 0 for a free one.

    Yields:
        The base URL, without a trailing slash.

    Raises:
        OSError: The address cannot be bound.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Listening from the start: a client that connects before the thread is up
    # waits in the backlog instead of being refused.
    listener = socket.create_server((host, port), family=family)
    # asyncio sets it on sockets that it makes itself. Without it, each response on
    # a connection that stays open waits 40 ms for the client's delayed ACK.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    server = _Server(app)
    thread = Thread(target=server.run_on, args=(listener,), name=f"sandbox {host}")
    thread.start()
    try:
        server.wait_up()
        yield _url(host, listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join()
        listener.close()


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
