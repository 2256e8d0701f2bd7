# No twin: only what listens to events has a state that follows them.
"""
Users who join and leave, moderation, and the settings of the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ... import _events as events
from ..._constants import read_role
from ..._fields import count, plain_text
from ..._ids import ident
from ..models.user import User
from .base import present, seen_user, update_room
from .wire import Payload, on_wire, required

if TYPE_CHECKING:
    from ..room_session import RoomSession


@on_wire("user-join", tells=[events.MEMBER_JOIN], changes="room.members")
def joined(session: RoomSession, payload: Payload) -> None:
    """A user joined."""
    user, record = seen_user(session, payload.get("user")), payload.get("roomUser")
    if user is not None and type(record) is dict and not ident(record.get("userid")):
        record = {**record, "userid": user.id}
    member = required(present(session, record), "roomUser")
    session.fire(events.MEMBER_JOIN, member)


@on_wire("user-leave", tells=[events.MEMBER_LEAVE], changes="room.members")
def left(session: RoomSession, payload: Payload) -> None:
    """A user left. The service also says so of users who did not."""
    user = required(seen_user(session, payload.get("user")), "user")
    update_room(session, payload.get("room"))
    if session.is_false_leave(user.id):
        return
    if user.id == session.my_id:
        # The record stays: the bot comes back at once.
        session.fire(events.MEMBER_LEAVE, session.room, user)
        session.departed()
        return
    session.room.members.depart(user.id)
    session.fire(events.MEMBER_LEAVE, session.room, user)


@on_wire("user_update_<uid>", tells=[events.MEMBER_UPDATE], changes="member")
def record_updated(session: RoomSession, payload: Payload) -> None:
    """A member's record changed, most often by votes."""
    member = required(session.caches.member(session.room, payload.get("user")), "user")
    session.fire(events.MEMBER_UPDATE, member)


@on_wire(
    "user-update-<uid>",
    "user-avatar-update",
    tells=[events.USER_UPDATE],
    changes="user",
)
def avatar_updated(session: RoomSession, payload: Payload) -> None:
    """A user's avatar changed."""
    named = session.caches.users.get(ident(payload.get("userid")) or "")
    user = required(seen_user(session, payload.get("user")) or named, "user")
    if payload.get("img") is not None:
        session.caches.renew(user, {"profileImage": payload["img"]})
    session.fire(events.USER_UPDATE, user)


# --- Moderation


@on_wire("user-kick", tells=[events.MEMBER_KICK], changes="room.members")
def kicked(session: RoomSession, payload: Payload) -> None:
    """A user was kicked."""
    _remove(session, payload, events.MEMBER_KICK, plain_text(payload.get("message")))


@on_wire("user-ban", tells=[events.MEMBER_BAN], changes="room.members")
def banned(session: RoomSession, payload: Payload) -> None:
    """A user was banned."""
    _remove(session, payload, events.MEMBER_BAN, count(payload.get("time")) or 0)


def _remove(session: RoomSession, payload: Payload, name: str, how: Any) -> None:
    moderator = seen_user(session, payload.get("user"))
    user = required(seen_user(session, payload.get("kickedUser")), "kickedUser")
    if moderator is not None:
        session.moderated(moderator.id)
    session.room.members.depart(user.id)
    session.fire(name, session.room, user, moderator, how)
    if user.id == session.my_id:
        session.expelled()


@on_wire("user-unban", tells=[events.MEMBER_UNBAN])
def unbanned(session: RoomSession, payload: Payload) -> None:
    """A ban was lifted."""
    moderator = seen_user(session, payload.get("user"))
    user = required(seen_user(session, payload.get("kickedUser")), "kickedUser")
    session.fire(events.MEMBER_UNBAN, session.room, user, moderator)


@on_wire("user-mute", tells=[events.MEMBER_MUTE], changes="member.muted")
def muted(session: RoomSession, payload: Payload) -> None:
    """A user was muted."""
    _mute(session, payload, events.MEMBER_MUTE, is_muted=True)


@on_wire("user-unmute", tells=[events.MEMBER_UNMUTE], changes="member.muted")
def unmuted(session: RoomSession, payload: Payload) -> None:
    """A user was unmuted."""
    _mute(session, payload, events.MEMBER_UNMUTE, is_muted=False)


def _mute(session: RoomSession, payload: Payload, name: str, *, is_muted: bool) -> None:
    moderator = seen_user(session, payload.get("user"))
    user = required(seen_user(session, payload.get("mutedUser")), "mutedUser")
    _change_record(session, user, {"muted": is_muted})
    session.fire(name, session.room, user, moderator)


def _change_record(session: RoomSession, user: User, changes: Payload) -> None:
    member = session.room.members.from_user_id(user.id)
    if member is not None:
        session.caches.renew(member, changes)


@on_wire("user-setrole", tells=[events.MEMBER_ROLE_SET], changes="member.role")
def role_set(session: RoomSession, payload: Payload) -> None:
    """A user received a role."""
    _set_role(session, payload, events.MEMBER_ROLE_SET, payload.get("role_object"))


@on_wire("user-unsetrole", tells=[events.MEMBER_ROLE_UNSET], changes="member.role")
def role_unset(session: RoomSession, payload: Payload) -> None:
    """A user lost a role."""
    _set_role(session, payload, events.MEMBER_ROLE_UNSET, None)


def _set_role(session: RoomSession, payload: Payload, name: str, now: Any) -> None:
    moderator = seen_user(session, payload.get("user"))
    user = required(seen_user(session, payload.get("modUser")), "modUser")
    role = read_role(payload.get("role_object"))
    _change_record(session, user, {"roleid": now})
    session.fire(name, session.room, user, moderator, role)


# --- Settings of the room


@on_wire("room-update", tells=[events.ROOM_UPDATE], changes="room")
def room_updated(session: RoomSession, payload: Payload) -> None:
    """The settings changed."""
    update_room(session, payload.get("room"))
    session.fire(events.ROOM_UPDATE, session.room)


def _switch(wire: str, name: str) -> None:
    """Register a switch of which no source describes the payload."""

    @on_wire(wire, tells=[name, events.ROOM_UPDATE], changes="room")
    def switched(session: RoomSession, payload: Payload) -> None:
        update_room(session, payload.get("room"))
        session.fire(name, session.room, seen_user(session, payload.get("user")))
        session.fire(events.ROOM_UPDATE, session.room)


_switch("room-slow-mode", events.SLOW_MODE)
_switch("room-allow-guest-chat", events.GUEST_CHAT)
_switch("room-allow-guest-embed", events.GUEST_EMBED)
