"""
Chapters of audiobooks.
"""

from __future__ import annotations

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import ChapterLike
from ..models import FullChapter


class Chapters(BaseClient):
    """Chapters."""

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
        request = self._ask(ops.GET_CHAPTER, id=chapter_id, query={"market": market})
        return await self.call(request, FullChapter)

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
            ops.GET_CHAPTERS,
            ops.GET_CHAPTER,
            chapter_ids,
            FullChapter,
            query={"market": market},
        )
