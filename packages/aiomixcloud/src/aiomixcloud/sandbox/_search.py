"""
Search: a text matches if it contains all words of the query.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ._answers import bad
from ._endpoint import Call
from ._paging import Listing
from ._world import Cloudcast, User


def search(call: Call) -> Listing[Any]:
    """
    Return the list of matches.

    Raises:
        Refusal: The query is missing, or the type is unknown.
    """
    words = call.query.get("q", "").casefold().split()
    if not words:
        raise bad("q is missing")

    def fits(text: str) -> bool:
        return all(word in text.casefold() for word in words)

    kind = call.query.get("type", "cloudcast")
    if kind not in _SEARCHES:
        raise bad(f"type can't be {kind}")
    return _SEARCHES[kind](call, fits)


_Fits = Callable[[str], bool]


def _cloudcasts(call: Call, fits: _Fits) -> Listing[Cloudcast]:
    tags = call.world.tags
    found = [
        cast
        for cast in call.world.visible(call.viewer)
        if fits(" ".join([cast.name, cast.user.name, *(tags[t] for t in cast.tags)]))
    ]
    return Listing(found, call.shapes.cloudcast)


def _users(call: Call, fits: _Fits) -> Listing[User]:
    users = call.world.users.values()
    found = [user for user in users if fits(f"{user.name} {user.username}")]
    return Listing(found, call.shapes.user)


def _tags(call: Call, fits: _Fits) -> Listing[str]:
    found = [slug for slug, name in call.world.tags.items() if fits(f"{name} {slug}")]
    return Listing(found, call.shapes.tag)


_SEARCHES: dict[str, Callable[[Call, _Fits], Listing[Any]]] = {
    "cloudcast": _cloudcasts,
    "user": _users,
    "tag": _tags,
}
