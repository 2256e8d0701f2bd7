"""
asyncspotify: a playlist's page, and a long playlist.
"""

from __future__ import annotations

import asyncio
import json
from statistics import median
from typing import Any

import playlist
from calls import Null
from measure import async_turns, pin, ratio, turns
from row import Row
from server import PAGES, PER_PAGE, server

from asyncspotify import Client, PlaylistEntry
from clientcore import GET


def rows() -> list[Row]:
    """
    Compare with bare parsing, and with one page after another.
    """
    pin(0)
    found = asyncio.run(_decoding())
    with server() as base:
        found += asyncio.run(_paging(base))
    return found


async def _decoding() -> list[Row]:
    page = playlist.page()
    async with Client(None, transport=Null(json.loads(page))) as client:
        response = await client.request(GET("page"))

        def ours() -> Any:
            entries = client.parse_json(response)["items"]
            return client.decode(entries, list[PlaylistEntry], response)

        assert ours()[0].album.artists[0].client is client
        times = turns({"json.loads": lambda: json.loads(page), "ours": ours}, 250)
    name, value = "asyncspotify: a playlist's page", median(times["ours"]) * 1e6
    against = ratio(times, "ours", "json.loads")
    return [Row.at_most(1.15, name, value, "µs", against, "json.loads")]


async def _paging(base: str) -> list[Row]:
    async with Client(None, base_url=f"{base}/late") as client:

        async def after_another() -> Any:
            return await items.collect()

        async def ahead() -> Any:
            return await items.prefetch(10).collect()

        items = client.list_playlist_items("0123456789abcdefghijkl", page_size=PER_PAGE)
        assert len(await ahead()) == len(await after_another()) == PAGES * PER_PAGE
        times = await async_turns({"one": after_another, "ahead": ahead}, 3)
    value, faster = median(times["ahead"]) * 1e3, ratio(times, "one", "ahead")
    name = f"asyncspotify: {PAGES} pages, 50 ms away, prefetch=10"
    return [Row.at_least(6, name, value, "ms", faster, "the speed of one by one")]
