"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.models import Event
from .._labels import BroadcastPermission

BROADCAST_PERMISSION_DICT: dict[int, str | None] = BroadcastPermission.labels()

__all__ = ["BROADCAST_PERMISSION_DICT", "Event"]
