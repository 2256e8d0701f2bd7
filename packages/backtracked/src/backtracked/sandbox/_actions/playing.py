"""
What is on air, and what people think of it.
"""

from __future__ import annotations

from backtracked.sandbox._shapes import rooms as people_shapes
from backtracked.sandbox._shapes import songs as shapes
from backtracked.sandbox._world import Dub, Entry, Room, User, Vote, World

from .people import publish, tell_record


def tick(world: World) -> None:
    """
    End songs that are over, and start the next ones at their end times.
    """
    now = world.clock()
    for room in world.rooms.values():
        while room.current and (ends := room.current.ends) and ends <= now:
            finish(world, room, at=ends)


def start(world: World, room: Room, *, at: int | None = None) -> None:
    """
    Play the next entry, if there is one.

    Args:
        world: State of the emulated service.
        room: A room that is not playing a song.
        at: Start time, ``None`` for now.
    """
    if not room.line:
        return
    member = room.members[room.line.pop(0)]
    entry = member.queue.pop(0)
    entry.played = world.clock() if at is None else at
    entry.is_active = True
    room.current = entry
    # A user with more entries moves to the end of the queue.
    if member.queue:
        room.line.append(member.user.id)
    publish(
        world, room, "room_playlist-update", **shapes.playing(world, room, fresh=True)
    )


def finish(
    world: World, room: Room, *, skipped: bool = False, at: int | None = None
) -> None:
    """
    End what is on air, and begin the next.
    """
    entry = room.current
    assert entry is not None
    entry.is_active, entry.is_played, entry.skipped = False, True, skipped
    member = world.member(room, entry.user)
    member.played += 1
    member.skipped += skipped
    room.history.insert(0, entry)
    room.current = None
    start(world, room, at=at)


def skip(world: World, room: Room, by: User) -> None:
    """
    End what is on air before its time.
    """
    publish(world, room, "chat-skip", username=by.username)
    finish(world, room, skipped=True)


def repeat(world: World, room: Room) -> None:
    """
    Publish the current song again, without a change.

    The service does that whenever the queue of DJs changes.
    """
    if room.current:
        publish(world, room, "room_playlist-update", **shapes.playing(world, room))


def vote(world: World, room: Room, user: User, dub: Dub) -> None:
    """
    Vote on what is on air; a vote of the same kind changes nothing.
    """
    entry = room.current
    assert entry is not None
    entry.attempts[user.id] += 1
    before = entry.votes.get(user.id)
    if before and before.dub == dub:
        return
    entry.votes[user.id] = Vote(world.ids.new("vote"), user, dub, world.clock())
    _reward(world, room, entry, (1 if dub == "updub" else -1) * (2 if before else 1))
    publish(
        world,
        room,
        "room_playlist-dub",
        dubtype=dub,
        user=people_shapes.seen(world, user),
        playlist=shapes.entry(entry),
    )


def _reward(world: World, room: Room, entry: Entry, dubs: int) -> None:
    member = world.member(room, entry.user)
    member.dubs += dubs
    entry.user.dubs += dubs
    tell_record(world, room, member)


def grab(world: World, room: Room, user: User) -> None:
    """
    Record that a user grabbed the current song.
    """
    entry = room.current
    assert entry is not None
    if user.id not in entry.grabs:
        entry.grabs.append(user.id)
    publish(
        world,
        room,
        "room_playlist-queue-update-grabs",
        user=people_shapes.seen(world, user),
        playlist=shapes.entry(entry),
    )
