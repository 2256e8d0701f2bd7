"""
What requests carry.
"""

from __future__ import annotations

from typing import Any

#: The service's names for a room's settings.
_SETTINGS = {
    "name": "name",
    "description": "description",
    "password": "roomPassword",
    "display": "roomDisplay",
    "type": "roomType",
    "embed": "roomEmbed",
    "max_song_length": "maxLengthSong",
    "max_queue_length": "maxSongQueueLength",
    "max_repeat_distance": "timeSongQueueRepeat",
    "limit_queue": "limitQueueLength",
    "queue_locked": "lockQueue",
    "dj_recycle": "recycleDJ",
    "in_lobby": "displayInLobby",
    "in_search": "displayInSearch",
    "dj_in_queue": "displayDJinQueue",
    "user_join": "displayUserJoin",
    "user_leave": "displayUserLeave",
    "user_grab": "displayUserGrab",
    "welcome_message": "welcomeMessage",
    "meta_description": "metaDescription",
}


def room_settings(settings: dict[str, Any]) -> dict[str, Any]:
    """
    Return settings as the service names and spells them.

    Raises:
        TypeError: One is unknown.
    """
    known = _SETTINGS | {name: name for name in _SETTINGS.values()}
    unknown = settings.keys() - known.keys()
    if unknown:
        raise TypeError(f"not a room's settings: {', '.join(sorted(unknown))}")
    return {
        known[name]: int(value) if isinstance(value, bool) else value
        for name, value in settings.items()
    }
