"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._labels import TagType
from .._values import Tag

TAG_TYPE: dict[int, str | None] = TagType.labels()

__all__ = ["TAG_TYPE", "Tag"]
