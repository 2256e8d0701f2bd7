"""
The same names as those of `polympics`, for code that blocks.

``CallbackApp`` alone is missing: ASGI is asynchronous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._api import LOCAL_URL, PUBLIC_URL
from ._callbacks import UnknownEvent, account_team_update, read_event, verify_callback
from ._credentials import App, AppCredentials, Credentials, Session
from ._errors import (
    BadRequestError,
    ClientError,
    ClosedError,
    ConflictError,
    ConnectionFailedError,
    DataError,
    DecodeError,
    ForbiddenError,
    ForgedCallbackError,
    MissingError,
    NoAnswerError,
    NotFoundError,
    PolympicsError,
    RateLimitedError,
    ServerError,
    TimedOutError,
    TokenLostError,
    UnauthorizedError,
    UnboundError,
    UnknownIdError,
    UnknownPathError,
    UnsafeURLError,
)
from ._ids import NO_TEAM, NoTeam
from ._models import (
    Account,
    AccountBatch,
    AccountTeamUpdateEvent,
    Award,
    Callback,
    EventType,
    Team,
)
from ._pagination import PageList, PaginatedResponse
from ._permissions import ACCOUNT_PERMISSIONS, APP_PERMISSIONS, Permissions
from ._sync.app import AppClient
from ._sync.authenticated import AuthenticatedClient
from ._sync.paginator import Paginator, PaginatorIterator, PaginatorPage
from ._sync.receiver import CallbackReceiver
from ._sync.unauthenticated import UnauthenticatedClient
from ._sync.user import UserClient

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter


__all__ = [
    "ACCOUNT_PERMISSIONS",
    "APP_PERMISSIONS",
    "LOCAL_URL",
    "NO_TEAM",
    "PUBLIC_URL",
    "Account",
    "AccountBatch",
    "AccountTeamUpdateEvent",
    "App",
    "AppClient",
    "AppCredentials",
    "AuthenticatedClient",
    "Award",
    "BadRequestError",
    "Callback",
    "CallbackReceiver",
    "ClientError",
    "ClosedError",
    "ConflictError",
    "ConnectionFailedError",
    "Credentials",
    "DataError",
    "DecodeError",
    "EventType",
    "ForbiddenError",
    "ForgedCallbackError",
    "MissingError",
    "NoAnswerError",
    "NoTeam",
    "NotFoundError",
    "PageList",
    "PaginatedResponse",
    "Paginator",
    "PaginatorIterator",
    "PaginatorPage",
    "Permissions",
    "PolympicsError",
    "RateLimitedError",
    "ServerError",
    "Session",
    "Team",
    "TimedOutError",
    "TokenLostError",
    "UnauthenticatedClient",
    "UnauthorizedError",
    "UnboundError",
    "UnknownEvent",
    "UnknownIdError",
    "UnknownPathError",
    "UnsafeURLError",
    "UserClient",
    "account_team_update",
    "converter",
    "read_event",
    "verify_callback",
]


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("polympics")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
