"""
Tracks, as part of an album.
"""

from __future__ import annotations

from typing import ClassVar

import attrs

from ..._models import (
    AudioAnalysis,
    AudioFeatures,
    Image,
    LinkedTrack,
    OpenObject,
    Restrictions,
    Timed,
)
from .artist import SimpleArtist


@attrs.define(kw_only=True, eq=False, repr=False)
class SimpleTrack(Timed, OpenObject):
    """
    A track, as part of an album.

    Attributes:
        artists: Who made it.

        available_markets: Where it can be heard, as codes of two letters.
            ``None`` if the service did not say.

        disc_number: The disc that it is on, from 1.

        duration_ms: How long it is, in milliseconds.

        explicit: Whether it is.

        preview_url: A sample of 30 seconds, or ``None``.

        track_number: Its place on the disc, from 1.

        is_local: Whether it is a file of somebody's own. Those have no ``id``.

        is_playable: Whether it can be heard in the market that was asked for,
            or ``None`` if none was.

        linked_from: What was asked for, if this came in its place.

        restrictions: Why it cannot be played, or ``None``.
    """

    type: ClassVar[str] = "track"

    artists: list[SimpleArtist] = attrs.field(factory=list)
    available_markets: list[str] | None = None
    disc_number: int | None = None
    duration_ms: int | None = None
    explicit: bool | None = None
    preview_url: str | None = None
    track_number: int | None = None
    is_local: bool | None = False
    is_playable: bool | None = None
    linked_from: LinkedTrack | None = None
    restrictions: Restrictions | None = None

    @property
    def images(self) -> list[Image]:
        """The pictures of its album, so none here, where that is not told."""
        return []

    def available_in(self, market: str) -> bool:
        """
        Whether it can be heard in *market*.

        ``False`` as well if the service did not say, as in development mode.
        """
        return market in (self.available_markets or ())

    def avaliable_in(self, market: str) -> bool:
        """Whether it can be heard in *market*: see `available_in`."""
        return self.available_in(market)

    async def audio_features(self) -> AudioFeatures:
        """
        Get its sound in figures.

        Apps without extended access are refused.
        """
        features: AudioFeatures = await self.client.get_audio_features(self)
        return features

    async def audio_analysis(self) -> AudioAnalysis:
        """
        Get its structure, moment by moment.

        Apps without extended access are refused.
        """
        analysis: AudioAnalysis = await self.client.get_audio_analysis(self)
        return analysis
