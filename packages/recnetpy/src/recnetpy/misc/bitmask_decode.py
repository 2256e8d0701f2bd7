"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._labels import bitmask_decode

__all__ = ["bitmask_decode"]
