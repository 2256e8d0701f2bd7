"""
The models of `catalogue` for pydantic.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, Literal

from catalogue import AlbumType
from pydantic import BaseModel, ConfigDict, Field


class _Base(BaseModel):
    model_config = ConfigDict(extra="allow")


class ExternalUrls(_Base):
    music: str


class ExternalIds(_Base):
    isrc: str


class Image(_Base):
    url: str
    height: int | None
    width: int | None


class User(_Base):
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


class _Playable(_Base):
    id: str
    name: str
    href: str
    uri: str
    external_urls: ExternalUrls
    duration_ms: int
    explicit: bool


class Track(_Playable):
    type: Literal["track"]
    album: Album
    artists: list[Artist]
    disc_number: int
    external_ids: ExternalIds
    is_local: bool
    popularity: int
    preview_url: str | None
    track_number: int


class Episode(_Playable):
    type: Literal["episode"]
    description: str
    images: list[Image]
    languages: list[str]
    release_date: str
    show: Show


class PlaylistItem(_Base):
    added_at: datetime
    added_by: User
    is_local: bool
    track: Annotated[Track | Episode, Field(discriminator="type")]


class PlaylistPage(_Base):
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
    return lambda: PlaylistPage.model_validate_json(page)
