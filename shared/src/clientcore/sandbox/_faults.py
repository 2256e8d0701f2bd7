"""
The faults that a sandbox can be given.

A fault handles a request before the service does: it may wait, respond instead of
the service, damage the service's response, or close the connection. To add one,
write a class here with a *kind* and a ``strike``, and list it in :data:`KINDS`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import ClassVar

import attrs
from attrs.validators import ge, instance_of, le, optional
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ._connection import ConnectionDropped
from ._exchange import Exchange, Service

__all__ = [
    "KINDS",
    "ConnectionDropped",
    "ExpiredToken",
    "Fault",
    "Latency",
    "Malformed",
    "RateLimit",
    "Reset",
    "SlowBody",
    "Status",
    "Truncated",
    "beset",
]

_http_status = [instance_of(int), ge(200), le(599)]


class Fault(ABC):
    """
    A failure of the service or the network.

    Attributes:
        kind: Its name in the control route.

        of_body:
            Whether it is about a response's body or the token, which WebSocket
            handshakes do not have: they are not affected.
    """

    kind: ClassVar[str]
    of_body: ClassVar[bool] = False

    @abstractmethod
    async def strike(self, exchange: Exchange) -> None:
        """
        Handle a request, and pass it on or not.
        """


@attrs.frozen
class Latency(Fault):
    """
    The service is slow.

    Attributes:
        seconds: Time before the service handles the request.
    """

    kind = "latency"
    seconds: float = attrs.field(validator=ge(0))

    async def strike(self, exchange: Exchange) -> None:
        await exchange.sleep(self.seconds)
        await exchange.proceed()


@attrs.frozen
class Status(Fault):
    """
    The service, or a host in front of it, responds with a status.

    Attributes:
        status: HTTP status, for instance 503.

        body: The body, or ``None`` for the service's own.

        content_type: Media type of *body*.

        retry_after: Seconds for a ``Retry-After`` header, or ``None``.
    """

    kind = "status"
    status: int = attrs.field(validator=_http_status)
    body: str | None = None
    content_type: str = "text/html; charset=utf-8"
    retry_after: float | None = attrs.field(default=None, validator=optional(ge(0)))

    async def strike(self, exchange: Exchange) -> None:
        await exchange.respond(self._response(exchange.service))

    def _response(self, service: Service) -> Response:
        headers = {}
        if self.retry_after is not None:
            headers["retry-after"] = f"{self.retry_after:g}"
        if self.body is None:
            return service.failure(self.status, headers)
        headers["content-type"] = self.content_type
        return Response(self.body, self.status, headers)


@attrs.frozen
class RateLimit(Fault):
    """
    The service received too many requests: 429 with ``Retry-After``.

    Attributes:
        retry_after: Seconds after which the client may retry.
    """

    kind = "rate_limit"
    retry_after: float = attrs.field(default=1, validator=ge(0))

    async def strike(self, exchange: Exchange) -> None:
        await Status(429, retry_after=self.retry_after).strike(exchange)


@attrs.frozen
class Reset(Fault):
    """
    The connection is reset instead of a response.

    Attributes:
        handled:
            Whether the service handles the request first, so that only the response
            is lost.
    """

    kind = "reset"
    handled: bool = False

    async def strike(self, exchange: Exchange) -> None:
        if self.handled and exchange.is_http:
            await exchange.capture()
        else:
            await exchange.read()
        await exchange.reset()


@attrs.frozen
class Truncated(Fault):
    """
    The connection is closed before the whole body was sent.

    Attributes:
        keep: Bytes that are sent, ``None`` for half of them.
    """

    kind = "truncated"
    of_body = True
    keep: int | None = attrs.field(default=None, validator=optional(ge(0)))

    async def strike(self, exchange: Exchange) -> None:
        answer = await exchange.capture()
        # A response without a body cannot break off in it: then nothing is sent.
        if size := len(answer.body):
            kept = size // 2 if self.keep is None else min(self.keep, size - 1)
            await exchange.send_head(answer, length=size)
            await exchange.send_body(answer.body[:kept], more=True)
        await exchange.hang_up()


@attrs.frozen
class Malformed(Fault):
    """
    The body is valid HTTP, but not JSON.
    """

    kind = "malformed"
    of_body = True

    async def strike(self, exchange: Exchange) -> None:
        answer = await exchange.capture()
        body = spoiled(answer.body)
        await exchange.send_head(answer, length=len(body))
        await exchange.send_body(body)


def spoiled(body: bytes) -> bytes:
    """
    Return JSON damaged, so that it cannot be parsed.
    """
    # The brace opened here is never closed, whatever the body was. An empty body
    # stays empty: a 204 must not have one.
    return b'{"spoiled": ' + body[: len(body) // 2] if body else body


@attrs.frozen
class SlowBody(Fault):
    """
    The body comes in parts, with a pause before each.

    Attributes:
        seconds: Length of each pause.

        parts: Number of parts.
    """

    kind = "slow_body"
    of_body = True
    seconds: float = attrs.field(validator=ge(0))
    parts: int = attrs.field(default=4, validator=ge(1))

    async def strike(self, exchange: Exchange) -> None:
        answer = await exchange.capture()
        await exchange.send_head(answer, length=len(answer.body))
        for part in split(answer.body, self.parts):
            await exchange.sleep(self.seconds)
            await exchange.send_body(part, more=True)
        await exchange.send_body(b"")


def split(body: bytes, parts: int) -> Iterable[bytes]:
    """
    Divide *body* into *parts* of about the same size.
    """
    step = max(1, -(-len(body) // parts))
    return (body[at : at + step] for at in range(0, len(body), step))


@attrs.frozen
class ExpiredToken(Fault):
    """
    The token of the request is treated as expired: see ``Sandbox.expire_token``.
    """

    kind = "expired_token"
    of_body = True

    async def strike(self, exchange: Exchange) -> None:
        outcome = exchange.service.expire_token(exchange.scope)
        if isinstance(outcome, Response):
            await exchange.respond(outcome)
        else:
            await exchange.proceed(outcome)


KINDS: Mapping[str, type[Fault]] = {
    fault.kind: fault
    for fault in (
        ExpiredToken,
        Latency,
        Malformed,
        RateLimit,
        Reset,
        SlowBody,
        Status,
        Truncated,
    )
}


def beset(app: ASGIApp, faults: Iterable[Fault], service: Service) -> ASGIApp:
    """
    Return *app* behind *faults*, the first one outermost.
    """
    for fault in reversed(list(faults)):
        app = _behind(fault, app, service)
    return app


def _behind(fault: Fault, app: ASGIApp, service: Service) -> ASGIApp:
    async def struck(scope: Scope, receive: Receive, send: Send) -> None:
        exchange = Exchange(service, app, scope, receive, send)
        if exchange.is_http or not fault.of_body:
            await fault.strike(exchange)
        else:
            await exchange.proceed()

    return struck
