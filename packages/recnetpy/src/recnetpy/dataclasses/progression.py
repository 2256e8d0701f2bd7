"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._values import Progression

__all__ = ["Progression"]
