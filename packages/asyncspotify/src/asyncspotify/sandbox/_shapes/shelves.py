"""
What holds other things: shelves, libraries, discographies.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeAlias

from asyncspotify.sandbox._catalogue import Album, Category
from asyncspotify.sandbox._view import JSON, View

from .common import moment
from .music import simple_album

#: Something that was saved, and when.
Saved: TypeAlias = tuple[Any, datetime]


def category(view: View, category: Category) -> JSON:
    """
    A shelf of playlists.
    """
    url = f"https://t.scdn.co/images/{category.id}.jpeg"
    return {
        "href": view.link(f"browse/categories/{category.id}"),
        "icons": [{"height": 274, "url": url, "width": 274}],
        "id": category.id,
        "name": category.name,
    }


def discography(view: View, one: tuple[str, Album]) -> JSON:
    """
    An album among those of an artist, with the group it is in.
    """
    group, album = one
    return {**simple_album(view, album), "album_group": group}


def saved(
    kind: str, shape: Callable[[View, Any], JSON]
) -> Callable[[View, Saved], JSON]:
    """
    Make the shape for something that was saved.
    """

    def write(view: View, saved: Saved) -> JSON:
        item, at = saved
        return {"added_at": moment(at), kind: shape(view, item)}

    return write
