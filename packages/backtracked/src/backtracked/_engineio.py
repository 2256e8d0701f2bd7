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
        kind, data = read_frame(packet)
        return cls(kind, data or None)


def read_frame(frame: str | bytes) -> tuple[PacketType, bytes]:
    """
    Return the type and the payload of a packet.

    Raises:
        ValueError: *frame* is empty, of unknown type, or invalid base64.
    """
    if not frame:
        raise ValueError("a frame without a packet")
    if isinstance(frame, bytes):
        # The first byte is the number itself. Some write its digit instead.
        return PacketType(frame[0] - 48 if frame[0] >= 48 else frame[0]), frame[1:]
    if frame[0] == "b":
        return _type(frame[1:2]), b64decode(frame[2:], validate=True)
    return _type(frame[0]), frame[1:].encode()


def _type(digit: str) -> PacketType:
    if not (digit.isascii() and digit.isdigit()):
        raise ValueError("a packet of no known type")
    return PacketType(int(digit))
