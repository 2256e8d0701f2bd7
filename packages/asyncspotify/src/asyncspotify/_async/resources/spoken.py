"""
Shows, which are podcasts, and audiobooks.
"""

from __future__ import annotations

from clientcore.aio import Pages

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import AudiobookLike, ChapterLike, EpisodeLike, ShowLike
from ..models.spoken import (
    FullAudiobook,
    FullChapter,
    FullEpisode,
    FullShow,
    SimpleChapter,
    SimpleEpisode,
    SimpleShow,
)


class Spoken(BaseClient):
    """Shows with their episodes, and audiobooks with their chapters."""

    # --- Shows ----------------------------------------------------------------

    @serves(ops.GET_SHOW)
    async def get_show(self, show_id: ShowLike, market: str | None = None) -> FullShow:
        """
        Get a show.

        Args:
            show_id: ID, URI, link or object of the show.
            market: Country code: without one, and without a user, nothing is found.
        """
        return await self._get(ops.GET_SHOW, FullShow, show_id, market=market)

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
            ops.GET_SHOWS, ops.GET_SHOW, show_ids, SimpleShow, market=market
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
            page_size,
            show,
            offset=offset,
            market=market,
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

    @serves(ops.GET_EPISODE)
    async def get_episode(
        self, episode_id: EpisodeLike, market: str | None = None
    ) -> FullEpisode:
        """
        Get an episode.

        Args:
            episode_id: ID, URI, link or object of the episode.
            market: Country code: without one, and without a user, nothing is found.
        """
        return await self._get(ops.GET_EPISODE, FullEpisode, episode_id, market=market)

    @serves(ops.GET_EPISODES, ops.GET_EPISODE)
    async def get_episodes(
        self, *episode_ids: EpisodeLike, market: str | None = None
    ) -> list[FullEpisode | None]:
        """
        Get episodes, in the order given, with ``None`` for unknown ones.

        50 are requested at a time, in development mode one.

        Args:
            *episode_ids: IDs, URIs, links or objects of the episodes.
            market: See `get_episode`.
        """
        return await self._several(
            ops.GET_EPISODES, ops.GET_EPISODE, episode_ids, FullEpisode, market=market
        )

    # --- Audiobooks -----------------------------------------------------------

    @serves(ops.GET_AUDIOBOOK)
    async def get_audiobook(
        self, audiobook_id: AudiobookLike, market: str | None = None
    ) -> FullAudiobook:
        """
        Get an audiobook.

        Args:
            audiobook_id: ID, URI, link or object of the audiobook.
            market: Country code: without one, and without a user, nothing is found.
        """
        return await self._get(
            ops.GET_AUDIOBOOK, FullAudiobook, audiobook_id, market=market
        )

    @serves(ops.GET_AUDIOBOOKS, ops.GET_AUDIOBOOK)
    async def get_audiobooks(
        self, *audiobook_ids: AudiobookLike, market: str | None = None
    ) -> list[FullAudiobook | None]:
        """
        Get audiobooks, in the order given, with ``None`` for unknown ones.

        50 are requested at a time, in development mode one.

        Args:
            *audiobook_ids: IDs, URIs, links or objects of the audiobooks.
            market: See `get_audiobook`.
        """
        return await self._several(
            ops.GET_AUDIOBOOKS,
            ops.GET_AUDIOBOOK,
            audiobook_ids,
            FullAudiobook,
            market=market,
        )

    @serves(ops.GET_AUDIOBOOK_CHAPTERS)
    def list_audiobook_chapters(
        self,
        audiobook: AudiobookLike,
        offset: int | None = None,
        market: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SimpleChapter]:
        """
        List an audiobook's chapters, page after page.

        Args:
            audiobook: ID, URI, link or object of the audiobook.
            offset: Number of items to skip.
            market: See `get_audiobook`.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_AUDIOBOOK_CHAPTERS,
            SimpleChapter,
            page_size,
            audiobook,
            offset=offset,
            market=market,
        )

    @serves(ops.GET_AUDIOBOOK_CHAPTERS)
    async def get_audiobook_chapters(
        self,
        audiobook: AudiobookLike,
        limit: int | None = 20,
        offset: int | None = None,
        market: str | None = None,
    ) -> list[SimpleChapter]:
        """
        Get an audiobook's chapters.

        Args:
            audiobook: ID, URI, link or object of the audiobook.
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
            market: See `get_audiobook`.
        """
        chapters = self.list_audiobook_chapters(
            audiobook, offset, market, page_size=limit
        )
        return await chapters.collect(limit)

    @serves(ops.GET_CHAPTER)
    async def get_chapter(
        self, chapter_id: ChapterLike, market: str | None = None
    ) -> FullChapter:
        """
        Get a chapter.

        Args:
            chapter_id: ID, URI, link or object of the chapter.
            market: Country code: without one, and without a user, nothing is found.
        """
        return await self._get(ops.GET_CHAPTER, FullChapter, chapter_id, market=market)

    @serves(ops.GET_CHAPTERS, ops.GET_CHAPTER)
    async def get_chapters(
        self, *chapter_ids: ChapterLike, market: str | None = None
    ) -> list[FullChapter | None]:
        """
        Get chapters, in the order given, with ``None`` for unknown ones.

        50 are requested at a time, in development mode one.

        Args:
            *chapter_ids: IDs, URIs, links or objects of the chapters.
            market: See `get_chapter`.
        """
        return await self._several(
            ops.GET_CHAPTERS, ops.GET_CHAPTER, chapter_ids, FullChapter, market=market
        )
