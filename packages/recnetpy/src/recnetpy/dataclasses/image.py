"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.models import Image
from .._labels import ImageType

IMAGE_TYPE: dict[int, str | None] = ImageType.labels()

__all__ = ["IMAGE_TYPE", "Image"]
