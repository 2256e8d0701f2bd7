"""
Requests to find, join and edit rooms.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakValueDictionary

import clientcore
from clientcore import DELETE, GET, POST, PUT, Secret, Upload
from clientcore.aio import Lock, Pages, uninterrupted

from ..._api import JOIN
from ..._bodies import room_settings
from ..._paging import LOBBY
from ..models import Room
from .base import RoomLike, log
from .members import Members

#: Seconds for leaving a room that was joined half-way.
_UNDO_DEADLINE = 5.0


class Rooms(Members):
    """
    Rooms. `RestClient` has the constructor.
    """

    _joining: WeakValueDictionary[str, Lock]
    #: By room id, for coming back. They stand in no model, and so in no repr.
    _passwords: dict[str, str]

    async def fetch_room(self, room: RoomLike) -> Room:
        """
        Get a room without joining it.

        Args:
            room: Its slug or id, or the room itself, to be read again.
        """
        with self._caches.watched() as newer:
            found = await self.call(GET("room/{room}", room=room), Room)
            known = self._caches.rooms.get(found.id)
            return found if known is None else self._caches.merge(known, found, newer)

    def lobby(self) -> Pages[Room]:
        """Return all rooms of the lobby."""
        return self.paginate(GET("room"), Room, LOBBY)

    def search_rooms(self, term: str) -> Pages[Room]:
        """
        Return the rooms that match.

        Args:
            term: Letters, digits and spaces.
        """
        return self.paginate(GET("room/term/{term}", term=term), Room, LOBBY)

    async def create_room(self, name: str, **settings: Any) -> Room:
        """
        Create a room. A user may have five.

        Args:
            name: Name of the new room.
            **settings: See `edit_room`.
        """
        body = room_settings({"name": name, **settings})
        return await self.call(POST("room", json=body), Room)

    async def edit_room(self, room: RoomLike, **settings: Any) -> Room:
        """
        Change a room's settings. Needs the right ``update-room``.

        Args:
            room: ID or Room to change.
            **settings: New values, by the attribute names of `Room` and
                `RoomDisplaySettings` (``welcome_message``, ``in_lobby``), also
                ``password`` and ``limit_queue``; or by the service's field names.
        """
        self._require(room, "update-room")
        body = room_settings(settings)
        with self._caches.watched() as newer:
            edited = await self.call(PUT("room/{room}", room=room, json=body), Room)
            known = self._known(room)
            if known is None or edited.id != known.id:
                return edited
            return self._caches.merge(known, edited, newer)

    async def set_background(self, room: RoomLike, image: Upload) -> None:
        """
        Give a room a picture, of at most 2 MB. Needs the right ``update-room``.
        """
        self._require(room, "update-room")
        await self.call(
            POST("room/{room}/image", room=room, files={"background": image})
        )

    # --- Coming and going -----------------------------------------------------

    async def join_room(
        self, room_slug: str, *, password: str | None = None, enter: bool | None = None
    ) -> Room:
        """
        Join a room, and request its members.

        For a room that the client has already joined, no request is sent.

        Args:
            room_slug: Slug or ID of the room.
            password: Password of a protected room. ``None`` for other rooms.
            enter: Whether to show the bot in the list of users at once, which needs
                a real-time connection. ``None`` for the client's *enter* option.

        Raises:
            RoomBannedError: The logged-in user is banned from the room.
            RoomPasswordError: The room needs a password, or *password* is wrong.
        """
        password = None if password is None else Secret(password)
        slug = str(room_slug)
        # Different rooms are joined side by side. One room is joined once, even if
        # one call has its slug and another its ID.
        async with self._join_lock(f"name {slug}").hold():
            room = self._caches.rooms.from_slug(slug) or await self.fetch_room(slug)
            async with self._join_lock(f"id {room.id}").hold():
                known = self._caches.rooms.get(room.id)
                return known or await self._join(room, password, enter=enter)

    def _join_lock(self, key: str) -> Lock:
        return self._joining.setdefault(key, Lock())

    async def _join(
        self, room: Room, password: str | None, *, enter: bool | None
    ) -> Room:
        self._caches.rooms.add(room)
        if password is not None:
            self._passwords[room.id] = password
        try:
            await self._enter(room)
            await self._settle(room, enter=enter)
        except BaseException as error:
            self._forget(room)
            # Not after a refusal: the service did not let the bot in.
            status = error.status if isinstance(error, clientcore.StatusError) else 500
            if status >= 500 and not isinstance(error, clientcore.ConnectionFailed):
                await uninterrupted(self.undo_join, room)
            raise
        return room

    async def undo_join(self, room: Room) -> None:
        """Leave a room that was joined half-way. A failure is logged."""
        try:
            await self.with_options(deadline=_UNDO_DEADLINE).request_leave(room)
        except clientcore.Error as error:
            log.warning("the room %s could not be left: %s", room.id, error)

    async def _enter(self, room: Room) -> None:
        """Send the join request, and store the logged-in user's record."""
        password = self._passwords.get(room.id)
        form = None if password is None else {"password-room": password}
        # Asked again it changes nothing.
        request = POST(
            JOIN, room=room, form=form, idempotent=True, secrets=[password or ""]
        )
        joined = await self._maybe_object(request)
        member = self._caches.member(room, joined.get("user"))
        if member is not None:
            room.members.arrive(member)

    async def _settle(self, room: Room, *, enter: bool | None) -> None:
        """Request the members. The bot can be in a room without knowing them."""
        try:
            await self.fetch_members(room)
        except clientcore.Error as error:
            log.warning("the members of a room could not be read: %s", error)

    async def leave_room(self, room: RoomLike) -> None:
        """Leave a room, and forget it."""
        known = self._known(room)
        await self.request_leave(room)
        if known is not None:
            self._forget(known)

    async def request_leave(self, room: RoomLike) -> None:
        """Send the request to leave a room."""
        await self.call(DELETE(JOIN, room=room))

    def _forget(self, room: Room) -> None:
        self._caches.rooms.pop(room.id, None)
        self._passwords.pop(room.id, None)
