"""
Playlists and their entries.

The service wraps items: the entry has the date, and inside of it is the track. In 2026
it renamed the inner key from ``track`` to ``item``, and some responses have both. Here
entry and item are one object, as in asyncspotify 0.12.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, TypeAlias

import attrs

from clientcore import wire
from clientcore.aio import Pages

from ..._models.base import OpenObject, OtherItem, SpotifyObject
from ..._models.parts import Followed, Followers, Image
from .collection import Collection, Part
from .music import FullTrack
from .people import PublicUser
from .spoken import FullChapter, FullEpisode, NoMusic

# --- Entries ------------------------------------------------------------------


def _inside(entry: dict[str, Any]) -> dict[str, Any] | None:
    """Return the item of an entry, or ``None`` if it is gone."""
    inside = entry.get("item")
    if type(inside) is not dict:
        # A track inside has such a key too, which says that it is one.
        inside = entry.get("track")
    if type(inside) is dict:
        return inside
    if isinstance(entry.get("type"), str):
        # What `to_data` wrote is flat.
        return entry
    # Without either key, ``fields`` has left the item out.
    is_gone = not entry or "item" in entry or "track" in entry
    return None if is_gone else {"type": "track"}


class _Entry:
    """The base of all entries of a playlist."""

    __slots__ = ()

    @classmethod
    def reshape(cls, data: dict[str, Any]) -> dict[str, Any]:
        """Return the item of an entry, with the keys of the entry."""
        inside = _inside(data)
        if inside is None or inside is data:
            return data
        flat = inside.copy()
        flat["added_at"] = data.get("added_at")
        flat["added_by"] = data.get("added_by")
        if "is_local" not in flat:
            flat["is_local"] = data.get("is_local")
        return flat

    @staticmethod
    def _tag(data: dict[str, Any]) -> str | None:
        inside = _inside(data)
        return None if inside is None else SpotifyObject._tag(inside)


@attrs.define(kw_only=True, eq=False, repr=False)
class PlaylistTrack(_Entry, FullTrack):
    """
    A track in a playlist. ``id``, ``name`` and so on are those of the track.

    Attributes:
        added_at: When it was added, in UTC. ``None`` in very old playlists.
        added_by: The user who added it. ``None`` in very old playlists.
    """

    added_at: datetime | None = None
    added_by: PublicUser | None = None


@attrs.define(kw_only=True, eq=False, repr=False)
class PlaylistEpisode(_Entry, FullEpisode):
    """
    An episode in a playlist. ``id``, ``name`` and so on are those of the episode.

    Attributes:
        added_at: When it was added, in UTC. ``None`` in very old playlists.
        added_by: The user who added it. ``None`` in very old playlists.
        is_local: Always ``False``, as on tracks that are no local files.
    """

    added_at: datetime | None = None
    added_by: PublicUser | None = None
    is_local: bool | None = False


@attrs.define(kw_only=True, eq=False, repr=False)
class PlaylistChapter(_Entry, FullChapter):
    """
    A chapter in a playlist. ``id``, ``name`` and so on are those of the chapter.

    Attributes:
        added_at: When it was added, in UTC.
        added_by: The user who added it.
        is_local: Always ``False``, as on tracks that are no local files.
    """

    added_at: datetime | None = None
    added_by: PublicUser | None = None
    is_local: bool | None = False


@attrs.define(kw_only=True, eq=False, repr=False)
class PlaylistOther(_Entry, NoMusic, OtherItem):
    """
    An item in a playlist of a type that this version has no model for. See ``raw``.

    Attributes:
        added_at: When it was added, in UTC.
        added_by: The user who added it.
        is_local: Whether it is a local file.
    """

    added_at: datetime | None = None
    added_by: PublicUser | None = None
    is_local: bool | None = False


#: An entry of a playlist.
PlaylistEntry: TypeAlias = (
    PlaylistTrack | PlaylistEpisode | PlaylistChapter | PlaylistOther
)


# --- Playlists ----------------------------------------------------------------


@attrs.define(kw_only=True, eq=False, repr=False)
class PlaylistPart(Part):
    """The entries that come with a playlist."""

    items: list[PlaylistEntry | None] = attrs.field(factory=list)


@attrs.define(kw_only=True, eq=False, repr=False)
class SimplePlaylist(Collection[PlaylistEntry], OpenObject):
    """
    A playlist, as part of a list.

    Its items are not known at first: call `fill`, or iterate with ``async for``. Apps
    in development mode get the items of playlists that the user owns or collaborates
    on, and no others.

    Methods that change the playlist leave this object unchanged. Their *tracks* are
    IDs, URIs, links or objects of tracks and episodes.

    Attributes:
        description: The description, with ``&amp;`` for ``&`` and so on.
        primary_color: A colour, or ``None``.
        images: The cover in its sizes, the widest first.
        snapshot_id: The version, which each change replaces.
        collaborative: Whether other users may change it.
        public: Whether it is on the owner's profile. ``None`` if that does not apply.
        owner: The user who owns it.
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
        # ``tracks`` was renamed to ``items`` in 2026; some responses have both.
        if isinstance(data.get("items"), dict) or "tracks" not in data:
            return data
        return {**data, "items": data["tracks"]}

    @property
    def tracks(self) -> list[PlaylistEntry]:
        """The known tracks and episodes, which are all if ``is_filled()``."""
        return self._known().items

    @property
    def track_count(self) -> int | None:
        """
        Number of entries, those that are gone included.

        ``None`` if it is not known: for playlists of others in development mode.
        """
        return self._count()

    def has_track(self, track: Any) -> bool:
        """
        Return whether a track is among the known ones.

        Args:
            track: ID, URI, link or object of the track.
        """
        return self._has(track, "track")

    async def add_track(self, track: Any, position: int | None = None) -> str | None:
        """
        Add a track.

        Args:
            track: ID, URI, link or object of a track or episode.
            position: Index to insert it at, from 0, or ``None`` for the end.

        Returns:
            The new snapshot ID.
        """
        return await self.add_tracks(track, position=position)

    async def add_tracks(
        self, *tracks: Any, position: int | None = None, skip_local: bool = False
    ) -> str | None:
        """
        Add any number of tracks.

        Args:
            *tracks: IDs, URIs, links or objects.
            position: Index to insert the first one at, or ``None`` for the end.
            skip_local: See `Client.playlist_add_items`, also for what is raised.

        Returns:
            The new snapshot ID, or ``None`` if nothing was added.
        """
        return await self.client.playlist_add_items(
            self, *tracks, position=position, skip_local=skip_local
        )

    async def remove_tracks(
        self, *tracks: Any, snapshot_id: str | None = None
    ) -> str | None:
        """
        Remove all occurrences of tracks.

        Args:
            *tracks: IDs, URIs, links or objects.
            snapshot_id: The version to remove them from, or ``None`` for the newest.

        Returns:
            The new snapshot ID, or ``None`` if nothing was removed.
        """
        return await self.client.playlist_remove_items(
            self, *tracks, snapshot_id=snapshot_id
        )

    async def replace_tracks(
        self, *tracks: Any, skip_local: bool = False
    ) -> str | None:
        """
        Replace all tracks.

        Args:
            *tracks: IDs, URIs, links or objects.
            skip_local: See `Client.playlist_replace_items`, also for what is raised.

        Returns:
            The new snapshot ID.
        """
        return await self.client.playlist_replace_items(
            self, *tracks, skip_local=skip_local
        )

    async def reorder_tracks(
        self,
        range_start: int,
        insert_before: int,
        range_length: int = 1,
        snapshot_id: str | None = None,
    ) -> str | None:
        """
        Move tracks.

        Args:
            range_start: Index of the first track to move, from 0.
            insert_before: Index of the track to insert them before.
            range_length: Number of tracks to move.
            snapshot_id: The version that the indexes refer to, or ``None`` for the
                newest: see `Client.playlist_reorder_items`.

        Returns:
            The new snapshot ID.
        """
        return await self.client.playlist_reorder_items(
            self,
            range_start,
            insert_before,
            range_length=range_length,
            snapshot_id=snapshot_id,
        )

    async def edit(
        self,
        name: str | None = None,
        public: bool | None = None,
        collaborative: bool | None = None,
        description: str | None = None,
    ) -> None:
        """
        Change the details of the playlist. ``None`` leaves a detail unchanged.

        Args:
            name: Name of the playlist.
            public: Whether it is shown on the user's profile.
            collaborative: Whether other users may change it.
            description: One line of at most 300 characters.

        Raises:
            ValueError: Nothing is to be changed, or *description* is not valid.
        """
        await self.client.edit_playlist(
            self,
            name=name,
            description=description,
            public=public,
            collaborative=collaborative,
        )

    def _pages(self) -> Pages[PlaylistEntry]:
        return self.client.list_playlist_items(self)


@attrs.define(kw_only=True, eq=False, repr=False)
class FullPlaylist(Followed, SimplePlaylist):
    """
    A playlist, with its first items.

    Attributes:
        followers: Number of followers.
    """

    followers: Followers | None = None
