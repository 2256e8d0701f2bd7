"""
The queue: the queued DJs, and the songs of each.
"""

from __future__ import annotations

from collections.abc import Sequence

from backtracked.sandbox._shapes import rooms as shapes
from backtracked.sandbox._world import Entry, Media, Member, Room, User, World

from .people import publish
from .playing import repeat, start


def add(world: World, room: Room, user: User, *media: Media) -> list[Entry]:
    """
    Append media to a user's own queue.
    """
    entries = [world.add_entry(room, user, one) for one in media]
    world.member(room, user).queue += entries
    _changed(world, room, user)
    return entries


def remove(world: World, room: Room, user: User, *entries: Entry) -> None:
    """
    Remove entries from a user's own queue.
    """
    queue = world.member(room, user).queue
    queue[:] = [entry for entry in queue if entry not in entries]
    _changed(world, room, user)


def reorder(world: World, room: Room, user: User, ids: Sequence[str]) -> None:
    """
    Sort a user's own queue: the named entries first, in that order.
    """
    world.member(room, user).queue.sort(key=lambda entry: _rank(ids, entry.id))
    _changed(world, room, user)


def pause(
    world: World, room: Room, user: User, *, paused: bool, by: User | None = None
) -> Member:
    """
    Pause or resume a user's songs in the room's queue.

    Args:
        world: State of the emulated service.
        room: Room with the queue.
        user: User whose songs are paused or resumed.
        paused: Whether to pause.
        by: The moderator who does it, or ``None`` for *user*.
    """
    member = world.member(room, user)
    member.queue_paused = paused
    record = {"user_queue": shapes.member(room, member)}
    told = shapes.seen(world, user)
    if by is None:
        publish(world, room, "user-pause-queue", user=told, **record)
    else:
        moderator = shapes.seen(world, by)
        name = "user-pause-queue-mod"
        publish(world, room, name, mod=moderator, user=told, **record)
    _changed(world, room, user)
    return member


def reorder_line(world: World, room: Room, by: User, ids: Sequence[str]) -> None:
    """
    Sort the line: the named users first, in that order.
    """
    room.line.sort(key=lambda user_id: _rank(ids, user_id))
    told = shapes.seen(world, by)
    publish(world, room, "room_playlist-queue-reorder", user=told)
    repeat(world, room)


def drop_next(world: World, room: Room, by: User, user: User) -> Entry | None:
    """
    Remove another user's next entry, and return the one after it.
    """
    queue = world.member(room, user).queue
    _tell_removed(world, room, "room_playlist-queue-remove-user-song", by, user)
    remove(world, room, user, *queue[:1])
    return next(iter(queue), None)


def remove_dj(world: World, room: Room, by: User, user: User) -> None:
    """
    Remove another user from the room's queue, with all their entries.
    """
    _tell_removed(world, room, "room_playlist-queue-remove-user", by, user)
    remove(world, room, user, *world.member(room, user).queue)


def _tell_removed(world: World, room: Room, name: str, by: User, user: User) -> None:
    moderator, removed = shapes.seen(world, by), shapes.seen(world, user)
    publish(world, room, name, user=moderator, removedUser=removed)


def _rank(ids: Sequence[str], id: str) -> int:
    return ids.index(id) if id in ids else len(ids)


def _changed(world: World, room: Room, user: User) -> None:
    """
    Update the list of queued DJs, publish it, and play if no song is playing.
    """
    member = world.member(room, user)
    waits = bool(member.queue) and not member.queue_paused
    moved = waits != (user.id in room.line)
    if moved and waits:
        room.line.append(user.id)
    elif moved:
        room.line.remove(user.id)

    told = shapes.seen(world, user)
    publish(world, room, "room_playlist-queue-update-dub", user=told)
    if room.current is None:
        start(world, room)
    elif moved:
        repeat(world, room)
