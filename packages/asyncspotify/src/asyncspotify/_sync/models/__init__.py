# Generated from _async/models/__init__.py by `nox -s twins`: do not edit.
"""
The models with methods that wait.
"""

from __future__ import annotations

from .music import (
    FullAlbum,
    FullArtist,
    FullTrack,
    Recommendations,
    SavedAlbum,
    SavedTrack,
    SimpleAlbum,
    SimpleArtist,
    SimpleTrack,
)
from .people import PrivateUser, PublicUser
from .player import CurrentlyPlaying, CurrentlyPlayingContext, PlayHistory, Queue
from .playlist import (
    FullPlaylist,
    PlaylistChapter,
    PlaylistEntry,
    PlaylistEpisode,
    PlaylistOther,
    PlaylistTrack,
    SimplePlaylist,
)
from .spoken import (
    FullAudiobook,
    FullChapter,
    FullEpisode,
    FullShow,
    SavedAudiobook,
    SavedEpisode,
    SavedShow,
    SimpleAudiobook,
    SimpleChapter,
    SimpleEpisode,
    SimpleShow,
)

__all__ = [
    "CurrentlyPlaying",
    "CurrentlyPlayingContext",
    "FullAlbum",
    "FullArtist",
    "FullAudiobook",
    "FullChapter",
    "FullEpisode",
    "FullPlaylist",
    "FullShow",
    "FullTrack",
    "PlayHistory",
    "PlaylistChapter",
    "PlaylistEntry",
    "PlaylistEpisode",
    "PlaylistOther",
    "PlaylistTrack",
    "PrivateUser",
    "PublicUser",
    "Queue",
    "Recommendations",
    "SavedAlbum",
    "SavedAudiobook",
    "SavedEpisode",
    "SavedShow",
    "SavedTrack",
    "SimpleAlbum",
    "SimpleArtist",
    "SimpleAudiobook",
    "SimpleChapter",
    "SimpleEpisode",
    "SimplePlaylist",
    "SimpleShow",
    "SimpleTrack",
]
