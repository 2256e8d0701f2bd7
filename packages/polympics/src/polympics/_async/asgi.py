# No twin: ASGI is asynchronous.
"""
An ASGI application that takes callbacks in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from .._callbacks import read_event
from .._errors import DecodeError, ForgedCallbackError
from .._models import EventType
from .receiver import CallbackReceiver

Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]


class _Gone(Exception):
    """Who asked has left."""


class CallbackApp:
    """
    An ASGI application that takes callbacks in, at whatever path it stands.

    It answers 204 when all handlers are done, 401 to forgeries, 400 to what it
    cannot read, and 413 to what is too long. What a handler raises is left to
    the ASGI server.

    Args:
        receiver: What to do with them.

        event: The kind of event that comes here.

        max_body: The longest body to read, in bytes.
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
            await _live(receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1000})
        else:
            await self._take(scope, receive, send)

    async def _take(
        self, scope: MutableMapping[str, Any], receive: Receive, send: Send
    ) -> None:
        try:
            status = await self._status(scope, receive)
        except _Gone:
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
        """Take a callback in, and return what to answer."""
        if scope["method"] != "POST":
            return 405
        try:
            # Before a byte of the body is read, which may be long.
            self._receiver.verify(scope["headers"])
            body = await _read(receive, self._max_body)
            if body is None:
                return 413
            found = read_event(self._event, body)
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
            raise _Gone
        body += message.get("body", b"")
        if len(body) > limit:
            return None
        if not message.get("more_body"):
            return bytes(body)


async def _live(receive: Receive, send: Send) -> None:
    """Agree to whatever the server says about starting and stopping."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
