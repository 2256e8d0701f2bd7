"""
The options of clients, for type checkers. `Settings` documents them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from .._budget import SharedLimits
from .._events import RequestFacts, ResponseFacts, RetryFacts
from .._retry import Policy
from .._settings import Timeouts

if TYPE_CHECKING:
    import ssl

    import aiohttp

    from .._http import AsyncHTTPClient, AsyncTransport, HTTPTimeout


class Options(TypedDict, total=False):
    """The options of ``with_options()``: see `Settings`."""

    timeout: float | Timeouts | HTTPTimeout | None
    retries: int
    deadline: float | None
    policy: Policy
    strict: bool
    keep_raw: bool
    max_body: int
    on_request: Callable[[RequestFacts], object] | None
    on_response: Callable[[ResponseFacts], object] | None
    on_retry: Callable[[RetryFacts], object] | None


class ClientOptions(Options, total=False):
    """The options of a client's constructor: see `Settings`."""

    in_flight: int
    throttle: AbstractAsyncContextManager[Any] | None
    limits: SharedLimits | None
    http_client: AsyncHTTPClient | aiohttp.ClientSession | None
    transport: AsyncTransport | Literal["aiohttp"] | None
    wrap_transport: Callable[[AsyncTransport], AsyncTransport] | None
    proxy: str | None
    verify: ssl.SSLContext | os.PathLike[str] | str | bool
    http2: bool
    user_agent: str
