# Generated from _async/resources/search_kinds.py by `nox -s twins`: do not edit.
"""
Search for objects of one kind.
"""

from __future__ import annotations

from typing import ClassVar

from ..making import Finder, FirstFinder, finder, first_finder
from ..models import (
    FullArtist,
    FullTrack,
    SimpleAlbum,
    SimpleAudiobook,
    SimpleEpisode,
    SimplePlaylist,
    SimpleShow,
)
from .search import Search


class SearchKinds(Search):
    """Search for objects of one kind: some hits, or the first."""

    search_tracks: ClassVar[Finder[FullTrack]] = finder(FullTrack, "tracks")
    search_albums: ClassVar[Finder[SimpleAlbum]] = finder(SimpleAlbum, "albums")
    search_artists: ClassVar[Finder[FullArtist]] = finder(FullArtist, "artists")
    search_playlists: ClassVar[Finder[SimplePlaylist]] = finder(
        SimplePlaylist, "playlists"
    )
    search_shows: ClassVar[Finder[SimpleShow]] = finder(SimpleShow, "shows")
    search_episodes: ClassVar[Finder[SimpleEpisode]] = finder(SimpleEpisode, "episodes")
    search_audiobooks: ClassVar[Finder[SimpleAudiobook]] = finder(
        SimpleAudiobook, "audiobooks"
    )

    search_track: ClassVar[FirstFinder[FullTrack]] = first_finder(FullTrack, "track")
    search_album: ClassVar[FirstFinder[SimpleAlbum]] = first_finder(
        SimpleAlbum, "album"
    )
    search_artist: ClassVar[FirstFinder[FullArtist]] = first_finder(
        FullArtist, "artist"
    )
    search_show: ClassVar[FirstFinder[SimpleShow]] = first_finder(SimpleShow, "show")
    search_episode: ClassVar[FirstFinder[SimpleEpisode]] = first_finder(
        SimpleEpisode, "episode"
    )
    search_audiobook: ClassVar[FirstFinder[SimpleAudiobook]] = first_finder(
        SimpleAudiobook, "audiobook"
    )
    search_playlist: ClassVar[FirstFinder[SimplePlaylist]] = first_finder(
        SimplePlaylist, "playlist"
    )
