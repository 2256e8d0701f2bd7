"""
Audio features and audio analysis, which only apps with extended access get.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

import attrs

from clientcore import wire

from .._dates import seconds
from ..audioanalysis import Section, Segment, TimeInterval, Track
from .base import SpotifyObject, Timed

N = TypeVar("N", TimeInterval, Section, Segment, Track)

#: Values in seconds.
_LENGTHS = frozenset(
    {
        "start",
        "duration",
        "loudness_max_time",
        "offset_seconds",
        "window_seconds",
        "end_of_fade_in",
        "start_of_fade_out",
    }
)


def _read(kind: type[N], data: dict[str, Any]) -> N:
    values: dict[str, Any] = {
        name: seconds(data.get(name)) if name in _LENGTHS else data.get(name)
        for name in kind._fields
    }
    return kind(**values)


def _all(kind: type[N]) -> dict[str, Any]:
    """Return the metadata of a list of *kind*. Unknown keys are ignored."""

    def read(value: Any) -> list[N]:
        items = value if isinstance(value, list) else []
        return [_read(kind, one) for one in items if isinstance(one, dict)]

    return wire(hook=read)


def _read_track(value: Any) -> Track | None:
    return _read(Track, value) if isinstance(value, dict) else None


@attrs.define(kw_only=True, eq=False, repr=False)
class AudioFeatures(Timed, SpotifyObject):
    """
    The audio features of a track.

    See `their meaning <https://developer.spotify.com/documentation/web-api/reference/get-audio-features>`__.

    Attributes:
        id: ID of the track; ``uri`` and ``track_href`` are the track's too.
        duration_ms: Duration of the track in milliseconds.
        key: Pitch class from 0 for C, or -1 if none was detected.
        mode: 1 for major, 0 for minor.
        loudness: Loudness in decibels, mostly between -60 and 0.
        tempo: Beats per minute.
        time_signature: Beats per bar, 3 to 7.
        acousticness: From 0 to 1, like ``danceability``, ``energy``,
            ``instrumentalness``, ``liveness``, ``speechiness`` and ``valence``.
        analysis_url: URL of the audio analysis in the Web API.
        track_href: URL of the track in the Web API.
    """

    type: ClassVar[str] = "audio_features"

    duration_ms: int | None = None
    acousticness: float | None = None
    danceability: float | None = None
    energy: float | None = None
    instrumentalness: float | None = None
    liveness: float | None = None
    loudness: float | None = None
    speechiness: float | None = None
    tempo: float | None = None
    valence: float | None = None
    key: int | None = None
    mode: int | None = None
    time_signature: int | None = None
    analysis_url: str | None = None
    track_href: str | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class AudioAnalysis(SpotifyObject):
    """
    The structure of a track.

    Attributes:
        bars: The bars of the track.
        beats: The beats of the track.
        tatums: The smallest regular pulses.
        sections: Parts such as a chorus.
        segments: Sounds with about the same pitch and timbre.
        track: Values of the whole track.
        meta: How the analysis was made, as raw JSON.
    """

    type: ClassVar[str] = "audio_analysis"

    bars: list[TimeInterval] = attrs.field(factory=list, metadata=_all(TimeInterval))
    beats: list[TimeInterval] = attrs.field(factory=list, metadata=_all(TimeInterval))
    tatums: list[TimeInterval] = attrs.field(factory=list, metadata=_all(TimeInterval))
    sections: list[Section] = attrs.field(factory=list, metadata=_all(Section))
    segments: list[Segment] = attrs.field(factory=list, metadata=_all(Segment))
    track: Track | None = attrs.field(default=None, metadata=wire(hook=_read_track))
    meta: dict[str, Any] = attrs.field(factory=dict)
