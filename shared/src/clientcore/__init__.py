"""
The transport that all clients of this family stand on.

Names that wait (`Client`, `Pages`, the credentials) are those of async code.
`clientcore.sync` has the same names for code that blocks.
"""

from __future__ import annotations

from typing import Any

from ._api import Api
from ._async.auth import (
    Auth,
    AuthorizationCode,
    Basic,
    Bearer,
    ClientCredentials,
    HeaderKey,
    OAuth2,
    QueryKey,
)
from ._async.client import Client
from ._async.options import ClientOptions, Options
from ._async.pages import ItemIterator, Page, PageIterator, Pages
from ._async.redirect import RedirectListener
from ._async.stream import Stream
from ._body import Upload, UploadSource
from ._codec import Codec
from ._credentials import Credentials
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
)
from ._events import RequestFacts, RequestInfo, ResponseFacts, RetryFacts
from ._files import write_private
from ._headers import Headers
from ._models import Entity, Model, wire
from ._oauth import App, FileStore, MemoryStore, SignIn, Token, TokenStore
from ._paging import CursorPaging, NumberPaging, OffsetPaging, Paging
from ._request import DELETE, GET, HEAD, PATCH, POST, PUT, Request
from ._response import Response
from ._retry import Limits, Policy
from ._secrets import Secret
from ._settings import Settings, Timeouts

__all__ = [
    "DELETE",
    "GET",
    "HEAD",
    "PATCH",
    "POST",
    "PUT",
    "Api",
    "App",
    "Auth",
    "AuthError",
    "AuthorizationCode",
    "BadRequest",
    "Basic",
    "Bearer",
    "CertificateError",
    "Client",
    "ClientClosed",
    "ClientCredentials",
    "ClientOptions",
    "Closed",
    "Codec",
    "Conflict",
    "ConnectionFailed",
    "ConnectionLost",
    "Credentials",
    "CursorPaging",
    "DecodeError",
    "Entity",
    "Error",
    "ErrorTable",
    "Explanation",
    "FileStore",
    "Forbidden",
    "HeaderKey",
    "Headers",
    "Invalid",
    "ItemIterator",
    "Limits",
    "MemoryStore",
    "Model",
    "NotFound",
    "NumberPaging",
    "OAuth2",
    "OffsetPaging",
    "Options",
    "Page",
    "PageIterator",
    "Pages",
    "Paging",
    "Policy",
    "QueryKey",
    "RateLimited",
    "RedirectListener",
    "Request",
    "RequestFacts",
    "RequestInfo",
    "Response",
    "ResponseFacts",
    "RetryFacts",
    "Secret",
    "ServerError",
    "Settings",
    "SettingsError",
    "SignIn",
    "StatusError",
    "Stream",
    "TimedOut",
    "Timeouts",
    "Token",
    "TokenStore",
    "TransportError",
    "Unauthorized",
    "Unbound",
    "UnsafeURL",
    "Upload",
    "UploadSource",
    "wire",
    "write_private",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import version

        return version("clientcore")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
