"""
Clients, lists and credentials for code that blocks: see `clientcore.aio`.
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
from ._sync.runtime import Lock, in_thread, maybe_await, sleep, uninterrupted
from ._sync.stream import Stream

__all__ = ["Client", "ClientOptions", "Options", "Stream"]
__all__ += ["ItemIterator", "Page", "PageIterator", "Pages"]
__all__ += ["Auth", "AuthorizationCode", "Basic", "Bearer", "ClientCredentials"]
__all__ += ["Exchange", "HeaderKey", "OAuth2", "QueryKey", "RedirectListener"]
__all__ += ["Lock", "in_thread", "maybe_await", "sleep", "uninterrupted"]
