"""
Models as flat records.
"""

from __future__ import annotations

from collections import UserDict, UserList
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

import attrs

from clientcore import to_records

DAY = datetime(2026, 11, 29, tzinfo=UTC)


class Kind(Enum):
    """A kind of album."""

    LIVE = "live"


@attrs.define
class Album:
    """An object in another."""

    name: str
    kind: Kind = Kind.LIVE


@attrs.define
class Track:
    """An object with fields of every sort."""

    name: str
    album: Album | None = None
    added: datetime = DAY
    length: timedelta = timedelta(minutes=3)
    artists: list[Any] = attrs.Factory(list)
    markets: tuple[str, ...] = ()
    _released: str = "2020"
    _cache: str = "private"
    client: object = attrs.Factory(object)
    around: Any = None

    @property
    def released(self) -> int:
        """The year."""
        return int(self._released)


def test_fields():
    """
    Objects become their fields, with the names of inner objects before theirs.
    """
    track = Track("Tide", Album("Salt"), artists=[Album("x")], markets=("SE", "NO"))

    assert to_records([track]) == [
        {
            "name": "Tide",
            "album.name": "Salt",
            "album.kind": "live",
            "added": DAY,
            "length": timedelta(minutes=3),
            "artists": [{"name": "x", "kind": "live"}],
            "markets": ["SE", "NO"],
            "released": 2020,
            "around": None,
        }
    ]


def test_unset():
    """
    What is not set, not there or another sort of object is left out.
    """
    track = Track.__new__(Track)
    track.name = "Tide"

    assert to_records([None, track]) == [{"name": "Tide"}]


def test_dictionaries():
    """
    Dictionaries are read as objects are, and classes that behave as they do.
    """
    item = {"user": UserDict({"name": "Kim"}), "tags": UserList([{"key": "/a/"}, "b"])}

    assert to_records([item, {}]) == [
        {"user.name": "Kim", "tags": [{"key": "/a/"}, "b"]},
        {},
    ]


def test_circles():
    """
    An object that is in itself is left out there.
    """
    track = Track("Tide")
    track.around = Track("Wave", around=track, artists=[track, "x"])

    (record,) = to_records([track])

    assert record["around.name"] == "Wave"
    assert record["around.artists"] == ["x"]
    assert "around.around" not in record
