"""
The clients.
"""

from __future__ import annotations

from ._async.app import AppClient
from ._async.authenticated import AuthenticatedClient
from ._async.unauthenticated import UnauthenticatedClient
from ._async.user import UserClient
from ._ids import NO_TEAM

__all__ = [
    "NO_TEAM",
    "AppClient",
    "AuthenticatedClient",
    "UnauthenticatedClient",
    "UserClient",
]
