"""
The queue of a room, what is playing, and what was.
"""

from __future__ import annotations

from collections.abc import Iterable

import attrs

import clientcore
from clientcore import DELETE, GET, POST, PUT, Request
from clientcore.aio import Page, PageIterator, Pages

from ..._fields import seconds
from ..._paging import NUMBERED
from ..models import Member, NowPlaying, Playlist, Song, SongInfo
from .base import RoomLike, SongLike
from .songs import Songs

_OWN = "user/session/room/{room}/queue"
_PLAYLIST = "room/{room}/playlist"


class UniquePages(PageIterator[Song]):
    """
    Pages without what was on earlier ones: rows move while a room plays.
    """

    def __init__(self, pages: Pages[Song]) -> None:
        super().__init__(pages, 0)
        self._known: set[str] = set()

    async def __anext__(self) -> Page[Song]:
        page = await super().__anext__()
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

    async def fetch_now_playing(self, room: RoomLike) -> NowPlaying | None:
        """
        Request the current song of a room.

        Returns:
            ``None`` if the room is not playing a song, or between two songs, when the
            service does not return one.
        """
        try:
            return await self.fetch_active(room)
        except clientcore.NotFound:
            return None

    async def fetch_active(self, room: RoomLike) -> NowPlaying | None:
        """
        Request the current song of a room.

        Returns:
            The song, or ``None`` if the service does not return one, as between two
            songs.

        Raises:
            NotFoundError: The room is not playing a song.
        """
        active = await self._maybe_object(GET(f"{_PLAYLIST}/active", room=room))
        song = self._caches.song(active.get("song"))
        if song is None:
            return None
        info = self._caches.info(active.get("songInfo")) or song.song_info
        return NowPlaying(song, info, seconds(active.get("startTime")))

    async def fetch_queue(self, room: RoomLike, *, media: bool = True) -> list[Song]:
        """
        Request a room's queue, next song first. Needs a login.

        Args:
            room: ID or Room whose queue is requested.
            media: Whether to request media that are not cached yet.
        """
        request = GET(f"{_PLAYLIST}/details", room=room)
        return await self._songs_of(request, media=media)

    async def fetch_waitlist(self, room: RoomLike) -> list[Song]:
        """Read the songs that wait for a place in the queue."""
        return await self._songs_of(GET(f"{_PLAYLIST}/waitlist", room=room))

    async def fetch_djs(self, room: RoomLike) -> list[Member]:
        """Read the queue as people, without their songs. Needs no login."""
        return await self.call(GET(_PLAYLIST, room=room), list[Member])

    def history(self, room: RoomLike, *, page: int = 1) -> Pages[Song]:
        """
        Return what a room played, newest first.

        The medium of an old entry may be gone: its ``song_info`` is ``None``.

        Args:
            room: ID or Room.
            page: Number of the page to begin with, from 1. A page has 20 songs.
        """
        request = GET(f"{_PLAYLIST}/history", room=room, query={"page": page})
        return History(self, request, Song, NUMBERED)

    async def _songs_of(self, request: Request, *, media: bool = True) -> list[Song]:
        found = await self.call(request, list[Song])
        songs = [self._caches.keep_song(song) for song in found]
        if media:
            unseen = {one.song_id for one in songs if one.song_id and not one.song_info}
            await self.map(self._try_song, sorted(unseen))
        return songs

    # --- The logged-in user's queue -------------------------------------------

    async def fetch_own_queue(self, room: RoomLike) -> list[Song]:
        """Read the songs that one has queued in a room, next first."""
        return await self._songs_of(GET(_OWN, room=room))

    async def queue_song(
        self, room: RoomLike, source: str | SongInfo, media_id: str | None = None
    ) -> None:
        """
        Add a medium to the logged-in user's queue.

        Args:
            room: ID or Room to queue the medium in.
            source: ``youtube`` or ``soundcloud``; or a SongInfo, without *media_id*.
            media_id: The provider's ID, if *source* is the provider's name.
        """
        known = source if isinstance(source, SongInfo) else None
        form = {
            "songType": known.source if known else source,
            "songId": known.media_id if known else media_id,
        }
        if not all(form.values()):
            raise ValueError("a medium has a provider and an id")
        await self.call(POST(_PLAYLIST, room=room, form=form))

    async def unqueue_song(self, room: RoomLike, song: SongLike) -> None:
        """Remove an entry from the logged-in user's queue."""
        await self._delete(DELETE("room/{room}/playlist/{song}", room=room, song=song))

    async def clear_own_queue(self, room: RoomLike) -> None:
        """Remove all entries from the logged-in user's queue."""
        await self.call(DELETE(_PLAYLIST, room=room))

    async def reorder_own_queue(
        self, room: RoomLike, songs: Iterable[SongLike]
    ) -> None:
        """Reorder the logged-in user's queue. Needs all its entries, next first."""
        form = {"order[]": [getattr(song, "id", song) for song in songs]}
        await self.call(POST(f"{_OWN}/order", room=room, form=form))

    async def queue_playlist(self, room: RoomLike, playlist: Playlist | str) -> None:
        """Add all media of a playlist to the logged-in user's queue."""
        template = "room/{room}/queueplaylist/{playlist}"
        await self.call(POST(template, room=room, playlist=playlist))

    async def pause_own_queue(self, room: RoomLike, *, paused: bool = True) -> None:
        """
        Pause the logged-in user's songs in a room's queue, or resume them.

        Args:
            room: ID or Room whose queue is left or joined.
            paused: ``False`` resumes. A bot must do this before songs that it queued
                are played.
        """
        form = {"queuePaused": int(paused)}
        await self.call(PUT("room/{room}/queue/pause", room=room, form=form))
