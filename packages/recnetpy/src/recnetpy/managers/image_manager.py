"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.managers import ImageManager

__all__ = ["ImageManager"]
