# Generated from _async/models/children.py by `nox -s twins`: do not edit.
"""
Records with people behind their ids, who are filled in on request.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..._fields import Fetched, label, member, moment, number, plain, seconds
from ..._labels import EventResponseType, RoleLevel
from ..._record import Record, record

if TYPE_CHECKING:
    from .account import Account


@record
class Role(Record):
    """
    What a player may do in a room.

    Attributes:
        id: The level as a number.

        name: The level's label, or ``None`` for none.

        account_id: ID of the player.

        last_changed_by_account_id: Who gave it to them, or ``None``.

        invited_role: The label of what they are invited to be, or ``None``.

        invited_role_value: The same as a member, or as a new number.

        account, last_changed_by_account: Set by ``Room.resolve_role_owners()``;
            ``None`` if they are gone.
    """

    _shown = ("name", "account_id")

    id: int = number("Role")
    name: str | None = label("Role", of=RoleLevel)
    account_id: int = number("AccountId")
    last_changed_by_account_id: int | None = number("LastChangedByAccountId")
    invited_role: str | None = label("InvitedRole", of=RoleLevel)
    invited_role_value: RoleLevel | int | None = member("InvitedRole", of=RoleLevel)

    account: Fetched[Account] = Fetched()
    last_changed_by_account: Fetched[Account] = Fetched()


@record
class EventInteraction(Record):
    """
    What a player answered to an event.

    Attributes:
        player_event_response_id: Its id, or ``None``.

        player_event_id: ID of the event.

        player_id: ID of the player.

        created_at: When, in seconds since 1970.

        created_at_utc: The same as a time.

        type: ``Attending``, ``May Attend``, ``Not Attending``, ``Pending``, or
            ``None``.

        type_value: The same as a member, or as a new number.

        player: Set by ``Event.resolve_responders()``; ``None`` if they are gone.
    """

    _shown = ("player_id", "type")

    player_event_response_id: int | None = number("PlayerEventResponseId")
    player_event_id: int = number("PlayerEventId")
    player_id: int = number("PlayerId")
    created_at: int = seconds("CreatedAt")
    created_at_utc: datetime | None = moment("CreatedAt")
    type: str | None = label("Type", of=EventResponseType)
    type_value: EventResponseType | int | None = member("Type", of=EventResponseType)

    player: Fetched[Account] = Fetched()


@record
class Comment(Record):
    """
    What a player wrote below an image.

    Attributes:
        saved_image_comment_id: ID of the comment.

        saved_image_id: ID of the image.

        player_id: ID of the player.

        comment: Text of the comment.

        cheer_count: How many cheered it, or ``None``.

        created_at: When, in seconds since 1970, or ``None``.

        created_at_utc: The same as a time.

        player: Set by ``Image.resolve_commenters()``; ``None`` if they are gone.
    """

    _shown = ("saved_image_comment_id", "player_id")

    saved_image_comment_id: int = number("SavedImageCommentId")
    saved_image_id: int = number("SavedImageId")
    player_id: int = number("PlayerId")
    comment: str = plain("Comment")
    cheer_count: int | None = number("CheerCount")
    created_at: int | None = seconds("CreatedAt")
    created_at_utc: datetime | None = moment("CreatedAt")

    player: Fetched[Account] = Fetched()
