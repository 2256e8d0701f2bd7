"""
The blocking half in a hundred threads.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

from crowd import Crowd, thread_crowds
from measure import pin
from row import Row
from server import server

from asyncspotify.sync import Client

_THREADS = 100
_ARTIST = "0123456789abcdefghijkl"


def rows() -> list[Row]:
    """
    Compare how long the unlucky calls take with those of spotipy.
    """
    pin(0)
    with (
        server() as base,
        Client(None, base_url=f"{base}/late/v1", in_flight=_THREADS) as wide,
        Client(None, base_url=f"{base}/late/v1") as usual,
    ):
        contenders: dict[str, Callable[[], Any]] = {
            "wide": lambda: wide.get_artist(_ARTIST),
            "usual": lambda: usual.get_artist(_ARTIST),
        }
        if find_spec("spotipy") is not None:
            contenders["spotipy"] = _spotipy(base)
        found = thread_crowds(contenders, threads=_THREADS, calls=5, count=8)
    return [*_rows(found), *_spread("in_flight=10", found["usual"])]


def _rows(found: dict[str, Crowd]) -> list[Row]:
    name, late = f"threads: {_THREADS}, 50 ms, in_flight=100", found["wide"].late
    rate = Row(f"{name}, rate", found["wide"].rate, "calls/s")
    spread = _spread("in_flight=100", found["wide"])
    if "spotipy" not in found:
        return [Row.missing(f"{name}, p99", "spotipy"), *spread, rate]
    theirs = found["spotipy"]
    against, faster = late / theirs.late, found["wide"].faster_than(theirs)
    return [
        Row.at_most(1.5, f"{name}, p99", late * 1e3, "ms", against, "spotipy's p99"),
        *spread,
        *_spread("spotipy", theirs),
        Row(f"{name}, rate / spotipy", found["wide"].rate, "calls/s", faster),
    ]


def _spread(name: str, crowd: Crowd) -> list[Row]:
    title = f"threads: {_THREADS}, 50 ms, {name}, p99 / p50"
    return [Row(title, crowd.late * 1e3, "ms", crowd.late / crowd.middle)]


def _spotipy(base: str) -> Callable[[], Any]:
    import spotipy

    client = spotipy.Spotify(auth="token")
    client.prefix = f"{base}/late/v1/"
    return lambda: client.artist(_ARTIST)
