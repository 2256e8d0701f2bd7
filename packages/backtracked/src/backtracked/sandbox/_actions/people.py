"""
People come and go.

The room's list shows those who joined and entered, and the channel hears of
them at that moment.
"""

from __future__ import annotations

from backtracked.sandbox._shapes import rooms as shapes
from backtracked.sandbox._world import Member, Room, User, World


def publish(world: World, room: Room, name: str, /, **data: object) -> None:
    """
    Tell the room that something happened.
    """
    world.channels.publish(room.channel, name, data)


def join(world: World, room: Room, user: User) -> Member:
    """
    Let somebody in; who is there already is announced again.
    """
    member = world.member(room, user)
    member.joined, member.updated = True, world.clock()
    if member.is_visible:
        announce(world, room, member)
    return member


def leave(world: World, room: Room, user: User) -> None:
    """
    Let somebody out.
    """
    member = world.member(room, user)
    seen, member.joined = member.is_visible, False
    member.connections.clear()
    for line in world.channels.lines_of(user.id):
        line.entered.discard(room.channel)
    if seen:
        say_goodbye(world, room, user)


def enter(world: World, room: Room, user: User, connection: str) -> None:
    """
    Somebody is present, on one of their connections.
    """
    member = world.member(room, user)
    before = member.is_visible
    member.connections.add(connection)
    if member.is_visible and not before:
        announce(world, room, member)


def depart(world: World, room: Room, user: User, connection: str) -> None:
    """
    A connection that somebody was present on is gone.
    """
    member = world.member(room, user)
    before = member.is_visible
    member.connections.discard(connection)
    if before and not member.is_visible:
        say_goodbye(world, room, user)


def announce(world: World, room: Room, member: Member) -> None:
    """
    Tell the room who came.
    """
    user, record = shapes.seen(world, member.user), shapes.member(room, member)
    publish(world, room, "user-join", user=user, roomUser=record)


def say_goodbye(world: World, room: Room, user: User) -> None:
    """
    Tell the room who left; the service does that at times when nobody has.
    """
    gone = shapes.seen(world, user)
    publish(world, room, "user-leave", user=gone, room=shapes.room(room))


def tell_record(world: World, room: Room, member: Member) -> None:
    """
    Tell the room that somebody's record changed.
    """
    name = f"user_update_{member.user.id}"
    publish(world, room, name, user=shapes.member(room, member))
