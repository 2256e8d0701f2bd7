"""
Shows, and their episodes.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from clientcore import wire
from clientcore.aio import Pages

from ..._models import (
    Image,
    OpenObject,
    Released,
    Restrictions,
    ResumePoint,
    Timed,
    read_text,
)
from .collection import Collection, Part


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleShow(OpenObject):
    """
    A show, as part of something else.

    Attributes:
        available_markets: Where it can be heard, as codes of two letters.
            ``None`` if the service did not say.

        copyrights: Objects with a ``text`` and a ``type``.

        description: What it is about.

        html_description: The same, with tags.

        explicit: Whether it is.

        images: Its cover in several sizes, the widest first.

        is_externally_hosted: Whether it is not on Spotify's servers.

        languages: As ISO 639 has them.

        media_type: ``audio``, ``video`` or ``mixed``.

        publisher: Who makes it.

        total_episodes: How many episodes it has.
    """

    type: ClassVar[str] = "show"

    available_markets: list[str] | None = None
    copyrights: list[dict[str, str]] = attrs.field(factory=list)
    description: str | None = None
    html_description: str | None = None
    explicit: bool | None = None
    images: list[Image] = attrs.field(factory=list)
    is_externally_hosted: bool | None = None
    languages: list[str] = attrs.field(factory=list)
    media_type: str | None = None
    publisher: str | None = attrs.field(default=None, metadata=wire(hook=read_text))
    total_episodes: int | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleEpisode(Timed, Released):
    """
    An episode, as part of a show.

    Attributes:
        description: What it is about.

        html_description: The same, with tags.

        duration_ms: How long it is, in milliseconds.

        explicit: Whether it is.

        images: Its cover in several sizes, the widest first.

        is_externally_hosted: Whether it is not on Spotify's servers.

        is_playable: Whether it can be heard.

        language: The service has ``languages`` in its place by now.

        languages: As ISO 639 has them.

        audio_preview_url: A sample of 30 seconds, or ``None``.

        resume_point: How far the user has listened, if the scope for that was
            granted.

        restrictions: Why it cannot be played, or ``None``.
    """

    type: ClassVar[str] = "episode"

    description: str | None = None
    html_description: str | None = None
    duration_ms: int | None = None
    explicit: bool | None = None
    images: list[Image] = attrs.field(factory=list)
    is_externally_hosted: bool | None = None
    is_playable: bool | None = None
    language: str | None = None
    languages: list[str] = attrs.field(factory=list)
    audio_preview_url: str | None = None
    resume_point: ResumePoint | None = None
    restrictions: Restrictions | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class FullEpisode(SimpleEpisode):
    """
    An episode.

    Attributes:
        show: The show that it is of.
    """

    show: SimpleShow | None = None


@attrs.define(kw_only=True)
class ShowPart(Part):
    """The episodes that come with a show."""

    items: list[SimpleEpisode | None] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class FullShow(Collection[SimpleEpisode], SimpleShow):
    """
    A show. Go through its episodes with ``async for``, or `fill` it.
    """

    _part: ShowPart | None = attrs.field(
        default=None, alias="episodes", metadata=wire("episodes")
    )

    @property
    def episodes(self) -> list[SimpleEpisode]:
        """The episodes that are known, which are all of them if ``is_filled()``."""
        return self._known().items

    def has_episode(self, episode: Any) -> bool:
        """
        Whether an episode is among those that are known.

        Args:
            episode: An episode, or its id, URI or link.
        """
        return self._has(episode, "episode")

    def _pages(self) -> Pages[SimpleEpisode]:
        pages: Pages[SimpleEpisode] = self.client.list_show_episodes(self)
        return pages

    def _promised(self) -> int | None:
        return self.total_episodes
