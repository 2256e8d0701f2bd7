"""
Audiobooks.
"""

from __future__ import annotations

from clientcore.aio import Pages

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import AudiobookLike
from ..models import FullAudiobook, SimpleChapter


class Audiobooks(BaseClient):
    """Audiobooks and their chapters."""

    @serves(ops.GET_AUDIOBOOK)
    async def get_audiobook(
        self, audiobook_id: AudiobookLike, market: str | None = None
    ) -> FullAudiobook:
        """
        Get an audiobook.

        Args:
            audiobook_id: Which.

            market: A country's code: without one, and without a user, nothing is found.
        """
        request = self._ask(
            ops.GET_AUDIOBOOK, id=audiobook_id, query={"market": market}
        )
        return await self.call(request, FullAudiobook)

    @serves(ops.GET_AUDIOBOOKS, ops.GET_AUDIOBOOK)
    async def get_audiobooks(
        self, *audiobook_ids: AudiobookLike, market: str | None = None
    ) -> list[FullAudiobook | None]:
        """
        Get many audiobooks, in the order given, with ``None`` for unknown ones.

        50 are asked for at a time; in development mode one.

        Args:
            *audiobook_ids: Which.

            market: See `get_audiobook`.
        """
        return await self._several(
            ops.GET_AUDIOBOOKS,
            ops.GET_AUDIOBOOK,
            audiobook_ids,
            FullAudiobook,
            query={"market": market},
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
            audiobook: Which.

            offset: How many to leave out at the beginning.

            market: See `get_audiobook`.

            page_size: How many to ask for at once, 50 at most.
        """
        return self._list(
            ops.GET_AUDIOBOOK_CHAPTERS,
            SimpleChapter,
            id=audiobook,
            page_size=page_size,
            query={"offset": offset, "market": market},
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
            audiobook: Which.

            limit: How many at most; ``None`` for all.

            offset: How many to leave out at the beginning.

            market: See `get_audiobook`.
        """
        chapters = self.list_audiobook_chapters(
            audiobook, offset, market, page_size=limit
        )
        return await chapters.collect(limit)
