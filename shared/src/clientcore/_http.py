"""
The HTTP library. No other file imports it.

Values go in, values or our own errors come out, so that another library is a
change to this file alone.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, TypeAlias

import anyio
import httpx

from ._errors import (
    ClientClosed,
    ConnectionFailed,
    ConnectionLost,
    DecodeError,
    Error,
    TimedOut,
    TransportError,
    UnsafeURL,
)
from ._facts import Headers
from ._wire import Outgoing, WireSettings

AsyncHTTPClient: TypeAlias = httpx.AsyncClient
SyncHTTPClient: TypeAlias = httpx.Client
AsyncTransport: TypeAlias = httpx.AsyncBaseTransport
SyncTransport: TypeAlias = httpx.BaseTransport

#: Called in the middle of something; may raise to put an end to it.
Check: TypeAlias = Callable[[], None]

_tls_lock = threading.Lock()


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def tls() -> ssl.SSLContext:
    """Return the process's TLS context: reading the CA files takes 15 ms."""
    with _tls_lock:
        return _tls()


def _arguments(settings: WireSettings) -> dict[str, Any]:
    """Return the arguments for the HTTP library's client."""
    limits = httpx.Limits(
        max_connections=settings.connections,
        max_keepalive_connections=settings.connections,
        keepalive_expiry=30.0,
    )
    return {
        "verify": tls() if settings.verify is True else settings.verify,
        "proxy": settings.proxy,
        "http2": settings.http2,
        "limits": limits,
        "headers": {"User-Agent": settings.user_agent, "Accept": "application/json"},
        "cookies": _no_cookies(),
    }


def _no_cookies() -> CookieJar:
    """Make a jar that keeps nothing: a cookie is a credential."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def _build(client: AsyncHTTPClient | SyncHTTPClient, outgoing: Outgoing) -> Any:
    """Make the HTTP library's request."""
    wait = outgoing.timeouts
    return client.build_request(
        outgoing.method,
        outgoing.url,
        headers=dict(outgoing.headers),
        content=outgoing.content,
        timeout=httpx.Timeout(
            connect=wait.connect, read=wait.read, write=wait.write, pool=wait.pool
        ),
    )


def _nothing() -> None:
    pass


def _too_large(limit: int) -> DecodeError:
    return DecodeError(f"the answer has more than the {limit:,} bytes allowed")


# --- Errors -------------------------------------------------------------------

_TIMEOUTS: list[tuple[type[Exception], dict[str, Any]]] = [
    (httpx.ConnectTimeout, {"phase": "connect", "sent": False}),
    (httpx.PoolTimeout, {"phase": "pool", "sent": False}),
    (httpx.WriteTimeout, {"phase": "write"}),
    (httpx.TimeoutException, {"phase": "read"}),
]
_OTHERS: list[tuple[type[Exception], type[TransportError], str]] = [
    (httpx.ConnectError, ConnectionFailed, "no connection"),
    (httpx.ProxyError, ConnectionFailed, "the proxy failed"),
    (httpx.UnsupportedProtocol, ConnectionFailed, "no http address"),
    (httpx.LocalProtocolError, TransportError, "the request is not valid HTTP"),
    (httpx.RemoteProtocolError, ConnectionLost, "the answer broke off or is not HTTP"),
    (httpx.NetworkError, ConnectionLost, "the connection broke"),
]


def translate(error: Exception) -> Error:
    """Return our error for the HTTP library's, which becomes its cause."""
    if isinstance(error, httpx.InvalidURL):
        return UnsafeURL("the address cannot be read")
    if isinstance(error, httpx.DecodingError):
        return DecodeError("the answer is not compressed as it says")
    if (told := _by_aiohttp(error)) is not None:
        return told
    for cls, facts in _TIMEOUTS:
        if isinstance(error, cls):
            return TimedOut(f"timed out ({facts['phase']})", **facts)
    for cls, ours, words in _OTHERS:
        if isinstance(error, cls):
            return ours(words)
    if isinstance(error, httpx.StreamError):
        return ConnectionLost("the answer was read already, or is closed")
    if isinstance(error, RuntimeError):
        return ClientClosed("the HTTP client is closed")
    return TransportError("the request failed")


def _by_aiohttp(error: Exception) -> TransportError | None:
    """
    Return our error for what httpx-aiohttp calls a connect timeout.

    It calls every `aiohttp.ClientConnectionError` so, as if nothing had been
    sent; that of a lost connection is among them.
    """
    if not isinstance(error, httpx.ConnectTimeout) or error.__cause__ is None:
        return None
    names = {cls.__name__ for cls in type(error.__cause__).__mro__}
    if "ClientConnectionError" not in names or "ConnectionTimeoutError" in names:
        return None
    if "ClientConnectorError" in names:
        return ConnectionFailed("no connection")
    return ConnectionLost("the connection broke")


