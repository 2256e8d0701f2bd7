"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.models import BaseDataClass

__all__ = ["BaseDataClass"]
