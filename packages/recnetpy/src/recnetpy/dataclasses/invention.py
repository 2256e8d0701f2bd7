"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.models import Invention
from .._labels import InventionPermission

INVENTION_PERMISSION_DICT: dict[int, str | None] = InventionPermission.labels()

__all__ = ["INVENTION_PERMISSION_DICT", "Invention"]
