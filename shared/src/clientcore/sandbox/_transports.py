"""
Transports that call an ASGI application instead of a server.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx


class _AppTransport(httpx.AsyncBaseTransport):
    """
    Calls an ASGI application instead of a server.

    Args:
        app: An ASGI application.

        dropped: The exception by which *app* closes the connection.
    """

    def __init__(self, app: Any, dropped: type[Exception]) -> None:
        self._inner = httpx.ASGITransport(app)
        self._dropped = dropped

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        try:
            return await self._inner.handle_async_request(request)
        except self._dropped as error:
            raise httpx.ReadError("the connection broke", request=request) from error


def asgi_transport(app: Any, dropped: type[Exception]) -> httpx.AsyncBaseTransport:
    """
    Return a transport for async clients that calls *app*.

    Args:
        app: An ASGI application.

        dropped: The exception by which *app* closes the connection.
    """
    return _AppTransport(app, dropped)


class _SyncAppTransport(httpx.BaseTransport):
    """Calls an ASGI application in an event loop of its own for each request."""

    def __init__(self, app: Any, dropped: type[Exception]) -> None:
        self._inner = _AppTransport(app, dropped)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        body = request.read()
        # In a thread, since an event loop may be running in the caller's.
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


def sync_asgi_transport(app: Any, dropped: type[Exception]) -> httpx.BaseTransport:
    """Return a transport for sync clients that calls *app*: see `asgi_transport`."""
    return _SyncAppTransport(app, dropped)
