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
    Publish an event to the room.
    """
    world.channels.publish(room.channel, name, data)


def join(world: World, room: Room, user: User) -> Member:
    """
    Add a user to a room. A user who is already in it is announced again.
    """
    member = world.member(room, user)
    member.joined, member.updated = True, world.clock()
    if member.is_visible:
        announce(world, room, member)
    return member


def leave(world: World, room: Room, user: User) -> None:
    """
    Remove a user from a room.
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
    Mark a user as present, on one of the user's connections.
    """
    member = world.member(room, user)
    before = member.is_visible
    member.connections.add(connection)
    if member.is_visible and not before:
        announce(world, room, member)


def depart(world: World, room: Room, user: User, connection: str) -> None:
    """
    Remove a connection that a user was present on.
    """
    member = world.member(room, user)
    before = member.is_visible
    member.connections.discard(connection)
    if before and not member.is_visible:
        say_goodbye(world, room, user)


def announce(world: World, room: Room, member: Member) -> None:
    """
    Publish that a user joined the room.
    """
    user, record = shapes.seen(world, member.user), shapes.member(room, member)
    publish(world, room, "user-join", user=user, roomUser=record)


def say_goodbye(world: World, room: Room, user: User) -> None:
    """
    Publish that a user left. The service sometimes does so for users who stayed.
    """
    gone = shapes.seen(world, user)
    publish(world, room, "user-leave", user=gone, room=shapes.room(room))


def tell_record(world: World, room: Room, member: Member) -> None:
    """
    Publish a change of a user's record to the room.
    """
    name = f"user_update_{member.user.id}"
    publish(world, room, name, user=shapes.member(room, member))
