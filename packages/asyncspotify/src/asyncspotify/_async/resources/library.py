"""
The library: what is in it, saving to it, removing from it, and checks.
"""

from __future__ import annotations

from typing import ClassVar

from clientcore.aio import Pages

from ... import _operations as ops
from ..._errors import noting
from ..._operation import Tier, serves
from ..keeping import Keeping
from ..likes import AlbumLike, AudiobookLike, EpisodeLike, KeptLike, ShowLike, TrackLike
from ..making import Changer, Checker, changer, checker
from ..models.music import SavedAlbum, SavedTrack
from ..models.spoken import SavedAudiobook, SavedEpisode, SavedShow

_SAVE, _REMOVE = ops.SAVE_TO_LIBRARY, ops.REMOVE_FROM_LIBRARY
_CHECK = ops.LIBRARY_CONTAINS


class Library(Keeping):
    """
    The library of the user.

    The methods for one kind are sent to the operation for all kinds, unless the
    client's tier is ``"extended"``.
    """

    # --- Lists ----------------------------------------------------------------

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
            ops.GET_SAVED_TRACKS, SavedTrack, page_size, offset=offset, market=market
        )

    @serves(ops.GET_SAVED_TRACKS)
    async def get_saved_tracks(
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
        return await self.list_saved_tracks(offset, market, page_size=limit).collect(
            limit
        )

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
            ops.GET_SAVED_ALBUMS, SavedAlbum, page_size, offset=offset, market=market
        )

    @serves(ops.GET_SAVED_ALBUMS)
    async def get_saved_albums(
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
        return await self.list_saved_albums(offset, market, page_size=limit).collect(
            limit
        )

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
            page_size,
            offset=offset,
            market=market,
        )

    @serves(ops.GET_SAVED_SHOWS)
    def list_saved_shows(
        self, offset: int | None = None, *, page_size: int | None = None
    ) -> Pages[SavedShow]:
        """
        List the shows that the user has saved, page after page.

        Args:
            offset: Number of items to skip.
            page_size: Items of a page, at most 50.
        """
        return self._list(ops.GET_SAVED_SHOWS, SavedShow, page_size, offset=offset)

    @serves(ops.GET_SAVED_AUDIOBOOKS)
    def list_saved_audiobooks(
        self, offset: int | None = None, *, page_size: int | None = None
    ) -> Pages[SavedAudiobook]:
        """
        List the audiobooks that the user has saved, page after page.

        Args:
            offset: Number of items to skip.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_SAVED_AUDIOBOOKS, SavedAudiobook, page_size, offset=offset
        )

    # --- Changes and checks ---------------------------------------------------

    @serves(_SAVE)
    async def save_to_library(self, *items: KeptLike) -> None:
        """
        Save objects of any kind, 40 per request. Artists, users and playlists are
        followed by it.

        Args:
            *items: URIs, links or objects of tracks, albums, episodes, shows,
                audiobooks, artists, users and playlists.

        Raises:
            SpotifyException: A request failed. ``error.done`` has the URIs that were
                saved before.
        """
        await self._change(_SAVE, items)

    @serves(_REMOVE)
    async def remove_from_library(self, *items: KeptLike) -> None:
        """
        Remove objects from the library. What was not saved is ignored.

        Args:
            *items: See `save_to_library`, also for what is raised.
        """
        await self._change(_REMOVE, items)

    @serves(_CHECK)
    async def library_contains(self, *items: KeptLike) -> list[bool]:
        """
        Return for each object whether it is saved, in the order given.

        Args:
            *items: See `save_to_library`.
        """
        return await self._check(_CHECK, items)

    @serves(ops.SAVE_TRACKS, _SAVE)
    async def save_tracks(self, *items: TrackLike | SavedTrack) -> None:
        """
        Save tracks as Liked Songs.

        With extended access, the dates of `SavedTrack` objects are saved too, so that
        the copy of a library has the order of the original. Without it the date is
        that of the request: save the oldest track first.

        Args:
            *items: IDs, URIs, links or objects of the tracks, or `SavedTrack` objects.

        Raises:
            SpotifyException: A request failed. ``error.done`` has the IDs or URIs of
                the requests that succeeded before.
        """
        dates = [one.added_at if isinstance(one, SavedTrack) else None for one in items]
        tracks = [one.track if isinstance(one, SavedTrack) else one for one in items]
        if self.tier is not Tier.EXTENDED or not all(dates):
            await self._change(ops.SAVE_TRACKS, tracks)
            return
        stamped = [
            {"id": one, "added_at": f"{date:%Y-%m-%dT%H:%M:%SZ}"}
            for one, date in zip(await self._ids(tracks, "track"), dates, strict=True)
        ]
        done: list[str] = []
        with noting(done):
            for start in range(0, len(stamped), ops.SAVE_TRACKS.most):
                part = stamped[start : start + ops.SAVE_TRACKS.most]
                body = {"timestamped_ids": part}
                await self.call(self._ask(ops.SAVE_TRACKS, json=body))
                done += [each["id"] for each in part]

    remove_saved_tracks: ClassVar[Changer[TrackLike]] = changer(ops.REMOVE_SAVED_TRACKS)
    has_saved_tracks: ClassVar[Checker[TrackLike]] = checker(ops.HAS_SAVED_TRACKS)

    save_albums: ClassVar[Changer[AlbumLike]] = changer(ops.SAVE_ALBUMS)
    remove_saved_albums: ClassVar[Changer[AlbumLike]] = changer(ops.REMOVE_SAVED_ALBUMS)
    has_saved_albums: ClassVar[Checker[AlbumLike]] = checker(ops.HAS_SAVED_ALBUMS)

    save_episodes: ClassVar[Changer[EpisodeLike]] = changer(ops.SAVE_EPISODES)
    remove_saved_episodes: ClassVar[Changer[EpisodeLike]] = changer(
        ops.REMOVE_SAVED_EPISODES
    )
    has_saved_episodes: ClassVar[Checker[EpisodeLike]] = checker(ops.HAS_SAVED_EPISODES)

    save_shows: ClassVar[Changer[ShowLike]] = changer(ops.SAVE_SHOWS)
    remove_saved_shows: ClassVar[Changer[ShowLike]] = changer(ops.REMOVE_SAVED_SHOWS)
    has_saved_shows: ClassVar[Checker[ShowLike]] = checker(ops.HAS_SAVED_SHOWS)

    save_audiobooks: ClassVar[Changer[AudiobookLike]] = changer(ops.SAVE_AUDIOBOOKS)
    remove_saved_audiobooks: ClassVar[Changer[AudiobookLike]] = changer(
        ops.REMOVE_SAVED_AUDIOBOOKS
    )
    has_saved_audiobooks: ClassVar[Checker[AudiobookLike]] = checker(
        ops.HAS_SAVED_AUDIOBOOKS
    )
