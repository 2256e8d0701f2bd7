"""
What 5,000 kept playlist items weigh.
"""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from importlib.util import find_spec
from statistics import median
from typing import Any

from measure import resident, rounds
from row import Row
from server import RICH_PER_PAGE, RICH_TOTAL, server

_PLAYLIST = "0123456789abcdefghijkl"


def rows() -> list[Row]:
    """
    Compare the models of asyncspotify with the dicts of spotipy.
    """
    name = f"memory: {RICH_TOTAL:,} playlist items kept"
    ways: dict[str, Callable[[str], float]] = {"ours": _ours, "lean": _lean}
    if find_spec("spotipy") is not None:
        ways["spotipy"] = _spotipy
    found: dict[str, list[float]] = {way: [] for way in ways}
    with server() as base:
        for _ in range(rounds(5)):
            for way, run in ways.items():
                found[way].append(_apart(run, f"{base}/rich/v1"))
    grown = {way: median(sizes) / 1e6 for way, sizes in found.items()}
    if "spotipy" not in grown:
        return [Row(name, grown["ours"], "MB"), Row.missing(name, "spotipy")]
    of = grown["spotipy"]
    return [
        Row.at_most(
            1, name, grown["ours"], "MB", grown["ours"] / of, "spotipy's dicts"
        ),
        Row(f"{name}, keep_raw=False", grown["lean"], "MB", grown["lean"] / of),
    ]


def _apart(run: Callable[[str], float], base: str) -> float:
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=spawn) as process:
        return process.submit(run, base).result()


def _ours(base: str) -> float:
    return asyncio.run(_listed(base, keep_raw=True))


def _lean(base: str) -> float:
    return asyncio.run(_listed(base, keep_raw=False))


async def _listed(base: str, *, keep_raw: bool) -> float:
    from asyncspotify import Client

    async with Client(
        None, base_url=base, keep_raw=keep_raw, tier="extended"
    ) as client:
        items = client.list_playlist_items(_PLAYLIST, page_size=RICH_PER_PAGE)
        await items.first()
        before = _settled()
        kept = await items.collect()
        grown = _settled() - before
    assert len(kept) == RICH_TOTAL
    return grown


def _spotipy(base: str) -> float:
    import spotipy

    client = spotipy.Spotify(auth="token")
    client.prefix = f"{base}/"

    def page(offset: int) -> Any:
        answer: Any = client.playlist_items(
            _PLAYLIST, limit=RICH_PER_PAGE, offset=offset
        )
        return answer["items"]

    page(0)
    before = _settled()
    offsets = range(0, RICH_TOTAL, RICH_PER_PAGE)
    kept = [item for offset in offsets for item in page(offset)]
    grown = _settled() - before
    assert len(kept) == RICH_TOTAL
    return grown


def _settled() -> int:
    gc.collect()
    return resident()
