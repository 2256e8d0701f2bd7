"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.managers import InventionManager

__all__ = ["InventionManager"]
