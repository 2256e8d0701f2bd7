"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.managers import RoomManager
from .._labels import RoomInclude

__all__ = ["RoomInclude", "RoomManager"]
