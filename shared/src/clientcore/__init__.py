"""
The transport of API clients: what neither waits nor blocks.

Clients, lists and credentials are in `clientcore.aio` for async code, and under the
same names in `clientcore.sync` for code that blocks.
"""

from __future__ import annotations

from typing import Any

from ._api import Api
from ._body import Upload, UploadSource
from ._budget import Budget, BudgetLimits, Reservation, SharedLimits
from ._codec import Codec
from ._credentials import Credentials
from ._entry import run_command_line
from ._errors import (
    AuthError,
    BadRequest,
    CertificateError,
    ClientClosed,
    Closed,
    Conflict,
    ConnectionFailed,
    ConnectionLost,
    DecodeError,
    Error,
    ErrorTable,
    Explanation,
    Forbidden,
    Invalid,
    NotFound,
    RateLimited,
    ServerError,
    SettingsError,
    StatusError,
    TimedOut,
    TransportError,
    Unauthorized,
    Unbound,
    UnsafeURL,
    shorten,
)
from ._events import RequestFacts, RequestInfo, ResponseFacts, RetryFacts
from ._files import replacing, write_private
from ._headers import Headers
from ._json import parse_json, write_json
from ._models import Entity, Model, wire
from ._oauth import App, FileStore, MemoryStore, SignIn, Token, TokenStore
from ._old_modules import keep_modules
from ._paging import CursorPaging, NumberPaging, OffsetPaging, Paging
from ._records import to_records
from ._request import DELETE, GET, HEAD, PATCH, POST, PUT, Request
from ._response import Response
from ._retry import Attempts, Limits, Policy
from ._secrets import Secret
from ._settings import Settings, Timeouts

__all__ = ["DELETE", "GET", "HEAD", "PATCH", "POST", "PUT", "Request"]
__all__ += ["Headers", "Response", "Upload", "UploadSource"]
__all__ += ["Api", "Codec", "Entity", "Model", "wire"]
__all__ += ["CursorPaging", "NumberPaging", "OffsetPaging", "Paging"]
__all__ += ["Budget", "BudgetLimits", "Limits", "Reservation", "SharedLimits"]
__all__ += ["Attempts", "Policy", "Settings", "Timeouts"]
__all__ += ["RequestFacts", "RequestInfo", "ResponseFacts", "RetryFacts"]
__all__ += ["App", "Credentials", "FileStore", "MemoryStore", "Secret", "SignIn"]
__all__ += ["Token", "TokenStore", "keep_modules", "replacing", "to_records"]
__all__ += ["run_command_line", "write_private"]
__all__ += ["Error", "ErrorTable", "Explanation"]
__all__ += ["AuthError", "DecodeError", "SettingsError", "Unbound", "UnsafeURL"]
__all__ += ["parse_json", "shorten", "write_json"]
__all__ += ["CertificateError", "ConnectionFailed", "TimedOut", "TransportError"]
__all__ += ["ClientClosed", "Closed", "ConnectionLost"]
__all__ += ["BadRequest", "Conflict", "Forbidden", "Invalid", "StatusError"]
__all__ += ["NotFound", "RateLimited", "ServerError", "Unauthorized"]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("clientcore")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
