"""
Requests of one's own, with JSON for an answer, under its documented path.
"""

from __future__ import annotations

from ._async.http import HTTP
from ._route import Route

__all__ = ["HTTP", "Route"]
