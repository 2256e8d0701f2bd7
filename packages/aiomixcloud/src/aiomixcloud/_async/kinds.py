"""
The classes of resources, and the fields that the service documents or was seen to
send.

Fields of type ``… | None`` are ``None`` if a response lacks them. Those below *full
page* are in the response for the resource itself, so after ``load()``, and not in
lists. Fields that are not declared are available as items and attributes too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._containers import AccessDict, AccessList
from .resource import Connection, Resource, kind


@kind("user")
class User(Resource):
    """
    A user, who uploads, listens or follows.

    ``following`` is a list; the item ``user["following"]`` is whether the token's
    owner follows the user.
    """

    username: str
    pictures: AccessDict

    # Full page.
    biog: str | None
    city: str | None
    country: str | None
    created_time: datetime | None
    updated_time: datetime | None
    follower_count: int | None
    following_count: int | None
    favorite_count: int | None
    listen_count: int | None
    cloudcast_count: int | None
    is_pro: bool | None
    is_premium: bool | None
    picture_primary_color: str | None
    cover_pictures: AccessDict | None

    # Lists.
    followers: Connection[User]
    favorites: Connection[Cloudcast]
    following: Connection[User]
    cloudcasts: Connection[Cloudcast]
    listens: Connection[Cloudcast]
    comments: Connection[Comment]
    playlists: Connection[Playlist]
    feed: Connection[FeedItem]


@kind("cloudcast")
class Cloudcast(Resource):
    """
    A show, a mix or a podcast.

    ``audio_length`` is in seconds. All counts are 0 if ``hidden_stats`` is true.
    ``listen_time`` is in lists of listens only.
    """

    slug: str
    created_time: datetime
    updated_time: datetime
    audio_length: int
    play_count: int
    listener_count: int
    favorite_count: int
    repost_count: int
    comment_count: int
    tags: AccessList[Tag]
    user: User
    pictures: AccessDict
    hidden_stats: bool | None
    listen_time: datetime | None

    # Full page.
    description: str | None
    sections: AccessList[Section] | None
    hosts: AccessList[User] | None
    picture_primary_color: str | None

    # Lists.
    comments: Connection[Comment]
    favorites: Connection[User]
    listeners: Connection[User]
    similar: Connection[Cloudcast]


@kind("playlist")
class Playlist(Resource):
    """
    A playlist of a user.
    """

    slug: str
    owner: User | None
    pictures: AccessDict | None

    # Full page.
    description: str | None

    # Lists.
    cloudcasts: Connection[Cloudcast]


@kind("tag")
class Tag(Resource):
    """
    A genre or another tag of shows.
    """

    # Lists.
    popular: Connection[Cloudcast]
    hot: Connection[Cloudcast]
    new: Connection[Cloudcast]

    @classmethod
    def _refined(cls, data: dict[str, Any]) -> Any:
        return City if str(data.get("key")).startswith("/genres/city:") else cls


@kind("city")
class City(Tag):
    """
    A city, which the service calls a tag, with a key that begins with
    ``/genres/city:``.
    """


@kind("category")
class Category(Resource):
    """
    A category, as the service had them before genres.
    """

    slug: str
    format: str
    pictures: AccessDict

    # Lists.
    userpick_users: Connection[User]
    userpick_cloudcasts: Connection[Cloudcast]
    cloudcasts: Connection[Cloudcast]
    users: Connection[User]


@kind("artist")
class Artist(Resource):
    """
    The artist of a track.
    """

    slug: str


@kind("track")
class Track(Resource):
    """
    A piece of music in a show.
    """

    slug: str
    artist: Artist


@kind("section")
class Section(Resource):
    """
    A part of a show, with a ``track`` or a ``chapter``. It has no key, so it cannot be
    loaded.

    ``start_time`` is in seconds from the start of the show.
    """

    section_type: str
    start_time: int | None
    position: int | None
    track: Track | None
    chapter: str | None


@kind("comment")
class Comment(Resource):
    """
    A comment on a show.
    """

    comment: str
    submit_date: datetime
    user: User


@kind("upload", "listen", "favorite", "follow")
class FeedItem(Resource):
    """
    An item of a user's feed. Its ``type`` is what the user did.
    """

    title: str
    created_time: datetime
    cloudcasts: AccessList[Cloudcast] | None
    users: AccessList[User] | None

    @property
    def sender(self) -> User:
        """The user of the item, whose name in the response, ``from``, is a keyword."""
        user: User = self["from"]
        return user
