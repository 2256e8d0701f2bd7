"""
``/me/library``: what users save and follow, since 2026.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._catalogue import Item
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._ids import read_uri
from asyncspotify.sandbox._people import Playlist, User
from asyncspotify.sandbox._problems import bad_request

endpoints = Endpoints()

_MOST = 40
_FOLLOWED = {"artist", "user"}
_SAVED = {"album", "audiobook", "episode", "show", "track"}
_KINDS = _SAVED | _FOLLOWED | {"playlist"}


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
    things = _things(call)
    call.need(*{_scope(thing, "read") for thing in things if thing is not None})
    return [t is not None and t.id in call.me.kept(t.kind) for t in things]


def _changed(call: Call) -> list[Item | User | Playlist]:
    found = _things(call)
    things = [thing for thing in found if thing is not None]
    if len(things) < len(found):
        raise bad_request("Invalid uri")
    call.need(*{_scope(thing, "modify") for thing in things})
    return things


def _things(call: Call) -> list[Item | User | Playlist | None]:
    """
    What the URIs name; ``None`` for a well-formed one of nothing.
    """
    _ = call.me
    uris = call.query.words("uris", _MOST)
    read = [read_uri(uri) for uri in uris]
    if not all(one is not None and one.kind in _KINDS for one in read):
        raise bad_request("Invalid uri")
    return [call.world.resolve(uri) for uri in uris]


def _scope(thing: Item | User | Playlist, verb: str) -> str:
    if thing.kind in _FOLLOWED:
        return f"user-follow-{verb}"
    if thing.kind in _SAVED:
        return f"user-library-{verb}"
    return "playlist-read-private" if verb == "read" else "playlist-modify-public"
