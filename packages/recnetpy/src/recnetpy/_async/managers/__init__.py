"""
What a client offers, a manager for each kind of object.
"""

from __future__ import annotations

from .accounts import AccountManager
from .base import BaseManager
from .events import EventManager
from .images import ImageManager
from .inventions import InventionManager
from .rooms import RoomManager

__all__ = [
    "AccountManager",
    "BaseManager",
    "EventManager",
    "ImageManager",
    "InventionManager",
    "RoomManager",
]
