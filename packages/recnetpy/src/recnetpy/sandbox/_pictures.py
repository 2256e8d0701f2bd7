"""
Image files, drawn when they are asked for: of one colour, and valid.
"""

from __future__ import annotations

import zlib
from struct import pack
from typing import Final

#: The size of all originals.
WIDTH: Final = 1280
HEIGHT: Final = 720
#: No picture is larger, whatever is asked for.
LARGEST: Final = 4096


def size(width: int | None, height: int | None, *, square: bool) -> tuple[int, int]:
    """
    How large a picture is that was asked for.

    Args:
        width: The width that was asked for, or ``None``.

        height: The height that was asked for, or ``None``.

        square: Whether it is to be cut to a square.

    Returns:
        Width and height. What was not asked for follows from the original's shape.
    """
    if square:
        side = width or height or HEIGHT
        return side, side
    if width is None and height is None:
        return WIDTH, HEIGHT
    if width is None:
        assert height is not None
        return max(1, height * WIDTH // HEIGHT), height
    return width, height or max(1, width * HEIGHT // WIDTH)


def png(name: str, width: int, height: int) -> bytes:
    """
    Draw a PNG; its colour follows from its name.
    """
    colour = zlib.crc32(name.encode()).to_bytes(4)[:3]
    # One palette entry and a bit a pixel: all pixels are entry 0.
    row = bytes(1 + (width + 7) // 8)
    head = pack(">IIBBBBB", width, height, 1, 3, 0, 0, 0)
    parts = [
        (b"IHDR", head),
        (b"PLTE", colour),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return pack(">I", len(data)) + kind + data + pack(">I", checksum)
