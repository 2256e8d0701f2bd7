"""
The HTTP library, httpx. No other file of the package imports it.

Plain values go in, plain values or errors of `clientcore` come out. `AsyncHTTP` and
`SyncHTTP` send by httpx's transports directly: its client layer (cookies, auth,
redirects) does nothing that is needed here and costs as much as the rest of a call. An
``http_client=`` of the user's is called as its documentation says.
"""

from __future__ import annotations

import ssl
import threading
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import suppress
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, TypeAlias
from urllib.parse import urlsplit

import anyio
import attrs
import httpx

from ._async.reply import Reply as AsyncBase
from ._decompress import ACCEPTED
from ._errors import (
    CertificateError,
    ClientClosed,
    ConnectionFailed,
    ConnectionLost,
    Error,
    SettingsError,
    TimedOut,
    TransportError,
    UnsafeURL,
)
from ._events import protect_logs
from ._headers import Headers
from ._proxies import Proxies
from ._settings import Settings, Timeouts
from ._sync.reply import Reply as SyncBase
from ._sync.runtime import checkpoint, time_left
from ._tls import tls_context

AsyncHTTPClient: TypeAlias = httpx.AsyncClient
SyncHTTPClient: TypeAlias = httpx.Client
AsyncTransport: TypeAlias = httpx.AsyncBaseTransport
SyncTransport: TypeAlias = httpx.BaseTransport
HTTPTimeout: TypeAlias = httpx.Timeout

#: Below the 5 s after which many servers close an idle connection.
KEEPALIVE = 4.0

protect_logs()


def _request(
    method: str, url: str, headers: Mapping[str, str], content: Any, timeouts: Timeouts
) -> httpx.Request:
    """Make httpx's request: once, since parsing the URL is what costs most."""
    return httpx.Request(
        method,
        url,
        headers={"Accept-Encoding": ACCEPTED, **headers},
        content=content,
        extensions={"timeout": attrs.asdict(timeouts)},
    )


def _given_request(
    client: httpx.AsyncClient | httpx.Client,
    method: str,
    url: str,
    headers: Mapping[str, str],
    content: Any,
    timeouts: Timeouts,
) -> httpx.Request:
    """Make a request with what the user's client adds to each: headers, cookies."""
    return client.build_request(
        method,
        url,
        headers={"Accept-Encoding": ACCEPTED, **headers},
        content=content,
        timeout=httpx.Timeout(**attrs.asdict(timeouts)),
    )


def _no_cookies() -> CookieJar:
    """Return a jar that keeps no cookie: cookies are credentials."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def _headers(response: httpx.Response) -> Headers:
    return Headers(response.headers.multi_items())


# --- Errors ---------------------------------------------------------------------

_TIMEOUTS: list[tuple[type[Exception], dict[str, Any]]] = [
    (httpx.ConnectTimeout, {"phase": "connect", "sent": False}),
    (httpx.PoolTimeout, {"phase": "pool", "sent": False}),
    (httpx.WriteTimeout, {"phase": "write"}),
    (httpx.TimeoutException, {"phase": "read"}),
]
_OTHERS: list[tuple[type[Exception], type[TransportError], str]] = [
    (httpx.ConnectError, ConnectionFailed, "cannot connect"),
    (httpx.ProxyError, ConnectionFailed, "the proxy failed"),
    (httpx.UnsupportedProtocol, ConnectionFailed, "the URL is not http or https"),
    (httpx.LocalProtocolError, TransportError, "the request is not valid HTTP"),
    (
        httpx.RemoteProtocolError,
        ConnectionLost,
        "the response broke off or is not HTTP",
    ),
    (httpx.NetworkError, ConnectionLost, "the connection was lost"),
]


def translate(error: Exception, host: str = "") -> Error:
    """Return our error for one of httpx's, which becomes its cause."""
    if isinstance(error, httpx.InvalidURL):
        return UnsafeURL("the URL cannot be parsed")
    for cls, facts in _TIMEOUTS:
        if isinstance(error, cls):
            return TimedOut(f"timed out ({facts['phase']})", **facts)
    if isinstance(error, httpx.ConnectError) and (reason := certificate_problem(error)):
        return CertificateError(f"the TLS certificate of {host} is not valid: {reason}")
    for cls, ours, message in _OTHERS:
        if isinstance(error, cls):
            return ours(message)
    if isinstance(error, httpx.StreamError):
        return ConnectionLost("the response was read already, or is closed")
    if isinstance(error, RuntimeError):
        return ClientClosed("the HTTP client is closed")
    return TransportError("the request failed")


