"""
The names that wait, for the async halves of clients.

A client's async tree imports them from here, and its generated twin gets them
from `clientcore.sync`.
"""

from __future__ import annotations

from ._async.auth import (
    Auth,
    AuthorizationCode,
    Basic,
    Bearer,
    ClientCredentials,
    Exchange,
    HeaderKey,
    OAuth2,
    QueryKey,
)
from ._async.client import Client
from ._async.options import ClientOptions, Options
from ._async.pages import ItemIterator, Page, PageIterator, Pages
from ._async.redirect import RedirectListener
from ._async.runtime import Lock, in_thread, maybe_await, sleep
from ._async.stream import Stream

__all__ = [
    "Auth",
    "AuthorizationCode",
    "Basic",
    "Bearer",
    "Client",
    "ClientCredentials",
    "ClientOptions",
    "Exchange",
    "HeaderKey",
    "ItemIterator",
    "Lock",
    "OAuth2",
    "Options",
    "Page",
    "PageIterator",
    "Pages",
    "QueryKey",
    "RedirectListener",
    "Stream",
    "in_thread",
    "maybe_await",
    "sleep",
]
