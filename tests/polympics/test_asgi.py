"""
An ASGI application that takes callbacks in.
"""

from __future__ import annotations

import json
from typing import Any

import anyio
import pytest

import polympics
from polympics import CallbackApp, CallbackReceiver, EventType

from .answers import load

BODY = json.dumps(load("event_joined_team")).encode()
GOOD = [(b"authorization", b"Bearer s3cret")]


async def ask(
    app: CallbackApp,
    *pieces: bytes,
    headers: Any = GOOD,
    method: str = "POST",
    kind: str = "http",
    gone: bool = False,
) -> list[Any]:
    """Send a request, and return what the application sent."""
    messages: list[Any] = [
        {"type": "http.request", "body": piece, "more_body": True} for piece in pieces
    ]
    messages.append({"type": "http.disconnect"} if gone else {"type": "http.request"})
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": kind, "method": method, "path": "/any", "headers": headers}
    with anyio.fail_after(5):
        await app(scope, receive, send)
    return sent


@pytest.fixture
def seen() -> list[Any]:
    """What the handler was called with."""
    return []


@pytest.fixture
def app(seen: list[Any]) -> CallbackApp:
    """An application with one handler."""
    receiver = CallbackReceiver("s3cret")
    receiver.on(EventType.ACCOUNT_TEAM_UPDATE)(seen.append)
    return CallbackApp(receiver, max_body=2000)


async def test_taken(app: CallbackApp, seen: list[Any]):
    """
    A callback in pieces is taken in, and answered without a body.
    """
    start, body = await ask(app, BODY[:10], BODY[10:])

    assert (start["status"], body["body"]) == (204, b"")
    assert [event.account.name for event in seen] == ["Ines"]


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (401, {"headers": []}),
        (401, {"headers": [(b"authorization", b"Bearer wrong")]}),
        (405, {"method": "GET"}),
    ],
    ids=["none", "wrong", "get"],
)
async def test_refused(
    app: CallbackApp, seen: list[Any], status: int, request_: dict[str, Any]
):
    """
    Forgeries and other methods are refused.
    """
    start, _ = await ask(app, BODY, **request_)

    assert start["status"] == status
    assert seen == []


async def test_unreadable(app: CallbackApp):
    """
    A body that is none is the sender's mistake.
    """
    start, _ = await ask(app, b"{")

    assert start["status"] == 400


async def test_long(app: CallbackApp, seen: list[Any]):
    """
    A body that is too long is not read to the end.
    """
    start, _ = await ask(app, b" " * 1500, b" " * 1500, BODY)

    assert start["status"] == 413
    assert seen == []


async def test_gone(app: CallbackApp, seen: list[Any]):
    """
    Nobody is answered when nobody is there.
    """
    assert await ask(app, BODY[:10], gone=True) == []
    assert seen == []


async def test_failing_handler():
    """
    What a handler raises is not taken for the sender's mistake.
    """
    receiver = CallbackReceiver("s3cret")

    @receiver.on(EventType.ACCOUNT_TEAM_UPDATE)
    async def fail(event: Any) -> None:
        raise polympics.DecodeError("of another answer")

    with pytest.raises(polympics.DecodeError):
        await ask(CallbackApp(receiver), BODY)


async def test_websocket(app: CallbackApp):
    """
    There is no socket here.
    """
    assert (await ask(app, kind="websocket"))[0]["type"] == "websocket.close"


async def test_lifespan(app: CallbackApp):
    """
    The application agrees to be started and stopped.
    """
    messages = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0)

    async def send(message: Any) -> None:
        sent.append(message["type"])

    with anyio.fail_after(5):
        await app({"type": "lifespan"}, receive, send)

    assert sent == ["lifespan.startup.complete", "lifespan.shutdown.complete"]
