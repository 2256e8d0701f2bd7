"""
One request on its way to the service, as a fault sees it.
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
    A way to wait: :func:`anyio.sleep`, or a test's own.
    """

    def __call__(self, delay: float, /) -> Awaitable[None]: ...


class Service(Protocol):
    """
    What a fault asks of the sandbox it strikes in.
    """

    @property
    def sleep(self) -> Sleep: ...

    def failure(self, status: int, headers: Mapping[str, str]) -> Response: ...

    def expire_token(self, scope: Scope) -> Scope | Response: ...


@attrs.frozen(eq=False)
class Exchange:
    """
    A request and the ways to deal with it.

    Attributes:
        service: The sandbox the request is for.

        app: What answers if it is let through.

        scope: The request.
    """

    service: Service
    app: ASGIApp
    scope: Scope
    _receive: Receive
    _send: Send

    @property
    def is_http(self) -> bool:
        """
        Whether this is a plain request rather than a WebSocket's handshake.
        """
        kind: str = self.scope["type"]
        return kind == "http"

    async def sleep(self, seconds: float) -> None:
        """
        Let the client wait.
        """
        await self.service.sleep(seconds)

    async def read(self) -> None:
        """
        Read the request, if the service is not going to.
        """
        if self.is_http:
            await drain(self._receive)

    async def proceed(self, scope: Scope | None = None) -> None:
        """
        Let the request through, as it is or with another scope.
        """
        await self.app(scope or self.scope, self._receive, self._send)

    async def capture(self) -> Answer:
        """
        Let the request through and keep the answer.
        """
        return await capture(self.app, self.scope, self._receive)

    async def respond(self, response: Response) -> None:
        """
        Answer in the service's place.
        """
        await self.read()
        await response(self.scope, self._receive, self._send)

    async def send_head(self, answer: Answer, *, length: int) -> None:
        """
        Send the status and headers of *answer*, announcing *length* bytes.
        """
        raw = [pair for pair in answer.headers.raw if pair[0] != b"content-length"]
        raw.append((b"content-length", str(length).encode()))
        start = "http.response.start"
        await self._send({"type": start, "status": answer.status, "headers": raw})

    async def send_body(self, part: bytes, *, more: bool = False) -> None:
        """
        Send a part of a body, the last one unless *more* is to come.
        """
        body = "http.response.body"
        await self._send({"type": body, "body": part, "more_body": more})

    async def reset(self) -> None:
        """
        Lose the connection.
        """
        await drop(self.scope, self._receive, reset=True)

    async def hang_up(self) -> None:
        """
        Close the connection behind what was sent.
        """
        await drop(self.scope, self._receive, reset=False)
