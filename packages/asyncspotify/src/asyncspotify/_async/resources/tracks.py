"""
Tracks, and what is known of their sound.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ... import _operations as ops
from ..._models.audio import AudioAnalysis, AudioFeatures
from ..._operation import serves
from ..base import BaseClient
from ..likes import ArtistLike, TrackLike
from ..models.music import FullTrack, Recommendations


class Tracks(BaseClient):
    """Tracks, their sound, and what is like them."""

    @serves(ops.GET_TRACK)
    async def get_track(
        self, track_id: TrackLike, market: str | None = None
    ) -> FullTrack:
        """
        Get a track.

        Args:
            track_id: ID, URI, link or object of the track.
            market: Country code: a track that cannot be played there is
                replaced by one that can, if there is one.
        """
        return await self._get(ops.GET_TRACK, FullTrack, track_id, market=market)

    @serves(ops.GET_TRACKS, ops.GET_TRACK)
    async def get_tracks(
        self, *track_ids: TrackLike, market: str | None = None
    ) -> list[FullTrack | None]:
        """
        Get tracks, in the order given, with ``None`` for unknown ones.

        50 are requested at a time, in development mode one.

        Args:
            *track_ids: IDs, URIs, links or objects of the tracks.
            market: See `get_track`.
        """
        return await self._several(
            ops.GET_TRACKS, ops.GET_TRACK, track_ids, FullTrack, market=market
        )

    @serves(ops.GET_AUDIO_FEATURES)
    async def get_audio_features(self, track: TrackLike) -> AudioFeatures:
        """
        Get what Spotify measured of a track.

        Args:
            track: ID, URI, link or object of the track.
        """
        return await self._get(ops.GET_AUDIO_FEATURES, AudioFeatures, track)

    @serves(ops.GET_SEVERAL_AUDIO_FEATURES)
    async def get_audio_features_multiple_tracks(
        self, *tracks: TrackLike
    ) -> list[AudioFeatures | None]:
        """
        Get what Spotify measured of many tracks, in the order given.

        100 are requested at a time.

        Args:
            *tracks: IDs, URIs, links or objects of the tracks.

        Returns:
            One for each track, ``None`` where there is nothing.
        """
        operation = ops.GET_SEVERAL_AUDIO_FEATURES
        return await self._several(operation, None, tracks, AudioFeatures)

    @serves(ops.GET_AUDIO_ANALYSIS)
    async def get_audio_analysis(self, track: TrackLike) -> AudioAnalysis:
        """
        Get a track's structure: bars, beats, tatums, sections and segments.

        Args:
            track: ID, URI, link or object of the track.
        """
        return await self._get(ops.GET_AUDIO_ANALYSIS, AudioAnalysis, track)

    @serves(ops.GET_RECOMMENDATIONS)
    async def get_recommendations(
        self,
        *,
        seed_artists: Iterable[ArtistLike] = (),
        seed_genres: Iterable[str] = (),
        seed_tracks: Iterable[TrackLike] = (),
        limit: int = 20,
        market: str | None = None,
        **tunables: float,
    ) -> Recommendations:
        """
        Get tracks that are like others.

        Args:
            seed_artists: Artists to begin with. 5 seeds in all at most.
            seed_genres: Genres to begin with: see `get_genre_seeds`.
            seed_tracks: Tracks to begin with.
            limit: How many, 100 at most.
            market: Country code: only what can be played there.
            **tunables: How they should sound, as in ``min_tempo=90`` or
                ``target_energy=0.8``.

        Raises:
            ValueError: There are no seeds, or more than 5.
        """
        if isinstance(seed_genres, str):
            raise TypeError(f"expected a list of genres: [{seed_genres!r}]")
        seeds: dict[str, Any] = {
            "seed_artists": await self._ids(seed_artists, "artist"),
            "seed_genres": list(seed_genres),
            "seed_tracks": await self._ids(seed_tracks, "track"),
        }
        if not 1 <= sum(map(len, seeds.values())) <= 5:
            raise ValueError("there are 1 to 5 seeds")
        given = {name: values for name, values in seeds.items() if values}
        size = ops.GET_RECOMMENDATIONS.page_size(self.tier, limit)
        return await self._get(
            ops.GET_RECOMMENDATIONS,
            Recommendations,
            limit=size,
            market=market,
            **given,
            **tunables,
        )

    @serves(ops.GET_GENRE_SEEDS)
    async def get_genre_seeds(self) -> list[str]:
        """Get the genres that `get_recommendations` takes."""
        request = self._ask(ops.GET_GENRE_SEEDS)
        return await self._send_part(request, "genres", list[str])
