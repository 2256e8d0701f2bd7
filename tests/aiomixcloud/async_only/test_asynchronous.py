"""
What exists in async code only: files that are read with ``await``, and aiohttp.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import anyio
import pytest

from aiomixcloud import MixcloudError
from aiomixcloud.sandbox import Sandbox

MUSIC = b"la" * 1_000_000


class Awaited:
    """
    A file whose ``read`` is a coroutine function, and that has no other inside.
    """

    def __init__(self, content: bytes) -> None:
        self._content = io.BytesIO(content)

    async def read(self, size: int = -1) -> bytes:
        """Read some."""
        return self._content.read(size)


@pytest.mark.parametrize("argument", ["mp3", "picture"])
@pytest.mark.parametrize("kind", ["anyio", "other"])
async def test_awaited_file(tmp_path: Path, argument: str, kind: str):
    """
    A file of anyio is sent like one of Python's, from where it stands.
    """
    path = tmp_path / "mix.mp3"
    path.write_bytes(b"skipped" + MUSIC)
    sandbox = Sandbox()
    seen: list[Any] = []
    async with sandbox.client() as client, await anyio.open_file(path, "rb") as file:
        await file.seek(7)
        source: Any = file if kind == "anyio" else Awaited(MUSIC)
        given: Any = {"mp3": b"x", "name": "Name"} | {argument: source}
        result = await client.upload(**given, on_progress=lambda *far: seen.append(far))
        assert await file.read() == (b"" if kind == "anyio" else MUSIC)

    show = sandbox.world.cloudcasts[result.result.key]
    sent = show.audio if argument == "mp3" else show.picture
    assert sent is not None
    assert sent.size == len(MUSIC)
    if kind == "anyio":
        assert sent.filename == "mix.mp3"
    if argument == "mp3":
        assert seen[-1] == (len(MUSIC), len(MUSIC) if kind == "anyio" else None)


@pytest.mark.parametrize("name", ["session", "http_client"])
async def test_aiohttp_session(name: str):
    """
    A session of aiohttp works, and is left open.
    """
    aiohttp = pytest.importorskip("aiohttp")
    sandbox = Sandbox()
    with sandbox.serve() as url:
        async with aiohttp.ClientSession(headers={"X-Mine": "1"}) as session:
            there = sandbox.environment(url)
            given: Any = {name: session}
            async with sandbox.client(
                api_root=there["MIXCLOUD_API"], transport=None, **given
            ) as client:
                assert client._session is session
                user = await client.get("anna-lind")
                result = await client.upload(MUSIC, "Name")
            assert not session.closed

    assert user.name == "Anna Lind"
    assert result.result.success
    assert sandbox.requests[-1].headers["x-mine"] == "1"


async def test_aiohttp_session_raises():
    """
    Its errors are the package's.
    """
    aiohttp = pytest.importorskip("aiohttp")
    sandbox = Sandbox()
    with sandbox.serve() as url:
        root = sandbox.environment(url)["MIXCLOUD_API"]
    async with (
        aiohttp.ClientSession() as session,
        sandbox.client(
            api_root=root, transport=None, session=session, retries=0
        ) as client,
    ):
        with pytest.raises(MixcloudError):
            await client.get("anna-lind")
