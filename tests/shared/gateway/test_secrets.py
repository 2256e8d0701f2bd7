"""
Tokens in the address and the headers never show.
"""

from __future__ import annotations

import logging
import pickle
import subprocess
import sys
import traceback
from collections.abc import Iterable
from typing import Any

import anyio
import pytest
from websockets.sync.server import ServerConnection

from clientcore._errors import Closed, Error
from clientcore.gateway import (
    Backoff,
    Ended,
    Frame,
    Gateway,
    GatewayProtocol,
    Link,
    Session,
    Target,
)

IN_QUERY, IN_HEADER = "qu3ry-t0ken", "h3ader-t0ken"


class Secretive(GatewayProtocol[str]):
    """
    A service with a token in each place.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    async def target(self, *, resume: bool) -> Target:
        headers = {"Authorization": f"Bearer {IN_HEADER}"}
        return Target(f"{self.url}/ws?token={IN_QUERY}", headers)

    def decode(self, frame: Frame) -> Iterable[str]:
        raise ValueError(f"can't read {frame!r}")


def echo(connection: ServerConnection) -> None:
    """Repeat the secrets wherever a server can."""
    connection.send(f"{IN_QUERY} {IN_HEADER}")
    connection.close(1008, f"bad {IN_QUERY}, {IN_HEADER}")


def told_by(error: BaseException) -> str:
    """All that an error shows, its pickle included."""
    parts = [*traceback.format_exception(error), str(error), repr(error)]
    parts += [repr(vars(error)), repr(pickle.dumps(error))]
    return "\n".join(parts)


def assert_silent(text: str) -> None:
    assert IN_QUERY not in text
    assert IN_HEADER not in text


@pytest.mark.parametrize("play", [401, 404, 503, echo])
async def test_everything_shown(serve: Any, play: Any, caplog: Any):
    """
    Logs at their loudest, reprs, hooks and errors are free of tokens.
    """
    caplog.set_level(logging.DEBUG)
    for name in ("websockets", "websockets.client", "clientcore.gateway"):
        caplog.set_level(logging.DEBUG, logger=name)
    server = serve(play)
    shown: list[str] = []
    ends: list[Ended] = []

    with anyio.fail_after(10):
        async with Gateway(
            Secretive(server.url),
            on_connect=lambda _: shown.append(repr(gateway)),
            on_disconnect=ends.append,
            backoff=Backoff(first=0.001, attempts=2),
        ) as gateway:
            with pytest.raises(Error) as caught:
                await gateway.run(print)
            shown.append(repr(gateway))

    (request, *_) = server.requests
    assert IN_QUERY in request.path
    assert IN_HEADER in request.headers["Authorization"]
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
        async def handshake(self, link: Link, *, resume: bool) -> Session:
            await link.receive()
            for act in (link.receive(), link.send("x")):
                with pytest.raises(Closed) as raised:
                    await act
                caught.append(raised.value)
            raise caught[0]

    server = serve(echo)
    with anyio.fail_after(10):
        async with Gateway(Careful(server.url)) as gateway:
            with pytest.raises(Closed, match="bad \\[secret\\], \\[secret\\]"):
                await gateway.wait_open()

    for error in caught:
        assert_silent(told_by(error))
        assert error.__context__ is None


@pytest.mark.parametrize("proxy", ["http://u:h3ader-t0ken@", "x://h3ader-t0ken:1"])
async def test_wrong_proxy(proxy: str):
    """
    A proxy's address, password and all, is not repeated.
    """
    with anyio.fail_after(10):
        async with Gateway(Secretive("ws://127.0.0.1:9"), proxy=proxy) as gateway:
            with pytest.raises(Error, match="proxy") as caught:
                await gateway.wait_open()

    assert_silent(told_by(caught.value))


def test_import_without_websockets():
    """
    Without the extra, the import names it.
    """
    code = "import sys; sys.modules['websockets'] = None; import clientcore.gateway"

    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert "ImportError: clientcore.gateway needs websockets" in run.stderr
    assert "clientcore[ws]" in run.stderr


def test_import_is_late():
    """
    Importing the transport does not import websockets.
    """
    code = "import sys, clientcore; print('websockets' in sys.modules)"

    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert run.stdout == "False\n"


def test_all_is_sorted_and_there():
    """
    ``__all__`` is sorted and names what the module has, and nothing else.
    """
    import clientcore.gateway as module

    public = {name for name in vars(module) if not name.startswith("_")}

    assert module.__all__ == sorted(module.__all__)
    assert public - {"annotations"} == set(module.__all__)
