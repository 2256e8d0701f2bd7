# Generated from _async/models/__init__.py by `nox -s twins`: do not edit.
"""
The models, those with methods that wait.
"""

from __future__ import annotations

from .album import FullAlbum, SimpleAlbum
from .artist import FullArtist, SimpleArtist
from .audiobook import FullAudiobook, FullChapter, SimpleAudiobook, SimpleChapter
from .full_track import FullTrack
from .player import CurrentlyPlaying, CurrentlyPlayingContext, PlayHistory, Queue
from .playlist import FullPlaylist, SimplePlaylist
from .playlist_item import PlaylistEntry, PlaylistEpisode, PlaylistTrack
from .podcast import FullEpisode, FullShow, SimpleEpisode, SimpleShow
from .recommendations import Recommendations
from .saved import SavedAlbum, SavedAudiobook, SavedEpisode, SavedShow, SavedTrack
from .track import SimpleTrack
from .user import PrivateUser, PublicUser

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
    "PlaylistEntry",
    "PlaylistEpisode",
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
