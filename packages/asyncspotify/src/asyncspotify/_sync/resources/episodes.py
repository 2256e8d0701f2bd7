# Generated from _async/resources/episodes.py by `nox -s twins`: do not edit.
"""
Episodes of shows.
"""

from __future__ import annotations

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import EpisodeLike
from ..models import FullEpisode


class Episodes(BaseClient):
    """Episodes."""

    @serves(ops.GET_EPISODE)
    def get_episode(
        self, episode_id: EpisodeLike, market: str | None = None
    ) -> FullEpisode:
        """
        Get an episode.

        Args:
            episode_id: ID, URI, link or object of the episode.
            market: Country code: without one, and without a user, nothing is found.
        """
        request = self._ask(ops.GET_EPISODE, id=episode_id, query={"market": market})
        return self.call(request, FullEpisode)

    @serves(ops.GET_EPISODES, ops.GET_EPISODE)
    def get_episodes(
        self, *episode_ids: EpisodeLike, market: str | None = None
    ) -> list[FullEpisode | None]:
        """
        Get episodes, in the order given, with ``None`` for unknown ones.

        50 are requested at a time, in development mode one.

        Args:
            *episode_ids: IDs, URIs, links or objects of the episodes.
            market: See `get_episode`.
        """
        return self._several(
            ops.GET_EPISODES,
            ops.GET_EPISODE,
            episode_ids,
            FullEpisode,
            query={"market": market},
        )
