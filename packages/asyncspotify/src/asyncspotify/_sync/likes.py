# Generated from _async/likes.py by `nox -s twins`: do not edit.
"""
What may be given where something of the service is wanted.

Text is an id, a URI or a link, a short one too.
"""

from __future__ import annotations

from typing import TypeAlias

from .._models.parts import Category, Device
from .._uris import SpotifyURI
from .models.music import SimpleAlbum, SimpleArtist, SimpleTrack
from .models.people import PublicUser
from .models.playlist import SimplePlaylist
from .models.spoken import SimpleAudiobook, SimpleChapter, SimpleEpisode, SimpleShow

AlbumLike: TypeAlias = str | SpotifyURI | SimpleAlbum
ArtistLike: TypeAlias = str | SpotifyURI | SimpleArtist
AudiobookLike: TypeAlias = str | SpotifyURI | SimpleAudiobook
ChapterLike: TypeAlias = str | SpotifyURI | SimpleChapter
EpisodeLike: TypeAlias = str | SpotifyURI | SimpleEpisode
PlaylistLike: TypeAlias = str | SpotifyURI | SimplePlaylist
ShowLike: TypeAlias = str | SpotifyURI | SimpleShow
TrackLike: TypeAlias = str | SpotifyURI | SimpleTrack
UserLike: TypeAlias = str | SpotifyURI | PublicUser

#: What can be played, queued, and put into a playlist. A bare id is a track's.
PlayableLike: TypeAlias = TrackLike | EpisodeLike | ChapterLike

#: What can be kept in the library. Text is a URI or a link here.
KeptLike: TypeAlias = (
    PlayableLike
    | AlbumLike
    | ArtistLike
    | AudiobookLike
    | PlaylistLike
    | ShowLike
    | UserLike
)

#: An id, or what the service says of a device or category.
DeviceLike: TypeAlias = str | Device
CategoryLike: TypeAlias = str | Category
