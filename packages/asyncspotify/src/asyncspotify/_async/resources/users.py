"""
People: the one who is signed in, and others.
"""

from __future__ import annotations

from clientcore.aio import Pages

from ... import _operations as ops
from ..._operation import serves
from ..base import BaseClient
from ..likes import UserLike
from ..models import FullArtist, FullTrack, PrivateUser, PublicUser


class Users(BaseClient):
    """Profiles, and what the one who is signed in listens to most."""

    @serves(ops.GET_ME)
    async def get_me(self) -> PrivateUser:
        """Get the profile of the one who is signed in."""
        return await self.call(self._ask(ops.GET_ME), PrivateUser)

    @serves(ops.GET_USER)
    async def get_user(self, user_id: UserLike) -> PublicUser:
        """
        Get the public profile of a user.

        Args:
            user_id: ID, URI, link or object of the user.
        """
        return await self.call(self._ask(ops.GET_USER, id=user_id), PublicUser)

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
            page_size=page_size,
            query={"offset": offset, "time_range": time_range},
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
            page_size=page_size,
            query={"offset": offset, "time_range": time_range},
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
