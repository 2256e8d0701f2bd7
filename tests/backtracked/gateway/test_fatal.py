"""
What ends a gateway.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from websockets.sync.server import ServerConnection

from backtracked import (
    AuthorizationError,
    Backoff,
    BacktrackedError,
    ClosedError,
    ConnectionFailedError,
    DecodeError,
    NotFoundError,
    ServerError,
)
from backtracked._gateway.gateway import State
from clientcore import CertificateError, ClientClosed

from .bot import Bot, count, running


def closes(code: int) -> Any:
    """Close instead of accepting."""

    def play(connection: ServerConnection) -> None:
        connection.close(code)

    play.__name__ = f"close-{code}"
    return play


@pytest.mark.parametrize(
    ("play", "cls", "attempts"),
    [
        (404, ClosedError, 1),
        (400, ClosedError, 1),
        # A redirect is not followed: the token is for this address only.
        (302, ClosedError, 1),
        # Another token may help, but not a third one.
        (401, AuthorizationError, 2),
        (403, AuthorizationError, 2),
        (closes(3000), AuthorizationError, 2),
        (closes(1008), ClosedError, 2),
    ],
)
async def test_before_the_first_connection(
    serve: Any, play: Any, cls: type[Exception], attempts: int
):
    """
    Before there was a connection, what does not pass by itself is raised.
    """
    server = serve(play)
    bot = Bot(server.url)

    error = await bot.fails(cls)

    assert type(error) is cls
    assert len(server.requests) == bot.attempts == attempts
    assert bot.ends == []


@pytest.mark.parametrize("play", [404, 400, 302, 401, 403, closes(3000), closes(1008)])
async def test_after_it(serve: Any, play: Any):
    """
    After it, none of these is final: it may be what stands before the service.
    """
    server = serve(count(1, then=1001), play, play, play, count(2))

    async with running(Bot(server.url)) as bot:
        assert await bot.until_taken(2) == [1, 2]

    assert bot.attempts == 5


async def test_credentials_refused_twice(serve: Any):
    """
    Only the service's own refusal ends it, the second time.
    """
    server = serve(count(1, then=1001), 401)
    server.body = '{"code": 401, "message": "no"}\n'
    bot = Bot(server.url)

    await bot.fails(AuthorizationError)

    assert bot.attempts == 3
    assert bot.taken == [1]


async def test_messages_come_first(serve: Any):
    """
    What was received before a fatal end is taken before the error is raised.
    """
    server = serve(count(5, then=1008))
    bot = Bot(server.url, backoff=Backoff(attempts=1))

    error = await bot.fails(ClosedError)

    assert "because" in str(error)
    assert bot.taken == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    "address",
    [
        "https://host/",
        "ws:///path",
        "host",
        "ws://host:port/s3cr3t",
        "ws://[s3cr3t/",
        "ws://host/?token=s3cr3t#here",
        "ws://host/?token=s3cr3t HTTP/1.1",
        "ws://host/?token=s3cr3t\r\nX: y",
    ],
)
async def test_no_address(address: str):
    """
    What is no WebSocket address ends it at once, and is not repeated.
    """
    bot = Bot("", address=address)

    error = await bot.fails(ConnectionFailedError)

    assert bot.attempts == 1
    assert "address is not valid" in str(error)
    assert "s3cr3t" not in str(error)
    assert error.__context__ is None


async def test_wrong_proxy_variable(monkeypatch: pytest.MonkeyPatch):
    """
    So does a proxy variable of the environment that can't be used.
    """
    from clientcore.network import Proxies

    monkeypatch.setenv("HTTP_PROXY", "gopher://u:s3cr3t@host")
    bot = Bot("ws://127.0.0.1:9", proxy=lambda: Proxies().for_url("http://127.0.0.1:9"))

    error = await bot.fails(ConnectionFailedError)

    assert bot.attempts == 1
    assert "HTTP_PROXY" in str(error)
    assert "s3cr3t" not in str(error)


# --- Tokens -------------------------------------------------------------------


def failing(bot: Bot, *errors: Exception) -> Callable[[], Awaitable[str]]:
    """Request tokens, the first of which fail with *errors*."""
    left = list(errors)

    async def token() -> str:
        value = await bot.token()
        if left:
            raise left.pop(0)
        return value

    return token


@pytest.mark.parametrize(
    "error",
    [
        NotFoundError("", 404),
        AuthorizationError("no"),
        ClientClosed("closed"),
        CertificateError("no"),
        LookupError("a bug"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_no_token(serve: Any, error: Exception):
    """
    Why there is no token is raised as it is, if it does not pass by itself.
    """
    server = serve(count(1))
    bot = Bot(server.url)
    bot.gateway.token = failing(bot, error)

    assert await bot.fails(type(error)) is error
    assert bot.attempts == 1


@pytest.mark.parametrize(
    "error",
    [
        ConnectionFailedError("no network"),
        ServerError("", 503),
        DecodeError("a page"),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_no_token_for_a_while(serve: Any, error: BacktrackedError):
    """
    A token that can't be requested now is requested later.
    """
    server = serve(count(1))
    bot = Bot(server.url)
    bot.gateway.token = failing(bot, error, error, error)

    async with running(bot):
        assert await bot.until_taken(1) == [1]

    assert bot.attempts == 4


async def test_no_token_after_a_connection(serve: Any):
    """
    After a connection, only the service's refusal of the login is final.
    """
    server = serve(count(1, then=1001))
    bot = Bot(server.url)
    final = AuthorizationError("again")
    later = failing(
        bot,
        NotFoundError("", 404),
        AuthorizationError("once"),
        NotFoundError("", 404),
        final,
    )

    async def token() -> str:
        return await (later() if bot.connects else bot.token())

    bot.gateway.token = token

    assert await bot.fails(AuthorizationError) is final
    assert bot.attempts == 5
    assert bot.gateway.state is State.CLOSED
