"""
What becomes a time, and what only looks like one.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from aiomixcloud.json import MixcloudJSONDecoder

from .answers import load, text


def decode(value: Any) -> Any:
    """Write and read."""
    return MixcloudJSONDecoder().decode(json.dumps(value))


@pytest.mark.parametrize(
    ("written", "hour"),
    [
        ("2021-01-02T03:04:05Z", 3),
        ("2021-01-02T03:04:05+02:00", 1),
        ("2021-01-02T03:04:05-0100", 4),
    ],
)
def test_times(written: str, hour: int):
    """
    A full ISO time is a time in UTC, whatever its key is.
    """
    read = decode({"x": written})["x"]

    assert read == datetime(2021, 1, 2, hour, 4, 5, tzinfo=UTC)
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    "written",
    [
        "Friday", "May", "10", "1.5", "2019", "111111", "9" * 40, "2021-01-02", "",
        "2021-01-02T03:04:05", "2021-01-02 03:04:05Z", "2021-01-02T03:04:05.5Z",
        "2021-13-02T03:04:05Z", "2023-05-06T18:3059Z", "x 2021-01-02T03:04:05Z",
        "2021-01-02T03:04:05Z\n", "0001-01-01T00:00:00+05:00",
        "２０２１-01-02T03:04:05Z",
    ],
)  # fmt: skip
def test_words(written: str):
    """
    Nothing else is, however much it looks like a date.
    """
    assert decode({"created_time": written}) == {"created_time": written}


def test_where():
    """
    Items of lists and a text by itself stay as they are; nested objects do not.
    """
    stamp = "2021-01-02T03:04:05Z"

    assert decode([stamp]) == [stamp]
    assert decode(stamp) == stamp
    assert decode([{"a": {"b": stamp}}])[0]["a"]["b"].year == 2021


def test_recorded():
    """
    In a real answer the times are times, and nothing else has changed.
    """
    read = MixcloudJSONDecoder().decode(text("cloudcast_tricky_words.json"))
    plain = load("cloudcast_tricky_words")

    changed = {key for key in plain if read[key] != plain[key]}
    assert changed == {"created_time"}


def test_options():
    """
    It is a decoder as any other: a hook of one's own replaces its own.
    """
    decoder = MixcloudJSONDecoder(object_hook=len)

    assert decoder.decode('{"a": "2021-01-02T03:04:05Z"}') == 1
    assert MixcloudJSONDecoder(parse_int=float).decode("1") == 1.0
    assert MixcloudJSONDecoder.object_hook({"a": 1}) == {"a": 1}
