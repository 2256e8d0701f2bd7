"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.routes import RouteBuilder

__all__ = ["RouteBuilder"]
