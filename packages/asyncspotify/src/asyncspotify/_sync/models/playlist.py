# Generated from _async/models/playlist.py by `nox -s twins`: do not edit.
"""
Playlists.
"""

from __future__ import annotations

from typing import Any, ClassVar

import attrs

from clientcore import wire
from clientcore.sync import Pages

from ..._models import Followed, Followers, Image, OpenObject
from .collection import Collection, Part
from .playlist_item import PlaylistEntry, PlaylistEpisode, PlaylistTrack
from .user import PublicUser


@attrs.define(kw_only=True)
class PlaylistPart(Part):
    """The tracks and episodes that come with a playlist."""

    items: list[PlaylistTrack | PlaylistEpisode | None] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class SimplePlaylist(Collection[PlaylistEntry], OpenObject):
    """
    A playlist, as part of a list.

    Its tracks are not known at first: see `fill`, or go through them with
    ``for``. Apps in development mode are only told the tracks of playlists
    that the user owns or helps with.

    Wherever a track is wanted, its id, URI or link will do, and so will an
    episode.

    Attributes:
        description: Words about it, with HTML's ``&amp;`` for ``&``.

        primary_color: A colour, or ``None``.

        images: Its cover in several sizes, the widest first.

        snapshot_id: Its version: another one after each change.

        collaborative: Whether others may change it.

        public: Whether it is on the owner's page. ``None`` if that does not
            apply.

        owner: Whose it is.
    """

    type: ClassVar[str] = "playlist"

    _part: PlaylistPart | None = attrs.field(
        default=None, alias="tracks", metadata=wire("items")
    )
    description: str | None = None
    primary_color: str | None = None
    images: list[Image] = attrs.field(factory=list)
    snapshot_id: str | None = None
    collaborative: bool | None = None
    public: bool | None = None
    owner: PublicUser | None = None

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        # ``tracks`` is called ``items`` since 2026; some answers have both.
        if isinstance(data.get("items"), dict) or "tracks" not in data:
            return data
        return {**data, "items": data["tracks"]}

    @property
    def tracks(self) -> list[PlaylistEntry]:
        """The tracks and episodes that are known, which are all if ``is_filled()``."""
        return self._known().items

    @property
    def track_count(self) -> int | None:
        """
        How many entries it has, or ``None`` if the service does not say.

        Those that are gone count too.
        """
        return self._count()

    def has_track(self, track: Any) -> bool:
        """
        Whether a track is among those that are known.

        Args:
            track: A track, or its id, URI or link.
        """
        return self._has(track, "track")

    def add_track(self, track: Any, position: int | None = None) -> str | None:
        """
        Add a track. ``tracks`` stays as it is.

        Args:
            track: What to add.

            position: Where to, from 0. ``None`` is the end.

        Returns:
            The playlist's new version, or ``None`` if there is none.
        """
        return self.add_tracks(track, position=position)

    def add_tracks(self, *tracks: Any, position: int | None = None) -> str | None:
        """
        Add tracks, as many as you like. ``tracks`` stays as it is.

        Args:
            *tracks: What to add.

            position: Where to, from 0. ``None`` is the end.

        Returns:
            The playlist's new version, or ``None`` if there is none.
        """
        snapshot: str | None = self.client.playlist_add_tracks(
            self, *tracks, position=position
        )
        return snapshot

    def remove_tracks(self, *tracks: Any, snapshot_id: str | None = None) -> str | None:
        """
        Remove tracks from wherever they are. ``tracks`` stays as it is.

        Args:
            *tracks: What to remove.

            snapshot_id: The version that is meant, or ``None`` for the newest.

        Returns:
            The playlist's new version, or ``None`` if there is none.
        """
        snapshot: str | None = self.client.playlist_remove_items(
            self, *tracks, snapshot_id=snapshot_id
        )
        return snapshot

    def replace_tracks(self, *tracks: Any) -> str | None:
        """
        Put tracks in the place of all that were there. ``tracks`` stays as it is.

        Returns:
            The playlist's new version, or ``None`` if there is none.
        """
        snapshot: str | None = self.client.playlist_replace_items(self, *tracks)
        return snapshot

    def reorder_tracks(
        self,
        range_start: int,
        insert_before: int,
        range_length: int = 1,
        snapshot_id: str | None = None,
    ) -> str | None:
        """
        Move tracks. ``tracks`` stays as it is.

        Args:
            range_start: The place of the first one, from 0.

            insert_before: The place of the one that they shall stand before.

            range_length: How many.

            snapshot_id: The version that is meant, or ``None`` for the newest.

        Returns:
            The playlist's new version, or ``None`` if there is none.
        """
        snapshot: str | None = self.client.playlist_reorder_items(
            self,
            range_start,
            insert_before,
            range_length=range_length,
            snapshot_id=snapshot_id,
        )
        return snapshot

    def edit(
        self,
        name: str | None = None,
        public: bool | None = None,
        collaborative: bool | None = None,
        description: str | None = None,
    ) -> None:
        """
        Change what the playlist says about itself. This object stays as it is.

        Args:
            name: What it shall be called, or ``None`` to leave that.

            public: Whether it is on the user's page, or ``None`` to leave that.

            collaborative: Whether others may change it, or ``None`` to leave
                that.

            description: Words about it, or ``None`` to leave them.

        Raises:
            ValueError: Nothing is to be changed.
        """
        self.client.edit_playlist(
            self,
            name=name,
            description=description,
            public=public,
            collaborative=collaborative,
        )

    def _pages(self) -> Pages[PlaylistEntry]:
        pages: Pages[PlaylistEntry] = self.client.list_playlist_items(self)
        return pages


@attrs.define(kw_only=True, eq=False, repr=False)
class FullPlaylist(Followed, SimplePlaylist):
    """
    A playlist, with its first tracks.

    Attributes:
        followers: Who follows it.
    """

    followers: Followers | None = None
