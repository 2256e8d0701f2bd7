"""
The endpoints, a module for each resource.
"""

from __future__ import annotations

from . import (
    auth,
    chat,
    members,
    messages,
    moderation,
    playing,
    playlists,
    queue,
    rooms,
    roster,
    songs,
    users,
)

# Paths with fewer names in them come first: "/chat/kick/…" is no role.
ROUTES = [
    *auth.endpoints,
    *roster.endpoints,
    *rooms.endpoints,
    *members.endpoints,
    *playing.endpoints,
    *queue.endpoints,
    *moderation.endpoints,
    *chat.endpoints,
    *users.endpoints,
    *songs.endpoints,
    *playlists.endpoints,
    *messages.endpoints,
]
