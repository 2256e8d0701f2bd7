"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._labels import Accessibility

ACCESSIBILITY_DICT: dict[int, str | None] = Accessibility.labels()

__all__ = ["ACCESSIBILITY_DICT"]
