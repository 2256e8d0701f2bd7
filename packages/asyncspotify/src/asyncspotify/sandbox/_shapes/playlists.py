"""
Playlists, in the shapes of before and after 2026.

Before, their items are ``tracks``, each with a ``track``; since then they are
``items``, each with an ``item``. Apps with extended access get both.
"""

from __future__ import annotations

from typing import Any

from asyncspotify.sandbox._catalogue import LocalTrack, Track
from asyncspotify.sandbox._ids import new_hash
from asyncspotify.sandbox._people import Entry, Playlist
from asyncspotify.sandbox._view import JSON, View

from .common import followers, identity, moment
from .people import owner
from .player import playable

_EMBEDDED = 100


def simple_playlist(view: View, playlist: Playlist) -> JSON:
    """
    A playlist, as it stands in lists: without its items.
    """
    path, total = f"playlists/{playlist.id}", len(playlist.entries)
    return {
        **_about(view, playlist),
        **_both(
            view,
            playlist,
            items={"href": view.link(f"{path}/items"), "total": total},
            tracks={"href": view.link(f"{path}/tracks"), "total": total},
        ),
    }


def playlist(view: View, playlist: Playlist) -> JSON:
    """
    A playlist, with its first items.
    """
    path, entries = f"playlists/{playlist.id}", playlist.entries
    return {
        **_about(view, playlist),
        "followers": followers(view, playlist),
        **_both(
            view,
            playlist,
            items=view.page(f"{path}/tracks", entries, entry, limit=_EMBEDDED),
            tracks=view.page(f"{path}/tracks", entries, entry, limit=_EMBEDDED),
        ),
    }


def entry(view: View, entry: Entry) -> JSON:
    """
    A place in a playlist; what was there may be gone.
    """
    item = view.world.present(entry.item)
    shown = None if item is None else _flagged(view, item)
    by = identity(view, entry.added_by)
    return {
        "added_at": moment(entry.added_at),
        "added_by": by,
        "is_local": isinstance(entry.item, LocalTrack),
        "item": shown,
        "primary_color": None,
        "video_thumbnail": {"url": None},
        **({} if view.is_development else {"track": shown}),
    }


def images(_: View, playlist: Playlist) -> list[JSON]:
    """
    The cover: one picture if it was uploaded, else the first item's.
    """
    if playlist.cover is not None:
        name = new_hash(playlist.id, playlist.cover.hex())
        url = f"https://image-cdn-ak.spotifycdn.com/image/{name}"
        return [{"height": None, "url": url, "width": None}]
    if not playlist.entries:
        return []
    url = f"https://mosaic.scdn.co/640/{new_hash(playlist.snapshot_id)}"
    return [{"height": 640, "url": url, "width": 640}]


def _about(view: View, playlist: Playlist) -> JSON:
    return {
        **identity(view, playlist),
        "collaborative": playlist.collaborative,
        "description": playlist.description,
        # The service says null rather than an empty list here.
        "images": images(view, playlist) or None,
        "name": playlist.name,
        "owner": owner(view, playlist.owner),
        "primary_color": None,
        "public": playlist.public,
        "snapshot_id": playlist.snapshot_id,
    }


def _both(view: View, playlist: Playlist, *, items: JSON, tracks: JSON) -> JSON:
    if not view.sees_items(playlist):
        return {}
    return (
        {"items": items} if view.is_development else {"items": items, "tracks": tracks}
    )


def _flagged(view: View, item: Any) -> JSON:
    is_track = isinstance(item, Track | LocalTrack)
    return {**playable(view, item), "episode": not is_track, "track": is_track}
