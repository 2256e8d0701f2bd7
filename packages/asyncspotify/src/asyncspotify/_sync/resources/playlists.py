# Generated from _async/resources/playlists.py by `nox -s twins`: do not edit.
"""
Playlists themselves. Their items are in `playlist_items`.
"""

from __future__ import annotations

import os
from typing import Any

from clientcore.sync import Pages, in_thread

from ... import _fields
from ... import _operations as ops
from ..._cover import encoded_cover
from ..._models.parts import Image
from ..._operation import Tier, serves
from ..base import BaseClient
from ..likes import PlaylistLike, UserLike
from ..models.playlist import FullPlaylist, SimplePlaylist
from .player import EVERYTHING


class Playlists(BaseClient):
    """Playlists and their covers."""

    @serves(ops.GET_PLAYLIST)
    def get_playlist(
        self,
        playlist_id: PlaylistLike,
        market: str | None = None,
        fields: str | None = None,
        additional_types: str | None = EVERYTHING,
    ) -> FullPlaylist:
        """
        Get a playlist, with its first items.

        In development mode, playlists that the user neither owns nor collaborates on
        have no items, and ``track_count`` is ``None``.

        Args:
            playlist_id: ID, URI, link or object of the playlist.
            market: Country code: what cannot be played there is marked.
            fields: The parts to return, as in ``"name,items.items(item(name))"``.
                ``tracks`` and ``items``, ``track`` and ``item`` mean the same.
                ``None`` for all parts.
            additional_types: Kinds of items besides tracks, with commas between them.

        Raises:
            ValueError: *fields* cannot be read.
        """
        return self._get(
            ops.GET_PLAYLIST,
            FullPlaylist,
            playlist_id,
            market=market,
            fields=_fields.for_playlist(fields),
            additional_types=additional_types,
        )

    @serves(ops.GET_ME_PLAYLISTS)
    def list_me_playlists(
        self, offset: int | None = None, *, page_size: int | None = None
    ) -> Pages[SimplePlaylist]:
        """
        List the playlists that the user owns or follows, page after page.

        Args:
            offset: Number of playlists to skip.
            page_size: Playlists of a page, at most 50.
        """
        return self._list(
            ops.GET_ME_PLAYLISTS, SimplePlaylist, page_size, offset=offset
        )

    @serves(ops.GET_ME_PLAYLISTS)
    def get_me_playlists(
        self, limit: int | None = None, offset: int | None = None
    ) -> list[SimplePlaylist]:
        """
        Get the playlists that the user owns or follows.

        Args:
            limit: The most playlists to return, or ``None`` for all.
            offset: Number of playlists to skip.
        """
        return self.list_me_playlists(offset, page_size=limit).collect(limit)

    @serves(ops.GET_USER_PLAYLISTS)
    def list_user_playlists(
        self, user: UserLike, offset: int | None = None, *, page_size: int | None = None
    ) -> Pages[SimplePlaylist]:
        """
        List the public playlists of a user, page after page.

        Args:
            user: ID, URI, link or object of the user.
            offset: Number of playlists to skip.
            page_size: Playlists of a page, at most 50.
        """
        return self._list(
            ops.GET_USER_PLAYLISTS, SimplePlaylist, page_size, user, offset=offset
        )

    @serves(ops.GET_USER_PLAYLISTS)
    def get_user_playlists(self, user: UserLike) -> list[SimplePlaylist]:
        """
        Get all public playlists of a user.

        Args:
            user: ID, URI, link or object of the user.
        """
        return self.list_user_playlists(user).collect()

    # --- Creating and changing ------------------------------------------------

    @serves(ops.CREATE_ME_PLAYLIST)
    def create_me_playlist(
        self,
        name: str,
        public: bool | None = False,
        collaborative: bool | None = False,
        description: str | None = None,
    ) -> FullPlaylist:
        """
        Create a playlist for the signed-in user.

        Args:
            name: Name of the playlist.
            public: Whether it is shown on the user's profile.
            collaborative: Whether other users may change it. It cannot be public then.
            description: One line of at most 300 characters, or ``None``.

        Raises:
            ValueError: *description* is longer, or has line breaks.
        """
        body = _details(name, description, public, collaborative)
        request = self._ask(ops.CREATE_ME_PLAYLIST, json=body)
        return self.call(request, FullPlaylist)

    @serves(ops.CREATE_PLAYLIST, ops.CREATE_ME_PLAYLIST)
    def create_playlist(
        self,
        user: UserLike,
        name: str,
        public: bool | None = False,
        collaborative: bool | None = False,
        description: str | None = None,
    ) -> FullPlaylist:
        """
        Create a playlist.

        Spotify creates playlists for the signed-in user only. Without extended access
        this is `create_me_playlist`, and *user* has no effect.

        Args:
            user: ID, URI, link or object of the user.
            name: See `create_me_playlist`, as for the others.
            public: See `create_me_playlist`.
            collaborative: See `create_me_playlist`.
            description: See `create_me_playlist`.
        """
        if self.tier is not Tier.EXTENDED:
            return self.create_me_playlist(name, public, collaborative, description)
        body = _details(name, description, public, collaborative)
        request = self._ask(ops.CREATE_PLAYLIST, id=user, json=body)
        return self.call(request, FullPlaylist)

    @serves(ops.EDIT_PLAYLIST)
    def edit_playlist(
        self,
        playlist: PlaylistLike,
        name: str | None = None,
        description: str | None = None,
        public: bool | None = None,
        collaborative: bool | None = None,
    ) -> None:
        """
        Change the details of a playlist. ``None`` leaves a detail unchanged.

        Args:
            playlist: ID, URI, link or object of the playlist.
            name: See `create_me_playlist`, as for the others.
            description: See `create_me_playlist`.
            public: See `create_me_playlist`.
            collaborative: See `create_me_playlist`.

        Raises:
            ValueError: Nothing is to be changed, or *description* is too long or has
                line breaks.
        """
        body = _details(name, description, public, collaborative)
        if not body:
            raise ValueError("there is nothing to change")
        self.call(self._ask(ops.EDIT_PLAYLIST, id=playlist, json=body))

    @serves(ops.GET_PLAYLIST_COVER)
    def get_playlist_cover(self, playlist: PlaylistLike) -> list[Image]:
        """
        Get the cover of a playlist in its sizes.

        Args:
            playlist: ID, URI, link or object of the playlist.
        """
        request = self._ask(ops.GET_PLAYLIST_COVER, id=playlist)
        response = self.request(request)
        if not response.content:
            return []
        return self.decode(self.parse_json(response), list[Image], response)

    @serves(ops.UPLOAD_PLAYLIST_COVER)
    def upload_playlist_cover(
        self,
        playlist: PlaylistLike,
        image: bytes | str | os.PathLike[str],
        *,
        shrink: bool = False,
    ) -> None:
        """
        Upload a cover for a playlist.

        Args:
            playlist: ID, URI, link or object of the playlist.
            image: A JPEG as bytes or base64 text, or the path of a file. At most 192
                KiB.
            shrink: Whether to convert other formats, and larger pictures, with Pillow,
                which ``asyncspotify[covers]`` installs.

        Raises:
            ValueError: *image* is not a JPEG, or too large.
            OSError: The file cannot be read.
            ImportError: *shrink* needs Pillow, which is not installed.
        """
        request = self._ask(
            ops.UPLOAD_PLAYLIST_COVER,
            id=playlist,
            content=in_thread(encoded_cover, image, shrink),
            headers={"Content-Type": "image/jpeg"},
        )
        self.call(request)


#: Characters of a description.
_LONGEST_DESCRIPTION = 300


def _details(
    name: str | None,
    description: str | None,
    public: bool | None,
    collaborative: bool | None,
) -> dict[str, Any]:
    """Return the body of a request that creates or changes a playlist."""
    if description is not None:
        if len(description) > _LONGEST_DESCRIPTION:
            raise ValueError(
                f"the description has {len(description)} characters, Spotify takes at"
                f" most {_LONGEST_DESCRIPTION}"
            )
        if len(description.splitlines()) > 1 or description.endswith(("\n", "\r")):
            raise ValueError("a description has no line breaks")
    body = {
        "name": name,
        "public": public,
        "collaborative": collaborative,
        "description": description,
    }
    return {key: value for key, value in body.items() if value is not None}
