"""
What all shapes have.
"""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

from asyncspotify.sandbox._catalogue import Item
from asyncspotify.sandbox._ids import new_hash
from asyncspotify.sandbox._people import Playlist, User
from asyncspotify.sandbox._view import JSON, View


def identity(view: View, thing: Item | User | Playlist) -> JSON:
    """
    What says which thing it is, and where.
    """
    name = quote(thing.id, safe="")
    return {
        **external_urls(thing.uri),
        "href": view.link(f"{thing.kind}s/{name}"),
        "id": thing.id,
        "type": thing.kind,
        "uri": thing.uri,
    }


def external_urls(uri: str) -> JSON:
    """
    Where people find it.
    """
    _, kind, name = uri.split(":", 2)
    public = f"https://open.spotify.com/{kind}/{quote(name, safe='')}"
    return {"external_urls": {"spotify": public}}


def pictures(thing: Item | User, *sizes: int) -> list[JSON]:
    """
    Pictures in some sizes.
    """
    return [
        {
            "url": f"https://i.scdn.co/image/{new_hash(thing.id, size)}",
            "height": size,
            "width": size,
        }
        for size in sizes
    ]


def followers(view: View, thing: Item | User | Playlist) -> JSON:
    """
    How many follow it. The address is always null.
    """
    return {"href": None, "total": view.world.followers_of(thing)}


def moment(time: datetime) -> str:
    """
    A point in time, to the second.
    """
    return time.strftime("%Y-%m-%dT%H:%M:%SZ")
