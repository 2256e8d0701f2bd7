# Generated from _async/models/user.py by `nox -s twins`: do not edit.
"""
User accounts.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from clientcore import wire

from ..._codec import from_json
from ..._fields import count, ident, text, when
from .record import Record

if TYPE_CHECKING:
    from .conversation import Conversation
    from .member import Member
    from .room import Room


def _picture(image: Any) -> str | None:
    """Read an avatar: an image of which only the address matters, or text."""
    if isinstance(image, dict):
        image = image.get("url") or image.get("secure_url")
    return image if isinstance(image, str) else None


@attrs.define(kw_only=True)
class User(Record):
    """
    A user account.

    Attributes:
        id: The account's ID.
        username: The name to show.
        created_at: When the account was created, ``None`` if unknown.
        avatar_url: URL of the avatar, ``None`` without one.
        status: The service's field of that name; usually 1.
        dubs: Votes received, in all rooms.
    """

    id: str = attrs.field(metadata=wire("_id", hook=ident))
    username: str = from_json("username", text, default="")
    created_at: datetime | None = from_json("created", when)
    avatar_url: str | None = from_json("profileImage", _picture)
    status: int = from_json("status", count, default=0)
    dubs: int = from_json("dubs", count, default=0)

    def __str__(self) -> str:
        return self.username or "(deleted user)"

    def member_of(self, room: Room) -> Member | None:
        """Return this user's record in *room*, ``None`` if it is not cached."""
        return room.members.from_user_id(self.id)

    def open_conversation(self) -> Conversation:
        """Return the conversation with this user alone, a new one if need be."""
        return self.client.open_conversation(self)

    def follow(self) -> None:
        """Follow this user."""
        self.client.follow(self)

    def unfollow(self) -> None:
        """Unfollow this user."""
        self.client.unfollow(self)


@attrs.define(kw_only=True)
class AuthenticatedUser(User):
    """
    The user that is logged in.
    """

    def change_username(self, username: str) -> bool:
        """
        Change the username.

        Returns:
            Whether the name was available. If not, the username is unchanged.
        """
        return self.client.change_username(username)

    def update_profile(self, **kwargs: Any) -> None:
        """
        Raise `NotImplementedError`: no endpoint for this is known.

        Only the username can be changed, by `change_username`.
        """
        raise NotImplementedError("the service has no known way to edit a profile")
