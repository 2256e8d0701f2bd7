"""
Clients, lists and credentials for async code.

The async tree of a client imports from here; its generated twin imports the same names
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
from ._async.runtime import Lock, in_thread, maybe_await, sleep, uninterrupted
from ._async.stream import Stream

__all__ = ["Client", "ClientOptions", "Options", "Stream"]
__all__ += ["ItemIterator", "Page", "PageIterator", "Pages"]
__all__ += ["Auth", "AuthorizationCode", "Basic", "Bearer", "ClientCredentials"]
__all__ += ["Exchange", "HeaderKey", "OAuth2", "QueryKey", "RedirectListener"]
__all__ += ["Lock", "in_thread", "maybe_await", "sleep", "uninterrupted"]
