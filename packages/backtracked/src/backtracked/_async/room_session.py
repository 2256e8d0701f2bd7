# No twin: a session follows the events of the socket, which needs a loop.
"""
The life of one joined room, from joining it to leaving it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

import anyio

import clientcore

from .. import _events as events
from .attachment import WAITS, Attachment
from .history import ChatLog
from .insisting import doubling, insist, may_pass
from .models.room import Room
from .rest.base import log
from .state import WireEvent
from .tasks import NamedTasks
from .upkeep import Upkeep

if TYPE_CHECKING:
    from .caches import Caches
    from .realtime import Realtime

#: After a kick or ban the service says that the moderator left.
_FALSE_LEAVE = timedelta(seconds=5)


class RoomState(Enum):
    """
    State of the session of a room.

    ``JOINING`` until ``join_room()`` returns; ``IN``; ``REJOINING`` after a lost
    connection, or after the service said that the bot left; ``LEAVING`` during
    ``leave_room()``; ``LEFT``.
    """

    JOINING = "joining"
    IN = "in"
    REJOINING = "rejoining"
    LEAVING = "leaving"
    LEFT = "left"


#: A request that reads a part of the room.
Step: TypeAlias = Callable[[], Awaitable[Any]]

_STAYS = frozenset({RoomState.JOINING, RoomState.IN, RoomState.REJOINING})


class RoomSession:
    """
    Joins, attaches, follows, rejoins and leaves one room.

    Args:
        room: The room to join.
        realtime: The client's connection.

    Attributes:
        room: The room to join.
        state: State of the membership, such as ``LEFT``.
        caches: Users, messages and other objects that the client received.
        fire: Fires an event.
        guarded: Calls a coroutine function, and logs and returns its exception.
        start: Starts a background task of a name.
        upkeep: Requests what no event describes.
        ended: Set when the state is ``LEFT``.
        is_final: Whether joining failed, or the program logged out.
        is_entered: Whether the user who is logged in has joined the room.
        tried: Set when a rejoin was attempted, with or without success.
    """

    def __init__(self, room: Room, realtime: Realtime) -> None:
        self.room = room
        self.state = RoomState.JOINING
        self.caches: Caches = realtime.caches
        self.fire: Callable[..., None] = realtime.fire
        self.guarded = realtime.guarded
        self.ended = anyio.Event()
        self.is_final = False
        self.is_entered = True
        self.tried = anyio.Event()
        self._realtime = realtime
        self._client = realtime.client
        self._options = realtime.options
        self._chat = ChatLog(self)
        self.upkeep = Upkeep(self, realtime.client, realtime.options)
        self._tasks = NamedTasks(realtime)
        self.start = self._tasks.start
        self._attachment = Attachment(room, realtime)
        # What could not be read when the room was joined.
        self._unread: list[Step] = []
        # Whether the room was last read before its events arrived.
        self._is_stale = True
        self._is_announced = False
        self._is_departed = False
        self._false_leaves: dict[str, datetime] = {}

    # --- Tasks ----------------------------------------------------------------

    async def insist(self, function: Step) -> None:
        """Call *function* until it succeeds, or fails for good."""
        await insist(self._realtime, function)

    def apply_safely(self, function: Callable[..., None], *args: Any) -> None:
        """Call a function that handles an event, and log its exception."""
        try:
            function(*args)
        except Exception:  # noqa: BLE001, logged
            log.exception("an event of the room %s could not be handled", self.room.id)

    # --- Joining --------------------------------------------------------------

    async def join(self) -> None:
        """
        Attach the room, and read it.

        What can't be read is logged, and tried again once the room is joined.
        """
        # First, so that nothing is missed between the two.
        if self.start("attach", self._attach):
            with anyio.move_on_after(self._options.attach_timeout):
                await self._attachment.is_answered.wait()
        await self._read_first()

    async def _read_first(self) -> None:
        self._is_stale = not self.room.is_attached
        steps = (
            self._read_settings,
            self._read_members,
            self.upkeep.read_song,
            self._read_history,
            self._read_queue,
        )
        failed: list[Step] = []

        async def read(step: Step) -> None:
            error = await self.guarded(step)
            if error is not None and may_pass(error):
                failed.append(step)

        async with anyio.create_task_group() as tasks:
            for step in steps:
                tasks.start_soon(read, step)
        self._unread = failed

    async def _read_later(self) -> None:
        """Read the room of which the program has joined before it connected."""
        await self._attachment.arriving.wait()
        await self._read_first()
        await self._read_unread()

    async def _read_unread(self) -> None:
        waits = doubling()
        while self._unread:
            await self._options.sleep(next(waits))
            self._unread = await self._attempt(self._unread)
            self._announce()

    async def _read_queue(self) -> None:
        await self.upkeep.read_queue(announce=False)

    async def _read_history(self) -> None:
        losses = self._attachment.losses
        items = await self._client.fetch_chat_events(self.room)
        if self._chat.is_incomplete:
            self._chat.catch_up(items)
        else:
            self._chat.begin(items)
        # A response that has arrived is no longer cancelled.
        if losses != self._attachment.losses:
            self._chat.interrupt()
            self._chat.hold()

    def joined(self) -> None:
        """Record that the room is joined, when ``join_room()`` is about to return."""
        if self.state is not RoomState.JOINING:
            return
        self.state = RoomState.IN
        self._announce()
        if self._is_departed:
            self._begin_rejoin(self._options.rejoin_delay)
        elif self._is_stale and self.room.is_attached:
            self._begin_rejoin(0.0)
        elif self._unread:
            self.start("rejoin", self._read_unread)

    def _announce(self) -> None:
        if (
            self.state in {RoomState.IN, RoomState.REJOINING}
            and self.room.is_attached
            and self._read_members not in self._unread
            and not self._is_announced
        ):
            self._is_announced = True
            self.fire(events.JOINED_ROOM, self.room)

    # --- Attaching ------------------------------------------------------------

    async def _attach(self, delay: float = 0.0) -> None:
        await self._options.sleep(delay)
        if not await self._attachment.request(lambda: self.tried.set()):
            self._give_up("the service does not send its events")
            self._realtime.spawn(self._client.undo_join, self.room)

    def attached(self) -> None:
        """Record that the service sends the room's events."""
        self._attachment.confirmed()
        self._announce()
        if self._is_stale and self.state is RoomState.IN:
            self._begin_rejoin(0.0)

    def refused(self) -> None:
        """Record that the service did not attach the room, or reported an error."""
        if not self.room.is_attached:
            self._attachment.answered()

    def detached(self) -> None:
        """Attach the room again, which the service has detached unasked."""
        self._lose()
        if self.state in _STAYS:
            self._come_back(WAITS[0])

    def _lose(self) -> None:
        """Record that the room's events do not arrive."""
        self._attachment.lost()
        self._is_stale = True
        # What was held back stays so: it comes after what was missed before it.
        if self.state is not RoomState.JOINING or self._chat.has_begun:
            self._chat.interrupt()

    def _come_back(self, delay: float = 0.0) -> None:
        """Attach the room again, and read what was missed."""
        # The room may have been joined while there was no connection to be lost.
        if self._chat.has_begun:
            self._chat.interrupt()
        self._chat.hold()
        self.start("attach", self._attach, delay)
        if self.state is not RoomState.JOINING:
            self._begin_rejoin(0.0)

    # --- The connection -------------------------------------------------------

    def disconnected(self) -> None:
        """Record that the connection was lost."""
        self._lose()
        self._attachment.answered()
        self._tasks.cancel("attach", "rejoin")

    def connected(self, *, is_new: bool) -> None:
        """
        Attach the room on a new connection, and read what was missed.

        Args:
            is_new: Whether this is the first connection of a login.
        """
        if self.state not in _STAYS:
            return
        self.tried = anyio.Event()
        if is_new and self.is_entered and self.state is RoomState.IN:
            self.tried.set()
            self._is_stale = False
            self.start("attach", self._attach)
            self.start("rejoin", self._read_later)
            return
        self._come_back()
        if self.state is RoomState.JOINING:
            # `join` is reading the room.
            self.tried.set()

    # --- Rejoining ------------------------------------------------------------

    def _begin_rejoin(self, delay: float) -> None:
        self.state = RoomState.REJOINING
        if not self.start("rejoin", self._rejoin, delay):
            self.tried.set()

    async def _rejoin(self, delay: float) -> None:
        """Enter and read the room again, as long as it takes."""
        waits = doubling()
        try:
            await self._options.sleep(delay)
            self._is_departed = False
            steps = await self._attempt([self._enter])
            # What was read before the events arrive would miss some.
            await self._attachment.arriving.wait()
            self._is_stale = False
            steps += await self._attempt(
                [
                    *([self._read_history] if self._chat.is_incomplete else []),
                    self._read_settings,
                    self._read_members,
                    self.upkeep.read_song,
                    self.upkeep.read_queue,
                ]
            )
            while steps:
                self._chat.release()
                self.tried.set()
                await self._options.sleep(next(waits))
                steps = await self._attempt(steps)
        finally:
            if self.room.is_attached:
                self._chat.release()
            self.tried.set()
        if self.state is RoomState.REJOINING:
            self._unread = []
            self.state = RoomState.IN
            self._announce()
            if self._is_departed:
                self._begin_rejoin(self._options.rejoin_delay)

    async def _attempt(self, steps: list[Step]) -> list[Step]:
        """Do some steps, and return those that are to be tried again."""
        failed: list[Step] = []
        for step in steps:
            if self.state not in {RoomState.IN, RoomState.REJOINING}:
                return []
            error = await self.guarded(step)
            if error is None:
                continue
            if may_pass(error):
                failed.append(step)
            elif step == self._enter:
                self._give_up(str(error))
                return []
            elif step == self._read_history:
                self._chat.catch_up([])
        return failed

    async def _enter(self) -> None:
        await self._client.enter_again(self.room)
        self.is_entered = True

    async def _read_settings(self) -> None:
        await self._client.fetch_room(self.room)

    async def _read_members(self) -> None:
        await self._client.fetch_members(self.room)

    # --- Leaving --------------------------------------------------------------

    async def leave(self) -> None:
        """
        Leave the room.

        If the request fails the bot stays in it.
        """
        if self.state is RoomState.LEFT:
            return
        former, self.state = self.state, RoomState.LEAVING
        self._tasks.cancel("rejoin")
        try:
            await self._client.request_leave(self.room)
        except BaseException as error:
            if self.state is RoomState.LEAVING:
                self._stay(former, is_sure=_is_refusal(error))
            raise
        self._realtime.unwanted.add(self.room.id)
        self._end(announce=True)

    def _stay(self, former: RoomState, *, is_sure: bool) -> None:
        """
        Go on in a room that could not be left.

        Args:
            former: The state before.
            is_sure: Whether the service has the bot in the room for certain.
        """
        self.state = former
        if former not in {RoomState.IN, RoomState.REJOINING}:
            return
        if not self.room.is_attached:
            # It was lost meanwhile.
            self._come_back()
        elif self._is_departed or former is RoomState.REJOINING or not is_sure:
            self._begin_rejoin(0.0)

    def _give_up(self, why: str) -> None:
        log.warning("left the room %s: %s", self.room.slug or self.room.id, why)
        self._end(announce=True)

    def end_silently(self) -> None:
        """End the session without an event: joining failed, or the user logged out."""
        if self.state is not RoomState.LEFT:
            self.is_final = True
            self._end(announce=False)

    def _end(self, *, announce: bool) -> None:
        if self.state is RoomState.LEFT:
            return
        self.state = RoomState.LEFT
        self.room.is_attached = False
        self._client._forget(self.room)
        self._realtime.spawn(self._realtime.send_detach, self.room)
        if announce:
            self.fire(events.LEFT_ROOM, self.room)
        self.ended.set()
        self.tried.set()
        # Last, because this may run in one of these tasks.
        self._tasks.cancel()

    # --- What the events need -------------------------------------------------

    @property
    def my_id(self) -> str | None:
        """The bot's user id, ``None`` for a guest."""
        return self._realtime.my_id

    def receive(self, event: WireEvent, payload: dict[str, Any]) -> None:
        """Handle an event of the room's channel."""
        if event.is_chat:
            self._chat.receive(event, payload)
        else:
            event.handle(self, payload)

    def moderated(self, moderator_id: str) -> None:
        """Expect the leave event that the service sends for the moderator."""
        self._false_leaves[moderator_id] = self.caches.now() + _FALSE_LEAVE

    def is_false_leave(self, user_id: str) -> bool:
        """Return whether a leave event is the one that `moderated` expects."""
        # One for each kick and ban, so it stays until it is over.
        until = self._false_leaves.get(user_id)
        if until is None or self.caches.now() > until or user_id == self.my_id:
            return False
        # Moderators do leave. Without a connection, the rejoin reads the members.
        return self.start(f"leave {user_id}", self._verify_leave, user_id)

    async def _verify_leave(self, user_id: str) -> None:
        await self._options.sleep(self._options.queue_delay)
        await self.insist(self._read_members)
        user = self.caches.users.get(user_id)
        if user is not None and self.room.members.from_user_id(user_id) is None:
            self.fire(events.MEMBER_LEAVE, self.room, user)

    def departed(self) -> None:
        """Rejoin: the service says that the bot left, which it did not."""
        self._is_departed = True
        if self.state is RoomState.IN:
            self._begin_rejoin(self._options.rejoin_delay)

    def expelled(self) -> None:
        """End the session: the bot was kicked or banned."""
        self._realtime.unwanted.add(self.room.id)
        self._end(announce=True)


def _is_refusal(error: BaseException) -> bool:
    """Return whether the service has refused a request, and done nothing."""
    return isinstance(error, clientcore.StatusError) and error.status < 500
