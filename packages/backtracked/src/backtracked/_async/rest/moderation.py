"""
Moderation. A request for which the user is known to lack the right raises an error
and is not sent.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from clientcore import DELETE, POST, PUT, Request

from ..._constants import Role, RoleGlobal
from ..._ids import user_id_of
from ..._text import escape
from ..models.song import Song
from .base import Resource, RoomLike, SongLike, UserLike

_MANAGERS = frozenset({Role.manager.id, Role.co_owner.id})
_DJS = frozenset({Role.dj.id, Role.resident_dj.id})
_BAN = "chat/ban/{room}/user/{user}"
_KICK = "chat/kick/{room}/user/{user}"
_MUTE = "chat/mute/{room}/user/{user}"
_ROLE = "chat/{role}/{room}/user/{user}"


class Moderation(Resource):
    """
    Moderation. `RestClient` has the constructor.
    """

    async def kick(self, room: RoomLike, user: UserLike, message: str = "") -> None:
        """
        Kick a user from a room. Needs the right ``kick``.

        Args:
            room: ID or Room to kick the user from.
            user: ID or User to kick.
            message: Reason, shown to all users in the room.
        """
        self._require(room, "kick")
        await self._judge(POST, _KICK, room, user, message=escape(message))

    async def ban(self, room: RoomLike, user: UserLike, minutes: int = 0) -> None:
        """
        Ban a user from a room. Needs the right ``ban``.

        Args:
            room: ID or Room to ban the user from.
            user: ID or User to ban.
            minutes: Length of the ban in minutes; 0 for a permanent ban.

        Raises:
            ValueError: *minutes* is negative.
        """
        if minutes < 0:
            raise ValueError("a ban lasts 0 minutes, which is for ever, or more")
        self._require(room, "ban")
        await self._judge(POST, _BAN, room, user, time=minutes)

    async def unban(self, room: RoomLike, user: UserLike) -> None:
        """Unban a user. Needs the right ``ban``."""
        self._require(room, "ban")
        await self._judge(DELETE, _BAN, room, user)

    async def mute(self, room: RoomLike, user: UserLike) -> None:
        """Mute a user in a room's chat. Needs the right ``mute``."""
        self._require(room, "mute")
        await self._judge(POST, _MUTE, room, user)

    async def unmute(self, room: RoomLike, user: UserLike) -> None:
        """Unmute a user in a room's chat. Needs the right ``mute``."""
        self._require(room, "mute")
        await self._judge(DELETE, _MUTE, room, user)

    async def set_role(
        self, room: RoomLike, user: UserLike, role: Role | RoleGlobal
    ) -> None:
        """
        Give a user a role.

        Needs the right ``set-roles``, for managers and co-owners ``set-managers``.
        For DJs ``set-dj`` is enough.
        """
        self._require_role(room, role)
        await self._judge(POST, _ROLE, room, user, role=role)

    async def unset_role(
        self, room: RoomLike, user: UserLike, role: Role | RoleGlobal
    ) -> None:
        """Remove a role from a user. Needs the same right as `set_role`."""
        self._require_role(room, role)
        await self._judge(DELETE, _ROLE, room, user, role=role)

    def _require_role(self, room: RoomLike, role: Role | RoleGlobal) -> None:
        if role.id in _MANAGERS:
            self._require(room, "set-managers")
        elif role.id in _DJS:
            self._require(room, "set-dj", "set-roles")
        else:
            self._require(room, "set-roles")

    async def _judge(
        self,
        method: Any,
        template: str,
        room: RoomLike,
        user: UserLike,
        *,
        role: Role | RoleGlobal | None = None,
        **form: Any,
    ) -> None:
        request: Request = method(
            template,
            room=room,
            user=user_id_of(user),
            path={} if role is None else {"role": role.id},
            form={"realTimeChannel": self._rtc(room), **form},
        )
        await self.call(request)

    # --- The queue ------------------------------------------------------------

    async def skip_song(self, room: RoomLike, song: SongLike) -> None:
        """
        Skip the current song.

        Needs the right ``skip``, except for the logged-in user's own songs.

        Args:
            room: ID or Room that plays the song.
            song: The queue entry, or its ID.
        """
        known = self._known(room)
        playing = known.now_playing if known else None
        owner = getattr(song, "user_id", None)
        if owner is None and playing is not None and playing.id == song:
            owner = playing.user_id
        if not self._is_me(owner):
            self._require(room, "skip")
        form = {"realTimeChannel": self._rtc(room)}
        await self.call(
            POST("chat/skip/{room}/{song}", room=room, song=song, form=form)
        )

    async def lock_queue(self, room: RoomLike, *, locked: bool = True) -> None:
        """
        Lock a room's queue, so that users can't add songs. Needs ``lock-queue``.

        Args:
            room: ID or Room whose queue is locked.
            locked: ``False`` unlocks the queue.
        """
        self._require(room, "lock-queue")
        form = {"lockQueue": int(locked), "realTimeChannel": self._rtc(room)}
        await self.call(PUT("room/{room}/lockQueue", room=room, form=form))

    async def reorder_queue(self, room: RoomLike, users: Iterable[UserLike]) -> None:
        """
        Reorder the DJs in a room's queue. Needs the right ``queue-order``.

        Args:
            room: ID or Room whose queue is reordered.
            users: All DJs in the new order, the next one first.
        """
        self._require(room, "queue-order")
        form = {"order[]": [user_id_of(user) for user in users]}
        await self.call(POST("room/{room}/queue/order", room=room, form=form))

    async def remove_next_song(self, room: RoomLike, user: UserLike) -> Song | None:
        """
        Remove a user's next song from the queue. Needs ``queue-order``.

        Returns:
            The user's new next song, or ``None`` if there is no other.
        """
        template = "room/{room}/queue/user/{user}"
        # A second request would remove another song.
        told = await self._order(DELETE, template, room, user, repeatable=False)
        found = told.get("userNextSong") if isinstance(told, dict) else None
        return self._caches.song(found)

    async def remove_dj(self, room: RoomLike, user: UserLike) -> None:
        """Remove all songs of a user from the queue. Needs ``queue-order``."""
        await self._order(DELETE, "room/{room}/queue/user/{user}/all", room, user)

    async def pause_dj(self, room: RoomLike, user: UserLike) -> None:
        """
        Pause or resume a user's songs in the queue. Needs ``queue-order``.

        The service only toggles this state. `Member.queue_paused` has the current
        value.
        """
        template = "room/{room}/queue/user/{user}/pause"
        # Not repeated: a second request would toggle it back.
        await self._order(PUT, template, room, user, repeatable=False)

    async def _order(
        self,
        method: Any,
        template: str,
        room: RoomLike,
        user: UserLike,
        *,
        repeatable: bool = True,
    ) -> Any:
        self._require(room, "queue-order")
        request: Request = method(
            template, room=room, user=user_id_of(user), idempotent=repeatable
        )
        return await self._data(request)
