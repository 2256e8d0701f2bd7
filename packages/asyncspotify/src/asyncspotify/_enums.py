"""
The words that the service has for kinds of things.

They are strings, so they compare with the words themselves, and the service may
add to them: an attribute with a word that is not here is that word, a `str`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class AlbumType(StrEnum):
    """What sort of album it is."""

    ALBUM = "album"
    SINGLE = "single"
    COMPILATION = "compilation"
    EP = "ep"


class AlbumGroup(StrEnum):
    """How an album is related to the artist whose albums were asked for."""

    ALBUM = "album"
    SINGLE = "single"
    COMPILATION = "compilation"
    APPEARS_ON = "appears_on"


class DatePrecision(StrEnum):
    """How much of a date is known."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


class RepeatState(StrEnum):
    """What is played over and over."""

    OFF = "off"
    TRACK = "track"
    CONTEXT = "context"


class PlayingType(StrEnum):
    """What is playing."""

    TRACK = "track"
    EPISODE = "episode"
    AD = "ad"
    UNKNOWN = "unknown"


class TimeRange(StrEnum):
    """How far back the user's taste is looked at."""

    LONG_TERM = "long_term"
    MEDIUM_TERM = "medium_term"
    SHORT_TERM = "short_term"


class ItemType(StrEnum):
    """What can be searched for."""

    TRACK = "track"
    ALBUM = "album"
    ARTIST = "artist"
    PLAYLIST = "playlist"
    SHOW = "show"
    EPISODE = "episode"
    AUDIOBOOK = "audiobook"


class PlayerReason(StrEnum):
    """Why the player refused a command."""

    NO_PREV_TRACK = "NO_PREV_TRACK"
    NO_NEXT_TRACK = "NO_NEXT_TRACK"
    NO_SPECIFIC_TRACK = "NO_SPECIFIC_TRACK"
    ALREADY_PAUSED = "ALREADY_PAUSED"
    NOT_PAUSED = "NOT_PAUSED"
    NOT_PLAYING_LOCALLY = "NOT_PLAYING_LOCALLY"
    NOT_PLAYING_TRACK = "NOT_PLAYING_TRACK"
    NOT_PLAYING_CONTEXT = "NOT_PLAYING_CONTEXT"
    ENDLESS_CONTEXT = "ENDLESS_CONTEXT"
    CONTEXT_DISALLOW = "CONTEXT_DISALLOW"
    ALREADY_PLAYING = "ALREADY_PLAYING"
    RATE_LIMITED = "RATE_LIMITED"
    REMOTE_CONTROL_DISALLOW = "REMOTE_CONTROL_DISALLOW"
    DEVICE_NOT_CONTROLLABLE = "DEVICE_NOT_CONTROLLABLE"
    VOLUME_CONTROL_DISALLOW = "VOLUME_CONTROL_DISALLOW"
    NO_ACTIVE_DEVICE = "NO_ACTIVE_DEVICE"
    PREMIUM_REQUIRED = "PREMIUM_REQUIRED"
    UNKNOWN = "UNKNOWN"


def read_album_type(value: Any) -> AlbumType | str | None:
    """Read an album's type, which old answers have in capitals."""
    if value is None:
        return None
    if isinstance(value, str):
        return _ALBUM_TYPES.get(value) or _ALBUM_TYPES.get(value.lower(), value)
    raise ValueError("no type of an album")


_ALBUM_TYPES: dict[str, AlbumType] = {one.value: one for one in AlbumType}
