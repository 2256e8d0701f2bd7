"""
Records of the requests that a sandbox received.
"""

from __future__ import annotations

from json import loads
from typing import Any

import attrs
from starlette.datastructures import Headers, QueryParams
from starlette.types import Message, Receive, Scope, Send


@attrs.define(eq=False)
class RecordedRequest:
    """
    A request that was received.

    Attributes:
        method: The HTTP method; ``WEBSOCKET`` for a handshake.

        path: The path, with escapes decoded.

        query: Parameters of the query.

        headers: The headers, credentials included.

        body: The body, up to the sandbox's ``body_limit``.

        status:
            Status of the response, or ``None`` without one: after a reset, for an
            accepted WebSocket, or while the request is handled.
    """

    method: str
    path: str
    # A token may be in any of the next three, and a repr is printed when a test
    # fails.
    query: QueryParams = attrs.field(repr=False)
    headers: Headers = attrs.field(repr=False)
    body: bytes = attrs.field(default=b"", repr=False)
    status: int | None = None

    def json(self) -> Any:
        """
        The body as JSON.
        """
        return loads(self.body)


def method_of(scope: Scope) -> str:
    """
    Return the method of a request, ``WEBSOCKET`` for a handshake.
    """
    method: str = scope.get("method", "WEBSOCKET")
    return method


def recorded(scope: Scope) -> RecordedRequest:
    """
    Return a new record of a request.
    """
    return RecordedRequest(
        method_of(scope),
        scope["path"],
        QueryParams(scope["query_string"]),
        Headers(scope=scope),
    )


def recording(
    record: RecordedRequest, receive: Receive, send: Send, *, limit: int
) -> tuple[Receive, Send]:
    """
    Wrap the ASGI callables of a request, so that they fill *record*.
    """

    async def listen() -> Message:
        message = await receive()
        if message["type"] == "http.request":
            room = limit - len(record.body)
            record.body += message.get("body", b"")[:room]
        return message

    async def speak(message: Message) -> None:
        if message["type"].endswith("http.response.start"):
            record.status = message["status"]
        await send(message)

    return listen, speak
