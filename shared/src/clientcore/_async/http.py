"""
Sending by httpx.

Its transports are called directly: its client layer (cookies, authentication,
redirects) does nothing that is needed here, and takes as long as the rest of a call. A
client that the user gives is called as its documentation says.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

from .._errors import ClientClosed
from .._http import (
    KEEPALIVE,
    STREAMED,
    AsyncByteStream,
    AsyncHTTPClient,
    AsyncHTTPTransport,
    AsyncTransport,
    Request,
    Response,
    Translating,
    headers_of,
    make_request,
    make_transport,
    no_cookies,
    translated,
)
from .._proxies import Proxies
from .._settings import Settings, Timeouts
from .reply import Reply
from .runtime import MULTIPLEXED, check_deadline, end_stream

#: A proxy or ``None``, and whether HTTP/2 may be used.
_Kind: TypeAlias = tuple[str | None, bool]
#: Idle transports, and since when.
_Idle: TypeAlias = deque[tuple[float, AsyncHTTPTransport]]


class HTTP:
    """
    Sends requests and receives responses.

    Args:
        settings: Options of the client.
    """

    def __init__(self, settings: Settings) -> None:
        self._given: AsyncHTTPClient | None = settings.http_client
        self._client: AsyncHTTPClient | None = None
        self._owns = settings.transport is None
        self._transport: AsyncTransport = settings.transport or Transports(settings)
        if settings.wrap_transport is not None:
            self._transport = settings.wrap_transport(self._transport)

    @property
    def client(self) -> AsyncHTTPClient:
        """The user's ``http_client``, or one on the same connections as this."""
        if self._given is not None:
            return self._given
        if self._client is None:
            self._client = AsyncHTTPClient(
                transport=self._transport, cookies=no_cookies()
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
    ) -> Reply:
        """
        Send a request, and return the response, which has to be closed.

        Args:
            method: A method's name, in capitals.
            url: An absolute URL, with its query.
            headers: Headers, credentials included.
            content: Bytes, an async iterable of bytes, or ``None``.
            timeouts: Timeouts of the attempt.
            streamed: Whether the response may be left before its end.

        Raises:
            TransportError: The connection failed, broke off or timed out.
        """
        with Translating(url):
            # Not made yet: error trackers record local variables, and the request of
            # a given client shows its query.
            make = partial(make_request, self._given, method, url, headers, content)
            if self._given is not None:
                response = await self._given.send(
                    make(timeouts, streamed=streamed),
                    stream=True,
                    follow_redirects=False,
                )
            else:
                response = await self._transport.handle_async_request(
                    make(timeouts, streamed=streamed)
                )
        return HttpxReply(response)

    async def aclose(self) -> None:
        """Close the connections, but not those of what was given."""
        if self._owns:
            await (self._client or self._transport).aclose()


class HttpxReply(Reply):
    """A response of httpx."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status_code, headers_of(response))
        self._response = response
        self._received: AsyncIterator[bytes] = aiter(response.stream)  # type: ignore[arg-type]
        self._complete = False

    async def receive(self) -> bytes:
        try:
            with translated:
                piece = await anext(self._received)
        except StopAsyncIteration:
            self._complete = True
            raise
        check_deadline()
        return piece

    async def aclose(self) -> None:
        if self._closed:
            return
        self._closed = True
        await self._response.aclose()
        if not self._complete:
            await end_stream(self._response.stream, self._received)


class Transports(AsyncTransport):
    """
    Transports of httpx, each for one request at a time, or for all with HTTP/2.

    The pool of a transport looks at all its connections whenever a request begins or
    ends, so with 100 requests at once it is slower than with 10. Here each request has
    a transport to itself, the one that was used last, and its pool has nothing to do.

    Args:
        settings: Options of the client.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._proxies = Proxies(settings.proxy)
        self._made: set[AsyncHTTPTransport] = set()
        self._idle: dict[_Kind, _Idle] = {}
        self._shared: dict[_Kind, AsyncHTTPTransport] = {}
        self._closed = False

    async def handle_async_request(self, request: Request) -> Response:
        proxy = self._proxies.for_url(str(request.url))
        # httpcore cannot cancel one stream of HTTP/2: the unread rest of a response
        # would stop all others on the connection.
        http2 = self._settings.http2 and not request.extensions.get(STREAMED)
        kind = (proxy, http2)
        if http2 and MULTIPLEXED:
            if kind not in self._shared:
                self._shared[kind] = self._make(kind)
            return await self._open(
                await self._shared[kind].handle_async_request(request)
            )

        idle = self._idle.setdefault(kind, deque())
        await self._close_oldest(idle)
        try:
            _, transport = idle.pop()
        except IndexError:
            transport = self._make(kind)
        free = partial(self._free, idle, transport)
        try:
            response = await transport.handle_async_request(request)
        except BaseException:
            free()
            raise
        await self._open(response)
        response.stream = _Leased(response.stream, free)
        return response

    async def _open(self, response: Response) -> Response:
        """
        Return *response*, unless `aclose` was called since the request began.

        httpcore does not close connections that were being opened at that time.
        """
        if not self._closed:
            return response
        await response.aclose()
        if (stream := response.extensions.get("network_stream")) is not None:
            await stream.aclose()
        raise ClientClosed("the client is closed")

    def _make(self, kind: _Kind) -> AsyncHTTPTransport:
        proxy, http2 = kind
        transport = make_transport(
            AsyncHTTPTransport, self._settings, proxy, http2=http2
        )
        self._made.add(transport)
        return transport

    def _free(self, idle: _Idle, transport: AsyncHTTPTransport) -> None:
        idle.append((time.monotonic(), transport))

    async def _close_oldest(self, idle: _Idle) -> None:
        """Close the transport that has been idle longest, if its time is over."""
        if not idle or idle[0][0] > time.monotonic() - KEEPALIVE:
            return
        try:
            _, oldest = idle.popleft()
        except IndexError:  # another thread took it
            return
        self._made.discard(oldest)
        await oldest.aclose()

    async def aclose(self) -> None:
        self._closed = True
        made, self._made = self._made, set()
        self._idle.clear()
        self._shared.clear()
        for transport in made:
            await transport.aclose()


class _Leased(AsyncByteStream):
    """The body of a response, after which its transport is free."""

    def __init__(self, stream: Any, free: Callable[[], None]) -> None:
        self._stream = stream
        self._free: Callable[[], None] | None = free

    def __aiter__(self) -> AsyncIterator[bytes]:
        return aiter(self._stream)

    async def aclose(self) -> None:
        free, self._free = self._free, None
        try:
            await self._stream.aclose()
        finally:
            if free is not None:
                free()