def certificate_problem(error: BaseException) -> str | None:
    """Return what is wrong with a certificate, if *error* was raised because of it."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, ssl.SSLCertVerificationError):
            return seen.verify_message
        seen = seen.__cause__ or seen.__context__
    return None


class _Translating:
    """
    Raises errors of `clientcore` for those of httpx.

    A class and not a generator, because every call enters it more than once.
    """

    __slots__ = ("_url",)

    def __init__(self, url: str = "") -> None:
        self._url = url

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: object, error: BaseException | None, _: object) -> None:
        if isinstance(error, httpx.LocalProtocolError):
            # Its message quotes the header that is wrong, credentials included.
            raise translate(error) from None
        if isinstance(error, httpx.HTTPError | httpx.InvalidURL | httpx.StreamError):
            raise translate(error, urlsplit(self._url).hostname or "") from error
        if isinstance(error, RuntimeError) and "client has been closed" in str(error):
            raise translate(error) from error


_translated = _Translating()

#: How a generator of httpx ends after its connection was closed.
_ENDED = (httpx.HTTPError, httpx.StreamError, StopAsyncIteration)


def _limits(settings: Settings) -> httpx.Limits:
    # No more requests come here at once than there are concurrency slots, so the pool
    # has nothing to limit: a connection that is stuck takes no other's place.
    return httpx.Limits(
        max_connections=None,
        max_keepalive_connections=settings.in_flight,
        keepalive_expiry=KEEPALIVE,
    )


def _missing_package(url: str | None) -> SettingsError:
    if url and url.startswith("socks"):
        return SettingsError('a SOCKS proxy needs the extra "socks"')
    return SettingsError('http2=True needs the extra "http2"')


# --- Async ----------------------------------------------------------------------


class _AsyncRoutes(httpx.AsyncBaseTransport):
    """
    The transports of a client: direct ones, and those through proxies.

    Args:
        settings: Options of the client.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._proxies = Proxies(settings.proxy)
        self._made: dict[tuple[str | None, bool], httpx.AsyncBaseTransport] = {}
        self._given: httpx.AsyncBaseTransport | None = None
        if settings.transport is not None:
            self._given = self._wrapped(settings.transport)

    def route(self, url: str, *, http2: bool) -> httpx.AsyncBaseTransport:
        """Return the transport for *url*, made if needed."""
        if self._given is not None:
            return self._given
        key = (self._proxies.for_url(url), http2)
        if key not in self._made:
            self._made[key] = self._wrapped(self._make(*key))
        return self._made[key]

    def _make(self, proxy: str | None, http2: bool) -> httpx.AsyncBaseTransport:
        try:
            return httpx.AsyncHTTPTransport(
                verify=tls_context(self._settings.verify),
                proxy=proxy,
                http2=http2,
                limits=_limits(self._settings),
            )
        except ImportError as error:
            raise _missing_package(proxy) from error

    def _wrapped(self, transport: Any) -> Any:
        wrap = self._settings.wrap_transport
        return wrap(transport) if wrap else transport

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        route = self.route(str(request.url), http2=self._settings.http2)
        return await route.handle_async_request(request)

    async def aclose(self) -> None:
        """Close the transports, but not one that was given."""
        made, self._made = self._made, {}
        for transport in made.values():
            await transport.aclose()


class AsyncHTTP:
    """
    Sends requests and receives responses.

    Args:
        settings: Options of the client.
    """

    def __init__(self, settings: Settings) -> None:
        self._given: httpx.AsyncClient | None = settings.http_client
        self._settings = settings
        self._routes = _AsyncRoutes(settings)
        self._client: httpx.AsyncClient | None = None

    @property
    def client(self) -> httpx.AsyncClient:
        """The user's ``http_client``, or one on the same connections as this."""
        if self._given is not None:
            return self._given
        if self._client is None:
            self._client = httpx.AsyncClient(
                transport=self._routes, cookies=_no_cookies()
            )
        return self._client

    async def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: Any,
        timeouts: Timeouts,
        *,
        streamed: bool = False,
    ) -> AsyncReply:
        """
        Send a request, and return the response, which has to be closed.

        Args:
            method: HTTP method.
            url: Absolute URL.
            headers: Headers, credentials included.
            content: Bytes, an async iterable of bytes, or ``None``.
            timeouts: Timeouts of the attempt.
            streamed: Whether the response may be left before its end. It is sent by
                HTTP/1.1 then: httpcore cannot cancel one stream of HTTP/2, and the
                unread rest would stop all others on the connection.

        Raises:
            TransportError: There was no response.
        """
        with _Translating(url):
            if self._given is not None:
                response = await self._given.send(
                    _given_request(
                        self._given, method, url, headers, content, timeouts
                    ),
                    stream=True,
                    follow_redirects=False,
                )
            else:
                request = _request(method, url, headers, content, timeouts)
                http2 = self._settings.http2 and not streamed
                route = self._routes.route(url, http2=http2)
                response = await route.handle_async_request(request)
        return AsyncReply(response)

    async def aclose(self) -> None:
        """Close the connections, but not those of an HTTP client that was given."""
        await self._routes.aclose()
        if self._client is not None:
            await self._client.aclose()


