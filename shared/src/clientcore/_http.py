"""
httpx: its names, its errors, and how its requests and transports are made.

No other file of the package imports httpx. What sends by it is in `_async/http.py`.
"""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from functools import partial
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, TypeAlias, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx

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
from ._settings import Settings, Timeouts
from ._sync.runtime import time_left
from ._tls import tls_context
from ._url import show

Request: TypeAlias = httpx.Request
Response: TypeAlias = httpx.Response
HTTPTimeout: TypeAlias = httpx.Timeout
AsyncHTTPClient: TypeAlias = httpx.AsyncClient
SyncHTTPClient: TypeAlias = httpx.Client
AsyncTransport: TypeAlias = httpx.AsyncBaseTransport
SyncTransport: TypeAlias = httpx.BaseTransport
AsyncHTTPTransport: TypeAlias = httpx.AsyncHTTPTransport
SyncHTTPTransport: TypeAlias = httpx.HTTPTransport
AsyncByteStream: TypeAlias = httpx.AsyncByteStream
SyncByteStream: TypeAlias = httpx.SyncByteStream

T = TypeVar("T", httpx.AsyncHTTPTransport, httpx.HTTPTransport)

#: Seconds; many servers close an idle connection after 5.
KEEPALIVE = 4.0

#: Name of the extension that says that the response may be left before its end.
STREAMED = "clientcore.streamed"

#: How a generator of httpx ends after its connection was closed.
ENDED = (httpx.HTTPError, httpx.StreamError, StopAsyncIteration)

protect_logs()


class _Request(httpx.Request):
    """A request whose repr does not show the query, which may have a key in it."""

    def __repr__(self) -> str:
        return f"<Request {self.method} {show(str(self.url))}>"


def make_request(
    client: httpx.AsyncClient | httpx.Client | None,
    method: str,
    url: str,
    headers: Mapping[str, str],
    content: Any,
    timeouts: Timeouts,
    *,
    streamed: bool,
) -> httpx.Request:
    """
    Make a request of httpx.

    Args:
        client: A client of the user's, which adds its headers, cookies and
            parameters.
        method: A method's name, in capitals.
        url: An absolute URL, with its query.
        headers: Headers, credentials included.
        content: Bytes, an iterable of bytes, or ``None``.
        timeouts: Timeouts of the attempt.
        streamed: See `STREAMED`.
    """
    build = partial(
        _Request if client is None else client.build_request,
        method,
        url,
        headers={"Accept-Encoding": ACCEPTED, **headers},
        content=content,
        extensions={"timeout": timeouts.by_phase, STREAMED: streamed},
    )
    try:
        request = build()
    except UnicodeEncodeError:
        if client is None:
            raise
        _drop_odd_cookies(client.cookies.jar)
        request = build()
    if client is not None and client.params:
        # httpx sends them in place of the URL's query (0.28).
        request.url = httpx.URL(_with_params(url, client.params))
    return request


def _with_params(url: str, params: httpx.QueryParams) -> str:
    """Return *url* with those of *params* that its query does not have."""
    own = {name for name, _ in parse_qsl(urlsplit(url).query, keep_blank_values=True)}
    missing = [pair for pair in params.multi_items() if pair[0] not in own]
    if not missing:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(missing)}"


def _drop_odd_cookies(jar: CookieJar) -> None:
    """Remove cookies that a server has set and httpx cannot send (0.28)."""
    for cookie in [*jar]:
        if not f"{cookie.name}{cookie.value}".isascii():
            jar.clear(cookie.domain, cookie.path, cookie.name)


def make_transport(
    cls: type[T], settings: Settings, proxy: str | None, *, http2: bool
) -> T:
    """
    Make a transport for one request at a time, or for many with HTTP/2.

    Raises:
        SettingsError: CA certificates cannot be read, or a package is missing.
    """
    try:
        if http2:
            # httpcore imports it when a server has chosen HTTP/2, which is too late.
            import h2.config  # noqa: F401
        transport = cls(
            verify=tls_context(settings.verify),
            proxy=proxy,
            http2=http2,
            limits=httpx.Limits(keepalive_expiry=KEEPALIVE),
        )
    except ImportError as error:
        socks = proxy is not None and proxy.startswith("socks")
        wanted = 'a SOCKS proxy needs the extra "socks"'
        if not socks:
            wanted = 'http2=True needs the extra "http2"'
        raise SettingsError(wanted) from error
    if isinstance(transport, httpx.HTTPTransport):
        _bound_receives(transport)
    return transport


def no_cookies() -> CookieJar:
    """Return a jar that keeps no cookie: cookies are credentials."""
    return CookieJar(DefaultCookiePolicy(allowed_domains=[]))


def headers_of(response: httpx.Response) -> Headers:
    """Return the headers of a response."""
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


class Translating:
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


translated = Translating()


# --- The deadline of the blocking half ----------------------------------------------


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


def failure(name: str) -> Exception:
    """Return an error of httpx by its class name, for tests."""
    error: Exception = getattr(httpx, name)("raised by a test")
    return error
