# No twin: a socket that stays open needs a loop, so realtime is async only.
"""
The socket's protocol: opening packet, heartbeat, and JSON in messages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import clientcore
from clientcore import Secret, parse_json

from .._api import ERRORS
from .._constants import Actions
from .._engineio import PacketType, read_frame
from .._envelope import is_envelope
from .._errors import AuthorizationError
from .._gateway.connection import Connection
from .._gateway.heartbeat import Heartbeat
from .._gateway.protocol import GatewayProtocol, Reconnect
from .._gateway.reconnect import Cause, Ended, error_for
from .._gateway.socket import Frame
from .._gateway.target import Target

#: A message of the application, parsed.
Message = dict[str, Any]

#: What the service uses if it does not say: seconds.
_INTERVAL, _TIMEOUT = 25.0, 20.0

_PONG = PacketType.PONG.value
#: Messages that end the session while the link stays.
_ENDS = (int(Actions.disconnected), int(Actions.closed))
#: A token that was refused: one more attempt is made, with a new one.
_DENIED = frozenset({401, 403, 1008, 3000, 3003})


class QueUpProtocol(GatewayProtocol[Message]):
    """
    What a gateway has to know of QueUp's socket.

    Before the first connection, what will not pass by itself ends the attempts.
    After it, only credentials that the service itself refuses twice do.

    Args:
        address: URL of the socket.
        token: Returns a token, a new one for each connection.
        connected: Called with the message that begins a connection, returns whether
            to keep it.
    """

    def __init__(
        self,
        address: str,
        token: Callable[[], Awaitable[str]],
        connected: Callable[[Message], bool],
    ) -> None:
        self._address = address
        self._token = token
        self._connected = connected
        self._connection: Connection | None = None
        self._was_connected = False
        self._refusals = 0

    async def target(self) -> Target:
        """Request a token, and add it to the address."""
        try:
            token = await self._token()
        except clientcore.ClientClosed:
            raise
        except clientcore.Error as error:
            if not self._may_pass(error):
                raise
            wait = getattr(error, "retry_after", None)
            raise Reconnect(f"no token: {error}", wait) from error
        query = {"connect": 1, "access_token": token, "EIO": 3}
        joint = "&" if "?" in self._address else "?"
        query["transport"] = "websocket"
        return Target(Secret(f"{self._address}{joint}{urlencode(query)}"))

    def _may_pass(self, error: clientcore.Error) -> bool:
        if self._was_connected:
            return not isinstance(error, AuthorizationError) or self._is_first_refusal()
        if isinstance(error, clientcore.CertificateError):
            return False
        # A connection that was lost, or a page of what stands before the service.
        return isinstance(
            error,
            clientcore.TransportError
            | clientcore.DecodeError
            | clientcore.RateLimited
            | clientcore.ServerError,
        )

    def _is_first_refusal(self) -> bool:
        self._refusals += 1
        return self._refusals == 1

    async def handshake(self, connection: Connection) -> Heartbeat:
        """Read the opening packet, and wait until the service accepts."""
        self._connection = connection
        heartbeat: Heartbeat | None = None
        while True:
            frame = await connection.receive()
            kind, data = _read(frame)
            if kind is PacketType.OPEN:
                heartbeat = _heartbeat(data)
            elif kind is PacketType.CLOSE:
                raise Reconnect("closed by the service while it was opening")
            elif kind is PacketType.PING:
                await connection.send(_pong(data))
            elif kind is PacketType.MESSAGE:
                with suppress(ValueError):
                    message = _parse(data)
                    if message.get("action") == Actions.connected:
                        break
        self._refusals = 0
        if not self._connected(message):
            raise Reconnect("the service takes this for a guest's connection")
        self._was_connected = True
        return heartbeat or _heartbeat(b"{}")

    def decode(self, frame: Frame) -> Iterable[Message]:
        """Decode a frame. Called for every message, so it should be fast."""
        if frame[0] == "4":
            message = parse_json(frame[1:], long_integers=False)
            if type(message) is not dict:
                raise ValueError("a message that is no object")
            action = message.get("action")
            if action in _ENDS and not message.get("channel"):
                raise Reconnect("the service ended the session")
            return (message,)
        return self._other(frame)

    def _other(self, frame: Frame) -> Iterable[Message]:
        kind, data = read_frame(frame)
        if kind is PacketType.MESSAGE:
            return (_parse(data),)
        if kind is PacketType.CLOSE:
            raise Reconnect("closed by the service")
        if self._connection is not None:
            if kind is PacketType.PONG:
                self._connection.heartbeat_answered()
            elif kind is PacketType.PING:
                # In revision 4 the server sends the pings.
                self._connection.reply(_pong(data))
        return ()

    def should_reconnect(self, ended: Ended) -> bool:
        """Return whether another attempt may succeed, see the class."""
        if self._was_connected:
            if ended.status in _DENIED and _is_explained(ended.body):
                return self._is_first_refusal()
            return ended.why is not Cause.LEFT
        if {ended.status, ended.code} & _DENIED:
            return self._is_first_refusal()
        return super().should_reconnect(ended)

    def error(self, ended: Ended) -> Exception:
        """Make the package's own error."""
        error = error_for(ended)
        return ERRORS.own(type(error))(str(error))


def _read(frame: Frame) -> tuple[PacketType, bytes]:
    """Read a frame of the handshake; one that can't be read is no packet."""
    try:
        return read_frame(frame)
    except ValueError:
        return PacketType.NOOP, b""


def _parse(data: bytes) -> Message:
    message = parse_json(data)
    if not isinstance(message, dict):
        raise ValueError("a message that is no object")  # noqa: TRY004, it is bad data
    return message


def _is_explained(body: bytes) -> bool:
    """Return whether a refusal is the service's own, and no page of a proxy."""
    try:
        return is_envelope(parse_json(body))
    except ValueError:
        return False


def _heartbeat(data: bytes) -> Heartbeat:
    """Read how often to ping, in milliseconds. Any packet shows that it lives."""
    try:
        told = _parse(data)
    except ValueError:
        told = {}
    interval = _seconds(told.get("pingInterval"), _INTERVAL)
    timeout = _seconds(told.get("pingTimeout"), _TIMEOUT)
    return Heartbeat(interval, timeout, str(PacketType.PING.value))


def _seconds(millis: Any, usual: float) -> float:
    good = isinstance(millis, int | float) and millis > 0
    return millis / 1000 if good else usual


def _pong(data: bytes) -> str:
    return f"{_PONG}{data.decode('utf-8', 'replace')}"
