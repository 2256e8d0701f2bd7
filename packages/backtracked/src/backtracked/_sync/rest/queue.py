# Generated from _async/rest/queue.py by `nox -s twins`: do not edit.
"""
The queue of a room, what is playing, and what was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import attrs

import clientcore
from clientcore import DELETE, GET, POST, PUT
from clientcore.sync import Page, PageIterator, Pages

from ..._fields import number
from ..._paging import NUMBERED
from ..models.member import Member
from ..models.playlist import Playlist
from ..models.song import NowPlaying, Song, SongInfo
from .base import RoomLike, SongLike
from .songs import Songs

_OWN = "user/session/room/{room}/queue"


class UniquePages(PageIterator[Song]):
    """
    Pages without what was on earlier ones: rows move while a room plays.
    """

    def __init__(self, pages: Pages[Song]) -> None:
        super().__init__(pages, 0)
        self._known: set[str] = set()

    def __next__(self) -> Page[Song]:
        page = super().__next__()
        fresh = [song for song in page.items if song.id not in self._known]
        self._known.update(song.id for song in fresh)
        return attrs.evolve(page, items=fresh)


class History(Pages[Song]):
    """
    What a room played, newest first, each entry once.
    """

    def pages(self) -> PageIterator[Song]:
        """Iterate over all pages."""
        return UniquePages(self)


class Queue(Songs):
    """
    The queue of a room. `RestClient` has the constructor.
    """

    def fetch_now_playing(self, room: RoomLike) -> NowPlaying | None:
        """
        Read what a room is playing.

        Returns:
            ``None`` if nothing is; also for the moment between two songs in which
            the service does not know.
        """
        try:
            return self._active(room)
        except clientcore.NotFound:
            return None

    def _active(self, room: RoomLike) -> NowPlaying | None:
        """
        Read what a room is playing, ``None`` if the service does not know.

        Raises:
            NotFoundError: Nothing is.
        """
        data = self._data(GET("room/{room}/playlist/active", room=room))
        told = data if isinstance(data, dict) else {}
        song = self._caches.song(told.get("song"))
        if song is None:
            return None
        info = self._caches.info(told.get("songInfo")) or song.song_info
        return NowPlaying(song, info, number(told.get("startTime")))

    def fetch_queue(self, room: RoomLike, *, media: bool = True) -> list[Song]:
        """
        Read a room's queue, next song first. Needs a login.

        Args:
            room: Which one.

            media: Whether media that were not seen yet are asked for.
        """
        request = GET("room/{room}/playlist/details", room=room)
        return self._songs_of(request, media=media)

    def fetch_waitlist(self, room: RoomLike) -> list[Song]:
        """Read the songs that wait for a place in the queue."""
        request = GET("room/{room}/playlist/waitlist", room=room)
        return self._songs_of(request, media=True)

    def fetch_djs(self, room: RoomLike) -> list[Member]:
        """Read the queue as people, without their songs. Needs no login."""
        return self._list(GET("room/{room}/playlist", room=room), Member)

    def history(self, room: RoomLike) -> Pages[Song]:
        """
        Return what a room played, newest first.

        The medium of an old entry may be gone: its ``song_info`` is ``None``.
        """
        request = GET("room/{room}/playlist/history", room=room, query={"page": 1})
        return History(self, request, Song, NUMBERED)

    def _songs_of(self, request: clientcore.Request, *, media: bool) -> list[Song]:
        found = self._list(request, Song)
        songs = [self._caches.keep_song(song) for song in found]
        if media:
            self._fetch_media(songs)
        return songs

    def _fetch_media(self, songs: Sequence[Song]) -> None:
        missing = {one.song_id for one in songs if one.song_id and not one.song_info}
        self.map(self._try_song, sorted(missing))

    # --- One's own part of it -------------------------------------------------

    def fetch_own_queue(self, room: RoomLike) -> list[Song]:
        """Read the songs that one has queued in a room, next first."""
        return self._songs_of(GET(_OWN, room=room), media=True)

    def queue_song(
        self, room: RoomLike, source: str | SongInfo, media_id: str | None = None
    ) -> None:
        """
        Put a medium into one's own queue.

        Args:
            room: Where.

            source: ``youtube`` or ``soundcloud``; or a medium that was seen.

            media_id: The provider's id, if *source* is its name.
        """
        known = source if isinstance(source, SongInfo) else None
        form = {
            "songType": known.source if known else source,
            "songId": known.media_id if known else media_id,
        }
        if not all(form.values()):
            raise ValueError("a medium has a provider and an id")
        self.call(POST("room/{room}/playlist", room=room, form=form))

    def unqueue_song(self, room: RoomLike, song: SongLike) -> None:
        """Take an entry out of one's own queue."""
        self.call(DELETE("room/{room}/playlist/{song}", room=room, song=song))

    def clear_own_queue(self, room: RoomLike) -> None:
        """Take all entries out of one's own queue."""
        self.call(DELETE("room/{room}/playlist", room=room))

    def reorder_own_queue(self, room: RoomLike, songs: Iterable[SongLike]) -> None:
        """Put the entries of one's own queue in order: all of them, next first."""
        form = {"order[]": [getattr(song, "id", song) for song in songs]}
        self.call(POST(f"{_OWN}/order", room=room, form=form))

    def queue_playlist(self, room: RoomLike, playlist: Playlist | str) -> None:
        """Put a whole playlist into one's own queue."""
        template = "room/{room}/queueplaylist/{playlist}"
        self.call(POST(template, room=room, playlist=playlist))

    def pause_own_queue(self, room: RoomLike, *, paused: bool = True) -> None:
        """
        Leave a room's queue with one's songs, or come back.

        Args:
            room: Which one.

            paused: ``False`` joins the queue, as a bot must that has queued songs.
        """
        form: dict[str, Any] = {"queuePaused": int(paused)}
        self.call(PUT("room/{room}/queue/pause", room=room, form=form))
