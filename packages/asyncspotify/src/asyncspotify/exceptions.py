"""
Errors, under the module path of asyncspotify 0.12.
"""

from __future__ import annotations

from . import (
    AuthenticationError,
    BadRequest,
    Forbidden,
    HTTPException,
    NotAllowed,
    NotFound,
    SpotifyException,
    Unauthorized,
)

__all__ = [
    "AuthenticationError",
    "BadRequest",
    "Forbidden",
    "HTTPException",
    "NotAllowed",
    "NotFound",
    "SpotifyException",
    "Unauthorized",
]
