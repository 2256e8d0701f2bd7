"""
Shows, which are podcasts.
"""

from __future__ import annotations

from clientcore.aio import Pages

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import ShowLike
from ..models import FullShow, SimpleEpisode, SimpleShow


class Shows(BaseClient):
    """Shows and their episodes."""

    @serves(ops.GET_SHOW)
    async def get_show(self, show_id: ShowLike, market: str | None = None) -> FullShow:
        """
        Get a show.

        Args:
            show_id: ID, URI, link or object of the show.
            market: Country code: without one, and without a user, nothing is found.
        """
        request = self._ask(ops.GET_SHOW, id=show_id, query={"market": market})
        return await self.call(request, FullShow)

    @serves(ops.GET_SHOWS, ops.GET_SHOW)
    async def get_shows(
        self, *show_ids: ShowLike, market: str | None = None
    ) -> list[SimpleShow | None]:
        """
        Get shows, in the order given, with ``None`` for unknown ones.

        50 are requested at a time, in development mode one.

        Args:
            *show_ids: IDs, URIs, links or objects of the shows.
            market: See `get_show`.
        """
        return await self._several(
            ops.GET_SHOWS, ops.GET_SHOW, show_ids, SimpleShow, query={"market": market}
        )

    @serves(ops.GET_SHOW_EPISODES)
    def list_show_episodes(
        self,
        show: ShowLike,
        offset: int | None = None,
        market: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SimpleEpisode]:
        """
        List a show's episodes, page after page, the newest first.

        Args:
            show: ID, URI, link or object of the show.
            offset: Number of items to skip.
            market: See `get_show`.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_SHOW_EPISODES,
            SimpleEpisode,
            id=show,
            page_size=page_size,
            query={"offset": offset, "market": market},
        )

    @serves(ops.GET_SHOW_EPISODES)
    async def get_show_episodes(
        self,
        show: ShowLike,
        limit: int | None = 20,
        offset: int | None = None,
        market: str | None = None,
    ) -> list[SimpleEpisode]:
        """
        Get a show's episodes, the newest first.

        Args:
            show: ID, URI, link or object of the show.
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
            market: See `get_show`.
        """
        episodes = self.list_show_episodes(show, offset, market, page_size=limit)
        return await episodes.collect(limit)
