"""
The errors, at the import path of 0.2.75.
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
