"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from ._async.client import Client

__all__ = ["Client"]
