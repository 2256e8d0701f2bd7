"""
The managers, at the import path of 0.2.75.
"""

from __future__ import annotations

from ._async.managers import (
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
