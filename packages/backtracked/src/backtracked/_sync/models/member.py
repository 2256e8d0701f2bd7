# Generated from _async/models/member.py by `nox -s twins`: do not edit.
"""
Users' records in a room.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import attrs

from clientcore import wire

from ..._codec import from_json
from ..._constants import Role, RoleGlobal, read_role
from ..._fields import count, embedded, flag, ident, when_set
from .record import Record
from .user import User

if TYPE_CHECKING:
    from .room import Room


@attrs.define(kw_only=True)
class Member(Record):
    """
    One user's record in one room.

    Attributes:
        id: The record's ID, which is not the user's.
        user_id: ID of the user.
        room_id: ID of the room.
        dubs: Votes received in this room.
        order: Position in the queue.
        authorized: The service's field of that name, with unknown meaning.
        active: Whether the user is in the room.
        skipped: Number of the user's songs that were skipped.
        played: Number of the user's songs that were played.
        queued_now: Number of the user's songs in the queue.
        wait_line: The service's field of that name, with unknown meaning.
        muted: Whether the user is muted in the chat.
        banned: Whether the user is banned from the room.
        banned_time: When the user was banned, or ``None``.
        banned_until: When the ban expires. ``None`` for a permanent ban, or
            without a ban.
        queue_paused: Whether the user's songs are paused in the queue.
        granted: The user's role, with the rights that the room grants it, or
            ``None``.
        profile: The user that was part of the record, or ``None``.
    """

    id: str = attrs.field(metadata=wire("_id", hook=ident))
    user_id: str = from_json("userid", ident, default="")
    room_id: str = from_json("roomid", ident, default="")
    dubs: int = from_json("dubs", count, default=0)
    order: int = from_json("order", count, default=0)
    authorized: bool = from_json("authorized", flag, default=False)
    active: bool = from_json("active", flag, default=False)
    skipped: int = from_json("skippedCount", count, default=0)
    played: int = from_json("playedCount", count, default=0)
    queued_now: int = from_json("songsInQueue", count, default=0)
    wait_line: int = from_json("waitLine", count, default=0)
    muted: bool = from_json("muted", flag, default=False)
    banned: bool = from_json("banned", flag, default=False)
    banned_time: datetime | None = from_json("bannedTime", when_set)
    banned_until: datetime | None = from_json("bannedUntil", when_set)
    queue_paused: bool = from_json("queuePaused", flag, default=False)
    granted: RoleGlobal | None = from_json("roleid", read_role)
    profile: User | None = from_json("_user", embedded(User), eq=False, repr=False)

    @property
    def user(self) -> User | None:
        """The user, ``None`` if only this record is known."""
        return self.client.users.get(self.user_id) or self.profile

    @property
    def room(self) -> Room | None:
        """The room, if it was joined."""
        return self.client.rooms.get(self.room_id)

    @property
    def role(self) -> Role | None:
        """The role, ``None`` without one, or if it is none of `Role`."""
        return Role.from_id(self.granted.id) if self.granted else None

    @property
    def is_creator(self) -> bool:
        """Whether the room is theirs, which outranks all roles."""
        room = self.room
        return room is not None and room.creator_id == self.user_id

    @property
    def rights(self) -> tuple[str, ...]:
        """What the role allows. A creator has every right, whatever stands here."""
        return self.granted.rights if self.granted else ()

    def has_right(self, right: str) -> bool:
        """Return whether the user has a right, such as ``skip`` or ``kick``."""
        return self.is_creator or right in self.rights

    # --- What can be done to them ---------------------------------------------

    def set_role(self, role: Role) -> None:
        """Give them a role. Needs the right ``set-roles``."""
        self.client.set_role(self.room_id, self, role)

    def unset_role(self) -> None:
        """Remove the user's role. Needs the right ``set-roles``."""
        if self.granted is not None:
            self.client.unset_role(self.room_id, self, self.granted)

    def kick(self, message: str = "") -> None:
        """Kick the user from the room. Needs the right ``kick``."""
        self.client.kick(self.room_id, self, message)

    def ban(self, minutes: int = 0) -> None:
        """
        Ban the user for some minutes, or permanently (0). Needs the right ``ban``.
        """
        self.client.ban(self.room_id, self, minutes)

    def unban(self) -> None:
        """Let them in again. Needs the right ``ban``."""
        self.client.unban(self.room_id, self)

    def mute(self) -> None:
        """Mute the user in the room's chat. Needs the right ``mute``."""
        self.client.mute(self.room_id, self)

    def unmute(self) -> None:
        """Let them chat again. Needs the right ``mute``."""
        self.client.unmute(self.room_id, self)

    def remove_from_queue(self) -> None:
        """Remove all of the user's songs from the queue. Needs ``queue-order``."""
        self.client.remove_dj(self.room_id, self)
