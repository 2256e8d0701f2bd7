"""
Rooms, and people's records in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs

from .media import Entry
from .roles import Role
from .users import User

#: What is set in a room, by the service's own names.
SETTINGS: dict[str, Any] = {
    "roomType": "room",
    "roomDisplay": "public",
    "lang": None,
    "musicType": None,
    "allowedDjs": 5,
    "maxLengthSong": 10,
    "limitQueueLength": False,
    "maxSongQueueLength": 3,
    "recycleDJ": True,
    "timeSongQueueRepeat": 120,
    "lockQueue": False,
    "slowMode": False,
    "displayQueue": True,
    "displayInSearch": True,
    "displayInLobby": True,
    "displayDJinQueue": True,
    "displayUserJoin": True,
    "displayUserLeave": False,
    "displayUserGrab": True,
    "metaDescription": "",
    "welcomeMessage": "",
    "roomEmbed": None,
}


@attrs.define(eq=False)
class Member:
    """
    One user's record in one room; it outlives their visits.

    Attributes:
        joined: Whether they asked to be let in, and were.

        connections: The sockets on which they entered.

        queue: Their own entries, the next one first.
    """

    id: str
    user: User
    room_id: str
    updated: int
    role: Role | None = None
    dubs: int = 0
    played: int = 0
    skipped: int = 0
    joined: bool = False
    connections: set[str] = attrs.field(factory=set)
    muted: bool = False
    banned: bool = False
    banned_time: int = 0
    banned_until: int = 0
    queue_paused: bool = False
    queue: list[Entry] = attrs.field(factory=list)

    @property
    def is_visible(self) -> bool:
        """
        Whether the room's list shows them, which it does once they have entered.
        """
        return self.joined and bool(self.connections)

    def is_banned(self, now: int) -> bool:
        """
        Whether the user is banned now.
        """
        return self.banned and (not self.banned_until or now < self.banned_until)


@attrs.define(eq=False)
class Audited:
    """
    What a moderator did.
    """

    id: str
    created: int
    type: str
    user: User
    moderator: User
    duration: int = 0


@attrs.define(eq=False)
class Room:
    """
    A room.

    Attributes:
        settings: Settings by the service's field names.
        members: Members by user ID.
        line: IDs of the users in the queue, the next one first.
        current: The current song, or ``None``.
        history: Played songs, newest first.
        chat: The chat log: items with the schema of events, oldest first.
        wrong_passwords: Number of wrong passwords by user ID.
    """

    id: str
    name: str
    slug: str
    owner: User
    created: int
    updated: int
    description: str = ""
    password: str | None = attrs.field(default=None, repr=False)
    settings: dict[str, Any] = attrs.field(factory=SETTINGS.copy)
    members: dict[str, Member] = attrs.field(factory=dict, repr=False)
    line: list[str] = attrs.field(factory=list)
    current: Entry | None = None
    history: list[Entry] = attrs.field(factory=list, repr=False)
    chat: list[dict[str, Any]] = attrs.field(factory=list, repr=False)
    audit: list[Audited] = attrs.field(factory=list, repr=False)
    wrong_passwords: Counter[str] = attrs.field(factory=Counter, repr=False)

    @property
    def channel(self) -> str:
        """
        Where the socket tells what happens here.
        """
        return f"room:{self.id}"

    @property
    def visible(self) -> list[Member]:
        """
        Those that the room's list shows.
        """
        return [member for member in self.members.values() if member.is_visible]

    @property
    def is_public(self) -> bool:
        """
        Whether every user may join.
        """
        return self.password is None and self.settings["roomDisplay"] == "public"

    def in_line(self) -> Iterable[Member]:
        """
        The records of the users in the queue.
        """
        return (self.members[user_id] for user_id in self.line)
