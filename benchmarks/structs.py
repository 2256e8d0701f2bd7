"""
The models of `catalogue` for msgspec.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from catalogue import AlbumType


class ExternalUrls(msgspec.Struct):
    music: str


class ExternalIds(msgspec.Struct):
    isrc: str


class Image(msgspec.Struct):
    url: str
    height: int | None
    width: int | None


class User(msgspec.Struct):
    id: str
    href: str
    uri: str
    type: str
    external_urls: ExternalUrls


class Artist(User):
    name: str


class Album(Artist):
    album_type: AlbumType
    artists: list[Artist]
    images: list[Image]
    release_date: str
    release_date_precision: str
    total_tracks: int


class Show(Artist):
    publisher: str


class _Playable(msgspec.Struct, tag_field="type"):
    id: str
    name: str
    href: str
    uri: str
    external_urls: ExternalUrls
    duration_ms: int
    explicit: bool


class Track(_Playable, tag="track"):
    album: Album
    artists: list[Artist]
    disc_number: int
    external_ids: ExternalIds
    is_local: bool
    popularity: int
    preview_url: str | None
    track_number: int


class Episode(_Playable, tag="episode"):
    description: str
    images: list[Image]
    languages: list[str]
    release_date: str
    show: Show


class PlaylistItem(msgspec.Struct):
    added_at: datetime
    added_by: User
    is_local: bool
    track: Track | Episode


class PlaylistPage(msgspec.Struct):
    href: str
    items: list[PlaylistItem]
    limit: int
    next: str | None
    offset: int
    previous: str | None
    total: int


def reader(page: bytes) -> Callable[[], Any]:
    """
    Return what reads *page*.
    """
    decoder = msgspec.json.Decoder(PlaylistPage)
    return lambda: decoder.decode(page)
