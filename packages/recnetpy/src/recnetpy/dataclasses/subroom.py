"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._values import SubRoom

__all__ = ["SubRoom"]
