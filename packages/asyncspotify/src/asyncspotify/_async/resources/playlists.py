"""
Playlists themselves: what is in them is in `playlist_items`.
"""

from __future__ import annotations

import os
from typing import Any

from clientcore.aio import Pages, in_thread

from ... import _operations as ops
from ..._cover import encoded_cover
from ..._models import Image
from ..._operation import Tier, serves
from ..base import BaseClient
from ..likes import PlaylistLike, UserLike
from ..models import FullPlaylist, SimplePlaylist
from .player import EVERYTHING


class Playlists(BaseClient):
    """Playlists and their covers."""

    @serves(ops.GET_PLAYLIST)
    async def get_playlist(
        self,
        playlist_id: PlaylistLike,
        market: str | None = None,
        fields: str | None = None,
        additional_types: str | None = EVERYTHING,
    ) -> FullPlaylist:
        """
        Get a playlist, with its first items.

        In development mode there are no items in playlists that the user
        neither owns nor works on.

        Args:
            playlist_id: Which.

            market: A country's code: what cannot be played there says so.

            fields: Which parts of it, ``None`` for all. Spotify's page below
                says how.

            additional_types: What it may hold besides tracks.
        """
        request = self._ask(
            ops.GET_PLAYLIST,
            id=playlist_id,
            query={
                "market": market,
                "fields": fields,
                "additional_types": additional_types,
            },
        )
        return await self.call(request, FullPlaylist)

    @serves(ops.GET_ME_PLAYLISTS)
    def list_me_playlists(
        self, offset: int | None = None, *, page_size: int | None = None
    ) -> Pages[SimplePlaylist]:
        """
        List the playlists that the user owns or follows, page after page.

        Args:
            offset: How many to leave out at the beginning.

            page_size: How many to ask for at once, 50 at most.
        """
        return self._list(
            ops.GET_ME_PLAYLISTS,
            SimplePlaylist,
            page_size=page_size,
            query={"offset": offset},
        )

    @serves(ops.GET_ME_PLAYLISTS)
    async def get_me_playlists(
        self, limit: int | None = None, offset: int | None = None
    ) -> list[SimplePlaylist]:
        """
        Get the playlists that the user owns or follows.

        Args:
            limit: How many at most; ``None`` for all.

            offset: How many to leave out at the beginning.
        """
        return await self.list_me_playlists(offset, page_size=limit).collect(limit)

    @serves(ops.GET_USER_PLAYLISTS)
    def list_user_playlists(
        self,
        user: UserLike,
        offset: int | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[SimplePlaylist]:
        """
        List somebody's public playlists, page after page.

        Args:
            user: Whose.

            offset: How many to leave out at the beginning.

            page_size: How many to ask for at once, 50 at most.
        """
        return self._list(
            ops.GET_USER_PLAYLISTS,
            SimplePlaylist,
            id=user,
            page_size=page_size,
            query={"offset": offset},
        )

    @serves(ops.GET_USER_PLAYLISTS)
    async def get_user_playlists(self, user: UserLike) -> list[SimplePlaylist]:
        """
        Get all of somebody's public playlists.

        Args:
            user: Whose.
        """
        return await self.list_user_playlists(user).collect()

    # --- Making and changing --------------------------------------------------

    @serves(ops.CREATE_ME_PLAYLIST)
    async def create_me_playlist(
        self,
        name: str,
        public: bool | None = False,
        collaborative: bool | None = False,
        description: str | None = None,
    ) -> FullPlaylist:
        """
        Make a playlist for the one who is signed in.

        Args:
            name: Its name.

            public: Whether it is on their profile.

            collaborative: Whether others may change it; not if it is public.

            description: A text for it, or ``None``.
        """
        body = _details(name, description, public, collaborative)
        request = self._ask(ops.CREATE_ME_PLAYLIST, json=body)
        return await self.call(request, FullPlaylist)

    @serves(ops.CREATE_PLAYLIST, ops.CREATE_ME_PLAYLIST)
    async def create_playlist(
        self,
        user: UserLike,
        name: str,
        public: bool | None = False,
        collaborative: bool | None = False,
        description: str | None = None,
    ) -> FullPlaylist:
        """
        Make a playlist.

        Spotify makes none for anybody but the one who is signed in. Without
        extended access this is `create_me_playlist`, and *user* has no effect.

        Args:
            user: For whom.

            name: Its name.

            public: See `create_me_playlist`.

            collaborative: See `create_me_playlist`.

            description: See `create_me_playlist`.
        """
        if self.tier is not Tier.EXTENDED:
            return await self.create_me_playlist(
                name, public, collaborative, description
            )
        body = _details(name, description, public, collaborative)
        request = self._ask(ops.CREATE_PLAYLIST, id=user, json=body)
        return await self.call(request, FullPlaylist)

    @serves(ops.EDIT_PLAYLIST)
    async def edit_playlist(
        self,
        playlist: PlaylistLike,
        name: str | None = None,
        description: str | None = None,
        public: bool | None = None,
        collaborative: bool | None = None,
    ) -> None:
        """
        Change a playlist. What is ``None`` stays as it is.

        Args:
            playlist: Which.

            name: The new name.

            description: The new text.

            public: See `create_me_playlist`.

            collaborative: See `create_me_playlist`.

        Raises:
            ValueError: Nothing is to be changed.
        """
        body = _details(name, description, public, collaborative)
        if not body:
            raise ValueError("there is nothing to change")
        await self.call(self._ask(ops.EDIT_PLAYLIST, id=playlist, json=body))

    @serves(ops.GET_PLAYLIST_COVER)
    async def get_playlist_cover(self, playlist: PlaylistLike) -> list[Image]:
        """
        Get a playlist's cover, in some sizes.

        Args:
            playlist: Which.
        """
        request = self._ask(ops.GET_PLAYLIST_COVER, id=playlist)
        return await self.call(request, list[Image])

    @serves(ops.UPLOAD_PLAYLIST_COVER)
    async def upload_playlist_cover(
        self, playlist: PlaylistLike, image: bytes | str | os.PathLike[str]
    ) -> None:
        """
        Give a playlist a cover.

        Args:
            playlist: Which.

            image: A JPEG, or the path of one. 192 KiB at most.

        Raises:
            ValueError: It is no JPEG, or too large.
        """
        request = self._ask(
            ops.UPLOAD_PLAYLIST_COVER,
            id=playlist,
            content=await in_thread(encoded_cover, image),
            headers={"Content-Type": "image/jpeg"},
        )
        await self.call(request)


def _details(
    name: str | None,
    description: str | None,
    public: bool | None,
    collaborative: bool | None,
) -> dict[str, Any]:
    """Return the body of what makes or changes a playlist."""
    body = {
        "name": name,
        "public": public,
        "collaborative": collaborative,
        "description": description,
    }
    return {key: value for key, value in body.items() if value is not None}
