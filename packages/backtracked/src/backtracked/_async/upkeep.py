# No twin: it runs in the background, which needs an event loop.
"""
The parts of a room that no event describes, and that are requested: queue and song.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import anyio

import clientcore

from .. import _events as events
from .models.room import Room
from .models.song import Song
from .state.songs import now_playing

if TYPE_CHECKING:
    from .client import Client
    from .realtime_options import RealtimeOptions
    from .room_session import RoomSession

#: Between two songs the service does not know for a while what is playing.
_UNSURE = 30.0


class Upkeep:
    """
    Updates the queue and the current song of one room.

    Args:
        session: The session of the room.
        client: Sends the requests.
        options: The delays before requests.
    """

    def __init__(
        self, session: RoomSession, client: Client, options: RealtimeOptions
    ) -> None:
        self._session = session
        self._room: Room = session.room
        self._client = client
        self._options = options
        self._is_stale = False
        self._lock = anyio.Lock()

    # --- The queue ------------------------------------------------------------

    @property
    def _knows_queues(self) -> bool:
        """Whether queues are requested, which needs a login."""
        return self._options.track_queue and self._client.logged_in

    def queue_changed(self) -> None:
        """Read the queue again, once for all changes within the delay."""
        if self._knows_queues and not self._is_stale:
            self._is_stale = self._session.start("queue", self._reread_queue)

    async def _reread_queue(self) -> None:
        try:
            await self._options.sleep(self._options.queue_delay)
        finally:
            # What changes while it is being read is a change again.
            self._is_stale = False
        await self._session.insist(self.read_queue)

    async def read_queue(self, *, announce: bool = True) -> None:
        """
        Request the queue.

        Args:
            announce: Whether to fire events for changes. ``False`` for the first
                request.
        """
        room = self._room
        if not self._knows_queues:
            return
        async with self._lock:
            songs = await self._client.fetch_queue(room)
            known = {song.id for song in room.queue}
            if room.now_playing is not None:
                known.add(room.now_playing.id)
                songs = [one for one in songs if one.id != room.now_playing.id]
            room.queue[:] = songs
        if not announce:
            return
        for song in songs:
            if song.id not in known:
                self._session.fire(events.QUEUE_ADD, song)
        self._session.fire(events.QUEUE_UPDATE, room)

    # --- What is playing ------------------------------------------------------

    def watch_song(self, *, is_skipped: bool = False) -> None:
        """
        Request what is playing when the song should have ended without an event.

        Args:
            is_skipped: Whether it should have ended by now.
        """
        song = self._room.now_playing
        if song is not None:
            self._session.start("song", self._watch, song, is_skipped)

    async def _watch(self, song: Song, is_skipped: bool) -> None:
        options, room = self._options, self._room
        if not is_skipped:
            await options.sleep(_left(room))
        # An event announces the next song, and none announces silence.
        is_last = is_skipped or (self._knows_queues and not room.queue)
        await options.sleep(options.queue_delay if is_last else options.song_grace)
        while room.now_playing is song:
            await self._session.guarded(self.read_song)
            if room.now_playing is song:
                await options.sleep(max(_UNSURE, _left(room)))

    async def read_song(self) -> None:
        """Request what is playing."""
        room, former = self._room, self._room.now_playing
        song, elapsed = None, 0.0
        with self._session.caches.watched() as newer:
            with contextlib.suppress(clientcore.NotFound):
                playing = await self._client.fetch_active(room)
                if playing is None:
                    # The service does not know: keep what is known.
                    return
                song, elapsed = playing.song, playing.elapsed
            # What an event said meanwhile is newer.
            if room.now_playing is former:
                now_playing(self._session, song, elapsed, newer)


def _left(room: Room) -> float:
    """Return for how many seconds a song will go on."""
    left = room.time_left
    return 0.0 if left is None else left.total_seconds()