class _Translating:
    """
    Raises our errors for the HTTP library's.

    A class and not a generator, because every call enters it more than once.
    """

    __slots__ = ()

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if isinstance(error, httpx.LocalProtocolError):
            # Its words quote the header that is wrong, credentials and all.
            raise translate(error) from None
        if isinstance(error, httpx.HTTPError | httpx.InvalidURL | httpx.StreamError):
            raise translate(error) from error
        if isinstance(error, RuntimeError) and "client has been closed" in str(error):
            raise translate(error) from error


_translated = _Translating()


# --- Async --------------------------------------------------------------------


class _AsyncClient(httpx.AsyncClient):
    """
    A client whose transports can be wrapped without losing the environment.

    Giving a transport to the constructor switches all proxies off, so it is
    done where the library makes its own: for the direct way and for each proxy.
    """

    def __init__(self, settings: WireSettings) -> None:
        self._settings = settings
        given = settings.transport
        if given is not None and given != "aiohttp":
            given = _wrap(_KeptAsync(given), settings)
        super().__init__(
            transport=None if given == "aiohttp" else given, **_arguments(settings)
        )

    def _init_transport(self, *args: Any, **kwargs: Any) -> Any:
        if kwargs.get("transport") is not None:
            return super()._init_transport(*args, **kwargs)
        return self._made(super()._init_transport, *args, **kwargs)

    def _init_proxy_transport(self, *args: Any, **kwargs: Any) -> Any:
        return self._made(super()._init_proxy_transport, *args, **kwargs)

    def _made(self, make: Any, *args: Any, **kwargs: Any) -> Any:
        if self._settings.transport == "aiohttp":
            make = _aiohttp_transport
        return _wrap(make(*args, **kwargs), self._settings)


def _wrap(transport: Any, settings: WireSettings) -> Any:
    wrap = settings.wrap_transport
    return wrap(transport) if wrap else transport


def _aiohttp_transport(proxy: Any = None, **kwargs: Any) -> Any:
    try:
        from httpx_aiohttp import AiohttpTransport
    except ImportError as error:
        raise ImportError(
            'transport="aiohttp" needs httpx-aiohttp: install the extra [aiohttp]'
        ) from error
    wanted = {name: kwargs[name] for name in ("verify", "limits") if name in kwargs}
    return AiohttpTransport(proxy=proxy, **wanted)


class _KeptAsync(httpx.AsyncBaseTransport):
    """A transport that somebody else closes."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self._transport = transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._transport.handle_async_request(request)


class AsyncAnswer(AsyncIterator[bytes]):
    """
    An answer whose body has yet to come: iterating gives it decompressed.

    Attributes:
        status: The HTTP status.

        headers: Names in any case.
    """

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._pieces = response.aiter_bytes()
        self._closed = False
        self.status: int = response.status_code
        self.headers: Headers = Headers(response.headers.multi_items())

    async def __anext__(self) -> bytes:
        if self._closed:
            raise ConnectionLost("the answer is closed")
        with _translated:
            return await anext(self._pieces)

    async def read(self, limit: int, check: Check = _nothing) -> bytes:
        """
        Read the rest of the body.

        Args:
            limit: How many bytes at the most.

            check: Called with each piece; may raise to put an end to it.

        Raises:
            DecodeError: There are more.
        """
        pieces: list[bytes] = []
        size = 0
        async for piece in self:
            size += len(piece)
            if size > limit:
                raise _too_large(limit)
            pieces.append(piece)
            check()
        return b"".join(pieces)

    async def aclose(self) -> None:
        """Give the connection back, or close it if there is more to come."""
        self._closed = True
        await self._response.aclose()
        # Without a connection the generator comes to its end, and so do those of
        # the library inside it. One left half way is a warning on trio.
        with suppress(httpx.HTTPError, httpx.StreamError):
            async for _ in self._pieces:
                pass


class AsyncWire:
    """
    Sends and receives.

    Args:
        settings: How to reach the network.

        client: An HTTP client of the user's, which is left open, or ``None``.
    """

    def __init__(
        self, settings: WireSettings, client: AsyncHTTPClient | None = None
    ) -> None:
        self._own = client is None
        self.client = client or _AsyncClient(settings)

    async def open(self, outgoing: Outgoing) -> AsyncAnswer:
        """
        Send, and return the answer, which has to be closed.

        Raises:
            TransportError: There was none.
        """
        with _translated:
            response = await self.client.send(
                _build(self.client, outgoing), stream=True, follow_redirects=False
            )
        return AsyncAnswer(response)

    async def aclose(self) -> None:
        """Close the HTTP client, if it is ours."""
        if self._own:
            await self.client.aclose()


# --- Sync ---------------------------------------------------------------------


class _SyncClient(httpx.Client):
    """The same as `_AsyncClient`."""

    def __init__(self, settings: WireSettings) -> None:
        self._settings = settings
        given = settings.transport
        if given == "aiohttp":
            raise ValueError('transport="aiohttp" is for async clients only')
        if given is not None:
            given = _wrap(_KeptSync(given), settings)
        super().__init__(transport=given, **_arguments(settings))

    def _init_transport(self, *args: Any, **kwargs: Any) -> Any:
        made = super()._init_transport(*args, **kwargs)
        given = kwargs.get("transport") is not None
        return made if given else _wrap(made, self._settings)

    def _init_proxy_transport(self, *args: Any, **kwargs: Any) -> Any:
        return _wrap(super()._init_proxy_transport(*args, **kwargs), self._settings)


class _KeptSync(httpx.BaseTransport):
    """A transport that somebody else closes."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._transport.handle_request(request)


