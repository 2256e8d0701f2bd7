"""
Pictures.
"""

from __future__ import annotations

import attrs

from .base import SpotifyModel


@attrs.define(unsafe_hash=True)
class Image(SpotifyModel):
    """
    A picture. As a string it is its address.

    Attributes:
        url: Where it is.

        width: In pixels, or ``None`` if that is not known.

        height: In pixels, or ``None`` if that is not known.
    """

    url: str
    width: int | None = None
    height: int | None = None

    def __str__(self) -> str:
        return str(self.url or "")
