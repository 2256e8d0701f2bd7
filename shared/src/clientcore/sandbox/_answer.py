"""
Responses of an ASGI application that is called in process.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from json import dumps, loads
from typing import Any, Final
from urllib.parse import unquote, urlencode

import attrs
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope

_ABSENT: Final = object()


@attrs.frozen
class Answer:
    """
    A complete response.

    Attributes:
        status: The HTTP status.

        headers: The headers; names in any case.

        body: The whole body.
    """

    status: int
    headers: Headers = attrs.field(repr=False)
    body: bytes = attrs.field(repr=False)

    @property
    def text(self) -> str:
        """
        The body as text.
        """
        return self.body.decode()

    def json(self) -> Any:
        """
        The body as JSON.
        """
        return loads(self.body)


async def capture(app: ASGIApp, scope: Scope, receive: Receive) -> Answer:
    """
    Call *app* with one request, and return its response instead of sending it.
    """
    start: Message = {}
    body = bytearray()

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        elif message["type"] == "http.response.body":
            body.extend(message.get("body", b""))

    await app(scope, receive, keep)
    return Answer(start["status"], Headers(raw=list(start["headers"])), bytes(body))


async def drain(receive: Receive) -> None:
    """
    Read what is left of the request.

    If a server responds without reading, the client's write fails, which is another
    fault than the requested one.
    """
    while True:
        message = await receive()
        if message["type"] != "http.request" or not message.get("more_body"):
            return


async def call(
    app: ASGIApp,
    method: str,
    path: str,
    *,
    query: Mapping[str, object] | str = "",
    headers: Mapping[str, str] | None = None,
    json: object = _ABSENT,
    body: bytes = b"",
) -> Answer:
    """
    Send a request to an ASGI application, in process and without a client.

    Args:
        app: The application, for instance a sandbox.

        method: The HTTP method.

        path: The path, with percent-escapes as on the wire.

        query: Parameters, or an encoded query string.

        headers: Headers to send.

        json: A value to send as JSON.

        body: Bytes to send, if *json* is not given.

    Raises:
        ConnectionDropped: A fault closed the connection.
    """
    query_string = query if isinstance(query, str) else urlencode(query)
    sent = {"host": "sandbox", **(headers or {})}
    if json is not _ABSENT:
        body = dumps(json).encode()
        sent.setdefault("content-type", "application/json")
    if body:
        sent.setdefault("content-length", str(len(body)))

    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query_string.encode(),
        "root_path": "",
        "headers": _raw(sent.items()),
        "server": ("sandbox", 80),
        "client": ("127.0.0.1", 1),
    }
    messages: list[Message] = [
        {"type": "http.request", "body": body, "more_body": False}
    ]

    async def receive() -> Message:
        return messages.pop() if messages else {"type": "http.disconnect"}

    return await capture(app, scope, receive)


def _raw(headers: Iterable[tuple[str, str]]) -> list[tuple[bytes, bytes]]:
    return [(n.lower().encode("latin-1"), v.encode("latin-1")) for n, v in headers]
