"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.routes import RouteManager

__all__ = ["RouteManager"]
