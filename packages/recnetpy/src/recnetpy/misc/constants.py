"""
Tables of labels by number.
"""

from __future__ import annotations

from .._labels import (
    Accessibility,
    BroadcastPermission,
    EventResponseType,
    ImageType,
    InventionPermission,
    MaxPlayerCalculationMode,
    PromoExternalContentType,
    RoleLevel,
    RoomState,
    TagType,
)

ACCESSIBILITY_DICT = Accessibility.labels()
BROADCAST_PERMISSION_DICT = BroadcastPermission.labels()
IMAGE_TYPE = ImageType.labels()
INVENTION_PERMISSION_DICT = InventionPermission.labels()
MAX_PLAYER_CALCULATION_MODE = MaxPlayerCalculationMode.labels()
RESPONSE_TYPE_DICT = EventResponseType.labels()
ROLE_DICT = RoleLevel.labels()
ROOM_MODERATION_STATE = RoomState.labels()
ROOM_PROMO_EXTERNAL_CONTENT_TYPE = PromoExternalContentType.labels()
TAG_TYPE = TagType.labels()

__all__ = [
    "ACCESSIBILITY_DICT",
    "BROADCAST_PERMISSION_DICT",
    "IMAGE_TYPE",
    "INVENTION_PERMISSION_DICT",
    "MAX_PLAYER_CALCULATION_MODE",
    "RESPONSE_TYPE_DICT",
    "ROLE_DICT",
    "ROOM_MODERATION_STATE",
    "ROOM_PROMO_EXTERNAL_CONTENT_TYPE",
    "TAG_TYPE",
]