class AsyncReply(AsyncBase):
    """A response of httpx: see `clientcore._async.reply.Reply`."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response.status_code, _headers(response))
        self._response = response
        self._raw: AsyncIterator[bytes] = aiter(response.stream)  # type: ignore[arg-type]

    async def receive(self) -> bytes:
        with _translated:
            return await anext(self._raw)

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        await self._response.aclose()
        stream: Any = self._response.stream
        if type(stream).aclose is httpx.AsyncByteStream.aclose:
            # A stream that cannot be closed might go on without end.
            return
        # A closed connection ends httpx's generators; one that is left unfinished is
        # a warning on trio.
        with anyio.move_on_after(1), suppress(*_ENDED):
            async for _ in self._raw:
                pass


# --- Sync -----------------------------------------------------------------------


class _SyncRoutes(httpx.BaseTransport):
    """The same as `_AsyncRoutes`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._proxies = Proxies(settings.proxy)
        self._made: dict[tuple[str | None, bool], httpx.BaseTransport] = {}
        self._lock = threading.Lock()
        self._given: httpx.BaseTransport | None = None
        if settings.transport is not None:
            self._given = self._wrapped(settings.transport)

    def route(self, url: str, *, http2: bool) -> httpx.BaseTransport:
        """See `_AsyncRoutes.route`."""
        if self._given is not None:
            return self._given
        key = (self._proxies.for_url(url), http2)
        # Two threads would both make one.
        with self._lock:
            if key not in self._made:
                self._made[key] = self._wrapped(self._make(*key))
            return self._made[key]

    def _make(self, proxy: str | None, http2: bool) -> httpx.BaseTransport:
        try:
            transport = httpx.HTTPTransport(
                verify=tls_context(self._settings.verify),
                proxy=proxy,
                http2=http2,
                limits=_limits(self._settings),
            )
        except ImportError as error:
            raise _missing_package(proxy) from error
        _bound_receives(transport)
        return transport

    def _wrapped(self, transport: Any) -> Any:
        wrap = self._settings.wrap_transport
        return wrap(transport) if wrap else transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        route = self.route(str(request.url), http2=self._settings.http2)
        return route.handle_request(request)

    def close(self) -> None:
        """See `_AsyncRoutes.aclose`."""
        made, self._made = self._made, {}
        for transport in made.values():
            transport.close()


def _bound_receives(transport: httpx.HTTPTransport) -> None:
    """
    Bound each receive of *transport* by the deadline of the call.

    A thread cannot be cancelled, and httpcore's read timeout starts again with every
    byte. httpx has no option for the network backend, hence the private names
    (httpx 0.28, httpx2 2.16, httpcore 1.0.9).
    """
    pool: Any = transport._pool
    pool._network_backend = _BoundBackend(pool._network_backend)


def _within(timeout: float | None) -> float | None:
    left = time_left()
    if left is None:
        return timeout
    # 0 would make the socket non-blocking.
    left = max(left, 0.001)
    return left if timeout is None else min(timeout, left)


class _BoundBackend:
    """A network backend of httpcore whose streams obey the deadline."""

    def __init__(self, backend: Any) -> None:
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        *args: Any,
        **kwargs: Any,
    ) -> Any:
        return _BoundStream(
            self._backend.connect_tcp(host, port, _within(timeout), *args, **kwargs)
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._backend, name)


class _BoundStream:
    """A network stream of httpcore that obeys the deadline."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        data: bytes = self._stream.read(max_bytes, _within(timeout))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _within(timeout))

    def start_tls(
        self,
        ssl_context: Any,
        server_hostname: Any = None,
        timeout: float | None = None,
    ) -> Any:
        return _BoundStream(
            self._stream.start_tls(ssl_context, server_hostname, _within(timeout))
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class SyncHTTP:
    """The same as `AsyncHTTP`."""

    def __init__(self, settings: Settings) -> None:
        self._given: httpx.Client | None = settings.http_client
        self._settings = settings
        self._routes = _SyncRoutes(settings)
        self._client: httpx.Client | None = None

    @property
    def client(self) -> httpx.Client:
        """See `AsyncHTTP.client`."""
        if self._given is not None:
            return self._given
        if self._client is None:
            self._client = httpx.Client(transport=self._routes, cookies=_no_cookies())
        return self._client

    def send(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        content: Any,
        timeouts: Timeouts,
        *,
        streamed: bool = False,
    ) -> SyncReply:
        """See `AsyncHTTP.send`."""
        with _Translating(url):
            if self._given is not None:
                response = self._given.send(
                    _given_request(
                        self._given, method, url, headers, content, timeouts
                    ),
                    stream=True,
                    follow_redirects=False,
                )
            else:
                request = _request(method, url, headers, content, timeouts)
                http2 = self._settings.http2 and not streamed
                route = self._routes.route(url, http2=http2)
                response = route.handle_request(request)
        return SyncReply(response)

    def close(self) -> None:
        """See `AsyncHTTP.aclose`."""
        self._routes.close()
        if self._client is not None:
            self._client.close()


class SyncReply(SyncBase):
    """The same as `AsyncReply`."""

    def __init__(self, response: httpx.Response) -> None:
        super().__init__(response.status_code, _headers(response))
        self._response = response
        self._raw: Iterator[bytes] = iter(response.stream)  # type: ignore[arg-type]

    def receive(self) -> bytes:
        with _translated:
            piece = next(self._raw)
        checkpoint()
        return piece

    def close(self) -> None:
        self._closed = True
        self._response.close()


def failure(name: str) -> Exception:
    """Return an error of httpx by its class name, for tests."""
    error: Exception = getattr(httpx, name)("raised by a test")
    return error
