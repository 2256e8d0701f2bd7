"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._values import Score

__all__ = ["Score"]
