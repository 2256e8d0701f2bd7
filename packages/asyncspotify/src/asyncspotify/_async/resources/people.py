"""
Profiles of users, and following artists, users and playlists.
"""

from __future__ import annotations

from typing import Any, ClassVar

from clientcore.aio import Pages

from ... import _operations as ops
from ..._operation import Operation, Tier, serves
from ..keeping import Keeping
from ..likes import ArtistLike, PlaylistLike, UserLike
from ..making import Changer, Checker, changer, checker
from ..models.music import FullArtist, FullTrack
from ..models.people import PrivateUser, PublicUser


class People(Keeping):
    """
    Profiles, what the user listens to most, and following.

    Changes of following are sent to the library, unless the client's tier is
    ``"extended"``.
    """

    # --- Profiles -------------------------------------------------------------

    @serves(ops.GET_ME)
    async def get_me(self) -> PrivateUser:
        """Get the profile of the one who is signed in."""
        return await self._get(ops.GET_ME, PrivateUser)

    @serves(ops.GET_USER)
    async def get_user(self, user_id: UserLike) -> PublicUser:
        """
        Get the public profile of a user.

        Args:
            user_id: ID, URI, link or object of the user.
        """
        return await self._get(ops.GET_USER, PublicUser, user_id)

    @serves(ops.GET_ME_TOP_TRACKS)
    def list_me_top_tracks(
        self,
        offset: int | None = None,
        time_range: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[FullTrack]:
        """
        List the tracks that the user listens to most, page after page.

        Args:
            offset: Number of items to skip.
            time_range: ``long_term`` (about a year), ``medium_term`` (half a
                year) or ``short_term`` (four weeks). ``None`` is the medium.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_ME_TOP_TRACKS,
            FullTrack,
            page_size,
            offset=offset,
            time_range=time_range,
        )

    @serves(ops.GET_ME_TOP_TRACKS)
    async def get_me_top_tracks(
        self,
        limit: int | None = 20,
        offset: int | None = None,
        time_range: str | None = None,
    ) -> list[FullTrack]:
        """
        Get the tracks that the user listens to most.

        Args:
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
            time_range: See `list_me_top_tracks`.
        """
        tracks = self.list_me_top_tracks(offset, time_range, page_size=limit)
        return await tracks.collect(limit)

    @serves(ops.GET_ME_TOP_ARTISTS)
    def list_me_top_artists(
        self,
        offset: int | None = None,
        time_range: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[FullArtist]:
        """
        List the artists that the user listens to most, page after page.

        Args:
            offset: Number of items to skip.
            time_range: See `list_me_top_tracks`.
            page_size: Items of a page, at most 50.
        """
        return self._list(
            ops.GET_ME_TOP_ARTISTS,
            FullArtist,
            page_size,
            offset=offset,
            time_range=time_range,
        )

    @serves(ops.GET_ME_TOP_ARTISTS)
    async def get_me_top_artists(
        self,
        limit: int | None = 20,
        offset: int | None = 0,
        time_range: str | None = "medium_term",
    ) -> list[FullArtist]:
        """
        Get the artists that the user listens to most.

        Args:
            limit: The most items to return, or ``None`` for all.
            offset: Number of items to skip.
            time_range: See `list_me_top_tracks`.
        """
        artists = self.list_me_top_artists(offset, time_range, page_size=limit)
        return await artists.collect(limit)

    # --- Following ------------------------------------------------------------

    @serves(ops.GET_FOLLOWED_ARTISTS)
    def list_followed_artists(
        self, after: ArtistLike | None = None, *, page_size: int | None = None
    ) -> Pages[FullArtist]:
        """
        List the artists that the user follows, page after page.

        Args:
            after: ID or object of the artist to begin after.
            page_size: Artists of a page, at most 50.
        """
        return self._list(
            ops.GET_FOLLOWED_ARTISTS,
            FullArtist,
            page_size,
            key="artists",
            type="artist",
            after=after,
        )

    @serves(ops.GET_FOLLOWED_ARTISTS)
    async def get_followed_artists(
        self, limit: int | None = 20, after: ArtistLike | None = None
    ) -> list[FullArtist]:
        """
        Get the artists that the user follows.

        Args:
            limit: The most artists to return, or ``None`` for all.
            after: ID, URI, link or object of the artist to begin after.
        """
        if after is not None:
            [after] = await self._ids([after], "artist")
        return await self.list_followed_artists(after, page_size=limit).collect(limit)

    @serves(ops.FOLLOW, ops.SAVE_TO_LIBRARY)
    async def following(
        self, type: str, *ids: Any, limit: Any = None, after: Any = None
    ) -> None:
        """
        Follow artists or users: an older name of `follow_artists` and `follow_users`.

        Args:
            type: ``artist`` or ``user``.
            *ids: IDs, URIs, links or objects.
            limit: Has no effect.
            after: Has no effect.

        Raises:
            ValueError: *type* is neither ``artist`` nor ``user``.
        """
        if type not in {"artist", "user"}:
            raise ValueError("the type is artist or user")
        await self._change(ops.FOLLOW, ids, type)

    follow_artists: ClassVar[Changer[ArtistLike]] = changer(ops.FOLLOW, "artist")
    unfollow_artists: ClassVar[Changer[ArtistLike]] = changer(ops.UNFOLLOW, "artist")
    is_following_artists: ClassVar[Checker[ArtistLike]] = checker(
        ops.IS_FOLLOWING, "artist"
    )
    follow_users: ClassVar[Changer[UserLike]] = changer(ops.FOLLOW, "user")
    unfollow_users: ClassVar[Changer[UserLike]] = changer(ops.UNFOLLOW, "user")
    is_following_users: ClassVar[Checker[UserLike]] = checker(ops.IS_FOLLOWING, "user")

    # --- Playlists ------------------------------------------------------------

    @serves(ops.FOLLOW_PLAYLIST, ops.SAVE_TO_LIBRARY)
    async def follow_playlist(
        self, playlist: PlaylistLike, public: bool | None = None
    ) -> None:
        """
        Follow a playlist.

        Args:
            playlist: ID, URI, link or object of the playlist.
            public: Whether it is shown on the user's profile, which only extended
                access can set. ``None`` is the same as ``True``.
        """
        body = ... if public is None else {"public": public}
        if not await self._followers(ops.FOLLOW_PLAYLIST, playlist, json=body):
            await self._change(ops.SAVE_TO_LIBRARY, [playlist], "playlist")

    @serves(ops.UNFOLLOW_PLAYLIST, ops.REMOVE_FROM_LIBRARY)
    async def unfollow_playlist(self, playlist: PlaylistLike) -> None:
        """
        Unfollow a playlist. This is also how users delete their own.

        Args:
            playlist: ID, URI, link or object of the playlist.
        """
        if not await self._followers(ops.UNFOLLOW_PLAYLIST, playlist):
            await self._change(ops.REMOVE_FROM_LIBRARY, [playlist], "playlist")

    @serves(ops.IS_FOLLOWING_PLAYLIST, ops.LIBRARY_CONTAINS)
    async def is_following_playlist(self, playlist: PlaylistLike) -> bool:
        """
        Return whether the user follows a playlist.

        Args:
            playlist: ID, URI, link or object of the playlist.
        """
        if self.tier is Tier.EXTENDED:
            request = self._ask(ops.IS_FOLLOWING_PLAYLIST, id=playlist)
            return all(await self.call(request, list[bool]))
        return all(await self._check(ops.LIBRARY_CONTAINS, [playlist], "playlist"))

    async def _followers(
        self, operation: Operation, playlist: PlaylistLike, json: Any = ...
    ) -> bool:
        """Send *operation* if the app has extended access, and return whether."""
        if self.tier is not Tier.EXTENDED:
            return False
        await self.call(self._ask(operation, id=playlist, json=json))
        return True
