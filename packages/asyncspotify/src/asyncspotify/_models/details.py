"""
Small things that are part of others.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

import attrs

from clientcore import wire

from .._dates import milliseconds
from .base import OpenObject, SpotifyModel


@attrs.define(kw_only=True, eq=False, repr=False)
class LinkedTrack(OpenObject):
    """The track that was asked for, where another one took its place."""

    type: ClassVar[str] = "track"


@attrs.define
class Restrictions(SpotifyModel):
    """
    Why something cannot be played.

    Attributes:
        reason: ``market``, ``product``, ``explicit``, ``payment_required``, or
            what the service comes to know.
    """

    reason: str | None = None


@attrs.define
class Followers(SpotifyModel):
    """
    Who follows something.

    Attributes:
        total: How many they are.

        href: Nothing so far.
    """

    total: int | None = None
    href: str | None = None


class Followed:
    """What can be followed."""

    __slots__ = ()

    followers: Followers | None

    @property
    def follower_count(self) -> int | None:
        """How many follow, or ``None`` if the service does not say."""
        return None if self.followers is None else self.followers.total


@attrs.define
class ExplicitContent(SpotifyModel):
    """
    Whether a user wants to be spared explicit content.

    Attributes:
        filter_enabled: Whether such tracks are not to be played.

        filter_locked: Whether the user cannot change that.
    """

    filter_enabled: bool | None = None
    filter_locked: bool | None = None


@attrs.define
class ResumePoint(SpotifyModel):
    """
    How far the user has listened.

    Attributes:
        fully_played: Whether to the end.

        resume_position_ms: How far, in milliseconds.
    """

    fully_played: bool | None = None
    resume_position_ms: int | None = None

    @property
    def resume_position(self) -> timedelta | None:
        """How far, or ``None`` if the service does not say."""
        return milliseconds(self.resume_position_ms)


@attrs.define
class Person(SpotifyModel):
    """
    An author or a narrator.

    Attributes:
        name: What they are called.
    """

    name: str | None = None


@attrs.define(kw_only=True)
class Context(SpotifyModel):
    """
    What something is played from: an album, a playlist, an artist, a show.

    Attributes:
        type: What it is, as in URIs.

        uri: Its URI.

        href: Where the Web API has it.

        external_urls: Its pages, by whose they are.
    """

    type: str | None = None
    uri: str | None = None
    href: str | None = None
    external_urls: dict[str, str] = attrs.field(factory=dict)

    @property
    def link(self) -> str | None:
        """Its page on Spotify, or ``None``."""
        return self.external_urls.get("spotify")


@attrs.define
class Actions(SpotifyModel):
    """
    What the player can do now.

    Attributes:
        disallows: What it cannot: ``pausing``, ``resuming``, ``seeking``,
            ``skipping_next``, ``skipping_prev``, ``toggling_shuffle`` …
    """

    disallows: dict[str, bool] = attrs.field(factory=dict)

    def allows(self, action: str) -> bool:
        """Whether the player can do that, ``seeking`` for example."""
        return not self.disallows.get(action, False)


@attrs.define(kw_only=True)
class Seed(SpotifyModel):
    """
    What recommendations were made from.

    Attributes:
        id: The id of the artist or track, or the name of the genre.

        type: ``ARTIST``, ``TRACK`` or ``GENRE``, in whatever case.

        href: Where the Web API has it.

        initial_pool_size: How many tracks it led to.

        after_filtering_size: How many were left by what was asked for.

        after_relinking_size: How many were left by the market.
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


def read_text(value: Any) -> str | None:
    """Take text, and nothing else that may stand there."""
    return value if isinstance(value, str) else None
