"""
The faults a sandbox can be asked for.

A fault stands in front of the service for one request: it may wait, answer in
the service's place, spoil the service's answer, or hang up. To add one, write
a class here with a *kind* and a ``strike``, and list it in :data:`KINDS`.
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
    Something that goes wrong with a request.

    Attributes:
        kind: What the control route calls it.

        of_body:
            Whether it is about an answer's body or token, which a WebSocket's
            handshake has not: there the fault is passed over.
    """

    kind: ClassVar[str]
    of_body: ClassVar[bool] = False

    @abstractmethod
    async def strike(self, exchange: Exchange) -> None:
        """
        Take the request, and let it through or not.
        """


@attrs.frozen
class Latency(Fault):
    """
    The service takes its time.

    Attributes:
        seconds: How long it waits before it starts on the request.
    """

    kind = "latency"
    seconds: float = attrs.field(validator=ge(0))

    async def strike(self, exchange: Exchange) -> None:
        await exchange.sleep(self.seconds)
        await exchange.proceed()


@attrs.frozen
class Status(Fault):
    """
    The service, or a host in front of it, answers with a status.

    Attributes:
        status: The status, say 503.

        body: The body; ``None`` for the one the service would send.

        content_type: What *body* says it is.

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
    The service has had too many requests: 429 with ``Retry-After``.

    Attributes:
        retry_after: After how many seconds the client may come again.
    """

    kind = "rate_limit"
    retry_after: float = attrs.field(default=1, validator=ge(0))

    async def strike(self, exchange: Exchange) -> None:
        await Status(429, retry_after=self.retry_after).strike(exchange)


@attrs.frozen
class Reset(Fault):
    """
    The connection is reset instead of an answer.

    Attributes:
        handled:
            Whether the service does what it was asked first, so that only the
            answer is lost.
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
        keep: How many bytes arrive; ``None`` for half of them.
    """

    kind = "truncated"
    of_body = True
    keep: int | None = attrs.field(default=None, validator=optional(ge(0)))

    async def strike(self, exchange: Exchange) -> None:
        answer = await exchange.capture()
        # An answer without a body cannot stop in the middle of it; then
        # nothing arrives at all.
        if size := len(answer.body):
            kept = size // 2 if self.keep is None else min(self.keep, size - 1)
            await exchange.send_head(answer, length=size)
            await exchange.send_body(answer.body[:kept], more=True)
        await exchange.hang_up()


@attrs.frozen
class Malformed(Fault):
    """
    The body is sound HTTP, but not JSON.
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
    Make JSON into something that cannot be read as JSON.
    """
    # The brace opened here is never closed, whatever the body was. No body
    # stays none: a 204 must not have one.
    return b'{"spoiled": ' + body[: len(body) // 2] if body else body


@attrs.frozen
class SlowBody(Fault):
    """
    The body comes in parts, with a pause before each.

    Attributes:
        seconds: How long each pause is.

        parts: In how many parts the body comes.
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
    Cut *body* into *parts* of about one size.
    """
    step = max(1, -(-len(body) // parts))
    return (body[at : at + step] for at in range(0, len(body), step))


@attrs.frozen
class ExpiredToken(Fault):
    """
    The token of the request is taken for one that has run out.

    What that means is the service's own: see ``Sandbox.expire_token``.
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
    Put *faults* in front of *app*, the first one outermost.
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
