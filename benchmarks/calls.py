"""
A call that returns a model, beside the bare HTTP libraries.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import median
from typing import Any

import aiohttp
import httpx
import things
from crowd import AsyncCall, crowds
from measure import async_turns, pin, ratio, turns
from row import Row
from server import server, thing


def rows() -> list[Row]:
    """
    Compare with httpx, with aiohttp, and with no network at all.
    """
    pin(0)
    with server() as base:
        found = asyncio.run(_crowd(base))
        found += asyncio.run(_aiohttp_crowds(base))
        found += asyncio.run(_one_by_one(base))
        found += _one_by_one_sync(base)
    return [*found, *asyncio.run(_null())]


async def _crowd(base: str) -> list[Row]:
    async with things.Things(base) as client, httpx.AsyncClient() as bare:
        contenders = {"raw": _httpx_call(bare, f"{base}/thing"), "ours": client.thing}
        few = await crowds(contenders, tasks=10, calls=20, count=15)
        many = await crowds(contenders, tasks=100, calls=5, count=8)
    ours, theirs = few["ours"], few["raw"]
    name, faster = "calls: 10 at once", ours.faster_than(theirs)
    found = [Row.at_least(0.95, name, ours.rate, "calls/s", faster, "httpx")]
    ours, theirs = many["ours"], many["raw"]
    name, faster = "calls: 100 at once", ours.faster_than(theirs)
    late = Row(f"{name}, p99", ours.late * 1e3, "ms", ours.late / theirs.late)
    return [*found, Row(name, ours.rate, "calls/s", faster), late]


async def _aiohttp_crowds(base: str) -> list[Row]:
    async with (
        things.Things(base, in_flight=100, transport="aiohttp") as client,
        aiohttp_call(f"{base}/late/thing") as late,
        aiohttp_call(f"{base}/thing") as soon,
    ):
        far = {"raw": late, "ours": client.late_thing}
        near = {"raw": soon, "ours": client.thing}
        distant = await crowds(far, tasks=100, calls=10, count=12)
        close = await crowds(near, tasks=100, calls=10, count=12)
    found = []
    for limit, where, one in ((0.9, "50 ms", distant), (0.6, "0 ms", close)):
        name = f"calls: [aiohttp], 100 at once, {where}"
        faster = one["ours"].faster_than(one["raw"])
        rate = one["ours"].rate
        found.append(Row.at_least(limit, name, rate, "calls/s", faster, "aiohttp"))
    return found


async def _one_by_one(base: str) -> list[Row]:
    async with things.Things(base) as client, httpx.AsyncClient() as bare:
        contenders = {"raw": _httpx_call(bare, f"{base}/thing"), "ours": client.thing}
        times = await async_turns(contenders, 1000)
    name, value = "calls: one", median(times["ours"]) * 1e6
    return [Row(name, value, "µs", ratio(times, "ours", "raw"), "", None)]


def _one_by_one_sync(base: str) -> list[Row]:
    with things.SyncThings(base) as client, httpx.Client() as bare:

        def raw() -> Any:
            return bare.get(f"{base}/thing").raise_for_status().json()

        times = turns({"raw": raw, "ours": client.thing}, 1000)
    name, value = "calls: one, sync", median(times["ours"]) * 1e6
    return [Row(name, value, "µs", ratio(times, "ours", "raw"))]


async def _null() -> list[Row]:
    null, url = Null(thing(1)), "http://null.test"
    async with (
        things.Things(url, transport=null) as client,
        httpx.AsyncClient(transport=null) as bare,
    ):
        contenders = {"raw": _httpx_call(bare, f"{url}/thing"), "ours": client.thing}
        times = await async_turns(contenders, 3000)
    name, value = "calls: one, null transport", median(times["ours"]) * 1e6
    against = ratio(times, "ours", "raw")
    return [Row.at_most(1.2, name, value, "µs", against, "httpx get + json")]


class Null(httpx.AsyncBaseTransport):
    """
    A transport that has its answer ready.
    """

    def __init__(self, content: object) -> None:
        self._content = json.dumps(content).encode()
        length = str(len(self._content))
        self._headers = {"content-type": "application/json", "content-length": length}

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers=self._headers, content=self._content)


def _httpx_call(bare: httpx.AsyncClient, url: str) -> AsyncCall:
    async def call() -> Any:
        response = await bare.get(url)
        return response.raise_for_status().json()

    return call


@asynccontextmanager
async def aiohttp_call(url: str) -> AsyncIterator[AsyncCall]:
    """
    Provide a call by aiohttp alone, 100 of which may be on their way.
    """
    connector = aiohttp.TCPConnector(limit=100)
    async with aiohttp.ClientSession(connector=connector) as bare:

        async def call() -> Any:
            async with bare.get(url) as response:
                response.raise_for_status()
                return await response.json()

        yield call
