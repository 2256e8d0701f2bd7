"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.models import Room
from .._labels import WARNING_MASK_LIST, MaxPlayerCalculationMode, RoomState

ROOM_MODERATION_STATE: dict[int, str | None] = RoomState.labels()
MAX_PLAYER_CALCULATION_MODE: dict[int, str | None] = MaxPlayerCalculationMode.labels()

__all__ = [
    "MAX_PLAYER_CALCULATION_MODE",
    "ROOM_MODERATION_STATE",
    "WARNING_MASK_LIST",
    "Room",
]
