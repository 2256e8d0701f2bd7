"""
Models that are parts of others, and devices and categories.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

import attrs

from clientcore import wire

from .._dates import milliseconds
from .base import OpenObject, SpotifyModel, SpotifyObject


@attrs.define(unsafe_hash=True, repr=False)
class Image(SpotifyModel):
    """
    A picture. ``str(image)`` is its URL.

    Attributes:
        url: URL of the picture.
        width: Width in pixels, or ``None`` if it is not known.
        height: Height in pixels, or ``None`` if it is not known.
    """

    url: str
    width: int | None = None
    height: int | None = None

    def __str__(self) -> str:
        return str(self.url or "")


@attrs.define(kw_only=True, eq=False, repr=False)
class LinkedTrack(OpenObject):
    """The track that was requested, if another one was returned in its stead."""

    type: ClassVar[str] = "track"


@attrs.define(eq=False, repr=False)
class Restrictions(SpotifyModel):
    """
    Why something cannot be played.

    Attributes:
        reason: ``market``, ``product``, ``explicit``, ``payment_required``, or a
            newer reason.
    """

    reason: str | None = None


@attrs.define(eq=False, repr=False)
class Followers(SpotifyModel):
    """
    The followers of an artist, user or playlist.

    Attributes:
        total: Number of followers.
        href: Always ``None`` so far.
    """

    total: int | None = None
    href: str | None = None


class Followed:
    """The base of all objects with followers."""

    __slots__ = ()

    followers: Followers | None

    @property
    def follower_count(self) -> int | None:
        """Number of followers, or ``None`` if it is not known."""
        return None if self.followers is None else self.followers.total


@attrs.define(eq=False, repr=False)
class ExplicitContent(SpotifyModel):
    """
    The user's settings for explicit content.

    Attributes:
        filter_enabled: Whether explicit content is not played.
        filter_locked: Whether the user cannot change that.
    """

    filter_enabled: bool | None = None
    filter_locked: bool | None = None


@attrs.define(eq=False, repr=False)
class ResumePoint(SpotifyModel):
    """
    The position up to which the user has listened.

    Attributes:
        fully_played: Whether that is the end.
        resume_position_ms: Position in milliseconds.
    """

    fully_played: bool | None = None
    resume_position_ms: int | None = None

    @property
    def resume_position(self) -> timedelta | None:
        """The position, or ``None`` if it is not known."""
        return milliseconds(self.resume_position_ms)


@attrs.define(eq=False, repr=False)
class Person(SpotifyModel):
    """
    An author or narrator.

    Attributes:
        name: Name of the person.
    """

    name: str | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class Context(SpotifyModel):
    """
    What an item is played from: an album, artist, playlist, show or collection.

    Attributes:
        type: The type, as in URIs.
        uri: The URI of the context.
        href: URL in the Web API.
        external_urls: URLs of the pages, by site.
    """

    type: str | None = None
    uri: str | None = None
    href: str | None = None
    external_urls: dict[str, str] = attrs.field(factory=dict)

    @property
    def link(self) -> str | None:
        """URL of the page on Spotify, or ``None``."""
        return self.external_urls.get("spotify")


@attrs.define(eq=False, repr=False)
class Actions(SpotifyModel):
    """
    The commands that the player accepts now.

    Attributes:
        disallows: ``True`` for each command that it refuses: ``pausing``,
            ``resuming``, ``seeking``, ``skipping_next``, ``skipping_prev``,
            ``toggling_shuffle`` and others.
    """

    disallows: dict[str, bool] = attrs.field(factory=dict)

    def allows(self, action: str) -> bool:
        """Return whether the player accepts *action*, such as ``seeking``."""
        return not self.disallows.get(action, False)


@attrs.define(kw_only=True, eq=False, repr=False)
class Seed(SpotifyModel):
    """
    A seed of recommendations.

    Attributes:
        id: ID of the artist or track, or name of the genre.
        type: ``ARTIST``, ``TRACK`` or ``GENRE``, also in lower case.
        href: URL in the Web API.
        initial_pool_size: Number of tracks that it led to.
        after_filtering_size: Number of tracks left by the tunables.
        after_relinking_size: Number of tracks left by the market.
    """

    id: str | None = None
    type: str | None = None
    href: str | None = None
    initial_pool_size: int | None = attrs.field(
        default=None, metadata=wire("initialPoolSize")
    )
    after_filtering_size: int | None = attrs.field(
        default=None, metadata=wire("afterFilteringSize")
    )
    after_relinking_size: int | None = attrs.field(
        default=None, metadata=wire("afterRelinkingSize")
    )


@attrs.define(kw_only=True, eq=False, repr=False)
class Device(SpotifyObject):
    """
    A device that plays for the user.

    Attributes:
        id: The ID, which may change. ``None`` for devices that accept no commands.
        device_type: ``Computer``, ``Smartphone``, ``Speaker`` and so on, in any case.
        is_active: Whether it is the one that plays.
        is_private_session: Whether it does not report what it plays.
        is_restricted: Whether it accepts no commands.
        volume_percent: Volume from 0 to 100, or ``None`` if it has none.
        supports_volume: Whether the volume can be set.
    """

    type: ClassVar[str] = "device"

    device_type: str | None = attrs.field(default=None, metadata=wire("type"))
    is_active: bool | None = None
    is_private_session: bool | None = None
    is_restricted: bool | None = None
    volume_percent: int | None = None
    supports_volume: bool | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class Category(SpotifyObject):
    """
    A category of playlists.

    Attributes:
        id: A word, or letters and digits.
        icons: Pictures of the category.
    """

    type: ClassVar[str] = "category"

    icons: list[Image] = attrs.field(factory=list)


def read_text(value: Any) -> str | None:
    """Return *value* if it is text, else ``None``."""
    return value if isinstance(value, str) else None
