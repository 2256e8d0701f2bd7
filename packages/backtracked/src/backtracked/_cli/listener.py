"""
The job of ``listen``: follow a room until it is stopped.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import Any

import anyio
import attrs

from backtracked import (
    BacktrackedError,
    BadRequestError,
    Client,
    ClosedError,
    NotFoundError,
    Room,
    RoomBannedError,
    Song,
    User,
)

from . import feed
from .service import is_inside, leave

_WAIT_MAX = 60.0
#: Seconds that later events wait for the title of a song.
_SONG_DEADLINE = 5.0
#: Errors by which a room can't be joined again.
_FINAL = (BadRequestError, NotFoundError, RoomBannedError)


class ExpelledError(BacktrackedError):
    """The account was kicked or banned from the room."""


@attrs.define(eq=False)
class Listener:
    """
    Shows the events of a room. It is given to a client, whose ``run()`` starts it.

    Args:
        client: Receives the events.
        slug: Slug or ID of the room.
        show: Writes a row.
        note: Tells the user something that is no event.
        kinds: What is shown.
        last: Number of earlier messages to show first.
        limit: Number of rows after which the client is closed, ``None`` for no limit.
        password: Password of the room, or ``None``.

    Attributes:
        failure: Why it has ended, ``None`` if the user or *limit* has ended it.
    """

    client: Client
    slug: str
    show: Callable[[feed.Row], object]
    note: Callable[[str], object]
    kinds: Collection[feed.Kind]
    last: int = 0
    limit: int | None = None
    password: str | None = attrs.field(default=None, repr=False)
    failure: BaseException | None = attrs.field(default=None, init=False)
    _count: int = attrs.field(default=0, init=False)
    _room: Room | None = attrs.field(default=None, init=False)
    _was_there: bool = attrs.field(default=True, init=False)
    _ending: anyio.Event = attrs.field(factory=anyio.Event, init=False)
    _turn: anyio.Lock = attrs.field(factory=anyio.Lock, init=False)
    # Events wait until the earlier messages are shown.
    _held: list[feed.Row] | None = attrs.field(factory=list, init=False)

    def start(self) -> None:
        """Register the handlers."""
        add = self.client.add_listener
        for name, event in feed.SHOWN.items():
            if event.kind in self.kinds:
                add(name, self._handler(event.row))
        add("on_ready", self._begin)
        add("on_left_room", self._come_back)
        add("on_member_kick", self._expelled)
        add("on_member_ban", self._expelled)
        add("on_disconnect", self._disconnected)
        add("on_reconnect", self._reconnected)
        add("on_close", self._leave)
        add("on_error", self._fail)
        self.client.every(seconds=1)(self._check_reader)

    # --- Events ---------------------------------------------------------------

    def _handler(self, make: Callable[..., feed.Row]) -> Any:
        # A handler receives as many arguments as the row is made of.
        count = make.__code__.co_argcount

        async def handle(*arguments: Any) -> None:
            # Handlers start in the order of the events, and wait for their songs.
            async with self._turn:
                for one in arguments[:count]:
                    if isinstance(one, Song):
                        await self._complete(one)
                await self._take(make(*arguments[:count]))

        return handle

    async def _complete(self, song: Song) -> None:
        """Request the medium of a song. The service has purged some."""
        with suppress(BacktrackedError), anyio.move_on_after(_SONG_DEADLINE):
            await song.fetch_info()

    async def _take(self, row: feed.Row) -> None:
        row["time"] = row.get("time") or self.client.now()
        if self._held is not None:
            self._held.append(row)
        else:
            await self._put(row)

    async def _put(self, row: feed.Row) -> None:
        if self.limit is None or self._count < self.limit:
            self._count += 1
            self.show({"time": None, "event": None, "room": self.slug, **row})
        if self._count == self.limit:
            await self.client.close()

    # --- Life -----------------------------------------------------------------

    async def _begin(self) -> None:
        self._was_there = await is_inside(self.client, self.slug)
        room = await self.client.join_room(self.slug, password=self.password)
        self._room, self.slug = room, room.slug or self.slug
        self.note(f"listening in {room}, Ctrl-C ends it")
        earlier = [feed.chat(message) for message in await self._earlier(room)]
        ids = {row["id"] for row in earlier}
        held, self._held = self._held or [], None
        fresh = [row for row in held if row["event"] != "chat" or row["id"] not in ids]
        for row in [*earlier, *fresh]:
            await self._put(row)

    async def _earlier(self, room: Room) -> list[Any]:
        if not self.last or feed.Kind.CHAT not in self.kinds:
            return []
        messages = await room.fetch_chat_history()
        return [one for one in messages if not one.deleted][-self.last :]

    async def _expelled(self, room: Room, user: User) -> None:
        if self.client.user is not None and user.id == self.client.user.id:
            await self._end(ExpelledError("the account was kicked or banned"))

    async def _come_back(self, room: Room) -> None:
        """Join the room again, unless the account was expelled from it."""
        wait = 1.0
        # The event of a kick comes with this one.
        await self._sleep(wait)
        while not self._ending.is_set() and room.id not in self.client.rooms:
            try:
                await self.client.join_room(self.slug, password=self.password)
            except _FINAL as error:
                await self._end(error)
            except ClosedError:
                return
            except BacktrackedError as error:
                self.note(f"the room could not be joined: {error}")
                await self._sleep(wait)
                wait = min(2 * wait, _WAIT_MAX)

    async def _sleep(self, seconds: float) -> None:
        with anyio.move_on_after(seconds):
            await self._ending.wait()

    async def _disconnected(self, reason: str) -> None:
        if self.client.connection_state not in {"closing", "closed"}:
            self.note(f"the connection was lost ({reason}), connecting again")

    async def _reconnected(self) -> None:
        self.note("connected again")

    async def _check_reader(self) -> None:
        """End when what reads the output has ended, even if nothing is written."""
        if reader_is_gone():
            await self._end(BrokenPipeError())

    async def _fail(self, event: str, error: BaseException) -> None:
        """End for what concerns all events, and tell about what concerns one."""
        if event == "on_ready" or isinstance(error, OSError):
            await self._end(error)
        else:
            self.note(f"{event} could not be shown: {type(error).__name__}: {error}")

    async def _end(self, failure: BaseException) -> None:
        self._ending.set()
        self.failure = self.failure or failure
        await self.client.close()

    async def _leave(self) -> None:
        self._ending.set()
        if self._room is not None and not self._was_there:
            await leave(self.client, self._room)


def reader_is_gone() -> bool:
    """Return whether standard output is a pipe that is read no more."""
    with suppress(OSError, ValueError, AttributeError):
        poll = select.poll()
        number = sys.stdout.fileno()
        if os.isatty(number):
            return False
        poll.register(number, 0)
        return any(
            event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0)
        )
    return False
