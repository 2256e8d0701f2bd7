"""
``/me`` and ``/users``.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._people import User
from asyncspotify.sandbox._problems import bad_request, not_found

endpoints = Endpoints()

_RANGES = {"short_term", "medium_term", "long_term"}


@endpoints.add("GET", "/me")
def get_me(call: Call) -> Any:
    return shapes.me(call.view, call.me)


# Any character may be in a user's id, a slash too.
@endpoints.add("GET", "/users/{user:path}", withdrawn=True)
def get_user(call: Call) -> Any:
    return shapes.user(call.view, the_user(call))


@endpoints.add("GET", "/me/top/artists", "user-top-read")
def list_top_artists(call: Call) -> Any:
    return call.page(_top(call, "artist"), shapes.artist)


@endpoints.add("GET", "/me/top/tracks", "user-top-read")
def list_top_tracks(call: Call) -> Any:
    return call.page(_top(call, "track"), shapes.track)


def the_user(call: Call) -> User:
    """
    The user that the path names.
    """
    user = call.world.users.get(call.path["user"])
    if user is None:
        raise not_found()
    return user


def _top(call: Call, kind: str) -> list[Any]:
    if (span := call.query.text("time_range") or "medium_term") not in _RANGES:
        raise bad_request("Invalid time_range")
    ids = call.me.top.get(f"{kind}:{span}", [])
    found = (call.world.find(kind, one) for one in ids)
    return [one for one in found if one is not None]
