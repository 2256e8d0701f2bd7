"""
What options and arguments may be. Jobs are imported late, and these are not.
"""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What can be searched for."""

    TRACK = "track"
    ALBUM = "album"
    ARTIST = "artist"
    PLAYLIST = "playlist"
    SHOW = "show"
    EPISODE = "episode"
    AUDIOBOOK = "audiobook"


class Files(StrEnum):
    """Formats of the files in a folder."""

    JSON = "json"
    CSV = "csv"


class Part(StrEnum):
    """A part of what a user has."""

    LIKES = "likes"
    ALBUMS = "albums"
    EPISODES = "episodes"
    SHOWS = "shows"
    AUDIOBOOKS = "audiobooks"
    ARTISTS = "artists"
    PLAYLISTS = "playlists"


class Same(StrEnum):
    """What makes two entries of a playlist duplicates."""

    #: The same track of the service.
    URI = "uri"
    #: The same recording (ISRC), on whatever album.
    RECORDING = "recording"
    #: The same name by the same artists.
    NAME = "name"


class Order(StrEnum):
    """What a playlist is sorted by."""

    NAME = "name"
    ARTIST = "artist"
    ALBUM = "album"
    RELEASED = "released"
    ADDED = "added"
    DURATION = "duration"


class By(StrEnum):
    """What listening is added up by."""

    YEAR = "year"
    MONTH = "month"
    WEEKDAY = "weekday"
    HOUR = "hour"
    ARTIST = "artist"
    ALBUM = "album"
    TRACK = "track"
    SHOW = "show"


class Top(StrEnum):
    """What there are ranks of."""

    ARTISTS = "artists"
    TRACKS = "tracks"
    ALBUMS = "albums"
    SHOWS = "shows"


class Period(StrEnum):
    """A period that Spotify has ranks for."""

    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"
