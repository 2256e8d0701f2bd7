# Generated from _async/rest/moderation.py by `nox -s twins`: do not edit.
"""
Moderation. A request for which the user is known to lack the right raises an error
and is not sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from clientcore import DELETE, POST, PUT, Request

from ..._constants import Role, RoleGlobal
from ..._ids import user_id_of
from ..._text import escape
from ..models import Song
from .base import Resource, RoomLike, SongLike, UserLike

#: Rights of which one is needed to give a role, for roles other than ``set-roles``
#: is for.
_RIGHTS_FOR = {
    Role.manager.id: ("set-managers",),
    Role.co_owner.id: ("set-managers",),
    Role.dj.id: ("set-dj", "set-roles"),
    Role.resident_dj.id: ("set-dj", "set-roles"),
}
_BAN = "chat/ban/{room}/user/{user}"
_KICK = "chat/kick/{room}/user/{user}"
_MUTE = "chat/mute/{room}/user/{user}"
_ROLE = "chat/{role}/{room}/user/{user}"
_SONGS = "room/{room}/queue/user/{user}"

#: `POST`, `PUT` or `DELETE`.
_Method = Callable[..., Request]


class Moderation(Resource):
    """
    Moderation. `RestClient` has the constructor.
    """

    def kick(self, room: RoomLike, user: UserLike, message: str = "") -> None:
        """
        Kick a user from a room. Needs the right ``kick``.

        Args:
            room: ID or Room to kick the user from.
            user: ID or User to kick.
            message: Reason, shown to all users in the room.
        """
        self._judge(POST, _KICK, room, user, "kick", message=escape(message))

    def ban(self, room: RoomLike, user: UserLike, minutes: int = 0) -> None:
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
        self._judge(POST, _BAN, room, user, "ban", time=minutes)

    def unban(self, room: RoomLike, user: UserLike) -> None:
        """Unban a user. Needs the right ``ban``."""
        self._judge(DELETE, _BAN, room, user, "ban")

    def mute(self, room: RoomLike, user: UserLike) -> None:
        """Mute a user in a room's chat. Needs the right ``mute``."""
        self._judge(POST, _MUTE, room, user, "mute")

    def unmute(self, room: RoomLike, user: UserLike) -> None:
        """Unmute a user in a room's chat. Needs the right ``mute``."""
        self._judge(DELETE, _MUTE, room, user, "mute")

    def set_role(self, room: RoomLike, user: UserLike, role: Role | RoleGlobal) -> None:
        """
        Give a user a role.

        Needs the right ``set-roles``, for managers and co-owners ``set-managers``.
        For DJs ``set-dj`` is enough.
        """
        self._change_role(POST, room, user, role)

    def unset_role(
        self, room: RoomLike, user: UserLike, role: Role | RoleGlobal
    ) -> None:
        """Remove a role from a user. Needs the same right as `set_role`."""
        self._change_role(DELETE, room, user, role)

    def _change_role(
        self, method: _Method, room: RoomLike, user: UserLike, role: Role | RoleGlobal
    ) -> None:
        rights = _RIGHTS_FOR.get(role.id, ("set-roles",))
        self._judge(method, _ROLE, room, user, *rights, path={"role": role.id})

    def _judge(
        self,
        method: _Method,
        template: str,
        room: RoomLike,
        user: UserLike,
        *rights: str,
        path: dict[str, str] | None = None,
        **form: Any,
    ) -> None:
        """Send a request about a user, which needs one of *rights*."""
        self._require(room, *rights)
        form["realTimeChannel"] = self._rtc(room)
        about = {"room": room, "user": user_id_of(user), **(path or {})}
        self.call(method(template, path=about, form=form))

    # --- The queue ------------------------------------------------------------

    def skip_song(self, room: RoomLike, song: SongLike) -> None:
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
        request = POST("chat/skip/{room}/{song}", room=room, song=song, form=form)
        self.call(request)

    def lock_queue(self, room: RoomLike, *, locked: bool = True) -> None:
        """
        Lock a room's queue, so that users can't add songs. Needs ``lock-queue``.

        Args:
            room: ID or Room whose queue is locked.
            locked: ``False`` unlocks the queue.
        """
        self._require(room, "lock-queue")
        form = {"lockQueue": int(locked), "realTimeChannel": self._rtc(room)}
        self.call(PUT("room/{room}/lockQueue", room=room, form=form))

    def reorder_queue(self, room: RoomLike, users: Iterable[UserLike]) -> None:
        """
        Reorder the DJs in a room's queue. Needs the right ``queue-order``.

        Args:
            room: ID or Room whose queue is reordered.
            users: All DJs in the new order, the next one first.
        """
        self._require(room, "queue-order")
        form = {"order[]": [user_id_of(user) for user in users]}
        self.call(POST("room/{room}/queue/order", room=room, form=form))

    def remove_next_song(self, room: RoomLike, user: UserLike) -> Song | None:
        """
        Remove a user's next song from the queue. Needs ``queue-order``.

        Returns:
            The user's new next song, or ``None`` if there is no other.
        """
        # A second request would remove another song.
        left = self._order(DELETE, _SONGS, room, user, idempotent=False)
        return self._caches.song(left.get("userNextSong"))

    def remove_dj(self, room: RoomLike, user: UserLike) -> None:
        """Remove all songs of a user from the queue. Needs ``queue-order``."""
        self._order(DELETE, f"{_SONGS}/all", room, user)

    def pause_dj(self, room: RoomLike, user: UserLike) -> None:
        """
        Pause or resume a user's songs in the queue. Needs ``queue-order``.

        The service only toggles this state. `Member.queue_paused` has the current
        value.
        """
        # Not repeated: a second request would toggle it back.
        self._order(PUT, f"{_SONGS}/pause", room, user, idempotent=False)

    def _order(
        self,
        method: _Method,
        template: str,
        room: RoomLike,
        user: UserLike,
        **options: Any,
    ) -> dict[str, Any]:
        """Send a request about a user's songs in the queue."""
        self._require(room, "queue-order")
        request = method(template, room=room, user=user_id_of(user), **options)
        return self._maybe_object(request)
