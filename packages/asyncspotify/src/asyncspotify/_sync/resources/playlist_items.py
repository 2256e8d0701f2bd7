# Generated from _async/resources/playlist_items.py by `nox -s twins`: do not edit.
"""
The items of playlists: tracks, episodes and chapters.

Since 2026 every app uses ``playlists/{id}/items``. Apps with extended access still
have ``playlists/{id}/tracks``, which has larger pages. The methods choose by the
client's tier; each has an older name, with ``tracks`` instead of ``items``.
"""

from __future__ import annotations

from typing import Any

from clientcore.sync import Pages

from ... import _fields
from ... import _operations as ops
from ..._errors import SpotifyException, noting
from ..._operation import Operation, serves
from ..base import BaseClient
from ..likes import PlayableLike, PlaylistLike
from ..models.playlist import PlaylistEntry
from .player import EVERYTHING


class PlaylistItems(BaseClient):
    """The items of playlists."""

    @serves(ops.GET_PLAYLIST_ITEMS, ops.GET_PLAYLIST_TRACKS)
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
        List the tracks and episodes of a playlist, page after page.

        Entries whose content is gone are left out, unless the client has
        ``keep_nulls``.

        Args:
            playlist: ID, URI, link or object of the playlist.
            offset: Number of entries to skip.
            market: Country code: what cannot be played there is marked.
            fields: The parts of a page to return, in the notation of the service's
                reference, as in ``"items(added_at,item(name,uri))"``. ``track`` and
                ``item`` mean the same, and what paging needs is added. ``None`` for
                all parts.
            additional_types: Kinds of items besides tracks, with commas between them.
            page_size: Items of a page: at most 50, or 100 with extended access.

        Raises:
            ValueError: *fields* cannot be read.
        """
        return self._list(
            self._served(ops.GET_PLAYLIST_TRACKS),
            PlaylistEntry,
            page_size,
            playlist,
            offset=offset,
            market=market,
            fields=_fields.for_items(fields),
            additional_types=additional_types,
        )

    @serves(ops.GET_PLAYLIST_ITEMS, ops.GET_PLAYLIST_TRACKS)
    def get_playlist_items(
        self,
        playlist: PlaylistLike,
        limit: int | None = None,
        offset: int | None = None,
        market: str | None = None,
        fields: str | None = None,
        additional_types: str | None = EVERYTHING,
    ) -> list[PlaylistEntry]:
        """
        Get the tracks and episodes of a playlist.

        Args:
            playlist: ID, URI, link or object of the playlist.
            limit: The most items to return, or ``None`` for all.
            offset: See `list_playlist_items`, as for the others.
            market: See `list_playlist_items`.
            fields: See `list_playlist_items`.
            additional_types: See `list_playlist_items`.
        """
        items = self.list_playlist_items(
            playlist, offset, market, fields, additional_types, page_size=limit
        )
        return items.collect(limit)

    # --- Adding and replacing -------------------------------------------------

    @serves(ops.ADD_PLAYLIST_ITEMS, ops.ADD_PLAYLIST_TRACKS)
    def playlist_add_items(
        self,
        playlist: PlaylistLike,
        *items: PlayableLike,
        position: int | None = None,
        skip_local: bool = False,
    ) -> str | None:
        """
        Add tracks and episodes to a playlist, in the order given, 100 per request.

        Args:
            playlist: ID, URI, link or object of the playlist.
            *items: IDs, URIs, links or objects. A bare ID is that of a track.
            position: Index of the first one, from 0, or ``None`` for the end.
            skip_local: Whether to leave out local files. The Web API adds none.

        Returns:
            The snapshot ID of the changed playlist, or ``None`` if nothing was added.

        Raises:
            ValueError: A local file is among the items. Nothing was sent.
            SpotifyException: A request failed. ``error.done`` has the URIs that were
                added before.
        """
        uris = self._addable(items, skip_local)
        done: list[str] = []
        with noting(done):
            return self._add(playlist, uris, position, done)

    def _add(
        self,
        playlist: PlaylistLike,
        uris: list[str],
        position: int | None,
        done: list[str],
    ) -> str | None:
        operation, snapshot = self._served(ops.ADD_PLAYLIST_TRACKS), None
        for part in operation.batches(uris):
            body: dict[str, Any] = {"uris": part}
            if position is not None:
                body["position"] = position
                # The next ones go after these, not in front of them.
                position += len(part)
            snapshot = self._change_items(operation, playlist, body)
            done += part
        return snapshot

    @serves(
        ops.UPDATE_PLAYLIST_ITEMS,
        ops.ADD_PLAYLIST_ITEMS,
        ops.UPDATE_PLAYLIST_TRACKS,
        ops.ADD_PLAYLIST_TRACKS,
    )
    def playlist_replace_items(
        self, playlist: PlaylistLike, *items: PlayableLike, skip_local: bool = False
    ) -> str | None:
        """
        Replace all items of a playlist.

        The first 100 replace what is there, and the others are added, 100 per request.

        Args:
            playlist: ID, URI, link or object of the playlist.
            *items: See `playlist_add_items`. None at all empties the playlist.
            skip_local: See `playlist_add_items`.

        Returns:
            The snapshot ID of the changed playlist.

        Raises:
            ValueError: A local file is among the items. Nothing was sent, and the
                playlist is unchanged.
            SpotifyException: A request failed. ``error.done`` has the URIs that the
                playlist holds now; it is empty if the playlist is unchanged.
        """
        uris = self._addable(items, skip_local)
        operation = self._served(ops.UPDATE_PLAYLIST_TRACKS)
        first, rest = uris[: operation.most], uris[operation.most :]
        done: list[str] = []
        with noting(done):
            snapshot = self._change_items(operation, playlist, {"uris": first})
            done += first
            try:
                return self._add(playlist, rest, None, done) or snapshot
            except SpotifyException as error:
                error.add_note(
                    f"The playlist holds the first {len(done)} of {len(uris)} items."
                )
                raise

    def _addable(self, items: tuple[PlayableLike, ...], skip_local: bool) -> list[str]:
        """Return the URIs of *items*, which may not be those of local files."""
        uris = self._uris(items, "track")
        for place, uri in enumerate(uris):
            if uri.startswith("spotify:local:") and not skip_local:
                raise ValueError(
                    f"item {place} is the local file {uri}, which the Web API cannot"
                    " add; skip_local=True leaves such items out"
                )
        return [uri for uri in uris if not uri.startswith("spotify:local:")]

    # --- Moving and removing --------------------------------------------------

    @serves(ops.UPDATE_PLAYLIST_ITEMS, ops.UPDATE_PLAYLIST_TRACKS)
    def playlist_reorder_items(
        self,
        playlist: PlaylistLike,
        range_start: int,
        insert_before: int,
        range_length: int = 1,
        snapshot_id: str | None = None,
    ) -> str | None:
        """
        Move items of a playlist.

        With a snapshot the request is repeated if its response was lost; without one
        it is not, because the items would be moved twice.

        Args:
            playlist: ID, URI, link or object of the playlist.
            range_start: Index of the first item to move, from 0.
            insert_before: Index of the item to insert them before, counted before
                anything is moved.
            range_length: Number of items to move.
            snapshot_id: The version of the playlist that the indexes refer to, or
                ``None`` for the newest.

        Returns:
            The snapshot ID of the changed playlist.
        """
        body = {
            "range_start": range_start,
            "insert_before": insert_before,
            "range_length": range_length,
        }
        operation = self._served(ops.UPDATE_PLAYLIST_TRACKS)
        return self._change_items(
            operation, playlist, body, snapshot_id, idempotent=snapshot_id is not None
        )

    @serves(ops.REMOVE_PLAYLIST_ITEMS, ops.REMOVE_PLAYLIST_TRACKS)
    def playlist_remove_items(
        self,
        playlist: PlaylistLike,
        *items: PlayableLike,
        snapshot_id: str | None = None,
    ) -> str | None:
        """
        Remove all occurrences of tracks and episodes from a playlist, 100 per request.

        Args:
            playlist: ID, URI, link or object of the playlist.
            *items: IDs, URIs, links or objects. A bare ID is that of a track.
            snapshot_id: The version of the playlist to remove them from, or ``None``
                for the newest.

        Returns:
            The snapshot ID of the changed playlist, or ``None`` if nothing was given.

        Raises:
            SpotifyException: A request failed. ``error.done`` has the URIs that were
                removed before.
        """
        operation = self._served(ops.REMOVE_PLAYLIST_TRACKS)
        key = operation.template.rpartition("/")[2]
        done: list[str] = []
        after = None
        with noting(done):
            for part in operation.batches(self._uris(items, "track")):
                body = {key: [{"uri": uri} for uri in part]}
                after = self._change_items(operation, playlist, body, snapshot_id)
                done += part
                # The next ones are removed from what is left of that version.
                snapshot_id = snapshot_id and after
        return after

    def _change_items(
        self,
        operation: Operation,
        playlist: PlaylistLike,
        body: dict[str, Any],
        snapshot: str | None = None,
        **options: Any,
    ) -> str | None:
        """Send a change, and return the snapshot ID that it led to."""
        if snapshot is not None:
            body["snapshot_id"] = snapshot
        request = self._ask(operation, id=playlist, json=body, **options)
        return self._send_part(request, "snapshot_id", str)

    list_playlist_tracks = list_playlist_items
    get_playlist_tracks = get_playlist_items
    playlist_add_tracks = playlist_add_items
    playlist_replace_tracks = playlist_replace_items
    playlist_reorder_tracks = playlist_reorder_items
    playlist_remove_tracks = playlist_remove_items
