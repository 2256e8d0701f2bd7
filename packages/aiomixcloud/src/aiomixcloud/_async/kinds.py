"""
The kinds of resources, and what the service says about each.

No answer has all fields: those below *full page* come with a page of its own,
that is with ``load()``. Whatever else an answer holds is there as well.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from .._containers import AccessDict, AccessList
from .resource import Connection, Resource, kind


@kind("user")
class User(Resource):
    """
    Somebody who uploads, listens or follows.
    """

    username: str
    pictures: AccessDict

    # Full page.
    biog: str
    city: str | None
    country: str | None
    created_time: datetime
    updated_time: datetime
    follower_count: int
    following_count: int
    favorite_count: int
    listen_count: int
    cloudcast_count: int
    is_pro: bool
    is_premium: bool
    picture_primary_color: str
    cover_pictures: AccessDict

    # Lists. An item called ``following`` says whether the token's owner does.
    followers: Connection[User]
    favorites: Connection[Cloudcast]
    following: Connection[User]
    cloudcasts: Connection[Cloudcast]
    listens: Connection[Cloudcast]
    comments: Connection[Comment]
    playlists: Connection[Resource]
    feed: Connection[FeedItem]


@kind("cloudcast")
class Cloudcast(Resource):
    """
    A show, a mix, a podcast: what people upload.

    ``audio_length`` is in seconds. Counts are 0 if ``hidden_stats`` is true.
    ``listen_time`` is there in lists of what somebody heard.
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
    hidden_stats: bool
    listen_time: datetime

    # Full page.
    description: str
    sections: AccessList[Section]
    picture_primary_color: str

    # Lists.
    comments: Connection[Comment]
    favorites: Connection[User]
    listeners: Connection[User]
    similar: Connection[Cloudcast]


@kind("tag")
class Tag(Resource):
    """
    A genre, or whatever else a show can be filed under.
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
    A place: the service calls it a tag, with a key of its own kind.
    """


@kind("category")
class Category(Resource):
    """
    What came before genres.
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
    Who made a track.
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
    A part of a show. It has no key, so nothing can be asked about it.

    ``start_time`` is in seconds from the beginning. There is a ``track``, or a
    ``chapter``.
    """

    section_type: str
    start_time: int
    position: int
    track: Track
    chapter: str


@kind("comment")
class Comment(Resource):
    """
    What somebody wrote about a show.
    """

    comment: str
    submit_date: datetime
    user: User


@kind("upload", "listen", "favorite", "follow")
class FeedItem(Resource):
    """
    What somebody did, which its ``type`` says.
    """

    title: str
    created_time: datetime
    cloudcasts: AccessList[Cloudcast]
    users: AccessList[User]

    @property
    def sender(self) -> User:
        """Who did it, which is the item ``from``. That is no name in Python."""
        user: User = self["from"]
        return user
