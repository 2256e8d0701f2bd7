"""
The same names as those of `polympics`, for code that blocks.

Only ``CallbackApp`` is missing, because ASGI is asynchronous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ._api import LOCAL_URL, PUBLIC_URL
from ._callbacks import UnknownEvent, verify_callback
from ._credentials import App, AppCredentials, Credentials, Session
from ._csv_reader import (
    read_accounts_csv,
    read_awards_csv,
    read_teams_csv,
)
from ._csv_writer import (
    write_accounts_csv,
    write_awards_csv,
    write_teams_csv,
)
from ._errors import (
    BadRequestError,
    BulkError,
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
    TableError,
    TimedOutError,
    TokenLostError,
    UnauthorizedError,
    UnboundError,
    UnknownIdError,
    UnknownPathError,
    UnsafeURLError,
)
from ._ids import NO_TEAM, NoTeam
from ._models import EventType
from ._permissions import ACCOUNT_PERMISSIONS, APP_PERMISSIONS, Permissions
from ._report import BulkItem, BulkReport, Outcome
from ._rows import AccountChanges, NewAccount, NewAward
from ._sync.app import AppClient
from ._sync.authenticated import AuthenticatedClient
from ._sync.events import account_team_update, read_event
from ._sync.models import (
    Account,
    AccountBatch,
    AccountTeamUpdateEvent,
    Award,
    Callback,
    Team,
)
from ._sync.paginator import (
    PageList,
    PaginatedResponse,
    Paginator,
    PaginatorIterator,
    PaginatorPage,
)
from ._sync.receiver import CallbackEvents, CallbackReceiver
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
    "AccountChanges",
    "AccountTeamUpdateEvent",
    "App",
    "AppClient",
    "AppCredentials",
    "AuthenticatedClient",
    "Award",
    "BadRequestError",
    "BulkError",
    "BulkItem",
    "BulkReport",
    "Callback",
    "CallbackEvents",
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
    "NewAccount",
    "NewAward",
    "NoAnswerError",
    "NoTeam",
    "NotFoundError",
    "Outcome",
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
    "TableError",
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
    "read_accounts_csv",
    "read_awards_csv",
    "read_event",
    "read_teams_csv",
    "verify_callback",
    "write_accounts_csv",
    "write_awards_csv",
    "write_teams_csv",
]


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("polympics")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
