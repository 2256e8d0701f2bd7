"""
A request to a sandbox, as faults handle it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Protocol

import attrs
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ._answer import Answer, capture, drain
from ._connection import drop


class Sleep(Protocol):
    """
    Waits for seconds: :func:`anyio.sleep`, or a function of a test.
    """

    def __call__(self, delay: float, /) -> Awaitable[None]: ...


class Service(Protocol):
    """
    The part of a sandbox that faults use.
    """

    @property
    def sleep(self) -> Sleep: ...

    def failure(self, status: int, headers: Mapping[str, str]) -> Response: ...

    def expire_token(self, scope: Scope) -> Scope | Response: ...


@attrs.frozen(eq=False)
class Exchange:
    """
    A request, and the ways to respond to it.

    Attributes:
        service: The sandbox that received the request.

        app: The ASGI application behind the fault.

        scope: ASGI scope of the request.
    """

    service: Service
    app: ASGIApp
    scope: Scope
    _receive: Receive
    _send: Send

    @property
    def is_http(self) -> bool:
        """
        Whether this is an HTTP request, and no WebSocket handshake.
        """
        kind: str = self.scope["type"]
        return kind == "http"

    async def sleep(self, seconds: float) -> None:
        """
        Wait before going on.
        """
        await self.service.sleep(seconds)

    async def read(self) -> None:
        """
        Read the rest of the request, for faults that do not pass it on.
        """
        if self.is_http:
            await drain(self._receive)

    async def proceed(self, scope: Scope | None = None) -> None:
        """
        Pass the request on, with its own or another scope.
        """
        await self.app(scope or self.scope, self._receive, self._send)

    async def capture(self) -> Answer:
        """
        Pass the request on, and return the response instead of sending it.
        """
        return await capture(self.app, self.scope, self._receive)

    async def respond(self, response: Response) -> None:
        """
        Send *response* instead of the service's.
        """
        await self.read()
        await response(self.scope, self._receive, self._send)

    async def send_head(self, answer: Answer, *, length: int) -> None:
        """
        Send the status and headers of *answer*, with *length* as ``Content-Length``.
        """
        raw = [pair for pair in answer.headers.raw if pair[0] != b"content-length"]
        raw.append((b"content-length", str(length).encode()))
        start = "http.response.start"
        await self._send({"type": start, "status": answer.status, "headers": raw})

    async def send_body(self, part: bytes, *, more: bool = False) -> None:
        """
        Send a part of a body, the last one unless *more* follows.
        """
        body = "http.response.body"
        await self._send({"type": body, "body": part, "more_body": more})

    async def reset(self) -> None:
        """
        Close the connection with RST.
        """
        await drop(self.scope, self._receive, reset=True)

    async def hang_up(self) -> None:
        """
        Close the connection after what was sent.
        """
        await drop(self.scope, self._receive, reset=False)
