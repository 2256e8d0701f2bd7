"""
The connection of a request, for faults that break it.

ASGI has no message that closes a connection: an application can respond, or raise,
and the server responds with 500 then. So the loopback server
(:mod:`clientcore.sandbox._serve`) puts a :class:`Connection` into the extensions of
each scope. In process there is no connection; dropping it raises
:class:`ConnectionDropped`, for which the in-process transports raise the HTTP
library's read error.
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
    The service closed the connection of an in-process request.
    """


class Transport(Protocol):
    """
    The part of an event loop's transport that `Connection` uses.
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
        Close with RST, as a crashed or overloaded server does.
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
    Return *app* with *connection* in the scopes of its requests.
    """

    async def handed(scope: Scope, receive: Receive, send: Send) -> None:
        extensions = {**scope.get("extensions", {}), EXTENSION: connection}
        await app({**scope, "extensions": extensions}, receive, send)

    return handed


def connection_of(scope: Scope) -> Connection | None:
    """
    Return the server's end of the connection, ``None`` for a request in process.

    A service can close it at any time, for instance under a WebSocket.
    """
    connection: Connection | None = scope.get("extensions", {}).get(EXTENSION)
    return connection


async def drop(scope: Scope, receive: Receive, *, reset: bool) -> None:
    """
    Close the connection, and return when the server has noticed.

    Args:
        scope: ASGI scope of the request.

        receive: ASGI callable of the request.

        reset:
            Whether to discard what was written (RST), or to send it and then close
            (FIN).

    Raises:
        ConnectionDropped: The request is in process.
    """
    connection = connection_of(scope)
    if connection is None:
        raise ConnectionDropped("the sandbox dropped the connection")

    if reset:
        connection.reset()
    else:
        connection.close()

    # Returning before the server knows that the connection is gone would make
    # it log that the application sent no response.
    while not (await receive())["type"].endswith(".disconnect"):
        pass
