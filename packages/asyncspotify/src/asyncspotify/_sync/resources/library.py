# Generated from _async/resources/library.py by `nox -s twins`: do not edit.
"""
The library: what is kept in it, and keeping more.
"""

from __future__ import annotations

from ... import _operations as ops
from ..._operation import serves
from ..keeping import Keeping
from ..likes import AlbumLike, AudiobookLike, EpisodeLike, KeptLike, ShowLike, TrackLike


class Library(Keeping):
    """
    What the user keeps.

    The methods for one kind of thing are sent to the operation for all kinds,
    unless the client's tier is ``"extended"``.
    """

    @serves(ops.SAVE_TO_LIBRARY)
    def save_to_library(self, *items: KeptLike) -> None:
        """
        Keep things of any kind; to keep users and playlists is to follow them.

        40 are sent at a time. Artists are not taken: see `follow_artists`.

        Args:
            *items: Tracks, albums, episodes, shows, audiobooks, playlists and
                users, as objects, URIs or links.
        """
        self._change(ops.SAVE_TO_LIBRARY, items)

    @serves(ops.REMOVE_FROM_LIBRARY)
    def remove_from_library(self, *items: KeptLike) -> None:
        """
        Keep things no longer. Those that were not kept do no harm.

        Args:
            *items: See `save_to_library`.
        """
        self._change(ops.REMOVE_FROM_LIBRARY, items)

    @serves(ops.LIBRARY_CONTAINS)
    def library_contains(self, *items: KeptLike) -> list[bool]:
        """
        Tell of each thing whether it is kept, in the order given.

        Args:
            *items: See `save_to_library`; artists too.
        """
        return self._check(ops.LIBRARY_CONTAINS, items)

    # --- Tracks -------------------------------------------------------------

    @serves(ops.SAVE_TRACKS, ops.SAVE_TO_LIBRARY)
    def save_tracks(self, *tracks: TrackLike) -> None:
        """
        Keep tracks.

        Args:
            *tracks: Which.
        """
        self._change(ops.SAVE_TRACKS, tracks)

    @serves(ops.REMOVE_SAVED_TRACKS, ops.REMOVE_FROM_LIBRARY)
    def remove_saved_tracks(self, *tracks: TrackLike) -> None:
        """
        Keep tracks no longer.

        Args:
            *tracks: Which.
        """
        self._change(ops.REMOVE_SAVED_TRACKS, tracks)

    @serves(ops.HAS_SAVED_TRACKS, ops.LIBRARY_CONTAINS)
    def has_saved_tracks(self, *tracks: TrackLike) -> list[bool]:
        """
        Tell of each track whether it is kept, in the order given.

        Args:
            *tracks: Which.
        """
        return self._check(ops.HAS_SAVED_TRACKS, tracks)

    # --- Albums -------------------------------------------------------------

    @serves(ops.SAVE_ALBUMS, ops.SAVE_TO_LIBRARY)
    def save_albums(self, *albums: AlbumLike) -> None:
        """
        Keep albums.

        Args:
            *albums: Which.
        """
        self._change(ops.SAVE_ALBUMS, albums)

    @serves(ops.REMOVE_SAVED_ALBUMS, ops.REMOVE_FROM_LIBRARY)
    def remove_saved_albums(self, *albums: AlbumLike) -> None:
        """
        Keep albums no longer.

        Args:
            *albums: Which.
        """
        self._change(ops.REMOVE_SAVED_ALBUMS, albums)

    @serves(ops.HAS_SAVED_ALBUMS, ops.LIBRARY_CONTAINS)
    def has_saved_albums(self, *albums: AlbumLike) -> list[bool]:
        """
        Tell of each album whether it is kept, in the order given.

        Args:
            *albums: Which.
        """
        return self._check(ops.HAS_SAVED_ALBUMS, albums)

    # --- Episodes -----------------------------------------------------------

    @serves(ops.SAVE_EPISODES, ops.SAVE_TO_LIBRARY)
    def save_episodes(self, *episodes: EpisodeLike) -> None:
        """
        Keep episodes.

        Args:
            *episodes: Which.
        """
        self._change(ops.SAVE_EPISODES, episodes)

    @serves(ops.REMOVE_SAVED_EPISODES, ops.REMOVE_FROM_LIBRARY)
    def remove_saved_episodes(self, *episodes: EpisodeLike) -> None:
        """
        Keep episodes no longer.

        Args:
            *episodes: Which.
        """
        self._change(ops.REMOVE_SAVED_EPISODES, episodes)

    @serves(ops.HAS_SAVED_EPISODES, ops.LIBRARY_CONTAINS)
    def has_saved_episodes(self, *episodes: EpisodeLike) -> list[bool]:
        """
        Tell of each episode whether it is kept, in the order given.

        Args:
            *episodes: Which.
        """
        return self._check(ops.HAS_SAVED_EPISODES, episodes)

    # --- Shows --------------------------------------------------------------

    @serves(ops.SAVE_SHOWS, ops.SAVE_TO_LIBRARY)
    def save_shows(self, *shows: ShowLike) -> None:
        """
        Keep shows.

        Args:
            *shows: Which.
        """
        self._change(ops.SAVE_SHOWS, shows)

    @serves(ops.REMOVE_SAVED_SHOWS, ops.REMOVE_FROM_LIBRARY)
    def remove_saved_shows(self, *shows: ShowLike) -> None:
        """
        Keep shows no longer.

        Args:
            *shows: Which.
        """
        self._change(ops.REMOVE_SAVED_SHOWS, shows)

    @serves(ops.HAS_SAVED_SHOWS, ops.LIBRARY_CONTAINS)
    def has_saved_shows(self, *shows: ShowLike) -> list[bool]:
        """
        Tell of each show whether it is kept, in the order given.

        Args:
            *shows: Which.
        """
        return self._check(ops.HAS_SAVED_SHOWS, shows)

    # --- Audiobooks ---------------------------------------------------------

    @serves(ops.SAVE_AUDIOBOOKS, ops.SAVE_TO_LIBRARY)
    def save_audiobooks(self, *audiobooks: AudiobookLike) -> None:
        """
        Keep audiobooks.

        Args:
            *audiobooks: Which.
        """
        self._change(ops.SAVE_AUDIOBOOKS, audiobooks)

    @serves(ops.REMOVE_SAVED_AUDIOBOOKS, ops.REMOVE_FROM_LIBRARY)
    def remove_saved_audiobooks(self, *audiobooks: AudiobookLike) -> None:
        """
        Keep audiobooks no longer.

        Args:
            *audiobooks: Which.
        """
        self._change(ops.REMOVE_SAVED_AUDIOBOOKS, audiobooks)

    @serves(ops.HAS_SAVED_AUDIOBOOKS, ops.LIBRARY_CONTAINS)
    def has_saved_audiobooks(self, *audiobooks: AudiobookLike) -> list[bool]:
        """
        Tell of each audiobook whether it is kept, in the order given.

        Args:
            *audiobooks: Which.
        """
        return self._check(ops.HAS_SAVED_AUDIOBOOKS, audiobooks)
