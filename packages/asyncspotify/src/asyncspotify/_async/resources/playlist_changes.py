"""
Changing what is in playlists.

Each method comes twice: see `playlist_items`.
"""

from __future__ import annotations

from ... import _operations as ops
from ..._operation import Operation, serves
from ..likes import PlayableLike, PlaylistLike
from .playlist_items import PlaylistItems


class PlaylistChanges(PlaylistItems):
    """Replacing, moving and removing what is in playlists."""

    # --- Replacing and reordering ---------------------------------------------

    @serves(ops.UPDATE_PLAYLIST_ITEMS, ops.ADD_PLAYLIST_ITEMS)
    async def playlist_replace_items(
        self, playlist: PlaylistLike, *items: PlayableLike
    ) -> str | None:
        """
        Put other tracks and episodes in the place of all that a playlist holds.

        100 are sent at a time. If that fails midway, the rest is missing.

        Args:
            playlist: Which.

            *items: The others. Nothing empties it.

        Returns:
            The snapshot of the playlist after it.
        """
        pair = ops.UPDATE_PLAYLIST_ITEMS, ops.ADD_PLAYLIST_ITEMS
        return await self._replace(*pair, playlist, items)

    @serves(ops.UPDATE_PLAYLIST_TRACKS, ops.UPDATE_PLAYLIST_ITEMS)
    async def playlist_replace_tracks(
        self, playlist: PlaylistLike, *tracks: PlayableLike
    ) -> str | None:
        """
        Replace all that a playlist holds: see `playlist_replace_items`.

        Args:
            playlist: Which.

            *tracks: The others.
        """
        update = self._served(ops.UPDATE_PLAYLIST_TRACKS)
        add = self._served(ops.ADD_PLAYLIST_TRACKS)
        return await self._replace(update, add, playlist, tracks)

    async def _replace(
        self,
        update: Operation,
        add: Operation,
        playlist: PlaylistLike,
        items: tuple[PlayableLike, ...],
    ) -> str | None:
        uris = await self._uris(items, "track")
        first, rest = uris[: update.most], uris[update.most :]
        snapshot = await self._snapshot(update, playlist, {"uris": first})
        return await self._add(add, playlist, tuple(rest), None) or snapshot

    @serves(ops.UPDATE_PLAYLIST_ITEMS)
    async def playlist_reorder_items(
        self,
        playlist: PlaylistLike,
        range_start: int,
        insert_before: int,
        range_length: int = 1,
        snapshot_id: str | None = None,
    ) -> str | None:
        """
        Move some of a playlist's items.

        Args:
            playlist: Which.

            range_start: The place of the first one, from 0.

            insert_before: The place in front of which they go, counted while
                they are still where they were.

            range_length: How many.

            snapshot_id: The state of the playlist that the places are of;
                ``None`` for how it is now.

        Returns:
            The snapshot of the playlist after it.
        """
        places = range_start, insert_before, range_length, snapshot_id
        return await self._reorder(ops.UPDATE_PLAYLIST_ITEMS, playlist, *places)

    @serves(ops.UPDATE_PLAYLIST_TRACKS, ops.UPDATE_PLAYLIST_ITEMS)
    async def playlist_reorder_tracks(
        self,
        playlist: PlaylistLike,
        range_start: int,
        insert_before: int,
        range_length: int = 1,
        snapshot_id: str | None = None,
    ) -> str | None:
        """
        Move some of a playlist's tracks: see `playlist_reorder_items`.

        Args:
            playlist: Which.

            range_start: The place of the first one.

            insert_before: Where they go.

            range_length: How many.

            snapshot_id: The state that the places are of.
        """
        operation = self._served(ops.UPDATE_PLAYLIST_TRACKS)
        places = range_start, insert_before, range_length, snapshot_id
        return await self._reorder(operation, playlist, *places)

    async def _reorder(
        self,
        operation: Operation,
        playlist: PlaylistLike,
        start: int,
        before: int,
        length: int,
        snapshot: str | None,
    ) -> str | None:
        body = {"range_start": start, "insert_before": before, "range_length": length}
        return await self._snapshot(operation, playlist, body, snapshot)

    # --- Removing -------------------------------------------------------------

    @serves(ops.REMOVE_PLAYLIST_ITEMS)
    async def playlist_remove_items(
        self,
        playlist: PlaylistLike,
        *items: PlayableLike,
        snapshot_id: str | None = None,
    ) -> str | None:
        """
        Remove tracks and episodes from a playlist, wherever they are in it.

        100 are sent at a time.

        Args:
            playlist: Which.

            *items: What.

            snapshot_id: The state of the playlist to remove them from; ``None``
                for how it is now.

        Returns:
            The snapshot of the playlist after it, or ``None`` if nothing was
            given.
        """
        operation = ops.REMOVE_PLAYLIST_ITEMS
        return await self._remove(operation, playlist, items, snapshot_id)

    @serves(ops.REMOVE_PLAYLIST_TRACKS, ops.REMOVE_PLAYLIST_ITEMS)
    async def playlist_remove_tracks(
        self,
        playlist: PlaylistLike,
        *tracks: PlayableLike,
        snapshot_id: str | None = None,
    ) -> str | None:
        """
        Remove tracks and episodes from a playlist: see `playlist_remove_items`.

        Args:
            playlist: Which.

            *tracks: What.

            snapshot_id: The state of the playlist to remove them from.
        """
        operation = self._served(ops.REMOVE_PLAYLIST_TRACKS)
        return await self._remove(operation, playlist, tracks, snapshot_id)

    async def _remove(
        self,
        operation: Operation,
        playlist: PlaylistLike,
        items: tuple[PlayableLike, ...],
        snapshot: str | None,
    ) -> str | None:
        key = "tracks" if operation is ops.REMOVE_PLAYLIST_TRACKS else "items"
        after = None
        for part in operation.batches(await self._uris(items, "track")):
            body = {key: [{"uri": uri} for uri in part]}
            after = await self._snapshot(operation, playlist, body, snapshot)
            # The next ones are removed from what is left of that state.
            snapshot = snapshot and after
        return after
