# Generated from _async/resources/library.py by `nox -s twins`: do not edit.
"""
The library: saving to it, removing from it, and checks.
"""

from __future__ import annotations

from typing import ClassVar

from ... import _operations as ops
from ..._errors import noting
from ..._operation import Tier, serves
from ..keeping import Keeping
from ..likes import AlbumLike, AudiobookLike, EpisodeLike, KeptLike, ShowLike, TrackLike
from ..making import Changer, Checker, changer, checker
from ..models import SavedTrack

_SAVE, _REMOVE = ops.SAVE_TO_LIBRARY, ops.REMOVE_FROM_LIBRARY
_CHECK = ops.LIBRARY_CONTAINS


class Library(Keeping):
    """
    The library of the user.

    The methods for one kind are sent to the operation for all kinds, unless the
    client's tier is ``"extended"``.
    """

    @serves(_SAVE)
    def save_to_library(self, *items: KeptLike) -> None:
        """
        Save objects of any kind, 40 per request. Artists, users and playlists are
        followed by it.

        Args:
            *items: URIs, links or objects of tracks, albums, episodes, shows,
                audiobooks, artists, users and playlists.

        Raises:
            SpotifyException: A request failed. ``error.done`` has the URIs that were
                saved before.
        """
        self._change(_SAVE, items)

    @serves(_REMOVE)
    def remove_from_library(self, *items: KeptLike) -> None:
        """
        Remove objects from the library. What was not saved is ignored.

        Args:
            *items: See `save_to_library`, also for what is raised.
        """
        self._change(_REMOVE, items)

    @serves(_CHECK)
    def library_contains(self, *items: KeptLike) -> list[bool]:
        """
        Return for each object whether it is saved, in the order given.

        Args:
            *items: See `save_to_library`.
        """
        return self._check(_CHECK, items)

    @serves(ops.SAVE_TRACKS, _SAVE)
    def save_tracks(self, *items: TrackLike | SavedTrack) -> None:
        """
        Save tracks as Liked Songs.

        With extended access, the dates of `SavedTrack` objects are saved too, so that
        the copy of a library has the order of the original. Without it the date is
        that of the request: save the oldest track first.

        Args:
            *items: IDs, URIs, links or objects of the tracks, or `SavedTrack` objects.

        Raises:
            SpotifyException: A request failed. ``error.done`` has the IDs or URIs of
                the requests that succeeded before.
        """
        dates = [one.added_at if isinstance(one, SavedTrack) else None for one in items]
        tracks = [one.track if isinstance(one, SavedTrack) else one for one in items]
        if self.tier is not Tier.EXTENDED or not all(dates):
            self._change(ops.SAVE_TRACKS, tracks)
            return
        stamped = [
            {"id": one, "added_at": f"{date:%Y-%m-%dT%H:%M:%SZ}"}
            for one, date in zip(self._ids(tracks, "track"), dates, strict=True)
        ]
        done: list[str] = []
        with noting(done):
            for start in range(0, len(stamped), ops.SAVE_TRACKS.most):
                part = stamped[start : start + ops.SAVE_TRACKS.most]
                body = {"timestamped_ids": part}
                self.call(self._ask(ops.SAVE_TRACKS, json=body))
                done += [each["id"] for each in part]

    remove_saved_tracks: ClassVar[Changer[TrackLike]] = changer(
        "remove_saved_tracks",
        "Remove tracks from the user's Liked Songs.",
        ops.REMOVE_SAVED_TRACKS,
        _REMOVE,
    )
    has_saved_tracks: ClassVar[Checker[TrackLike]] = checker(
        "has_saved_tracks",
        "Return for each track whether it is a Liked Song, in the order given.",
        ops.HAS_SAVED_TRACKS,
        _CHECK,
    )

    save_albums: ClassVar[Changer[AlbumLike]] = changer(
        "save_albums",
        "Save albums in the library.",
        ops.SAVE_ALBUMS,
        _SAVE,
    )
    remove_saved_albums: ClassVar[Changer[AlbumLike]] = changer(
        "remove_saved_albums",
        "Remove albums from the library.",
        ops.REMOVE_SAVED_ALBUMS,
        _REMOVE,
    )
    has_saved_albums: ClassVar[Checker[AlbumLike]] = checker(
        "has_saved_albums",
        "Return for each album whether it is in the library, in the order given.",
        ops.HAS_SAVED_ALBUMS,
        _CHECK,
    )

    save_episodes: ClassVar[Changer[EpisodeLike]] = changer(
        "save_episodes",
        "Save episodes in the library.",
        ops.SAVE_EPISODES,
        _SAVE,
    )
    remove_saved_episodes: ClassVar[Changer[EpisodeLike]] = changer(
        "remove_saved_episodes",
        "Remove episodes from the library.",
        ops.REMOVE_SAVED_EPISODES,
        _REMOVE,
    )
    has_saved_episodes: ClassVar[Checker[EpisodeLike]] = checker(
        "has_saved_episodes",
        "Return for each episode whether it is in the library, in the order given.",
        ops.HAS_SAVED_EPISODES,
        _CHECK,
    )

    save_shows: ClassVar[Changer[ShowLike]] = changer(
        "save_shows",
        "Save shows in the library.",
        ops.SAVE_SHOWS,
        _SAVE,
    )
    remove_saved_shows: ClassVar[Changer[ShowLike]] = changer(
        "remove_saved_shows",
        "Remove shows from the library.",
        ops.REMOVE_SAVED_SHOWS,
        _REMOVE,
    )
    has_saved_shows: ClassVar[Checker[ShowLike]] = checker(
        "has_saved_shows",
        "Return for each show whether it is in the library, in the order given.",
        ops.HAS_SAVED_SHOWS,
        _CHECK,
    )

    save_audiobooks: ClassVar[Changer[AudiobookLike]] = changer(
        "save_audiobooks",
        "Save audiobooks in the library.",
        ops.SAVE_AUDIOBOOKS,
        _SAVE,
    )
    remove_saved_audiobooks: ClassVar[Changer[AudiobookLike]] = changer(
        "remove_saved_audiobooks",
        "Remove audiobooks from the library.",
        ops.REMOVE_SAVED_AUDIOBOOKS,
        _REMOVE,
    )
    has_saved_audiobooks: ClassVar[Checker[AudiobookLike]] = checker(
        "has_saved_audiobooks",
        "Return for each audiobook whether it is in the library, in the order given.",
        ops.HAS_SAVED_AUDIOBOOKS,
        _CHECK,
    )
