# No twin: ASGI is asynchronous.
"""
An ASGI application that receives callbacks.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from .._errors import DecodeError, ForgedCallbackError
from .._models import EventType
from .receiver import CallbackReceiver

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class _Disconnected(Exception):
    """The sender has closed the connection."""


class CallbackApp:
    """
    An ASGI application that receives callbacks, at any path.

    It answers 204 when all handlers are done, 401 without the right secret, 400 if the
    body cannot be decoded, 405 to other methods than POST, and 413 if the body is too
    long. Exceptions of handlers are left to the ASGI server.

    Args:
        receiver: Verifies and decodes the callbacks, and calls the handlers.
        event: Kind of the events.
        max_body: Maximum size of a body, in bytes.
    """

    def __init__(
        self,
        receiver: CallbackReceiver,
        event: EventType | str = EventType.ACCOUNT_TEAM_UPDATE,
        *,
        max_body: int = 1024 * 1024,
    ) -> None:
        self._receiver = receiver
        self._event = event
        self._max_body = max_body

    async def __call__(
        self, scope: MutableMapping[str, Any], receive: Receive, send: Send
    ) -> None:
        if scope["type"] == "lifespan":
            await _lifespan(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        else:
            await self._respond(scope, receive, send)

    async def _respond(
        self, scope: MutableMapping[str, Any], receive: Receive, send: Send
    ) -> None:
        try:
            status = await self._status(scope, receive)
        except _Disconnected:
            return
        headers = [(b"allow", b"POST")] if status == 405 else []
        await send(
            {
                "type": "http.response.start",
                "status": status,
                "headers": headers,
            }
        )
        await send({"type": "http.response.body", "body": b""})

    async def _status(self, scope: MutableMapping[str, Any], receive: Receive) -> int:
        """Handle a callback, and return the status of the response."""
        if scope["method"] != "POST":
            return 405
        try:
            # Before a byte of the body is read, which may be long.
            self._receiver.verify(scope["headers"])
            body = await _read(receive, self._max_body)
            if body is None:
                return 413
            found = self._receiver.read(body, self._event)
        except ForgedCallbackError:
            return 401
        except DecodeError:
            return 400
        await self._receiver.handle(found, self._event)
        return 204


async def _read(receive: Receive, limit: int) -> bytes | None:
    """Read a body, or return ``None`` if it has more than *limit* bytes."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _Disconnected
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body"):
            return bytes(body)


async def _lifespan(receive: Receive, send: Send) -> None:
    """Confirm start and stop of the server."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
