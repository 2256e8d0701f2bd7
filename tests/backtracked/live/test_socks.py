"""
A SOCKS5 proxy between the client and the service, for requests and the socket.
"""

from __future__ import annotations

import gc
import ipaddress
import traceback
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import anyio
import attrs
import pytest
from anyio.abc import ByteReceiveStream, ByteSendStream, SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteReceiveStream

from backtracked import BacktrackedError, Client, ProxyOptions
from backtracked.sandbox import Sandbox

pytest.importorskip("socksio")
pytest.importorskip("python_socks")

PATIENCE = 20
USER, PASSWORD = "pilot", "s3cret-p4ssword"
#: What RFC 1928 calls them.
_VERSION, _NO_AUTH, _PASSWORD, _REFUSED = 5, 0, 2, 255


@attrs.define
class Socks:
    """
    A SOCKS5 server on loopback that wants a password.

    Attributes:
        port: Where it listens.
        opened: The ports that connections were opened to, in order.
        refused: How many clients had a wrong password.
    """

    port: int = 0
    opened: list[int] = attrs.field(factory=list)
    refused: int = 0

    async def serve(self, client: SocketStream) -> None:
        """
        Serve one connection.
        """
        async with client:
            try:
                await self._serve(client, BufferedByteReceiveStream(client))
            except (anyio.IncompleteRead, anyio.BrokenResourceError, OSError):
                return

    async def _serve(
        self, client: SocketStream, reader: BufferedByteReceiveStream
    ) -> None:
        version, count = await reader.receive_exactly(2)
        assert version == _VERSION
        methods = await reader.receive_exactly(count)
        if _PASSWORD not in methods:
            await client.send(bytes([_VERSION, _REFUSED]))
            return
        await client.send(bytes([_VERSION, _PASSWORD]))
        _, length = await reader.receive_exactly(2)
        user = await reader.receive_exactly(length)
        password = await reader.receive_exactly((await reader.receive_exactly(1))[0])
        is_right = (user, password) == (USER.encode(), PASSWORD.encode())
        self.refused += not is_right
        await client.send(bytes([1, not is_right]))
        if not is_right:
            return
        *_, kind = await reader.receive_exactly(4)
        if kind == 3:
            length = (await reader.receive_exactly(1))[0]
            host = (await reader.receive_exactly(length)).decode()
        else:
            raw = await reader.receive_exactly({1: 4, 4: 16}[kind])
            host = str(ipaddress.ip_address(raw))
        port = int.from_bytes(await reader.receive_exactly(2))
        self.opened.append(port)
        async with await anyio.connect_tcp(host, port) as service:
            await client.send(bytes([_VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0]))
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(_pipe, reader, service, tasks.cancel_scope)
                tasks.start_soon(_pipe, service, client, tasks.cancel_scope)


async def _pipe(
    source: ByteReceiveStream, target: ByteSendStream, scope: anyio.CancelScope
) -> None:
    try:
        while True:
            await target.send(await source.receive())
    except (anyio.EndOfStream, anyio.BrokenResourceError, anyio.ClosedResourceError):
        scope.cancel()


@asynccontextmanager
async def proxy() -> AsyncIterator[Socks]:
    """
    Serve a proxy.
    """
    socks = Socks()
    async with await anyio.create_tcp_listener(local_host="127.0.0.1") as listener:
        socks.port = listener.extra(SocketAttribute.local_port)
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(listener.serve, socks.serve)
            yield socks
            tasks.cancel_scope.cancel()


def _option(form: str, url: str) -> dict[str, Any]:
    if form == "proxy_options":
        return {"proxy_options": ProxyOptions(url)}
    return {"proxy": url}


@pytest.mark.parametrize("form", ["proxy_options", "proxy"])
@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_socks(form: str, scheme: str):
    """
    Requests and the socket go through the proxy, and events come back.
    """
    sandbox = Sandbox()
    login = sandbox.credentials.bot
    heard: list[str] = []
    async with AsyncExitStack() as stack:
        base = stack.enter_context(sandbox.serve())
        stack.enter_context(anyio.fail_after(PATIENCE))
        socks = await stack.enter_async_context(proxy())
        url = f"{scheme}://{USER}:{PASSWORD}@127.0.0.1:{socks.port}"
        options = _option(form, url)
        async with Client(api=base, ws=sandbox.ws_url, **options) as client:
            await client.login(login.username, login.password)
            requests = len(socks.opened)
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(client.connect)
                await client.wait_until_ready()
                room = await client.join_room("harbour-lights")

                @client.event
                async def on_chat(message: Any) -> None:
                    heard.append(message.content)
                    await client.close()

                await room.send_message("ahoy")

    port = int(base.rpartition(":")[2])
    assert heard == ["ahoy"]
    assert set(socks.opened) == {port}
    assert 1 <= requests < len(socks.opened)


# httpcore 1.0 leaves the connection to a proxy that refuses to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.parametrize("form", ["proxy_options", "proxy"])
async def test_wrong_password(form: str):
    """
    What the proxy refuses is an error of the package, without the password.
    """
    sandbox = Sandbox()
    async with AsyncExitStack() as stack:
        base = stack.enter_context(sandbox.serve())
        stack.enter_context(anyio.fail_after(PATIENCE))
        socks = await stack.enter_async_context(proxy())
        url = f"socks5://{USER}:wr0ng-p4ssword@127.0.0.1:{socks.port}"
        options = _option(form, url)
        client = Client(api=base, ws=sandbox.ws_url, retries=0, **options)
        async with client:
            with pytest.raises(BacktrackedError) as caught:
                await client.login("deckhand", "x")

    assert socks.refused == 1
    text = "".join(traceback.format_exception(caught.value))
    assert "wr0ng" not in text
    del client, caught
    gc.collect()
