"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.managers import (
    AccountManager,
    BaseManager,
    EventManager,
    ImageManager,
    InventionManager,
    RoomManager,
)

__all__ = [
    "AccountManager",
    "BaseManager",
    "EventManager",
    "ImageManager",
    "InventionManager",
    "RoomManager",
]
