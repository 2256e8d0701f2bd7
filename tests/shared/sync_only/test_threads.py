"""
One client in several threads, and what only blocking code has to refuse.
"""

from __future__ import annotations

import os
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from typing import Any

import pytest

from clientcore import GET, POST, App, Token, Upload
from clientcore._sync.runtime import map_concurrently
from clientcore.sync import ClientCredentials

from ..servers import Server, Talk, answer, routes
from ..sync.toy import Toy

Serve = Callable[..., Server]


def test_one_pool(serve: Serve) -> None:
    """
    Threads that come first together make one pool, not one each.
    """
    server = serve(answer(body={"id": 1}))
    together = threading.Barrier(2)
    made: list[Any] = []

    def wrap(inner: Any) -> Any:
        made.append(inner)
        with suppress(threading.BrokenBarrierError):
            together.wait(0.2)
        return inner

    with Toy(server.url, wrap_transport=wrap) as client:
        map_concurrently(client.thing, range(8))

    assert len(made) == 1


def test_after_a_fork(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    A child process does not use its parent's connections.
    """
    server = serve(answer())
    client = Toy(server.url)
    client.request(GET("things"))
    parents = client._connection.pool.open_now().http
    monkeypatch.setattr(os, "getpid", lambda: -1)

    client.request(GET("things"))
    client.close()
    parents.close()

    assert server.connections == 2


def test_error_leaves_out_the_rest() -> None:
    """
    Of several calls at once, those not begun when one fails are left out.
    """
    begun: list[int] = []
    never = threading.Event()

    def call(number: int) -> None:
        begun.append(number)
        if number == 0:
            raise ZeroDivisionError
        never.wait(0.05)

    with pytest.raises(ZeroDivisionError):
        map_concurrently(call, range(200), 8)

    assert len(begun) < 200


def test_asynchronous_source(serve: Serve) -> None:
    """
    An asynchronous source of an upload is refused.
    """
    server = serve(answer())

    async def blocks() -> AsyncIterator[bytes]:
        yield b""

    with Toy(server.url) as client, pytest.raises(TypeError, match="async client"):
        client.request(POST("files", content=Upload(blocks())))

    assert server.requests == []


def test_asynchronous_store(serve: Serve) -> None:
    """
    A token store that has to be awaited is refused.
    """

    class Store:
        async def load(self) -> Token:
            return Token("never")

        async def save(self, token: Token) -> None:
            pass

    server = serve(answer())
    auth = ClientCredentials(App(f"{server.url}/token", "app"), store=Store())

    with Toy(server.url, auth=auth) as client, pytest.raises(TypeError, match="async"):
        client.request(GET("things"))


def test_other_transport() -> None:
    """
    The transport of aiohttp is refused when the client is made: it is async.
    """
    with pytest.raises(TypeError, match="aiohttp is for async clients"):
        Toy("http://127.0.0.1:9", transport="aiohttp")  # type: ignore[arg-type]


def test_closed_by_another_thread(serve: Serve) -> None:
    """
    A call that waits while another thread closes the client ends in an error of ours.
    """
    asked, closed = threading.Event(), threading.Event()

    def hold(talk: Talk) -> None:
        asked.set()
        talk.wait(closed)
        talk.close()

    server = serve(routes({"/things/1": hold}))
    client = Toy(server.url, retries=2)
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            client.thing(1)
        except BaseException as error:  # noqa: BLE001, looked at below
            errors.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    server.wait(asked)
    client.close()
    closed.set()
    thread.join(10)

    assert [isinstance(error, Exception) for error in errors] == [True]
    assert "things/{thing}" in str(errors[0])
    assert len(server.requests) == 1
