"""
What a track sounds like: made up, and always the same for a track.
"""

from __future__ import annotations

from random import Random

from asyncspotify.sandbox._catalogue import Track
from asyncspotify.sandbox._view import JSON, View


def features(view: View, track: Track) -> JSON:
    """
    A track in a few numbers.
    """
    return {
        **sound(track),
        "analysis_url": view.link(f"audio-analysis/{track.id}"),
        "duration_ms": track.duration_ms,
        "id": track.id,
        "track_href": view.link(f"tracks/{track.id}"),
        "type": "audio_features",
        "uri": track.uri,
    }


def sound(track: Track) -> JSON:
    """
    The numbers themselves.
    """
    chance = Random(track.id)  # noqa: S311  # the same each time, by design
    shares = (
        *("acousticness", "danceability", "energy", "instrumentalness"),
        *("liveness", "speechiness", "valence"),
    )
    return {
        **{name: round(chance.random(), 4) for name in shares},
        "key": chance.randint(-1, 11),
        "loudness": round(chance.uniform(-20, -3), 3),
        "mode": chance.randint(0, 1),
        "tempo": round(chance.uniform(70, 180), 3),
        "time_signature": chance.choice((3, 4, 4, 4, 5)),
    }


def analysis(_: View, track: Track) -> JSON:
    """
    A track, beat by beat: as many as make a short answer.
    """
    heard, seconds = sound(track), track.duration_ms / 1000
    beat = 60 / heard["tempo"]
    return {
        "meta": _meta(),
        "track": _summary(heard, seconds),
        "bars": _intervals(4, beat * 4),
        "beats": _intervals(16, beat),
        "tatums": _intervals(32, beat / 2),
        "sections": [_section(heard, n, seconds / 4) for n in range(4)],
        "segments": [_segment(n, beat / 2) for n in range(8)],
    }


def _meta() -> JSON:
    return {
        "analyzer_version": "4.0.0",
        "platform": "Linux",
        "detailed_status": "OK",
        "status_code": 0,
        "timestamp": 1575394214,
        "analysis_time": 5.1,
        "input_process": "libvorbisfile L+R 44100->22050",
    }


def _summary(heard: JSON, seconds: float) -> JSON:
    versions = {"code": 3.15, "echoprint": 4.15, "synch": 1.0, "rhythm": 1.0}
    return {
        "num_samples": int(seconds * 22050),
        "duration": seconds,
        "sample_md5": "",
        "offset_seconds": 0,
        "window_seconds": 0,
        "analysis_sample_rate": 22050,
        "analysis_channels": 1,
        "end_of_fade_in": 0.12,
        "start_of_fade_out": round(seconds * 0.97, 3),
        "loudness": heard["loudness"],
        **_sure(heard, "tempo", "time_signature", "key", "mode"),
        **{f"{name}string": "eJwDAAAAAAE" for name in versions},
        **{f"{name}_version": version for name, version in versions.items()},
    }


def _sure(heard: JSON, *names: str) -> JSON:
    told = {name: heard[name] for name in names}
    return {**told, **{f"{name}_confidence": 0.5 for name in names}}


def _intervals(count: int, length: float) -> list[JSON]:
    return [
        {
            "start": round(n * length, 5),
            "duration": round(length, 5),
            "confidence": 0.6,
        }
        for n in range(count)
    ]


def _section(heard: JSON, number: int, length: float) -> JSON:
    return {
        "start": number * length,
        "duration": length,
        "confidence": 1.0,
        "loudness": heard["loudness"],
        **_sure(heard, "tempo", "key", "mode", "time_signature"),
    }


def _segment(number: int, length: float) -> JSON:
    segment = {
        "start": round(number * length, 5),
        "duration": round(length, 5),
        "confidence": 0.4,
        "loudness_start": -60.0,
        "loudness_max_time": 0.11,
        "loudness_max": -42.3,
        "loudness_end": -41.0,
        "pitches": [round(n / 12, 3) for n in range(12)],
        "timbre": [round(40 - n * 6.5, 3) for n in range(12)],
    }
    if number == 7:
        # The last one comes without.
        del segment["loudness_end"]
    return segment
