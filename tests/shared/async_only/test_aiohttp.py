"""
The other transport, which a user may choose.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from clientcore import (
    GET,
    POST,
    CertificateError,
    Closed,
    ConnectionFailed,
    Error,
    TimedOut,
    Upload,
)

from ..aio.toy import Toy, ToyError
from ..certificates import BAD, context_of, trusting
from ..servers import Server, answer, hang_up, reset, silence

pytest.importorskip("aiohttp")
pytestmark = pytest.mark.asyncio_only

Serve = Callable[..., Server]


async def test_call(serve: Serve) -> None:
    """
    Calls work, one after another on one connection.
    """
    server = serve(answer(body={"id": 1}))

    async with Toy(server.url, transport="aiohttp") as client:
        thing = await client.thing(1)
        await client.thing(2)
        used: Any = client.http_client

    assert type(used).__name__ == "ClientSession"
    assert thing.id == 1
    assert server.connections == 1


async def test_environment(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Proxies of the environment are used.
    """
    server = serve(answer(body={"id": 1}))
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTP_PROXY", server.url)
    monkeypatch.setenv("http_proxy", server.url)

    async with Toy("http://service.test", transport="aiohttp") as client:
        await client.thing(1)

    assert server.requests[0].target == "http://service.test/things/1"


@pytest.mark.parametrize("failure", [reset, hang_up])
async def test_lost(serve: Serve, failure: Callable[..., None]) -> None:
    """
    A lost answer may be that to a POST, which is not sent again then.
    """
    server = serve(failure)

    async with Toy(server.url, transport="aiohttp") as client:
        with pytest.raises(Closed) as caught:
            await client.request(POST("things", json={}))

    assert caught.value.sent
    assert len(server.requests) == 1


async def test_refused(refusing: str) -> None:
    """
    A connection that cannot be made says that nothing was sent.
    """
    async with Toy(refusing, transport="aiohttp") as client:
        with pytest.raises(ConnectionFailed) as caught:
            await client.request(POST("things", json={}))

    assert not caught.value.sent


async def test_late(serve: Serve) -> None:
    """
    A late answer is late here too.
    """
    server = serve(silence)

    async with Toy(server.url, transport="aiohttp", timeout=0.05, retries=0) as client:
        with pytest.raises(TimedOut):
            await client.request(GET("things"))


async def test_upload(serve: Serve) -> None:
    """
    An upload arrives with its length.
    """
    server = serve(answer())

    async with Toy(server.url, transport="aiohttp") as client:
        await client.request(POST("files", content=Upload(b"x" * 200_000)))

    assert server.requests[0].body == b"x" * 200_000
    assert server.requests[0].headers["Content-Length"] == "200000"


async def test_stream(serve: Serve) -> None:
    """
    A stream is read, and an error of its status raised.
    """
    server = serve(answer(body=b"content"), answer(404))

    async with Toy(server.url, transport="aiohttp") as client:
        async with client.stream(GET("file")) as stream:
            content = await stream.read()
        with pytest.raises(Error, match="404"):
            async with client.stream(GET("file")):
                pass

    assert content == b"content"


@pytest.mark.parametrize(("kind", "reason"), BAD.items())
async def test_certificate(serve: Serve, kind: str, reason: str) -> None:
    """
    A certificate that is not valid is named with the reason, and tried once.
    """
    server = serve(answer(body={"id": 1}), tls=context_of(kind))

    async with Toy(server.url, transport="aiohttp", verify=trusting()) as client:
        with pytest.raises(CertificateError, match=reason) as caught:
            await client.thing(1)

    assert "TLS certificate of 127.0.0.1 is not valid" in str(caught.value)
    assert isinstance(caught.value, ToyError)
    assert (server.connections, server.requests) == (1, [])


async def test_good_certificate(serve: Serve) -> None:
    """
    One that is valid is accepted.
    """
    server = serve(answer(body={"id": 1}), tls=context_of("good"))

    async with Toy(server.url, transport="aiohttp", verify=trusting()) as client:
        assert (await client.thing(1)).id == 1
