"""
The parts of an audio analysis.

Lengths and places in the track are `timedelta`. What the service leaves out is
``None``.
"""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple

__all__ = ["Section", "Segment", "TimeInterval", "Track"]


class TimeInterval(NamedTuple):
    """A bar, a beat or a tatum, with the confidence in it from 0 to 1."""

    start: timedelta | None = None
    duration: timedelta | None = None
    confidence: float | None = None


class Section(NamedTuple):
    """A part of the track, such as a chorus, with its rhythm and its key."""

    start: timedelta | None = None
    duration: timedelta | None = None
    confidence: float | None = None
    loudness: float | None = None
    tempo: float | None = None
    tempo_confidence: float | None = None
    key: int | None = None
    key_confidence: float | None = None
    mode: int | None = None
    mode_confidence: float | None = None
    time_signature: int | None = None
    time_signature_confidence: float | None = None


class Segment(NamedTuple):
    """A short sound, the same all through; loudness is in decibels."""

    start: timedelta | None = None
    duration: timedelta | None = None
    confidence: float | None = None
    loudness_start: float | None = None
    loudness_max: float | None = None
    loudness_max_time: timedelta | None = None
    loudness_end: float | None = None
    pitches: list[float] | None = None
    timbre: list[float] | None = None


class Track(NamedTuple):
    """What is said of the track as a whole."""

    duration: timedelta | None = None
    sample_md5: str | None = None
    offset_seconds: timedelta | None = None
    window_seconds: timedelta | None = None
    analysis_sample_rate: int | None = None
    analysis_channels: int | None = None
    end_of_fade_in: timedelta | None = None
    start_of_fade_out: timedelta | None = None
    loudness: float | None = None
    tempo: float | None = None
    tempo_confidence: float | None = None
    time_signature: int | None = None
    time_signature_confidence: float | None = None
    key: int | None = None
    key_confidence: float | None = None
    mode: int | None = None
    mode_confidence: float | None = None
    codestring: str | None = None
    code_version: float | None = None
    echoprintstring: str | None = None
    echoprint_version: float | None = None
    synchstring: str | None = None
    synch_version: float | None = None
    rhythmstring: str | None = None
    rhythm_version: float | None = None
    num_samples: int | None = None
