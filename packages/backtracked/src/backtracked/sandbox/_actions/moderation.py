"""
What moderators do to people.
"""

from __future__ import annotations

from backtracked.sandbox._shapes import rooms as shapes
from backtracked.sandbox._text import stored
from backtracked.sandbox._world import Audited, Role, Room, User, World

from .people import leave, publish, say_goodbye


def kick(world: World, room: Room, by: User, user: User, message: str = "") -> None:
    """
    Kick a user, who may join again.
    """
    _audit(world, room, "kick", by, user)
    said = {"message": stored(message)} if message else {}
    _tell(world, room, "user-kick", by, kickedUser=user, **said)
    leave(world, room, user)


def ban(world: World, room: Room, by: User, user: User, minutes: int = 0) -> None:
    """
    Ban a user for some minutes, or permanently (0).
    """
    member, now = world.member(room, user), world.clock()
    member.banned, member.banned_time = True, now
    member.banned_until = now + minutes * 60_000 if minutes else 0
    _audit(world, room, "ban", by, user, minutes * 60)
    # The service repeats the form's field, which is text.
    _tell(world, room, "user-ban", by, kickedUser=user, time=str(minutes))
    room.chat.append(
        {
            "type": "user-ban",
            "user": shapes.seen(world, by),
            "kickedUser": shapes.seen(world, user),
            "time": str(minutes),
        }
    )
    leave(world, room, user)
    # An error of the service: it says that the moderator left, too.
    say_goodbye(world, room, by)


def unban(world: World, room: Room, by: User, user: User) -> None:
    """
    Unban a user.
    """
    member = world.member(room, user)
    member.banned, member.banned_time, member.banned_until = False, 0, 0
    _audit(world, room, "unban", by, user)
    _tell(world, room, "user-unban", by, kickedUser=user)


def mute(world: World, room: Room, by: User, user: User, *, muted: bool) -> None:
    """
    Mute or unmute a user.
    """
    world.member(room, user).muted = muted
    what = "mute" if muted else "unmute"
    _audit(world, room, what, by, user)
    _tell(world, room, f"user-{what}", by, mutedUser=user)


def set_role(world: World, room: Room, by: User, user: User, role: Role) -> None:
    """
    Give a user a role, which replaces the previous one.
    """
    world.member(room, user).role = role
    told = shapes.role(role)
    _tell(world, room, "user-setrole", by, modUser=user, role_object=told)


def unset_role(world: World, room: Room, by: User, user: User, role: Role) -> None:
    """
    Remove a user's role.
    """
    world.member(room, user).role = None
    told = shapes.role(role)
    _tell(world, room, "user-unsetrole", by, modUser=user, role_object=told)


def lock_queue(world: World, room: Room, by: User, *, locked: bool) -> None:
    """
    Lock the queue for all users, or unlock it.
    """
    room.settings["lockQueue"], room.updated = locked, world.clock()
    _tell(world, room, "room-lock-queue", by, room=shapes.room(room))


def _tell(world: World, room: Room, name: str, by: User, /, **data: object) -> None:
    people = {n: shapes.seen(world, u) for n, u in data.items() if isinstance(u, User)}
    told = {"user": shapes.seen(world, by), **data, **people}
    publish(world, room, name, **told)


def _audit(
    world: World, room: Room, type: str, by: User, user: User, duration: int = 0
) -> None:
    new = world.ids.new("audit")
    room.audit.insert(0, Audited(new, world.clock(), type, user, by, duration))
