# Generated from _async/resources/audiobooks.py by `nox -s twins`: do not edit.
"""
Audiobooks.
"""

from __future__ import annotations

from clientcore.sync import Pages

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import AudiobookLike
from ..models import FullAudiobook, SimpleChapter


class Audiobooks(BaseClient):
    """Audiobooks and their chapters."""

    @serves(ops.GET_AUDIOBOOK)
    def get_audiobook(
        self, audiobook_id: AudiobookLike, market: str | None = None
    ) -> FullAudiobook:
        """
        Get an audiobook.

        Args:
            audiobook_id: ID, URI, link or object of the audiobook.
            market: Country code: without one, and without a user, nothing is found.
        """
        request = self._ask(
            ops.GET_AUDIOBOOK, id=audiobook_id, query={"market": market}
        )
        return self.call(request, FullAudiobook)

    @serves(ops.GET_AUDIOBOOKS, ops.GET_AUDIOBOOK)
    def get_audiobooks(
        self, *audiobook_ids: AudiobookLike, market: str | None = None
    ) -> list[FullAudiobook | None]:
        """
        Get audiobooks, in the order given, with ``None`` for unknown ones.

        50 are requested at a time, in development mode one.

        Args:
            *audiobook_ids: IDs, URIs, links or objects of the audiobooks.
            market: See `get_audiobook`.
        """
        return self._several(
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
            audiobook: ID, URI, link or object of the audiobook.
            offset: Number of items to skip.
            market: See `get_audiobook`.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_AUDIOBOOK_CHAPTERS,
            SimpleChapter,
            id=audiobook,
            page_size=page_size,
            query={"offset": offset, "market": market},
        )

    @serves(ops.GET_AUDIOBOOK_CHAPTERS)
    def get_audiobook_chapters(
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
        return chapters.collect(limit)
