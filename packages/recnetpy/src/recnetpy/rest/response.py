"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._rest import Response

__all__ = ["Response"]
