"""
Models, credentials and errors.
"""

from __future__ import annotations

from ._async.models import (
    Account,
    AccountTeamUpdateEvent,
    Award,
    Callback,
    Team,
)
from ._async.paginator import PaginatedResponse
from ._credentials import App, AppCredentials, Credentials, Session
from ._errors import ClientError, DataError, PolympicsError, ServerError
from ._models import EventType
from ._permissions import Permissions

__all__ = [
    "Account",
    "AccountTeamUpdateEvent",
    "App",
    "AppCredentials",
    "Award",
    "Callback",
    "ClientError",
    "Credentials",
    "DataError",
    "EventType",
    "PaginatedResponse",
    "Permissions",
    "PolympicsError",
    "ServerError",
    "Session",
    "Team",
]