class SyncAnswer(Iterator[bytes]):
    """The same as `AsyncAnswer`."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response
        self._pieces = response.iter_bytes()
        self._closed = False
        self.status: int = response.status_code
        self.headers: Headers = Headers(response.headers.multi_items())

    def __next__(self) -> bytes:
        if self._closed:
            raise ConnectionLost("the answer is closed")
        with _translated:
            return next(self._pieces)

    def read(self, limit: int, check: Check = _nothing) -> bytes:
        """See `AsyncAnswer.read`."""
        pieces: list[bytes] = []
        size = 0
        for piece in self:
            size += len(piece)
            if size > limit:
                raise _too_large(limit)
            pieces.append(piece)
            check()
        return b"".join(pieces)

    def close(self) -> None:
        """See `AsyncAnswer.aclose`."""
        self._closed = True
        self._response.close()


class SyncWire:
    """The same as `AsyncWire`."""

    def __init__(
        self, settings: WireSettings, client: SyncHTTPClient | None = None
    ) -> None:
        self._own = client is None
        self.client = client or _SyncClient(settings)

    def open(self, outgoing: Outgoing) -> SyncAnswer:
        """See `AsyncWire.open`."""
        with _translated:
            response = self.client.send(
                _build(self.client, outgoing), stream=True, follow_redirects=False
            )
        return SyncAnswer(response)

    def close(self) -> None:
        """See `AsyncWire.aclose`."""
        if self._own:
            self.client.close()


# --- Without a network --------------------------------------------------------


class _AppTransport(httpx.AsyncBaseTransport):
    """
    Calls an ASGI application instead of a server.

    Args:
        app: The application.

        dropped: What it raises to say that the connection broke.
    """

    def __init__(self, app: Any, dropped: type[Exception]) -> None:
        self._inner = httpx.ASGITransport(app)
        self._dropped = dropped

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await self._inner.handle_async_request(request)
        except self._dropped as error:
            raise httpx.ReadError("the connection broke", request=request) from error


def asgi_transport(app: Any, dropped: type[Exception]) -> AsyncTransport:
    """
    Return a transport for async clients that calls *app*.

    Args:
        app: An ASGI application.

        dropped: What *app* raises to say that the connection broke.
    """
    return _AppTransport(app, dropped)


class _SyncAppTransport(httpx.BaseTransport):
    """Calls an ASGI application in an event loop of its own for each request."""

    def __init__(self, app: Any, dropped: type[Exception]) -> None:
        self._inner = _AppTransport(app, dropped)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        # In a thread, since the caller's may be running a loop already.
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(self._answer, request, body).result()

    def _answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        return anyio.run(self._called, request, body)

    async def _called(self, request: httpx.Request, body: bytes) -> httpx.Response:
        copy = httpx.Request(
            request.method, request.url, headers=request.headers, content=body
        )
        response = await self._inner.handle_async_request(copy)
        return httpx.Response(
            response.status_code,
            headers=response.headers,
            content=await response.aread(),
        )


def sync_asgi_transport(app: Any, dropped: type[Exception]) -> SyncTransport:
    """Return a transport for sync clients that calls *app*: see `asgi_transport`."""
    return _SyncAppTransport(app, dropped)


def failure(name: str) -> Exception:
    """Return one of the HTTP library's errors, for tests that need one."""
    error: Exception = getattr(httpx, name)("as the test wants")
    return error
