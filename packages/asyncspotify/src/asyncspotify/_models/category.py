"""
Shelves of the shop.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from .base import SpotifyObject
from .image import Image


@attrs.define(kw_only=True, eq=False, repr=False)
class Category(SpotifyObject):
    """
    A category that playlists are sorted into.

    Attributes:
        id: A word, or letters and digits.

        icons: Its pictures.
    """

    type: ClassVar[str] = "category"

    icons: list[Image] = attrs.field(factory=list)
