"""
``/me/following``.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox import _shapes as shapes
from asyncspotify.sandbox._call import Call
from asyncspotify.sandbox._endpoint import Endpoints
from asyncspotify.sandbox._problems import bad_request
from asyncspotify.sandbox._tiers import USUAL

endpoints = Endpoints()

_MOST = 50


@endpoints.add("GET", "/me/following", "user-follow-read")
def list_followed(call: Call) -> Any:
    if call.query.required("type") != "artist":
        raise bad_request("Invalid type")
    limit, after = call.query.limit(USUAL), call.query.text("after")
    ids = list(call.me.kept("artist"))
    if after is not None and after not in ids:
        raise bad_request("Invalid cursor")
    start = 0 if after is None else ids.index(after) + 1
    shown = ids[start : start + limit]
    more = shown[-1] if start + limit < len(ids) else None
    query = {"type": "artist", "limit": limit}
    artists = call.world.catalogue.artists
    return {
        "artists": {
            "cursors": {"after": more},
            "href": call.link(**query, **({"after": after} if after else {})),
            "items": [shapes.artist(call.view, artists[one]) for one in shown],
            "limit": limit,
            "next": call.link(**query, after=more) if more else None,
            "total": len(ids),
        }
    }


@endpoints.add("PUT", "/me/following", "user-follow-modify", status=204, withdrawn=True)
def follow(call: Call) -> None:
    kind, ids = _named(call)
    for one in ids:
        if call.world.find(kind, one) is None:
            raise bad_request("Invalid id")
        call.me.kept(kind).setdefault(one, call.world.clock())


@endpoints.add(
    "DELETE", "/me/following", "user-follow-modify", status=204, withdrawn=True
)
def unfollow(call: Call) -> None:
    kind, ids = _named(call)
    for one in ids:
        call.me.kept(kind).pop(one, None)


@endpoints.add("GET", "/me/following/contains", "user-follow-read", withdrawn=True)
def contains(call: Call) -> Any:
    kind, ids = _named(call)
    return [one in call.me.kept(kind) for one in ids]


def _named(call: Call) -> tuple[str, list[str]]:
    kind = call.query.required("type")
    if kind not in {"artist", "user"}:
        raise bad_request("Invalid type")
    # The ids of users have no form.
    listed = call.field("ids", list)
    ids = listed if listed is not None else call.query.words("ids", _MOST)
    return (kind, ids) if kind == "user" else (kind, call.ids(_MOST))
