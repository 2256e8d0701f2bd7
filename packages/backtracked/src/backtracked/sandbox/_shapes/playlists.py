"""
Playlists.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from backtracked.sandbox._world import Item, Playlist, World

from .songs import media

JSON: TypeAlias = dict[str, Any]


def playlist(playlist: Playlist) -> JSON:
    """
    A playlist.
    """
    return {
        "_id": playlist.id,
        "name": playlist.name,
        "status": 1,
        "removed": False,
        "isPublic": playlist.is_public,
        "created": playlist.created,
        "type": playlist.type,
        "fkid": playlist.fkid,
        "userid": playlist.user.id,
        "__v": 0,
        "totalItems": len(playlist.items),
    }


def item(world: World, playlist: Playlist, item: Item) -> JSON:
    """
    An item of a playlist; a medium that was purged is null there.
    """
    known = item.media.id in world.media
    return {
        "_id": item.id,
        "added": item.added,
        "songid": item.media.id,
        "playlistid": item.playlist_id,
        "order": playlist.items.index(item),
        "_song": media(item.media) if known else None,
        "__v": 0,
    }
