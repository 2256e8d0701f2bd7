"""
The names that wait, for code that blocks.

The same names as `clientcore.aio`, each the generated twin of the one there.
"""

from __future__ import annotations

from ._sync.auth import (
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
from ._sync.client import Client
from ._sync.options import ClientOptions, Options
from ._sync.pages import ItemIterator, Page, PageIterator, Pages
from ._sync.redirect import RedirectListener
from ._sync.runtime import Lock, in_thread, maybe_await, sleep
from ._sync.stream import Stream

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
