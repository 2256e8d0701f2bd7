"""
The endpoints, a module for each resource.
"""

from __future__ import annotations

from . import (
    accounts,
    audio,
    browse,
    following,
    items,
    library,
    music,
    player,
    playlists,
    recommendations,
    saved,
    search,
    spoken,
    users,
)

ROUTES = [
    *accounts.ROUTES,
    *audio.endpoints,
    *browse.endpoints,
    *following.endpoints,
    *items.endpoints,
    *library.endpoints,
    *music.endpoints,
    *player.endpoints,
    # Before those of users, whose ids may end in /playlists.
    *playlists.endpoints,
    *recommendations.endpoints,
    *saved.endpoints,
    *search.endpoints,
    *spoken.endpoints,
    *users.endpoints,
]
