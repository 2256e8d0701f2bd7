"""
Engine.IO, revision 3: one frame of the WebSocket is one packet.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from enum import IntEnum
from json import dumps
from typing import Any, Literal, TypeAlias

import attrs

Frame: TypeAlias = str | bytes
Encoding: TypeAlias = Literal["text", "base64", "binary"]


class Kind(IntEnum):
    """
    What a packet is.
    """

    OPEN = 0
    CLOSE = 1
    PING = 2
    PONG = 3
    MESSAGE = 4
    UPGRADE = 5
    NOOP = 6


class NoPacketError(ValueError):
    """
    A frame that cannot be read.
    """


@attrs.frozen
class Packet:
    """
    A packet, and its payload as text.
    """

    kind: Kind
    data: str = ""

    def frame(self, encoding: Encoding = "text") -> Frame:
        """
        The packet as it travels.
        """
        if encoding == "binary":
            return bytes([self.kind]) + self.data.encode()
        if encoding == "base64":
            return f"b{self.kind:d}{b64encode(self.data.encode()).decode()}"
        return f"{self.kind:d}{self.data}"


def read(frame: Frame) -> Packet:
    """
    Read a packet, in any of its three forms.

    Raises:
        NoPacketError: *frame* is not a packet.
    """
    try:
        if isinstance(frame, bytes):
            return Packet(Kind(frame[0]), frame[1:].decode())
        if frame.startswith("b"):
            return Packet(Kind(int(frame[1])), b64decode(frame[2:]).decode())
        return Packet(Kind(int(frame[0])), frame[1:])
    except (IndexError, ValueError) as error:
        raise NoPacketError("not an Engine.IO packet") from error


def compact(value: Any) -> str:
    """
    Write JSON without blanks, as the service does.
    """
    return dumps(value, separators=(",", ":"))
