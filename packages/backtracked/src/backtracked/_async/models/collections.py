"""
Collections of cached models.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ..._collections import Collection, OrderedCollection
from ...utils import get

if TYPE_CHECKING:
    from .conversation import Conversation
    from .member import Member
    from .message import Message
    from .room import Room
    from .user import User


class UserCollection(Collection["User"]):
    """Users by id."""

    def from_channel(self, channel_id: str) -> User | None:
        """Return the user of a channel, ``user:`` and an id."""
        return self.get(channel_id.removeprefix("user:"))

    def named(self, username: str) -> User | None:
        """Return the user with a name, in any case, or ``None``."""
        wanted = username.casefold()
        named = (one for one in self.all() if (one.username or "").casefold() == wanted)
        return next(named, None)


class RoomCollection(Collection["Room"]):
    """Rooms by id."""

    def from_rtc(self, rtc: str) -> Room | None:
        """Return the room whose ``rtc`` is this."""
        return get(self.all(), rtc=rtc)

    def from_room_id(self, room_id: str) -> Room | None:
        """Return the room of a channel, ``room:`` and an id."""
        return self.get(room_id.removeprefix("room:"))

    def from_slug(self, slug: str) -> Room | None:
        """Return the room with a slug or an id."""
        return self.get(slug) or get(self.all(), slug=slug)


class MessageCollection(OrderedCollection["Message"]):
    """Messages by id, in the order in which they were received."""

    def by_author(self, user_id: str) -> list[Message]:
        """Return the cached messages of an author."""
        return [one for one in self.all() if one.author_id == user_id]


class ConversationCollection(OrderedCollection["Conversation"]):
    """Conversations by id."""

    def get_by_recipients(self, *user_ids: str) -> Conversation | None:
        """Return the cached conversation with exactly these users, or ``None``."""
        return get(self.all(), recipient_ids=frozenset(user_ids))


class MemberCollection(Collection["Member"]):
    """
    The people of a room, by the ids of their records.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._records: dict[str, str] = {}
        self._watches: list[set[str]] = []

    def __setitem__(self, key: str, member: Member) -> None:
        former = self._records.get(member.user_id)
        if former != key:
            if former is not None:
                self.pop(former, None)
            self._records[member.user_id] = key
        super().__setitem__(key, member)

    def from_user_id(self, user_id: str) -> Member | None:
        """Return the record of a user, or ``None``."""
        return self.get(self._records.get(user_id) or "")

    def named(self, username: str) -> Member | None:
        """Return the record of the user with a name, in any case, or ``None``."""
        wanted = username.casefold()
        for member in self.all():
            user = member.user
            if user is not None and (user.username or "").casefold() == wanted:
                return member
        return None

    def arrive(self, member: Member) -> None:
        """Add the member who is in the room."""
        self._touch(member.user_id)
        if self.get(member.id) is not member:
            self.add(member)

    def depart(self, user_id: str) -> Member | None:
        """Remove and return the member who left, or ``None`` if unknown."""
        self._touch(user_id)
        return self.pop(self._records.pop(user_id, ""), None)

    def _touch(self, user_id: str) -> None:
        for touched in self._watches:
            touched.add(user_id)

    @contextmanager
    def watched(self) -> Iterator[set[str]]:
        """Return a set that the ids of those who are seen or leave are added to."""
        touched: set[str] = set()
        self._watches.append(touched)
        try:
            yield touched
        finally:
            # By identity: two that are equal are two.
            self._watches = [one for one in self._watches if one is not touched]

    def replace(
        self,
        members: Iterable[Member],
        touched: Container[str] = (),
        *,
        me: str | None = None,
    ) -> None:
        """
        Replace the collection with the members in a response.

        Members who were seen or left while the request was in progress are taken from
        the events, which are newer than the response.

        Args:
            members: The members in the response.
            touched: IDs of those who were seen or left since the request.
            me: ID of the logged-in user, or ``None`` for a guest. The service does
                not list a user in the room whose presence is hidden, so this
                record is not removed.
        """
        kept = {
            one.user_id: one
            for one in self.values()
            if one.user_id in touched or one.user_id == me
        }
        kept |= {one.user_id: one for one in members if one.user_id not in touched}
        self.clear()
        self._records.clear()
        for member in kept.values():
            self.add(member)
