"""
How many requests in flight serve a hundred tasks best, by transport.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import things
from crowd import AsyncCall, crowds
from measure import pin
from row import Row
from server import server

_IN_FLIGHT = (10, 20, 50, 100)


def rows() -> list[Row]:
    """
    Compare each ``in_flight`` with 10, the default.
    """
    pin(0)
    found: list[Row] = []
    with server() as base:
        for title, options in (
            ("default", {}),
            ("[aiohttp]", {"transport": "aiohttp"}),
        ):
            for late in (False, True):
                found += asyncio.run(_compared(base, title, options, late=late))
    return found


async def _compared(
    base: str, title: str, options: dict[str, Any], *, late: bool
) -> list[Row]:
    async with AsyncExitStack() as stack:
        contenders: dict[str, AsyncCall] = {}
        for number in _IN_FLIGHT:
            client = things.Things(base, in_flight=number, **options)
            await stack.enter_async_context(client)
            contenders[str(number)] = client.late_thing if late else client.thing
        found = await crowds(contenders, tasks=100, calls=5, count=6)
    where = "50 ms" if late else "0 ms"
    return [
        Row(
            f"in_flight={name}: {title}, 100 tasks, {where}",
            one.rate,
            "calls/s",
            one.faster_than(found["10"]),
        )
        for name, one in found.items()
    ]
