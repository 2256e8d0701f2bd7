"""
``/me/library``: one place for all that users save and follow, since 2026.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._catalogue import Item
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._people import Playlist, User
from asyncspotify.sandbox._problems import bad_request

endpoints = Endpoints()

_MOST = 40
_FOLLOWED = {"artist", "user"}
_SAVED = {"album", "audiobook", "episode", "show", "track"}


@endpoints.add("PUT", "/me/library")
def save(call: Call) -> None:
    now = call.world.clock()
    for thing in _changed(call):
        call.me.kept(thing.kind).setdefault(thing.id, now)


@endpoints.add("DELETE", "/me/library")
def remove(call: Call) -> None:
    for thing in _changed(call):
        call.me.kept(thing.kind).pop(thing.id, None)


@endpoints.add("GET", "/me/library/contains")
def contains(call: Call) -> Any:
    things = _things(call, _SAVED | _FOLLOWED | {"playlist"})
    call.need(*{_scope(thing, "read") for thing in things})
    return [thing.id in call.me.kept(thing.kind) for thing in things]


def _changed(call: Call) -> list[Item | User | Playlist]:
    things = _things(call, _SAVED | {"user", "playlist"})
    call.need(*{_scope(thing, "modify") for thing in things})
    return things


def _things(call: Call, kinds: set[str]) -> list[Item | User | Playlist]:
    _ = call.me
    uris = call.query.words("uris", _MOST)
    things = [call.world.resolve(uri) for uri in uris]
    known = [thing for thing in things if thing is not None and thing.kind in kinds]
    if len(known) < len(uris):
        raise bad_request("Invalid uri")
    return known


def _scope(thing: Item | User | Playlist, verb: str) -> str:
    if thing.kind in _FOLLOWED:
        return f"user-follow-{verb}"
    if thing.kind in _SAVED:
        return f"user-library-{verb}"
    return "playlist-read-private" if verb == "read" else "playlist-modify-public"
