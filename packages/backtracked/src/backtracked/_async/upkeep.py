# No twin: it works beside the events, which takes a loop.
"""
What has to be read again, so that no state is stale.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import anyio

import clientcore

from .models.room import Room
from .models.song import Song
from .rest.base import log
from .state.songs import now_playing

if TYPE_CHECKING:
    from anyio.abc import TaskGroup

    from .client import Client
    from .realtime import Realtime
    from .socket_options import SocketOptions

#: Between two songs the service does not know for a while what is playing.
_UNSURE = 30.0

#: The longest wait before a resync that failed is tried again, in seconds.
_RESYNC_MAX = 30.0


class Upkeep:
    """
    Keeps what a client knows up to date, beside the events.

    Args:
        client: Asks.

        realtime: Has handlers called.

        options: How long to wait for what.
    """

    def __init__(
        self, client: Client, realtime: Realtime, options: SocketOptions
    ) -> None:
        self._client = client
        self._realtime = realtime
        self._options = options
        self._tasks: TaskGroup | None = None
        self._stale: set[str] = set()
        # Each is kept for as long as somebody has or wants it.
        self._locks: WeakValueDictionary[str, anyio.Lock] = WeakValueDictionary()
        self._watches: dict[str, anyio.CancelScope] = {}
        self._syncing: anyio.CancelScope | None = None

    # --- Tasks ----------------------------------------------------------------

    def start(self, tasks: TaskGroup) -> None:
        """Work in *tasks* from now on."""
        self._tasks = tasks

    def stop(self) -> None:
        """Work no more."""
        self._tasks = None
        self._stale.clear()
        self._watches.clear()
        self._syncing = None

    def spawn(self, function: Callable[..., Awaitable[Any]], *args: Any) -> None:
        """Do something beside the events. What fails is logged."""
        if self._tasks is not None:
            self._tasks.start_soon(self._guarded, function, args)

    async def _guarded(
        self, function: Callable[..., Awaitable[Any]], args: tuple[Any, ...]
    ) -> None:
        try:
            await function(*args)
        except clientcore.Error as error:
            self._log("%s failed: %s", getattr(function, "__name__", "a task"), error)
        except Exception:  # noqa: BLE001, logged
            log.exception("a task beside the events failed")

    def _log(self, words: str, *facts: Any) -> None:
        """Warn, unless the client is closed, for then everything fails."""
        level = logging.DEBUG if self._client._closed else logging.WARNING
        log.log(level, words, *facts)

    def _lock(self, name: str) -> anyio.Lock:
        return self._locks.setdefault(name, anyio.Lock())

    def forget(self, room: Room) -> None:
        """Look after a room no longer."""
        self._stale.discard(room.id)
        if watch := self._watches.pop(room.id, None):
            watch.cancel()

    def _is_in(self, room: Room) -> bool:
        return self._client.rooms.get(room.id) is room

    # --- The queue ------------------------------------------------------------

    @property
    def _knows_queues(self) -> bool:
        """Whether queues are read, which takes a login."""
        return self._options.track_queue and self._client.logged_in

    def queue_changed(self, room: Room) -> None:
        """Read a queue again, once for all changes that come meanwhile."""
        if not self._knows_queues or room.id in self._stale:
            return
        self._stale.add(room.id)
        self.spawn(self._reread_queue, room)

    async def _reread_queue(self, room: Room) -> None:
        await self._options.sleep(self._options.queue_delay)
        # What changes while it is being read is a change again.
        self._stale.discard(room.id)
        if self._is_in(room):
            await self.read_queue(room)

    async def read_queue(self, room: Room, *, announce: bool = True) -> None:
        """
        Read a queue.

        Args:
            room: Whose.

            announce: Whether new entries are told, as they are not when it is the
                first time.
        """
        async with self._lock(room.id):
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
                self._realtime.fire("on_playlist_song_add", song)
        self._realtime.fire("on_queue_update", room)

    # --- What is playing ------------------------------------------------------

    def watch_song(self, room: Room, *, is_skipped: bool = False) -> None:
        """
        Ask again when a song should have ended and nothing was heard of it.

        Args:
            room: Where it is playing.

            is_skipped: Whether it should have ended by now.
        """
        if room.now_playing is not None:
            self.spawn(self._watch, room, room.now_playing, is_skipped)

    async def _watch(self, room: Room, song: Song, is_skipped: bool) -> None:
        if former := self._watches.get(room.id):
            former.cancel()
        with anyio.CancelScope() as scope:
            self._watches[room.id] = scope
            if not is_skipped:
                await self._options.sleep(_left(room))
            # An event tells what follows, and none that nothing does.
            is_last = is_skipped or (self._knows_queues and not room.queue)
            options = self._options
            await options.sleep(options.queue_delay if is_last else options.song_grace)
            while self._is_in(room) and room.now_playing is song:
                await self._guarded(self.read_song, (room,))
                await options.sleep(max(_UNSURE, _left(room)))

    async def read_song(self, room: Room) -> None:
        """Ask what a room is playing."""
        former = room.now_playing
        song, elapsed = None, 0.0
        with contextlib.suppress(clientcore.NotFound):
            playing = await self._client.fetch_active(room)
            if playing is None:
                # The service does not know. What is known is the best there is.
                return
            song, elapsed = playing.song, playing.elapsed
        # What an event has said meanwhile is newer.
        if room.now_playing is former:
            now_playing(self._realtime, room, song, elapsed)

    # --- Rooms ----------------------------------------------------------------

    async def read_room(self, room: Room) -> None:
        """Read all that belongs to a room which was just joined."""
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self._guarded, self._client.fetch_members, (room,))
            tasks.start_soon(self._guarded, self.read_song, (room,))
            if self._knows_queues:
                tasks.start_soon(self._guarded, self._first_queue, (room,))

    async def _first_queue(self, room: Room) -> None:
        await self.read_queue(room, announce=False)

    def catch_up(self) -> None:
        """Look after the rooms that were joined before there was a connection."""
        for room in self._client.rooms.values():
            self.spawn(self.read_room, room)

    def rejoin(self, room: Room) -> None:
        """Come back to a room, unless it turns out that one was put out."""
        self.spawn(self._rejoin, room)

    async def _rejoin(self, room: Room) -> None:
        await self._options.sleep(self._options.rejoin_delay)
        if self._is_in(room):
            await self._client.enter_again(room)
            await self._client.fetch_members(room)

    # --- After a reconnect ----------------------------------------------------

    def resync(self) -> None:
        """Read everything again, and tell when that is done."""
        if self._syncing is not None:
            self._syncing.cancel()
        self.spawn(self._resync)

    async def _resync(self) -> None:
        with anyio.CancelScope() as scope:
            self._syncing = scope
            wait = 1.0
            waiting = list(self._client.rooms.values())
            while waiting := await self._resync_rooms(waiting):
                # The socket is back, and the rest of the service not yet.
                await self._options.sleep(wait)
                wait = min(2 * wait, _RESYNC_MAX)
            if self._client.wants_conversations:
                await self._guarded(self._client.fetch_conversations, ())
            self._realtime.fire("on_reconnect")

    async def _resync_rooms(self, rooms: list[Room]) -> list[Room]:
        """Read rooms again, and return those that could not be read yet."""
        failed: list[Room] = []

        async def sync(room: Room) -> None:
            try:
                await self._resync_room(room)
            except clientcore.Error as error:
                self._log("a room could not be read again: %s", error)
                if _passes(error):
                    failed.append(room)
                else:
                    self._realtime.expelled(room)

        async with anyio.create_task_group() as tasks:
            for room in rooms:
                if self._is_in(room):
                    tasks.start_soon(sync, room)
        return failed

    async def _resync_room(self, room: Room) -> None:
        await self._client.enter_again(room)
        await self._client.fetch_room(room)
        await self._client.fetch_members(room)
        await self.read_song(room)
        if self._knows_queues:
            await self.read_queue(room)

    # --- Private messages -----------------------------------------------------

    async def private_message(self, conversation_id: str) -> None:
        """Read what is new in a conversation, and have handlers called."""
        client = self._client
        async with self._lock(conversation_id):
            if conversation_id not in client.conversations:
                await client.fetch_conversations()
            conversation = client.conversations.get(conversation_id)
            if conversation is None:
                log.warning("a message came for a conversation that is not listed")
                return
            seen = conversation._seen
            messages = await client.fetch_messages(conversation)
            if messages:
                conversation._seen = messages[0].id
        for message in reversed(_new(messages, seen)):
            if message.author_id != self._realtime.my_id:
                self._realtime.fire("on_private_message", conversation, message)


def _left(room: Room) -> float:
    """Return for how many seconds a song will go on."""
    left = room.time_left
    return 0.0 if left is None else left.total_seconds()


def _new(messages: list[Any], seen: str | None) -> list[Any]:
    """Return what came after *seen*, newest first; only the newest at first."""
    if seen is None:
        return messages[:1]
    ids = [one.id for one in messages]
    return messages[: ids.index(seen)] if seen in ids else messages


def _passes(error: clientcore.Error) -> bool:
    """Tell whether something that failed may work a little later."""
    if isinstance(error, clientcore.StatusError):
        return error.status >= 500 or error.status in {408, 429}
    return isinstance(error, clientcore.TransportError | clientcore.DecodeError)
