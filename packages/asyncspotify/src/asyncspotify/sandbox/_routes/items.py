"""
What is in playlists: ``/playlists/{id}/items``, and ``/tracks``, its old name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._catalogue import Chapter, Episode, Track
from asyncspotify.sandbox._endpoint import Endpoints, Handler
from asyncspotify.sandbox._people import Entry, Playlist
from asyncspotify.sandbox._problems import bad_request, forbidden
from asyncspotify.sandbox._tiers import ITEMS
from asyncspotify.sandbox._view import JSON

from .playlists import changeable, visible

endpoints = Endpoints()

_MOST = 100
_LONGEST = 10_000


def both(method: str, status: int = 200) -> Callable[[Handler], Handler]:
    """
    Let a handler answer under both names.
    """

    def decorate(handler: Handler) -> Handler:
        path = "/playlists/{id}"
        endpoints.add(method, f"{path}/items", status=status)(handler)
        endpoints.add(method, f"{path}/tracks", status=status, withdrawn=True)(handler)
        return handler

    return decorate


@both("GET")
def list_items(call: Call) -> Any:
    playlist = visible(call)
    if not call.view.sees_items(playlist):
        raise forbidden()
    limit = ITEMS[call.world.tier]
    # The links lead to the old name, which is withdrawn by now.
    at = f"playlists/{playlist.id}/tracks"
    return call.page(playlist.entries, shapes.entry, limit, at=at)


@both("POST", status=201)
def add_items(call: Call) -> Any:
    playlist = changeable(call)
    entries = _entries(call, _uris(call))
    position = call.field("position", int)
    if position is None:
        position = call.query.number("position", None)
    if len(playlist.entries) + len(entries) > _LONGEST:
        raise forbidden("Playlist size limit reached")
    if position is not None and not 0 <= position <= len(playlist.entries):
        raise bad_request("Index out of bounds")
    playlist.insert(entries, position)
    return _snapshot(playlist)


@both("PUT")
def change_items(call: Call) -> Any:
    playlist = changeable(call)
    if "range_start" in call.json:
        _reorder(call, playlist)
    else:
        playlist.replace(_entries(call, _uris(call)))
    return _snapshot(playlist)


@both("DELETE")
def remove_items(call: Call) -> Any:
    playlist = changeable(call)
    named = _named(call)
    seen = _state(call, playlist)
    playlist.remove([entry for one in named for entry in _meant(seen, one)])
    return _snapshot(playlist)


def _uris(call: Call) -> list[Any]:
    uris: list[Any] | None = call.field("uris", list)
    if uris is None:
        if "uris" not in call.query.params:
            raise bad_request("No uris provided")
        uris = [uri for uri in call.query.params["uris"].split(",") if uri]
    if len(uris) > _MOST:
        raise bad_request("You can add a maximum of 100 tracks per request.")
    return uris


def _entries(call: Call, uris: Sequence[Any]) -> list[Entry]:
    items = [call.world.resolve(uri) if isinstance(uri, str) else None for uri in uris]
    for uri, item in zip(uris, items, strict=True):
        if not isinstance(item, Track | Episode | Chapter):
            raise bad_request(f"Invalid track uri: {uri}")
    return [
        call.world.entry(item, call.me)
        for item in items
        if isinstance(item, Track | Episode | Chapter)
    ]


def _reorder(call: Call, playlist: Playlist) -> None:
    seen = _state(call, playlist)
    start = call.field("range_start", int)
    before = call.field("insert_before", int)
    length = call.field("range_length", int)
    length = 1 if length is None else length
    if start is None or before is None:
        raise bad_request("Missing required field: insert_before")
    size = len(seen)
    fits = 0 <= start < size and 0 <= before <= size and 1 <= length <= size - start
    if not fits:
        raise bad_request("Index out of bounds")
    playlist.move(seen, start, length, before)


def _named(call: Call) -> list[JSON]:
    # The old name has its own word for them.
    word = "items" if "items" in call.json else "tracks"
    named: list[Any] | None = call.field(word, list)
    if not named or not all(isinstance(one, dict) and "uri" in one for one in named):
        raise bad_request("Missing required field: items")
    if len(named) > _MOST:
        raise bad_request("You can remove a maximum of 100 tracks per request.")
    return named


def _state(call: Call, playlist: Playlist) -> list[Entry]:
    """
    The playlist as the caller knows it.
    """
    snapshot = call.field("snapshot_id", str) or playlist.snapshot_id
    if snapshot not in playlist.snapshots:
        raise bad_request("Invalid snapshot id")
    return playlist.snapshots[snapshot]


def _meant(seen: Sequence[Entry], one: JSON) -> list[Entry]:
    """
    The entries that a removal names: all with a URI, or some of them.
    """
    positions = one.get("positions")
    if positions is None:
        return [entry for entry in seen if entry.uri == one["uri"]]
    valid = range(len(seen))
    if any(n not in valid or seen[n].uri != one["uri"] for n in positions):
        raise bad_request("Could not remove tracks, please check parameters.")
    return [seen[n] for n in positions]


def _snapshot(playlist: Playlist) -> JSON:
    return {"snapshot_id": playlist.snapshot_id}
