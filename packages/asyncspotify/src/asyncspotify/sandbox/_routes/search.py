"""
``/search``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._problems import bad_request
from asyncspotify.sandbox._search import search
from asyncspotify.sandbox._tiers import SMALL

endpoints = Endpoints()

_SHAPES: Mapping[str, Callable[..., Any]] = {
    "album": shapes.simple_album,
    "artist": shapes.artist,
    "audiobook": shapes.simple_audiobook,
    "episode": shapes.simple_episode,
    "playlist": shapes.simple_playlist,
    "show": shapes.simple_show,
    "track": shapes.track,
}
_SPOKEN = {"audiobook", "episode", "show"}
_FURTHEST = 1000


@endpoints.add("GET", "/search", cached=True)
def find(call: Call) -> Any:
    query = call.query.search_text()
    if not (types := call.query.text("type")):
        raise bad_request("Missing parameter type")
    kinds = types.split(",")
    if not _SHAPES.keys() >= set(kinds):
        raise bad_request(f"Bad search type field {types}")
    call.query.offset(_FURTHEST)
    return {f"{kind}s": _hits(call, kind, query) for kind in kinds}


def _hits(call: Call, kind: str, query: str) -> Any:
    found = search(call.view, kind, query)
    if kind in _SPOKEN and not call.view.country:
        found = []
    # Each kind is paged through by itself. The links call the text by another name.
    size = SMALL[call.world.tier]
    return call.page(found, _SHAPES[kind], size, q=None, query=query, type=kind)
