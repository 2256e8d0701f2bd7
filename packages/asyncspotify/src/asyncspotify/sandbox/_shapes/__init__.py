"""
The JSON of the service's answers: a function for each shape.

All take a view and a thing. They make what apps with extended access get; what
others do not get is left out later.
"""

from __future__ import annotations

from .audio import analysis, features
from .common import moment
from .music import (
    album,
    artist,
    simple_album,
    simple_artist,
    simple_track,
    track,
)
from .people import me, user
from .player import current, device, play, playable, playback, queue
from .playlists import entry, images, playlist, simple_playlist
from .shelves import category, discography, saved
from .spoken import (
    audiobook,
    chapter,
    episode,
    show,
    simple_audiobook,
    simple_chapter,
    simple_episode,
    simple_show,
)

__all__ = [
    "album",
    "analysis",
    "artist",
    "audiobook",
    "category",
    "chapter",
    "current",
    "device",
    "discography",
    "entry",
    "episode",
    "features",
    "images",
    "me",
    "moment",
    "play",
    "playable",
    "playback",
    "playlist",
    "queue",
    "saved",
    "show",
    "simple_album",
    "simple_artist",
    "simple_audiobook",
    "simple_chapter",
    "simple_episode",
    "simple_playlist",
    "simple_show",
    "simple_track",
    "track",
    "user",
]
