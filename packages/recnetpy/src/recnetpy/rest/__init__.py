"""
Raw access, at the import path of 0.2.75.
"""

from __future__ import annotations

from .._async.routes import RouteBuilder, RouteManager
from .._rest import Response

__all__ = ["Response", "RouteBuilder", "RouteManager"]
