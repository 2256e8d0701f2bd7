"""
The models of `playlist`, as a client of this family would have them.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

import attrs

from clientcore import Codec, Entity, Model


class AlbumType(StrEnum):
    ALBUM = "album"
    SINGLE = "single"
    COMPILATION = "compilation"


@attrs.define(kw_only=True)
class ExternalUrls(Model):
    music: str


@attrs.define(kw_only=True)
class ExternalIds(Model):
    isrc: str


@attrs.define(kw_only=True)
class Image(Model):
    url: str
    height: int | None
    width: int | None


@attrs.define(kw_only=True)
class User(Entity):
    id: str
    href: str
    uri: str
    type: str
    external_urls: ExternalUrls


@attrs.define(kw_only=True)
class Artist(Entity):
    id: str
    name: str
    href: str
    uri: str
    type: str
    external_urls: ExternalUrls


@attrs.define(kw_only=True)
class Album(Entity):
    id: str
    name: str
    href: str
    uri: str
    type: str
    external_urls: ExternalUrls
    album_type: AlbumType | str
    artists: list[Artist]
    images: list[Image]
    release_date: str
    release_date_precision: str
    total_tracks: int


@attrs.define(kw_only=True)
class Track(Entity):
    id: str
    name: str
    href: str
    uri: str
    type: str
    external_urls: ExternalUrls
    album: Album
    artists: list[Artist]
    disc_number: int
    duration_ms: int
    explicit: bool
    external_ids: ExternalIds
    is_local: bool
    popularity: int
    preview_url: str | None
    track_number: int


@attrs.define(kw_only=True)
class Show(Entity):
    id: str
    name: str
    href: str
    uri: str
    type: str
    external_urls: ExternalUrls
    publisher: str


@attrs.define(kw_only=True)
class Episode(Entity):
    id: str
    name: str
    href: str
    uri: str
    type: str
    external_urls: ExternalUrls
    description: str
    duration_ms: int
    explicit: bool
    images: list[Image]
    languages: list[str]
    release_date: str
    show: Show


Playable: TypeAlias = Track | Episode


@attrs.define(kw_only=True)
class PlaylistItem(Model):
    added_at: datetime
    added_by: User
    is_local: bool
    track: Playable


@attrs.define(kw_only=True)
class PlaylistPage(Model):
    href: str
    items: list[PlaylistItem]
    limit: int
    next: str | None
    offset: int
    previous: str | None
    total: int


def codec() -> Codec:
    """
    Return what reads them.
    """
    return Codec()
