"""
Everything the service knows.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from random import Random
from typing import TypeVar

import attrs

from backtracked.sandbox._channels import Channels

from .clock import Clock
from .ids import Ids
from .media import Entry, Media, Source
from .messages import Conversation
from .playlists import Item, Playlist
from .roles import Role, all_roles
from .rooms import Member, Room
from .rules import Limits, Quirks
from .users import Following, Session, Ticket, User

T = TypeVar("T")

#: What can be an id at a provider, and so is taken for one.
_FKIDS: dict[str, str] = {"youtube": r"[\w-]{11}", "soundcloud": r"\d+"}
_UNKNOWN_LENGTH = 200_000


@attrs.define(eq=False)
class World:
    """
    State of the emulated service: plain objects, to arrange and to assert on.

    Attributes:
        clock: Returns the time, in milliseconds since 1970.
        limits: Limits of the service.
        quirks: Bugs of the service that are emulated.
        channels: The open sockets and the messages sent to them.
        roles, users, rooms, media, conversations, playlists: All objects, by ID.
        followings: Follow relations between users.
        sessions: Logins, by the value of the cookie.
        tickets: Tokens of the socket that were not used yet.
        chat_times: When users sent their last messages, by user ID.
        chat_refused: Until when users are refused, by user ID.
        random: Random number generator, which shuffles playlists.
    """

    clock: Clock = attrs.field(factory=Clock)
    limits: Limits = attrs.field(factory=Limits)
    quirks: Quirks = attrs.field(factory=Quirks)
    channels: Channels = attrs.field(factory=Channels)
    roles: dict[str, Role] = attrs.field(factory=all_roles)
    users: dict[str, User] = attrs.field(factory=dict)
    rooms: dict[str, Room] = attrs.field(factory=dict)
    media: dict[str, Media] = attrs.field(factory=dict)
    conversations: dict[str, Conversation] = attrs.field(factory=dict)
    playlists: dict[str, Playlist] = attrs.field(factory=dict)
    followings: list[Following] = attrs.field(factory=list)
    sessions: dict[str, Session] = attrs.field(factory=dict, repr=False)
    tickets: dict[str, Ticket] = attrs.field(factory=dict, repr=False)
    chat_times: dict[str, list[int]] = attrs.field(factory=dict, repr=False)
    chat_refused: dict[str, int] = attrs.field(factory=dict, repr=False)
    ids: Ids = attrs.field(factory=Ids, repr=False)
    random: Random = attrs.field(factory=lambda: Random(7), repr=False)  # noqa: S311

    # --- Making

    def add_user(
        self,
        username: str,
        *,
        email: str = "",
        password: str = "",
        avatar_url: str | None = None,
    ) -> User:
        """
        Register a user.
        """
        user = User(
            self.ids.new("user"), username, self.clock(), email, password, avatar_url
        )
        self.users[user.id] = user
        return user

    def add_room(
        self, name: str, owner: User, *, slug: str = "", password: str | None = None
    ) -> Room:
        """
        Create a room.

        Args:
            name: Name of the room.
            owner: The user who created it, with every right in it.
            slug: Its name in URLs; made from *name* if empty.
            password: Password to join, or ``None``.
        """
        now = self.clock()
        slug = self._free_slug(slug or re.sub(r"[^a-z0-9]+", "-", name.lower()))
        room = Room(self.ids.new("room"), name, slug, owner, now, now)
        room.password = password
        self.rooms[room.id] = room
        return room

    def _free_slug(self, slug: str) -> str:
        taken = {room.slug for room in self.rooms.values()}
        wanted, number = slug, 1
        while slug in taken:
            number += 1
            slug = f"{wanted}-{number}"
        return slug

    def add_media(
        self, name: str, fkid: str, *, seconds: float = 200, type: Source = "youtube"
    ) -> Media:
        """
        Make something that can be played.
        """
        new = self.ids.new("media")
        media = Media(new, name, type, fkid, round(seconds * 1000))
        media.thumbnail = f"https://thumbs.example/{fkid}.jpg"
        self.media[new] = media
        return media

    def add_playlist(self, user: User, name: str, *media: Media) -> Playlist:
        """
        Make a playlist.
        """
        playlist = Playlist(self.ids.new("playlist"), name, user, self.clock())
        self.playlists[playlist.id] = playlist
        for one in media:
            self.add_item(playlist, one)
        return playlist

    def add_item(self, playlist: Playlist, media: Media) -> Item:
        """
        Add a medium to a playlist.
        """
        item = Item(self.ids.new("item"), playlist.id, media, self.clock())
        playlist.items.append(item)
        return item

    def add_entry(self, room: Room, user: User, media: Media) -> Entry:
        """
        Make an entry that is in no queue yet.
        """
        return Entry(self.ids.new("entry"), room.id, user, media, self.clock())

    def log_in(self, user: User) -> str:
        """
        Start a session, and give the value of its cookie.
        """
        cookie = f"s%3A{secrets.token_urlsafe(24)}.{secrets.token_urlsafe(24)}"
        ends = self.clock() + round(self.limits.session_lifetime * 1000)
        self.sessions[cookie] = Session(user, ends)
        return cookie

    def new_ticket(self, client_id: str) -> str:
        """
        Make a token for one connection of the socket.
        """
        token = secrets.token_urlsafe(24)
        ends = self.clock() + round(self.limits.ticket_lifetime * 1000)
        self.tickets[token] = Ticket(client_id, ends)
        return token

    # --- Finding

    def session(self, cookie: str) -> User | None:
        """
        Whose cookie this is, if the session has not ended.
        """
        session = self.sessions.get(cookie)
        if session is None or session.expires <= self.clock():
            return None
        return session.user

    def redeem(self, token: str) -> str | None:
        """
        Use a token of the socket up: whose it is, if it was good.
        """
        ticket = self.tickets.pop(token, None)
        if ticket is None or ticket.expires <= self.clock():
            return None
        return ticket.client_id

    def user(self, name: str) -> User | None:
        """
        Return a user by ID, name or e-mail address.
        """
        if found := self.users.get(name):
            return found
        return _first(user for user in self.users.values() if user.is_called(name))

    def room(self, name: str) -> Room | None:
        """
        A room by id or slug.
        """
        if found := self.rooms.get(name):
            return found
        return _first(room for room in self.rooms.values() if room.slug == name)

    def member(self, room: Room, user: User) -> Member:
        """
        Return a user's record in a room, created on first use.
        """
        if user.id not in room.members:
            new = self.ids.new("member")
            room.members[user.id] = Member(new, user, room.id, self.clock())
        return room.members[user.id]

    def medium(self, type: str, fkid: str) -> Media | None:
        """
        A medium by its id at the provider, looked up there if need be.
        """
        known = self.media.values()
        if found := _first(m for m in known if (m.type, m.fkid) == (type, fkid)):
            return found
        source: Source = "soundcloud" if type == "soundcloud" else "youtube"
        if not re.fullmatch(_FKIDS.get(type, "(?!)"), fkid):
            return None
        seconds = _UNKNOWN_LENGTH / 1000
        return self.add_media(f"Untitled {fkid}", fkid, seconds=seconds, type=source)

    def conversations_of(self, user: User) -> list[Conversation]:
        """
        Return a user's conversations, the most recently active first.
        """
        own = [c for c in self.conversations.values() if user in c.users]
        return sorted(own, key=lambda c: c.latest, reverse=True)

    def is_online(self, user: User) -> bool:
        """
        Return whether a user has an open socket.
        """
        return bool(self.channels.lines_of(user.id))

    def may(self, room: Room, user: User, right: str) -> bool:
        """
        Return whether a user has a right in a room.
        """
        if user is room.owner:
            return True
        member = room.members.get(user.id)
        role = member.role if member else None
        return role is not None and right in role.rights


def _first(found: Iterable[T]) -> T | None:
    return next(iter(found), None)
