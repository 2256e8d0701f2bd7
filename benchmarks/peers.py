"""
The same artist got by asyncspotify and by other clients of Spotify.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import Any, cast

import aiohttp
from crowd import AsyncCall, crowds
from measure import pin
from row import Row
from server import server

from asyncspotify import Client

ARTIST = "0123456789abcdefghijkl"


def rows() -> list[Row]:
    """
    Compare with spotifyaio, which uses aiohttp, and with tekore, which uses httpx.
    """
    pin(0)
    with server() as base:
        return [*asyncio.run(_spotifyaio(base)), *asyncio.run(_tekore(base))]


async def _spotifyaio(base: str) -> list[Row]:
    name = "peers: asyncspotify[aiohttp], 100 at once"
    if find_spec("spotifyaio") is None:
        return [Row.missing(name, "spotifyaio")]
    found = []
    for where, part, limit in (("50 ms", "late/", 0.95), ("0 ms", "", None)):
        url = f"{base}/{part}v1"
        async with (
            Client(None, base_url=url, in_flight=100, transport="aiohttp") as client,
            _spotifyaio_call(f"{base}/{part}") as theirs,
        ):
            contenders = {"theirs": theirs, "ours": lambda: client.get_artist(ARTIST)}
            both = await crowds(contenders, tasks=100, calls=10, count=12)
        ours, faster = both["ours"].rate, both["ours"].faster_than(both["theirs"])
        title = f"{name}, {where}"
        if limit is None:
            found.append(Row(f"{title}, spotifyaio", ours, "calls/s", faster))
            continue
        found.append(Row.at_least(limit, title, ours, "calls/s", faster, "spotifyaio"))
    return found


async def _tekore(base: str) -> list[Row]:
    name = "peers: asyncspotify, 10 at once, 0 ms"
    if find_spec("tekore") is None:
        return [Row.missing(name, "tekore")]
    async with (
        Client(None, base_url=f"{base}/v1") as client,
        _tekore_call(base) as theirs,
    ):
        contenders = {"theirs": theirs, "ours": lambda: client.get_artist(ARTIST)}
        both = await crowds(contenders, tasks=10, calls=20, count=10)
    ours, faster = both["ours"].rate, both["ours"].faster_than(both["theirs"])
    return [Row(f"{name}, tekore", ours, "calls/s", faster)]


@asynccontextmanager
async def _spotifyaio_call(base: str) -> AsyncIterator[AsyncCall]:
    from spotifyaio import SpotifyClient

    class Here:
        """
        A session that turns to *base*: spotifyaio knows https alone.
        """

        async def request(self, method: str, url: Any, **options: Any) -> Any:
            here = f"{base}{url.path.lstrip('/')}"
            return await session.request(method, here, **options)

    connector = aiohttp.TCPConnector(limit=100)
    async with aiohttp.ClientSession(connector=connector) as session:
        client = SpotifyClient(session=cast("Any", Here()))
        client.authenticate("token")

        async def call() -> Any:
            return await client.get_artist(ARTIST)

        yield call


@asynccontextmanager
async def _tekore_call(base: str) -> AsyncIterator[AsyncCall]:
    import tekore

    class Here(tekore.AsyncSender):
        async def send(self, request: Any) -> Any:
            request.url = request.url.replace("https://api.spotify.com", base)
            return await super().send(request)

    sender = Here()
    client: Any = tekore.Spotify("token", sender=sender)

    async def call() -> Any:
        return await client.artist(ARTIST)

    yield call
    await sender.close()
