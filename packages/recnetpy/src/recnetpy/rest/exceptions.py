"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._errors import (
    BadRequest,
    Forbidden,
    HTTPError,
    InternalServerError,
    NotFound,
    RateLimited,
    Unauthorized,
)

__all__ = [
    "BadRequest",
    "Forbidden",
    "HTTPError",
    "InternalServerError",
    "NotFound",
    "RateLimited",
    "Unauthorized",
]
