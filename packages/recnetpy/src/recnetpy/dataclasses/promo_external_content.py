"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._labels import PromoExternalContentType
from .._values import PromoExternalContent

ROOM_PROMO_EXTERNAL_CONTENT_TYPE: dict[int, str | None] = (
    PromoExternalContentType.labels()
)

__all__ = ["ROOM_PROMO_EXTERNAL_CONTENT_TYPE", "PromoExternalContent"]
