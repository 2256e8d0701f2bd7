"""
From the bytes of a page to models.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from statistics import median
from typing import Any

import catalogue
import orjson
import playlist
import structs
from measure import Times, pin, ratio, turns
from row import Row

_BASE = "json.loads"
_OURS = "bound models, raw kept"


def rows() -> list[Row]:
    """
    Compare models with bare parsing, and with the models of others.
    """
    pin(0)
    times = turns(_contenders(playlist.page()), 250)
    return [_row(name, times) for name in times]


def _row(name: str, times: Times) -> Row:
    value, against = median(times[name]) * 1e6, ratio(times, name, _BASE)
    title = f"decode: {name}"
    if name == _OURS:
        return Row.at_most(1.15, title, value, "µs", against, _BASE)
    return Row(title, value, "µs", against)


def _contenders(page: bytes) -> dict[str, Callable[[], Any]]:
    return {
        _BASE: lambda: json.loads(page),
        "orjson.loads": lambda: orjson.loads(page),
        _OURS: _reader(page, keep_raw=True),
        "bound models, keep_raw=False": _reader(page, keep_raw=False),
        "msgspec Structs, neither": structs.reader(page),
    }


def _reader(page: bytes, *, keep_raw: bool) -> Callable[[], Any]:
    codec, client, into = catalogue.codec(), object(), catalogue.PlaylistPage

    def read() -> Any:
        data = orjson.loads(page)
        return codec.structure(data, into, client=client, keep_raw=keep_raw)

    assert read().items[0].track.album.client is client
    return read
