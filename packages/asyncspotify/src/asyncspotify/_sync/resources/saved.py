# Generated from _async/resources/saved.py by `nox -s twins`: do not edit.
"""
The library, read: what the user has saved.
"""

from __future__ import annotations

from clientcore.sync import Pages

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..models import (
    SavedAlbum,
    SavedAudiobook,
    SavedEpisode,
    SavedShow,
    SavedTrack,
)


class Saved(BaseClient):
    """What the user has saved, the newest first."""

    @serves(ops.GET_SAVED_TRACKS)
    def list_saved_tracks(
        self,
        offset: int | None = None,
        market: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SavedTrack]:
        """
        List the tracks that the user has saved, page after page.

        Args:
            offset: Number of items to skip.
            market: Country code: what cannot be played there says so.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_SAVED_TRACKS,
            SavedTrack,
            page_size=page_size,
            query={"offset": offset, "market": market},
        )

    @serves(ops.GET_SAVED_TRACKS)
    def get_saved_tracks(
        self,
        limit: int | None = 20,
        offset: int | None = None,
        market: str | None = None,
    ) -> list[SavedTrack]:
        """
        Get the tracks that the user has saved.

        Args:
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
            market: See `list_saved_tracks`.
        """
        return self.list_saved_tracks(offset, market, page_size=limit).collect(limit)

    @serves(ops.GET_SAVED_ALBUMS)
    def list_saved_albums(
        self,
        offset: int | None = None,
        market: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SavedAlbum]:
        """
        List the albums that the user has saved, page after page.

        Args:
            offset: Number of items to skip.
            market: Country code: what cannot be played there says so.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_SAVED_ALBUMS,
            SavedAlbum,
            page_size=page_size,
            query={"offset": offset, "market": market},
        )

    @serves(ops.GET_SAVED_ALBUMS)
    def get_saved_albums(
        self,
        limit: int | None = 20,
        offset: int | None = None,
        market: str | None = None,
    ) -> list[SavedAlbum]:
        """
        Get the albums that the user has saved.

        Args:
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
            market: See `list_saved_albums`.
        """
        return self.list_saved_albums(offset, market, page_size=limit).collect(limit)

    @serves(ops.GET_SAVED_EPISODES)
    def list_saved_episodes(
        self,
        offset: int | None = None,
        market: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SavedEpisode]:
        """
        List the episodes that the user has saved, page after page.

        Args:
            offset: Number of items to skip.
            market: Country code: what cannot be played there says so.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_SAVED_EPISODES,
            SavedEpisode,
            page_size=page_size,
            query={"offset": offset, "market": market},
        )

    @serves(ops.GET_SAVED_EPISODES)
    def get_saved_episodes(
        self,
        limit: int | None = 20,
        offset: int | None = None,
        market: str | None = None,
    ) -> list[SavedEpisode]:
        """
        Get the episodes that the user has saved.

        Args:
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
            market: See `list_saved_episodes`.
        """
        return self.list_saved_episodes(offset, market, page_size=limit).collect(limit)

    @serves(ops.GET_SAVED_SHOWS)
    def list_saved_shows(
        self,
        offset: int | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SavedShow]:
        """
        List the shows that the user has saved, page after page.

        Args:
            offset: Number of items to skip.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_SAVED_SHOWS,
            SavedShow,
            page_size=page_size,
            query={"offset": offset},
        )

    @serves(ops.GET_SAVED_SHOWS)
    def get_saved_shows(
        self,
        limit: int | None = 20,
        offset: int | None = None,
    ) -> list[SavedShow]:
        """
        Get the shows that the user has saved.

        Args:
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
        """
        return self.list_saved_shows(offset, page_size=limit).collect(limit)

    @serves(ops.GET_SAVED_AUDIOBOOKS)
    def list_saved_audiobooks(
        self,
        offset: int | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SavedAudiobook]:
        """
        List the audiobooks that the user has saved, page after page.

        Args:
            offset: Number of items to skip.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_SAVED_AUDIOBOOKS,
            SavedAudiobook,
            page_size=page_size,
            query={"offset": offset},
        )

    @serves(ops.GET_SAVED_AUDIOBOOKS)
    def get_saved_audiobooks(
        self,
        limit: int | None = 20,
        offset: int | None = None,
    ) -> list[SavedAudiobook]:
        """
        Get the audiobooks that the user has saved.

        Args:
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
        """
        return self.list_saved_audiobooks(offset, page_size=limit).collect(limit)
