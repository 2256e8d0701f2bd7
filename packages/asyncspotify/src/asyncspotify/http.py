"""
Requests with raw JSON as their result, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from ._async.http import HTTP
from ._route import Route

__all__ = ["HTTP", "Route"]
