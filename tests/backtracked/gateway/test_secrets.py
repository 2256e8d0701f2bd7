"""
Tokens and passwords in the address never show.
"""

from __future__ import annotations

import logging
import pickle
import traceback
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked import Backoff, BacktrackedError, ClosedError
from backtracked._gateway.gateway import State

from .bot import ACCEPTED, Bot, running

IN_QUERY, IN_LOGIN = "qu3ry-t0ken", "l0gin-passw0rd"


class Secretive(Bot):
    """
    A bot with secrets in each place.
    """

    async def token(self) -> str:
        await super().token()
        return IN_QUERY


def secretive(url: str, **options: Any) -> Bot:
    return Secretive(url.replace("://", f"://user:{IN_LOGIN}@"), **options)


def echo(connection: ServerConnection) -> None:
    """Repeat the secrets wherever a server can."""
    connection.send(ACCEPTED)
    connection.send(f"{IN_QUERY} {IN_LOGIN}")
    connection.close(1008, f"bad {IN_QUERY}, {IN_LOGIN}")


def echo_at_once(connection: ServerConnection) -> None:
    """Repeat them during the handshake."""
    connection.close(1008, f"bad {IN_QUERY}, {IN_LOGIN}")


def told_by(error: BaseException) -> str:
    """All that an error shows, its pickle included."""
    parts = [*traceback.format_exception(error), str(error), repr(error)]
    parts += [repr(vars(error)), repr(pickle.dumps(error))]
    return "\n".join(parts)


def assert_silent(text: str) -> None:
    assert IN_QUERY not in text
    assert IN_LOGIN not in text


@pytest.mark.parametrize("play", [401, 404, 503, echo, echo_at_once])
async def test_everything_shown(serve: Any, play: Any, caplog: Any):
    """
    Logs at their loudest, reprs, hooks and errors are free of tokens.
    """
    caplog.set_level(logging.DEBUG)
    for name in ("websockets", "websockets.client", "backtracked.gateway"):
        caplog.set_level(logging.DEBUG, logger=name)
    server = serve(play)
    bot = secretive(server.url, backoff=Backoff(first=0.001, attempts=2))

    error = await bot.fails(BacktrackedError)

    (request, *_) = server.requests
    assert IN_QUERY in request.path
    assert_silent(told_by(error))
    assert_silent("\n".join([repr(bot.gateway), repr(bot.ends), *map(str, bot.ends)]))
    assert_silent("\n".join(record.getMessage() for record in caplog.records))
    assert_silent(caplog.text)


async def test_local_variables(serve: Any):
    """
    An error tracker that records the local variables of each frame records no token.
    """
    server = serve(404)
    bot = secretive(server.url)
    error = await bot.fails(BacktrackedError)

    shown = traceback.TracebackException.from_exception(error, capture_locals=True)
    own = [
        repr(frame.locals)
        for frame in shown.stack
        if "/_gateway/" in frame.filename.replace("\\", "/")
    ]
    assert own
    assert IN_QUERY not in "\n".join(own)


async def test_lost_while_sending(serve: Any):
    """
    The error of a send has no secret, and neither has its context.
    """
    server = serve(echo)
    paused = anyio.Event()
    bot = secretive(server.url, on_connect=paused.wait)

    async with running(bot):
        await bot.until_state(State.OPEN)
        errors: list[ClosedError] = []
        while not errors:
            try:
                await bot.gateway.send("x")
            except ClosedError as error:
                errors.append(error)
        paused.set()

    assert "bad [secret], [secret]" in str(errors[0])
    assert_silent(told_by(errors[0]))
    assert errors[0].__context__ is None


@pytest.mark.parametrize("proxy", ["http://u:l0gin-passw0rd@", "x://l0gin-passw0rd:1"])
async def test_wrong_proxy(proxy: str):
    """
    A proxy's address, password and all, is not repeated.
    """
    bot = secretive("ws://127.0.0.1:9", proxy=lambda: proxy)

    error = await bot.fails(BacktrackedError)

    assert "proxy" in str(error)
    assert bot.attempts == 1
    assert_silent(told_by(error))
