"""
The packets of one connection.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import attrs

from clientcore import parse_json

from .._constants import Actions
from .._engineio import PacketType, read_frame
from .ended import SessionOver
from .heartbeat import Heartbeat
from .socket import Socket

#: A message of the service, parsed.
Message: TypeAlias = dict[str, Any]

_MESSAGE, _PONG = PacketType.MESSAGE, PacketType.PONG.value
#: Messages that end the session while the connection stays open.
_ENDS = (int(Actions.disconnected), int(Actions.closed))


@attrs.define(eq=False)
class Connection:
    """
    An open connection, whose messages are read one by one.

    Args:
        socket: Receives and sends the frames.
        heartbeat: The heartbeat of this connection.
        on_bad_frame: Called with each frame that could not be decoded, and the error.
    """

    socket: Socket
    heartbeat: Heartbeat
    _on_bad_frame: Callable[[bytes, ValueError], None]
    _pong: str | None = attrs.field(default=None, init=False)

    async def handshake(self) -> Message:
        """Wait until the service accepts the connection, and return its message."""
        while True:
            message = self.decode(await self.socket.receive(decode=False))
            if message is None:
                await self.respond()
            elif message.get("action") == Actions.connected:
                return message

    def decode(self, frame: bytes) -> Message | None:
        """
        Return the message of a frame, or ``None`` for another packet: see `respond`.

        Called for every event, so it should be fast.

        Raises:
            SessionOver: The service ended the session.
        """
        self.heartbeat.is_heard = True
        try:
            kind, data = read_frame(frame)
            if kind is _MESSAGE:
                return _read_message(data)
            self._handle(kind, data)
        except ValueError as error:
            self._on_bad_frame(frame, error)
        return None

    def _handle(self, kind: PacketType, data: bytes) -> None:
        if kind is PacketType.OPEN:
            self.heartbeat.configure(parse_json(data))
        elif kind is PacketType.PONG:
            self.heartbeat.answered()
        elif kind is PacketType.PING:
            # In revision 4 the server sends the pings.
            self._pong = f"{_PONG}{data.decode('utf-8', 'replace')}"
        elif kind is PacketType.CLOSE:
            raise SessionOver("the service ended it by a packet")

    async def respond(self) -> None:
        """
        Send what the packet that was decoded last requires, if anything.

        Raises:
            ConnectionLost: The connection was lost.
        """
        pong, self._pong = self._pong, None
        if pong is not None:
            await self.socket.send(pong)


def _read_message(data: bytes) -> Message:
    message = parse_json(data, long_integers=False)
    if type(message) is not dict:
        raise ValueError("a message that is no object")
    if message.get("action") in _ENDS and not message.get("channel"):
        raise SessionOver("the service ended it by a message")
    return message
