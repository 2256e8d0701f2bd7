"""
What a fault may do to the connection under a request.

ASGI has no word for "hang up": an application can answer, or fail, and the
server turns a failure into a polite 500. So the loopback server
(:mod:`clientcore.sandbox._serve`) puts a :class:`Connection` into the
extensions of each scope. In process there is no connection; there, dropping it
raises :class:`ConnectionDropped`, which the in-process transports turn into
the HTTP library's read error.
"""

from __future__ import annotations

import socket
import struct
from typing import Any, Protocol

from starlette.types import ASGIApp, Receive, Scope, Send

EXTENSION = "clientcore.sandbox.connection"

# l_onoff = 1, l_linger = 0: closing sends RST at once and discards the buffer.
_LINGER_NONE = struct.pack("ii", 1, 0)


class ConnectionDropped(Exception):
    """
    The service hung up on an in-process request.
    """


class Transport(Protocol):
    """
    The part of an event loop's transport that is needed here.
    """

    def abort(self) -> None: ...

    def close(self) -> None: ...

    def get_extra_info(self, name: str, default: Any = None) -> Any: ...

    def is_closing(self) -> bool: ...


class Connection:
    """
    The server's end of a client's connection.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def reset(self) -> None:
        """
        Close with RST, the way a crashed or overloaded server does.
        """
        if self._transport.is_closing():
            return
        peer: socket.socket = self._transport.get_extra_info("socket")
        peer.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_NONE)
        self._transport.abort()

    def close(self) -> None:
        """
        Send what was written, then close with FIN.
        """
        self._transport.close()


def with_connection(app: ASGIApp, connection: Connection) -> ASGIApp:
    """
    Give *app* a handle on the connection its requests come over.
    """

    async def handed(scope: Scope, receive: Receive, send: Send) -> None:
        extensions = {**scope.get("extensions", {}), EXTENSION: connection}
        await app({**scope, "extensions": extensions}, receive, send)

    return handed


def connection_of(scope: Scope) -> Connection | None:
    """
    Return the server's end of the connection, ``None`` for a request in process.

    With it a service can hang up whenever it likes, on a WebSocket for instance.
    """
    connection: Connection | None = scope.get("extensions", {}).get(EXTENSION)
    return connection


async def drop(scope: Scope, receive: Receive, *, reset: bool) -> None:
    """
    Hang up, and return when the server has noticed.

    Args:
        scope: The scope of the request.

        receive: The receiving end of the request.

        reset:
            Whether to lose what was already written (RST) rather than send it
            and then close (FIN).

    Raises:
        ConnectionDropped: If the request is in process.
    """
    connection = connection_of(scope)
    if connection is None:
        raise ConnectionDropped("the sandbox dropped the connection")

    if reset:
        connection.reset()
    else:
        connection.close()

    # Returning before the server knows that the connection is gone would make
    # it log that the application forgot to answer.
    while not (await receive())["type"].endswith(".disconnect"):
        pass
