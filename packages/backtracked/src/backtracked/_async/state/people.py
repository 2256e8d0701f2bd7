# No twin: only what listens to events has a state that follows them.
"""
Who comes and goes, and what moderators do.
"""

from __future__ import annotations

from typing import Any

from ..._constants import read_role
from ..._text import unescape
from ..models.record import renew
from ..models.room import Room
from ..models.user import User
from .base import Live, Payload, present, room_told, somebody


def joined(live: Live, room: Room, payload: Payload) -> None:
    """Somebody came in."""
    somebody(live, payload.get("user"))
    member = present(live, room, payload.get("roomUser"))
    if member is not None:
        live.fire("on_member_join", member)


def left(live: Live, room: Room, payload: Payload) -> None:
    """Somebody left. The service says so at times of oneself, and errs."""
    room_told(room, payload.get("room"))
    user = somebody(live, payload.get("user"))
    if user is None:
        return
    room.members.depart(user.id)
    live.fire("on_member_leave", room, user)
    if user.id == live.my_id:
        live.departed(room)


def record_updated(live: Live, room: Room, payload: Payload) -> None:
    """Somebody's record changed, their votes as a rule."""
    member = live.caches.member(room, payload.get("user"))
    if member is not None:
        live.fire("on_member_update", member)


def picture_updated(live: Live, _: Room, payload: Payload) -> None:
    """Somebody has another picture."""
    user = somebody(live, payload.get("user"))
    if user is None:
        user = live.caches.users.get(payload.get("userid") or "")
    if user is None:
        return
    if payload.get("img") is not None:
        renew(user, {"profileImage": payload["img"]})
    live.fire("on_user_update", user)


def kicked(live: Live, room: Room, payload: Payload) -> None:
    """A moderator put somebody out."""
    _out(live, room, payload, "on_member_kick", unescape(payload.get("message") or ""))


def banned(live: Live, room: Room, payload: Payload) -> None:
    """A moderator keeps somebody out."""
    _out(live, room, payload, "on_member_ban", _minutes(payload.get("time")))


def _minutes(value: Any) -> int:
    """Read a number that is text at times."""
    try:
        return int(float(value or 0))
    except (TypeError, ValueError):
        return 0


def _out(live: Live, room: Room, payload: Payload, name: str, how: Any) -> None:
    moderator = somebody(live, payload.get("user"))
    user = somebody(live, payload.get("kickedUser"))
    if user is None:
        return
    room.members.depart(user.id)
    live.fire(name, room, user, moderator, how)
    if user.id == live.my_id:
        live.expelled(room)


def unbanned(live: Live, room: Room, payload: Payload) -> None:
    """A moderator lets somebody in again."""
    moderator = somebody(live, payload.get("user"))
    user = somebody(live, payload.get("kickedUser"))
    if user is not None:
        live.fire("on_member_unban", room, user, moderator)


def muted(live: Live, room: Room, payload: Payload) -> None:
    """A moderator silenced somebody."""
    _silence(live, room, payload, "on_member_mute", is_muted=True)


def unmuted(live: Live, room: Room, payload: Payload) -> None:
    """A moderator lets somebody chat again."""
    _silence(live, room, payload, "on_member_unmute", is_muted=False)


def _silence(
    live: Live, room: Room, payload: Payload, name: str, *, is_muted: bool
) -> None:
    moderator = somebody(live, payload.get("user"))
    user = somebody(live, payload.get("mutedUser"))
    if user is None:
        return
    _record(room, user, {"muted": is_muted})
    live.fire(name, room, user, moderator)


def _record(room: Room, user: User, changes: Payload) -> None:
    """Change what is known of somebody in the room."""
    member = room.members.from_user_id(user.id)
    if member is not None:
        renew(member, changes)


def role_set(live: Live, room: Room, payload: Payload) -> None:
    """Somebody was given a role."""
    _role(live, room, payload, "on_member_role_set", payload.get("role_object"))


def role_unset(live: Live, room: Room, payload: Payload) -> None:
    """Somebody's role was taken away."""
    _role(live, room, payload, "on_member_role_unset", None)


def _role(live: Live, room: Room, payload: Payload, name: str, now: Any) -> None:
    moderator = somebody(live, payload.get("user"))
    user = somebody(live, payload.get("modUser"))
    if user is None:
        return
    _record(room, user, {"roleid": now})
    role = read_role(payload.get("role_object"))
    live.fire(name, room, user, moderator, role)
