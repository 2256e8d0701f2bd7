# No twin: a session follows the events of the socket, which needs a loop.
"""
The life of one joined room, from joining it to leaving it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

import anyio

import clientcore

from .. import _events as events
from .._envelope import is_envelope
from .._errors import AuthorizationError, SessionExpiredError
from .history import ChatLog
from .models.room import Room
from .rest.base import log
from .state import WireEvent
from .upkeep import Upkeep

if TYPE_CHECKING:
    from .caches import Caches
    from .realtime import Realtime

#: Seconds between the attempts to attach a room. After the last the bot leaves it.
_ATTACH_WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)
#: The longest wait between attempts to read a room again, in seconds.
_RETRY_MAX = 30.0
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
        upkeep: Requests what no event describes.
        ended: Set when the state is ``LEFT``.
        is_final: Whether the program left the room or logged out.
        tried: Set when a rejoin was attempted, with or without success.
    """

    def __init__(self, room: Room, realtime: Realtime) -> None:
        self.room = room
        self.state = RoomState.JOINING
        self.caches: Caches = realtime.caches
        self.fire: Callable[..., None] = realtime.fire
        self.ended = anyio.Event()
        self.is_final = False
        self.tried = anyio.Event()
        self._realtime = realtime
        self._client = realtime.client
        self._options = realtime.options
        self._chat = ChatLog(self)
        self.upkeep = Upkeep(self, realtime.client, realtime.options)
        self._scopes: dict[str, anyio.CancelScope] = {}
        self._answered = anyio.Event()
        self._is_announced = False
        self._is_departed = False
        self._false_leaves: dict[str, datetime] = {}

    # --- Tasks ----------------------------------------------------------------

    def start(
        self, name: str, function: Callable[..., Awaitable[Any]], *args: Any
    ) -> bool:
        """
        Start *function* as a background task that replaces the task of that name.

        Returns:
            Whether it was started, which needs a connection.
        """
        self._cancel(name)
        scope = anyio.CancelScope()
        if not self._realtime.spawn(self._scoped, name, scope, function, args):
            return False
        self._scopes[name] = scope
        return True

    async def _scoped(
        self,
        name: str,
        scope: anyio.CancelScope,
        function: Callable[..., Awaitable[Any]],
        args: tuple[Any, ...],
    ) -> None:
        try:
            with scope:
                await self.guarded(function, *args)
        finally:
            if self._scopes.get(name) is scope:
                del self._scopes[name]

    def _cancel(self, *names: str) -> None:
        for name in names or tuple(self._scopes):
            if scope := self._scopes.pop(name, None):
                scope.cancel()

    async def guarded(
        self, function: Callable[..., Awaitable[Any]], *args: Any
    ) -> Exception | None:
        """Call *function*, and log and return its exception."""
        return await self._realtime.guarded(function, *args)

    def apply_safely(self, function: Callable[..., None], *args: Any) -> None:
        """Call a function that handles an event, and log its exception."""
        try:
            function(*args)
        except Exception:  # noqa: BLE001, logged
            log.exception("an event of the room %s could not be handled", self.room.id)

    # --- Joining --------------------------------------------------------------

    async def join(self) -> None:
        """Attach the room, and read it. What can't be read is logged."""
        # First, so that nothing is missed while the rest is read.
        self.start("attach", self._attach)
        await self._read_first()

    async def _read_first(self) -> None:
        async with anyio.create_task_group() as tasks:
            tasks.start_soon(self.guarded, self._client.fetch_members, self.room)
            tasks.start_soon(self.guarded, self.upkeep.read_song)
            tasks.start_soon(self.guarded, self._read_history)
            tasks.start_soon(self.guarded, self._read_queue)

    async def _read_queue(self) -> None:
        await self.upkeep.read_queue(announce=False)

    async def _read_history(self) -> None:
        items = await self._client.fetch_chat_events(self.room)
        if self._chat.is_incomplete:
            self._chat.catch_up(items)
        else:
            self._chat.begin(items)

    def joined(self) -> None:
        """Record that the room is joined, when ``join_room()`` is about to return."""
        if self.state is RoomState.JOINING:
            self.state = RoomState.IN
        self._announce()

    def _announce(self) -> None:
        if (
            self.state in {RoomState.IN, RoomState.REJOINING}
            and self.room.is_attached
            and not self._is_announced
        ):
            self._is_announced = True
            self.fire(events.JOINED_ROOM, self.room)

    # --- Attaching ------------------------------------------------------------

    async def _attach(self, delay: float = 0.0) -> None:
        """Request the room's events until the service confirms that it sends them."""
        await self._options.sleep(delay)
        for wait in (*_ATTACH_WAITS, None):
            self._answered = anyio.Event()
            try:
                await self._realtime.send_attach(self.room)
            except clientcore.Closed:
                return  # The next connection begins with it.
            with anyio.move_on_after(self._options.attach_timeout):
                await self._answered.wait()
            if self.room.is_attached:
                return
            log.debug("the room %s is not attached", self.room.id)
            if wait is not None:
                await self._options.sleep(wait)
        self._give_up("the service does not send its events")
        self._realtime.spawn(self._client.undo_join, self.room)

    def attached(self) -> None:
        """Record that the service sends the room's events."""
        self.room.is_attached = True
        self._answered.set()
        self._announce()

    def refused(self) -> None:
        """Record that the service did not attach the room, or reported an error."""
        if not self.room.is_attached:
            self._answered.set()

    def detached(self) -> None:
        """Attach the room again, which the service has detached unasked."""
        self.room.is_attached = False
        if self.state in _STAYS:
            self.start("attach", self._attach, _ATTACH_WAITS[0])

    # --- The connection -------------------------------------------------------

    def disconnected(self) -> None:
        """Record that the connection was lost."""
        self.room.is_attached = False
        # What was held back stays so: it comes after what was missed before it.
        self._chat.interrupt()
        self._cancel("attach", "rejoin")

    def connected(self, *, is_new: bool) -> None:
        """
        Attach the room on a new connection, and read what was missed.

        Args:
            is_new: Whether this is the first connection of a login.
        """
        if self.state not in _STAYS:
            return
        self._chat.hold()
        self.start("attach", self._attach)
        self.tried = anyio.Event()
        if self.state is RoomState.JOINING:
            # `join` is reading the room.
            self.tried.set()
        elif is_new:
            self.tried.set()
            self.start("rejoin", self._read_first)
        else:
            self._begin_rejoin(0.0)

    # --- Rejoining ------------------------------------------------------------

    def _begin_rejoin(self, delay: float) -> None:
        self.state = RoomState.REJOINING
        if not self.start("rejoin", self._rejoin, delay):
            self.tried.set()

    async def _rejoin(self, delay: float) -> None:
        """Enter and read the room again, as long as it takes."""
        await self._options.sleep(delay)
        steps: list[Callable[[], Awaitable[Any]]] = [
            *([self._read_history] if self._chat.is_incomplete else []),
            self._enter,
            self._read_settings,
            self._read_members,
            self.upkeep.read_song,
            self.upkeep.read_queue,
        ]
        wait = 1.0
        try:
            while steps := await self._attempt(steps):
                self._chat.release()
                self.tried.set()
                await self._options.sleep(wait)
                wait = min(2 * wait, _RETRY_MAX)
        finally:
            if self.room.is_attached:
                self._chat.release()
            self.tried.set()
        if self.state is RoomState.REJOINING:
            self.state = RoomState.IN
            self._announce()

    async def _attempt(
        self, steps: list[Callable[[], Awaitable[Any]]]
    ) -> list[Callable[[], Awaitable[Any]]]:
        """Do some steps, and return those that are to be tried again."""
        failed: list[Callable[[], Awaitable[Any]]] = []
        for step in steps:
            if self.state is not RoomState.REJOINING:
                return []
            error = await self.guarded(step)
            if error is None:
                continue
            if _may_pass(error):
                failed.append(step)
            elif step == self._enter:
                self._give_up(str(error))
                return []
            elif step == self._read_history:
                self._chat.catch_up([])
        return failed

    async def _enter(self) -> None:
        await self._client.enter_again(self.room)

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
        self._cancel("rejoin")
        try:
            await self._client.request_leave(self.room)
        except BaseException:
            if self.state is RoomState.LEAVING:
                self._stay(former)
            raise
        self.is_final = True
        self._end(announce=True)

    def _stay(self, former: RoomState) -> None:
        self.state = former
        if self._is_departed or former is RoomState.REJOINING:
            self._is_departed = False
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
        self._cancel()

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
        until = self._false_leaves.pop(user_id, None)
        if until is None or self.caches.now() > until or user_id == self.my_id:
            return False
        # Moderators do leave. Without a connection, the rejoin reads the members.
        return self.start(f"leave {user_id}", self._verify_leave, user_id)

    async def _verify_leave(self, user_id: str) -> None:
        await self._options.sleep(self._options.queue_delay)
        await self._read_members()
        user = self.caches.users.get(user_id)
        if user is not None and self.room.members.from_user_id(user_id) is None:
            self.fire(events.MEMBER_LEAVE, self.room, user)

    def departed(self) -> None:
        """Rejoin: the service says that the bot left, which it did not."""
        if self.state is RoomState.LEAVING:
            self._is_departed = True
        elif self.state is RoomState.IN:
            self._begin_rejoin(self._options.rejoin_delay)

    def expelled(self) -> None:
        """End the session: the bot was kicked or banned."""
        self._realtime.expelled.add(self.room.id)
        self._end(announce=True)


def _may_pass(error: Exception) -> bool:
    """Return whether a request that failed may succeed a little later."""
    if isinstance(error, clientcore.ClientClosed):
        return False
    if isinstance(error, AuthorizationError | SessionExpiredError):
        # The connection notices that too, and ends if it is final.
        return True
    if isinstance(error, clientcore.StatusError):
        passes = error.status >= 500 or error.status in {408, 425, 429}
        return passes or not is_envelope(error.body)
    return isinstance(error, clientcore.TransportError | clientcore.DecodeError)
