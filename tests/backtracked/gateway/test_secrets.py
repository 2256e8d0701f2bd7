"""
Tokens and passwords in the address never show.
"""

from __future__ import annotations

import logging
import pickle
import traceback
from collections.abc import Iterable
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from backtracked._gateway.connection import Connection
from backtracked._gateway.gateway import Gateway
from backtracked._gateway.heartbeat import Heartbeat
from backtracked._gateway.protocol import GatewayProtocol
from backtracked._gateway.reconnect import Backoff, Ended
from backtracked._gateway.socket import Frame
from backtracked._gateway.target import Target
from clientcore import Closed, Error

IN_QUERY, IN_LOGIN = "qu3ry-t0ken", "l0gin-passw0rd"


class Secretive(GatewayProtocol[str]):
    """
    A service with a token in each place.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    async def target(self) -> Target:
        url = self.url.replace("://", f"://user:{IN_LOGIN}@")
        return Target(f"{url}/ws?token={IN_QUERY}")

    def decode(self, frame: Frame) -> Iterable[str]:
        raise ValueError(f"can't read {frame!r}")


def echo(connection: ServerConnection) -> None:
    """Repeat the secrets wherever a server can."""
    connection.send(f"{IN_QUERY} {IN_LOGIN}")
    connection.close(1008, f"bad {IN_QUERY}, {IN_LOGIN}")


def told_by(error: BaseException) -> str:
    """All that an error shows, its pickle included."""
    parts = [*traceback.format_exception(error), str(error), repr(error)]
    parts += [repr(vars(error)), repr(pickle.dumps(error))]
    return "\n".join(parts)


def assert_silent(text: str) -> None:
    assert IN_QUERY not in text
    assert IN_LOGIN not in text


@pytest.mark.parametrize("play", [401, 404, 503, echo])
async def test_everything_shown(serve: Any, play: Any, caplog: Any):
    """
    Logs at their loudest, reprs, hooks and errors are free of tokens.
    """
    caplog.set_level(logging.DEBUG)
    for name in ("websockets", "websockets.client", "backtracked.gateway"):
        caplog.set_level(logging.DEBUG, logger=name)
    server = serve(play)
    shown: list[str] = []
    ends: list[Ended] = []

    with anyio.fail_after(10):
        async with Gateway(
            Secretive(server.url),
            on_connect=lambda: shown.append(repr(gateway)),
            on_disconnect=ends.append,
            backoff=Backoff(first=0.001, attempts=2),
        ) as gateway:
            with pytest.raises(Error) as caught:
                await gateway.run(print)
            shown.append(repr(gateway))

    (request, *_) = server.requests
    assert IN_QUERY in request.path
    assert_silent(told_by(caught.value))
    assert_silent("\n".join([*shown, repr(ends), *map(str, ends)]))
    assert_silent("\n".join(record.getMessage() for record in caplog.records))
    assert_silent(caplog.text)


async def test_lost_in_the_handshake(serve: Any):
    """
    What a protocol's handshake catches is clean, and so is its context.
    """
    caught: list[Closed] = []

    class Careful(Secretive):
        async def handshake(self, connection: Connection) -> Heartbeat | None:
            await connection.receive()
            for act in (connection.receive(), connection.send("x")):
                with pytest.raises(Closed) as raised:
                    await act
                caught.append(raised.value)
            raise caught[0]

    server = serve(echo)
    with anyio.fail_after(10):
        async with Gateway(Careful(server.url), backoff=Backoff(attempts=1)) as gateway:
            with pytest.raises(Closed, match="bad \\[secret\\], \\[secret\\]"):
                await gateway.wait_open()

    for error in caught:
        assert_silent(told_by(error))
        assert error.__context__ is None


@pytest.mark.parametrize("proxy", ["http://u:l0gin-passw0rd@", "x://l0gin-passw0rd:1"])
async def test_wrong_proxy(proxy: str):
    """
    A proxy's address, password and all, is not repeated.
    """
    with anyio.fail_after(10):
        async with Gateway(Secretive("ws://127.0.0.1:9"), proxy=proxy) as gateway:
            with pytest.raises(Error, match="proxy") as caught:
                await gateway.wait_open()

    assert_silent(told_by(caught.value))
