"""
The upload of playlist covers.
"""

from __future__ import annotations

import base64
import binascii
import io
import os
from pathlib import Path

#: The largest upload, in bytes of base64 text.
_LARGEST = 256 * 1024
_LARGEST_IMAGE = _LARGEST // 4 * 3

_JPEG = b"\xff\xd8\xff"
#: The first JPEG marker as base64 text, with which no path begins.
_JPEG_TEXT = "/9j/"
#: Sizes and qualities to try, in this order. Spotify shows at most 640 pixels.
_SIZES = ((640, 90), (640, 75), (512, 75), (300, 70))


def encoded_cover(image: bytes | str | os.PathLike[str], shrink: bool = False) -> bytes:
    """
    Return a picture as the service wants it: a JPEG as base64 text.

    Args:
        image: A picture as bytes or base64 text, or the path of a file.
        shrink: Whether to convert other formats, and larger pictures.

    Raises:
        ValueError: It is not a JPEG, or too large.
        OSError: The file cannot be read.
        ImportError: *shrink* needs Pillow, which is not installed.
    """
    content = _content(image)
    fits = content.startswith(_JPEG) and len(content) <= _LARGEST_IMAGE
    if shrink and not fits:
        content = _shrunk(content)
    if not content.startswith(_JPEG):
        raise ValueError("a cover is a JPEG; shrink=True converts other formats")
    if len(content) > _LARGEST_IMAGE:
        raise ValueError(
            f"the cover has {len(content)} bytes, Spotify takes at most"
            f" {_LARGEST_IMAGE}; shrink=True makes it smaller"
        )
    return base64.b64encode(content)


def _content(image: bytes | str | os.PathLike[str]) -> bytes:
    if isinstance(image, str) and image.startswith("data:image/"):
        image = image.partition(",")[2]
        return _decoded(image)
    if isinstance(image, str) and image.startswith(_JPEG_TEXT):
        return _decoded(image)
    if isinstance(image, bytes):
        is_text = image.startswith(_JPEG_TEXT.encode())
        return _decoded(image.decode("ascii", "replace")) if is_text else image
    return Path(image).read_bytes()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error:
        # Without the text itself, which is a whole picture.
        raise ValueError("the cover is not valid base64 text") from None


def _shrunk(content: bytes) -> bytes:
    """Return a picture as a JPEG that is small enough."""
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError:
        raise ImportError(
            "shrink=True needs Pillow: pip install 'asyncspotify[covers]'"
        ) from None
    try:
        with Image.open(io.BytesIO(content)) as opened:
            picture = opened.convert("RGB")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        raise ValueError("the cover is not a picture that Pillow can read") from None
    written = b""
    for side, quality in _SIZES:
        small = picture.copy()
        small.thumbnail((side, side))
        file = io.BytesIO()
        small.save(file, "JPEG", quality=quality)
        written = file.getvalue()
        if len(written) <= _LARGEST_IMAGE:
            break
    return written
