"""
People that a test scripts.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, Protocol, TypeAlias

from ._actions import chat, messages, moderation, people, playing, queue
from ._shapes import users as shapes
from ._world import (
    Dub,
    Entry,
    Media,
    PrivateMessage,
    Role,
    Room,
    User,
    World,
)

#: A room, or its slug or id; a user, or their name or id.
RoomLike: TypeAlias = Room | str
UserLike: TypeAlias = User | str

#: Stands for the browser that a scripted person sits at.
_BROWSER = "browser"


class Stage(Protocol):
    """
    What a person asks of their sandbox.
    """

    @property
    def world(self) -> World: ...

    @property
    def lock(self) -> AbstractContextManager[Any]: ...


def room_of(world: World, room: RoomLike) -> Room:
    """
    Return the room for an object, slug or ID.

    Raises:
        LookupError: No room has this slug or ID.
    """
    found = room if isinstance(room, Room) else world.room(room)
    if found is None:
        raise LookupError(f"no room is called {room!r}")
    return found


def user_of(world: World, user: UserLike) -> User:
    """
    Return the user for an object, name or ID.

    Raises:
        LookupError: No user has this name or ID.
    """
    found = user if isinstance(user, User) else world.user(user)
    if found is None:
        raise LookupError(f"nobody is called {user!r}")
    return found


class Person:
    """
    An emulated user whose actions a test scripts.

    Actions are not limited by rights or quotas, and their events are sent to all
    subscribers. Rooms and users are passed as objects, names or IDs; a
    ``LookupError`` says that there are none. All methods are thread-safe.

    Attributes:
        user: The user's account in the sandbox.
    """

    def __init__(self, stage: Stage, user: UserLike) -> None:
        self._stage = stage
        self.user: User = user_of(stage.world, user)

    def __repr__(self) -> str:
        return f"<Person {self.user.username}>"

    def _room(self, room: RoomLike) -> tuple[World, Room, User]:
        return self._stage.world, room_of(self._stage.world, room), self.user

    def _other(self, user: UserLike) -> User:
        return user_of(self._stage.world, user)

    # --- Coming and going

    def join(self, room: RoomLike) -> None:
        """
        Join a room, and be present in it.
        """
        with self._stage.lock:
            people.join(*self._room(room))
            people.enter(*self._room(room), _BROWSER)

    def leave(self, room: RoomLike) -> None:
        """
        Go.
        """
        with self._stage.lock:
            people.leave(*self._room(room))

    def seem_to_leave(self, room: RoomLike) -> None:
        """
        Stay, while the service says that they went: an error it has.
        """
        with self._stage.lock:
            people.say_goodbye(*self._room(room))

    # --- Talking

    def say(self, room: RoomLike, text: str) -> str:
        """
        Say something, and give the message's id.
        """
        with self._stage.lock:
            item = chat.say(*self._room(room), text)
        return str(item["chatid"])

    def delete(self, room: RoomLike, chat_id: str) -> None:
        """
        Delete any message.
        """
        with self._stage.lock:
            chat.delete(*self._room(room), chat_id)

    def clear(self, room: RoomLike, author: UserLike) -> None:
        """
        Delete all messages of a user in a room.
        """
        with self._stage.lock:
            chat.clear(*self._room(room), self._other(author))

    def write(self, text: str, *others: UserLike) -> PrivateMessage:
        """
        Write to one or more others, privately.
        """
        with self._stage.lock:
            world = self._stage.world
            users = [self.user, *map(self._other, others)]
            conversation = messages.converse(world, users)
            return messages.write(world, conversation, self.user, text)

    # --- Music

    def queue(self, room: RoomLike, *media: Media) -> list[Entry]:
        """
        Append media to the user's own queue.
        """
        with self._stage.lock:
            return queue.add(*self._room(room), *media)

    def pause(self, room: RoomLike, *, paused: bool = True) -> None:
        """
        Pause the user's own songs in the queue, or resume them.
        """
        with self._stage.lock:
            queue.pause(*self._room(room), paused=paused)

    def reorder_line(self, room: RoomLike, *users: UserLike) -> None:
        """
        Sort the line: these first, in that order.
        """
        with self._stage.lock:
            ids = [self._other(user).id for user in users]
            queue.reorder_line(*self._room(room), ids)

    def remove_song(self, room: RoomLike, user: UserLike) -> None:
        """
        Remove a user's next song from the queue.
        """
        with self._stage.lock:
            queue.drop_next(*self._room(room), self._other(user))

    def remove_dj(self, room: RoomLike, user: UserLike) -> None:
        """
        Remove a user from the queue.
        """
        with self._stage.lock:
            queue.remove_dj(*self._room(room), self._other(user))

    def pause_dj(self, room: RoomLike, user: UserLike, *, paused: bool = True) -> None:
        """
        Pause or resume a user's songs in the queue.
        """
        with self._stage.lock:
            world, found, me = self._room(room)
            queue.pause(world, found, self._other(user), paused=paused, by=me)

    def lock_queue(self, room: RoomLike, *, locked: bool = True) -> None:
        """
        Lock the queue for all users, or unlock it.
        """
        with self._stage.lock:
            moderation.lock_queue(*self._room(room), locked=locked)

    def vote(self, room: RoomLike, dub: Dub = "updub") -> None:
        """
        Vote on the current song.

        Raises:
            LookupError: The room is not playing a song.
        """
        with self._stage.lock:
            playing.vote(*self._on_air(room), dub)

    def grab(self, room: RoomLike) -> None:
        """
        Grab the current song.

        Raises:
            LookupError: The room is not playing a song.
        """
        with self._stage.lock:
            playing.grab(*self._on_air(room))

    def skip(self, room: RoomLike) -> None:
        """
        Skip the current song.

        Raises:
            LookupError: The room is not playing a song.
        """
        with self._stage.lock:
            playing.skip(*self._on_air(room))

    def _on_air(self, room: RoomLike) -> tuple[World, Room, User]:
        world, found, user = self._room(room)
        playing.tick(world)
        if found.current is None:
            raise LookupError(f"nothing is playing in {found.slug}")
        return world, found, user

    # --- Moderating

    def kick(self, room: RoomLike, user: UserLike, message: str = "") -> None:
        """
        Kick a user.
        """
        with self._stage.lock:
            moderation.kick(*self._room(room), self._other(user), message)

    def ban(self, room: RoomLike, user: UserLike, minutes: int = 0) -> None:
        """
        Ban a user for some minutes, or permanently if *minutes* is 0.
        """
        with self._stage.lock:
            moderation.ban(*self._room(room), self._other(user), minutes)

    def unban(self, room: RoomLike, user: UserLike) -> None:
        """
        Unban a user.
        """
        with self._stage.lock:
            moderation.unban(*self._room(room), self._other(user))

    def mute(self, room: RoomLike, user: UserLike, *, muted: bool = True) -> None:
        """
        Mute or unmute a user.
        """
        with self._stage.lock:
            moderation.mute(*self._room(room), self._other(user), muted=muted)

    def set_role(self, room: RoomLike, user: UserLike, role: str) -> None:
        """
        Give a user a role, by its type: ``"mod"``, say.

        Raises:
            LookupError: No role has this type.
        """
        with self._stage.lock:
            found = self._role(role)
            moderation.set_role(*self._room(room), self._other(user), found)

    def unset_role(self, room: RoomLike, user: UserLike) -> None:
        """
        Remove a user's role.

        Raises:
            LookupError: The user has no role.
        """
        with self._stage.lock:
            world, found, me = self._room(room)
            other = self._other(user)
            role = world.member(found, other).role
            if role is None:
                raise LookupError(f"{other.username} has no role in {found.slug}")
            moderation.unset_role(world, found, me, other, role)

    def _role(self, type: str) -> Role:
        roles = self._stage.world.roles.values()
        found = next((role for role in roles if role.type == type), None)
        if found is None:
            raise LookupError(f"no role is of type {type!r}")
        return found

    # --- Themselves

    def rename(self, username: str) -> None:
        """
        Change the username. No event is sent; the user's next message has the new name.
        """
        with self._stage.lock:
            self.user.username = username

    def change_avatar(self, url: str) -> None:
        """
        Change the avatar. The user's rooms receive an event.
        """
        with self._stage.lock:
            world = self._stage.world
            self.user.avatar_url = url
            news = {
                "user": shapes.slim(self.user),
                "img": shapes.image(self.user, url),
            }
            for room in world.rooms.values():
                member = room.members.get(self.user.id)
                if member and member.is_visible:
                    name = f"user-update-{self.user.id}"
                    world.channels.publish(room.channel, name, news)
