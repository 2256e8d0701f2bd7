"""
``/me/albums`` and the others: the parts of a library.

Listing them stays; the other three endpoints of each are what ``/me/library``
has replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._problems import bad_request
from asyncspotify.sandbox._view import JSON, View

endpoints = Endpoints()


def shelf(
    kind: str,
    most: int,
    shape: Callable[[View, Any], JSON],
    *scopes: str,
    missing: Callable[[datetime], Any] = lambda _: None,
) -> None:
    """
    Add the four endpoints of a part.

    Args:
        kind: What stands there.

        most: How many ids a request may have.

        shape: What an entry of the list looks like.

        scopes: What the list needs beside ``user-library-read``.

        missing: What stands in the list for what was withdrawn.
    """
    path = f"/me/{kind}s"

    def list_saved(call: Call) -> Any:
        pairs = call.me.newest(kind)
        return call.page([(call.world.find(kind, i), at) for i, at in pairs], entry)

    def entry(view: View, saved: tuple[Any, datetime]) -> Any:
        item, at = saved
        return missing(at) if item is None else shape(view, saved)

    def save(call: Call) -> None:
        for one, at in _wanted(call, most):
            if call.world.find(kind, one) is None:
                raise bad_request("Invalid id")
            call.me.kept(kind).setdefault(one, at)

    def remove(call: Call) -> None:
        for one in call.ids(most):
            call.me.kept(kind).pop(one, None)

    def contains(call: Call) -> Any:
        return [one in call.me.kept(kind) for one in call.ids(most)]

    read, modify = "user-library-read", "user-library-modify"
    endpoints.add("GET", path, read, *scopes)(list_saved)
    endpoints.add("PUT", path, modify, withdrawn=True)(save)
    endpoints.add("DELETE", path, modify, withdrawn=True)(remove)
    endpoints.add("GET", f"{path}/contains", read, withdrawn=True)(contains)


def _wanted(call: Call, most: int) -> list[tuple[str, datetime]]:
    """
    What is to be saved, and as of when: tracks can say so.
    """
    stamped = call.field("timestamped_ids", list)
    if stamped is None:
        return [(one, call.world.clock()) for one in call.ids(most)]
    try:
        return [(one["id"], datetime.fromisoformat(one["added_at"])) for one in stamped]
    except (KeyError, TypeError, ValueError):
        raise bad_request("Invalid timestamped_ids") from None


def _bare(view: View, saved: Any) -> JSON:
    """
    Books come without when they were saved, whatever the reference says.
    """
    return shapes.simple_audiobook(view, saved[0])


def _gone_episode(at: datetime) -> JSON:
    """
    An episode that was withdrawn is an object full of nulls.
    """
    names = ("description", "duration_ms", "href", "id", "images", "name", "uri")
    empty = {"type": "episode", **dict.fromkeys(names)}
    return {"added_at": shapes.moment(at), "episode": empty}


shelf("album", 20, shapes.saved("album", shapes.album))
shelf("track", 50, shapes.saved("track", shapes.track))
shelf("show", 50, shapes.saved("show", shapes.simple_show))
shelf("audiobook", 50, _bare)
shelf(
    "episode",
    50,
    shapes.saved("episode", shapes.episode),
    "user-read-playback-position",
    missing=_gone_episode,
)
