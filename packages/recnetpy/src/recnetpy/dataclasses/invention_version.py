"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._values import InventionVersion

__all__ = ["InventionVersion"]
