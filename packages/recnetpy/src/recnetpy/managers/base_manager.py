"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.managers import BaseManager

__all__ = ["BaseManager"]
