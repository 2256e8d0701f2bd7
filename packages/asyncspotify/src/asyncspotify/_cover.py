"""
Covers of playlists, as they are uploaded.
"""

from __future__ import annotations

import base64
import os
from pathlib import Path

#: How long the upload may be, in bytes.
LONGEST = 256 * 1024

_JPEG = b"\xff\xd8\xff"


def encoded_cover(image: bytes | str | os.PathLike[str]) -> bytes:
    """
    Return a picture as the service wants it: as text.

    Args:
        image: A JPEG, or the path of one.

    Raises:
        ValueError: It is no JPEG, or too large.

        OSError: The file cannot be read.
    """
    content = image if isinstance(image, bytes) else Path(image).read_bytes()
    if not content.startswith(_JPEG):
        raise ValueError("a cover is a JPEG")
    text = base64.b64encode(content)
    if len(text) > LONGEST:
        raise ValueError(f"a cover has at most {LONGEST // 4 * 3} bytes")
    return text
