"""
What is in playlists.

Each method comes twice. Those for *items* are sent to ``playlists/{id}/items``,
which every app may use. Those for *tracks*, the older names, are sent to
``playlists/{id}/tracks`` if the client's tier is ``"extended"``, else to the
same place.
"""

from __future__ import annotations

from typing import Any

from clientcore.aio import Pages

from ... import _operations as ops
from ..._operation import Operation, serves
from ..base import BaseClient
from ..likes import PlayableLike, PlaylistLike
from ..models import PlaylistEntry
from .player import EVERYTHING


class PlaylistItems(BaseClient):
    """What is in playlists, and adding to it."""

    @serves(ops.GET_PLAYLIST_ITEMS)
    def list_playlist_items(
        self,
        playlist: PlaylistLike,
        offset: int | None = None,
        market: str | None = None,
        fields: str | None = None,
        additional_types: str | None = EVERYTHING,
        *,
        page_size: int | None = None,
    ) -> Pages[PlaylistEntry]:
        """
        List a playlist's tracks and episodes, page after page.

        What is gone is left out, unless the client has ``keep_nulls``.

        Args:
            playlist: Which.

            offset: How many to leave out at the beginning.

            market: A country's code: what cannot be played there says so.

            fields: Which parts of them, as the service's reference says.

            additional_types: What it may hold besides tracks.

            page_size: How many to ask for at once, 50 at most.
        """
        return self._list(
            ops.GET_PLAYLIST_ITEMS,
            PlaylistEntry,
            id=playlist,
            page_size=page_size,
            query={
                "offset": offset,
                "market": market,
                "fields": fields,
                "additional_types": additional_types,
            },
        )

    @serves(ops.GET_PLAYLIST_ITEMS)
    async def get_playlist_items(
        self,
        playlist: PlaylistLike,
        limit: int | None = None,
        offset: int | None = None,
        market: str | None = None,
        fields: str | None = None,
        additional_types: str | None = EVERYTHING,
    ) -> list[PlaylistEntry]:
        """
        Get a playlist's tracks and episodes.

        Args:
            playlist: Which.

            limit: How many at most; ``None`` for all.

            offset: See `list_playlist_items`.

            market: See `list_playlist_items`.

            fields: See `list_playlist_items`.

            additional_types: See `list_playlist_items`.
        """
        items = self.list_playlist_items(
            playlist, offset, market, fields, additional_types, page_size=limit
        )
        return await items.collect(limit)

    @serves(ops.GET_PLAYLIST_TRACKS, ops.GET_PLAYLIST_ITEMS)
    def list_playlist_tracks(
        self,
        playlist: PlaylistLike,
        offset: int | None = None,
        market: str | None = None,
        *,
        page_size: int | None = None,
    ) -> Pages[PlaylistEntry]:
        """
        List a playlist's tracks and episodes: see `list_playlist_items`.

        Args:
            playlist: Which.

            offset: How many to leave out at the beginning.

            market: See `list_playlist_items`.

            page_size: How many to ask for at once: 50 at most, and 100 with
                extended access.
        """
        return self._list(
            self._served(ops.GET_PLAYLIST_TRACKS),
            PlaylistEntry,
            id=playlist,
            page_size=page_size,
            query={"offset": offset, "market": market, "additional_types": EVERYTHING},
        )

    @serves(ops.GET_PLAYLIST_TRACKS, ops.GET_PLAYLIST_ITEMS)
    async def get_playlist_tracks(self, playlist: PlaylistLike) -> list[PlaylistEntry]:
        """
        Get all of a playlist's tracks and episodes.

        Args:
            playlist: Which.
        """
        return await self.list_playlist_tracks(playlist).collect()

    # --- Adding ---------------------------------------------------------------

    @serves(ops.ADD_PLAYLIST_ITEMS)
    async def playlist_add_items(
        self,
        playlist: PlaylistLike,
        *items: PlayableLike,
        position: int | None = None,
    ) -> str | None:
        """
        Add tracks and episodes to a playlist, in the order given.

        100 are sent at a time. If that fails midway, those before are added.

        Args:
            playlist: Which.

            *items: What. A bare id is a track's.

            position: Where the first one goes, from 0; ``None`` for the end.

        Returns:
            The snapshot of the playlist after it, or ``None`` if nothing was
            given.
        """
        return await self._add(ops.ADD_PLAYLIST_ITEMS, playlist, items, position)

    @serves(ops.ADD_PLAYLIST_TRACKS, ops.ADD_PLAYLIST_ITEMS)
    async def playlist_add_tracks(
        self,
        playlist: PlaylistLike,
        *tracks: PlayableLike,
        position: int | None = None,
    ) -> str | None:
        """
        Add tracks and episodes to a playlist: see `playlist_add_items`.

        Args:
            playlist: Which.

            *tracks: What.

            position: Where the first one goes.
        """
        operation = self._served(ops.ADD_PLAYLIST_TRACKS)
        return await self._add(operation, playlist, tracks, position)

    async def _add(
        self,
        operation: Operation,
        playlist: PlaylistLike,
        items: tuple[PlayableLike, ...],
        position: int | None,
    ) -> str | None:
        snapshot = None
        for part in operation.batches(await self._uris(items, "track")):
            body: dict[str, Any] = {"uris": part}
            if position is not None:
                body["position"] = position
                # The next ones go after these, not in front of them.
                position += len(part)
            snapshot = await self._snapshot(operation, playlist, body)
        return snapshot

    async def _snapshot(
        self,
        operation: Operation,
        playlist: PlaylistLike,
        body: dict[str, Any],
        snapshot: str | None = None,
    ) -> str | None:
        """Send a change, and return the snapshot that it led to."""
        if snapshot is not None:
            body["snapshot_id"] = snapshot
        request = self._ask(operation, id=playlist, json=body)
        return await self._send_part(request, "snapshot_id", str)
