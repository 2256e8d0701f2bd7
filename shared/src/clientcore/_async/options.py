"""
The options of clients, for type checkers and for readers.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any, Literal, TypedDict

from .._cache import CacheStore
from .._facts import RequestFacts, ResponseFacts, RetryFacts
from .._policy import Policy, Timeouts

if TYPE_CHECKING:
    import ssl

    from .._http import AsyncHTTPClient, AsyncTransport


class Options(TypedDict, total=False):
    """
    What ``with_options()`` takes: see `Settings`.
    """

    timeout: float | Timeouts | None
    retries: int
    deadline: float | None
    policy: Policy
    strict: bool
    keep_raw: bool
    max_body: int
    on_request: Callable[[RequestFacts], None] | None
    on_response: Callable[[ResponseFacts], None] | None
    on_retry: Callable[[RetryFacts], None] | None


class ClientOptions(Options, total=False):
    """
    What a client's constructor takes besides.

    Attributes:
        in_flight: How many requests may be on their way at once, 10 by
            default. The others wait their turn.

        throttle: An async context manager to hold around each attempt, such
            as an ``aiolimiter.AsyncLimiter``.

        cache: A mapping to keep answers in that the server says may be kept.
            None by default.

        http_client: An HTTP client to use as it is. It is not closed.

        transport: A transport of the HTTP library, which is not closed, or
            ``"aiohttp"`` (extra ``aiohttp``).

        wrap_transport: Puts something around each transport, with the proxies
            of the environment still in force.

        proxy: A proxy's address. By default the environment says.

        verify: A TLS context, or ``False`` to check no certificates.

        http2: Whether HTTP/2 may be spoken (extra ``http2``).

        user_agent: What to tell the server first, before our own name.
    """

    in_flight: int
    throttle: AbstractAsyncContextManager[Any] | None
    cache: CacheStore | None
    http_client: AsyncHTTPClient | None
    transport: AsyncTransport | Literal["aiohttp"] | None
    wrap_transport: Callable[[AsyncTransport], AsyncTransport] | None
    proxy: str | None
    verify: ssl.SSLContext | bool
    http2: bool
    user_agent: str
