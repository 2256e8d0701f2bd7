"""
The public names of the package. `polympics.sync` has those of the twin.
"""

from __future__ import annotations

from .._api import LOCAL_URL, PUBLIC_URL
from .._callbacks import UnknownEvent, verify_callback
from .._credentials import App, AppCredentials, Credentials, Session
from .._csv_reader import (
    read_accounts_csv,
    read_awards_csv,
    read_teams_csv,
)
from .._csv_writer import (
    write_accounts_csv,
    write_awards_csv,
    write_teams_csv,
)
from .._errors import (
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
from .._ids import NO_TEAM, NoTeam
from .._models import EventType
from .._permissions import ACCOUNT_PERMISSIONS, APP_PERMISSIONS, Permissions
from .._report import BulkItem, BulkReport, Outcome
from .._rows import AccountChanges, NewAccount, NewAward
from .app import AppClient
from .authenticated import AuthenticatedClient
from .events import account_team_update, read_event
from .models import (
    Account,
    AccountBatch,
    AccountTeamUpdateEvent,
    Award,
    Callback,
    Team,
)
from .paginator import (
    PageList,
    PaginatedResponse,
    Paginator,
    PaginatorIterator,
    PaginatorPage,
)
from .receiver import CallbackEvents, CallbackReceiver
from .unauthenticated import UnauthenticatedClient
from .user import UserClient

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
    "read_accounts_csv",
    "read_awards_csv",
    "read_event",
    "read_teams_csv",
    "verify_callback",
    "write_accounts_csv",
    "write_awards_csv",
    "write_teams_csv",
]
