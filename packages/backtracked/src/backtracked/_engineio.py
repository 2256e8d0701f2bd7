"""
The framing of the socket: Engine.IO, revision 3.
"""

from __future__ import annotations

import json
from base64 import b64decode
from enum import IntEnum
from typing import Any, Self

import attrs


class PacketType(IntEnum):
    """
    What a packet is for.
    """

    OPEN = 0
    CLOSE = 1
    PING = 2
    PONG = 3
    MESSAGE = 4
    UPGRADE = 5
    NOOP = 6


#: A packet begins with its type: a digit, or the number itself in a binary frame.
_TYPES = {
    first: kind
    for kind in PacketType
    for first in (str(kind.value).encode(), bytes([kind.value]))
}


@attrs.define(init=False)
class Packet:
    """
    One packet of the socket.

    Args:
        packet_type: What it is for.

        data: What is in it, or ``None``.

        data_json: What is in it, to be written as JSON; instead of *data*.

    Attributes:
        type: What it is for.

        data: What is in it, or ``None``.
    """

    default_encoding = "utf-8"

    type: PacketType
    data: bytes | None

    def __init__(
        self,
        packet_type: PacketType = PacketType.NOOP,
        data: bytes | None = None,
        data_json: Any = None,
    ) -> None:
        if data_json is not None:
            data = json.dumps(data_json).encode(self.default_encoding)
        self.type = PacketType(packet_type)
        self.data = data

    def to_dict(self) -> dict[str, Any]:
        """Return type and data by name."""
        return {"type": self.type, "data": self.data}

    def encode(self) -> bytes:
        """Return the text of the packet, as bytes."""
        return str(self.type.value).encode() + (self.data or b"")

    def encode_str(self) -> str:
        """Return the text of the packet."""
        return self.encode().decode(self.default_encoding)

    @classmethod
    def decode(cls, packet: str | bytes) -> Self:
        """
        Decode a frame: text, binary, or base64 after a ``b``.

        Raises:
            ValueError: *packet* is not an Engine.IO packet.
        """
        frame = packet.encode() if isinstance(packet, str) else packet
        kind, data = read_frame(frame)
        return cls(kind, data or None)


def read_frame(frame: bytes) -> tuple[PacketType, bytes]:
    """
    Return the type and the payload of a packet.

    Args:
        frame: Content of a binary frame, or of a text frame in UTF-8.

    Raises:
        ValueError: *frame* is empty, of unknown type, or invalid base64.
    """
    kind = _TYPES.get(frame[:1])
    if kind is not None:
        return kind, frame[1:]
    kind = _TYPES.get(frame[1:2])
    if frame[:1] != b"b" or kind is None:
        raise ValueError("a frame without a packet of a known type")
    return kind, b64decode(frame[2:], validate=True)
