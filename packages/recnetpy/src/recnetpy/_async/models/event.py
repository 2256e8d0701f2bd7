"""
Events.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..._fields import Fetched, flag, label, member, moment, number, plain, seconds
from ..._labels import Accessibility, BroadcastPermission
from ..._record import record
from .base import BaseDataClass

if TYPE_CHECKING:
    from ..._ids import Include
    from .account import Account
    from .children import EventInteraction
    from .image import Image
    from .room import Room


@record
class Event(BaseDataClass):
    """
    An event that a player holds in a room.

    What the keyed gateway leaves out is ``None``: *accessibility* and *subroom_id*,
    for example.

    Attributes:
        id: ID of the event.

        creator_player_id: Who holds it.

        image_name: Its image file, or ``None``.

        room_id, subroom_id: IDs of the room and the subroom.

        club: The club it is for, or ``None``.

        name, description: What it is called, and about.

        start_time, end_time: From when to when, in seconds since 1970.

        start_time_utc, end_time_utc: The same as times.

        attendee_count: How many come.

        state: A number of the service's own, or ``None``.

        accessibility: ``Public``, ``Private`` or ``Unlisted``.

        is_multi_instance: Whether it has several copies of the room.

        support_multi_instance_room_chat: Whether those hear each other.

        default_broadcast_permissions, can_request_broadcast_permissions: Who may
            broadcast: ``Room Owners``, ``All`` or ``None``.

        accessibility_value: The same as a member, or as a new number.

        default_broadcast_permissions_value: Member of `BroadcastPermission`, or a new
            number.

        can_request_broadcast_permissions_value: Member of `BroadcastPermission`, or a
            new number.

        creator_player, room, responses: ``None`` until fetched.

        images: The latest Fetched, or ``None``.
    """

    _id_key = "PlayerEventId"
    _manager_name = "events"
    _shown = ("name",)

    id: int = number("PlayerEventId")
    creator_player_id: int = number("CreatorPlayerId")
    image_name: str | None = plain("ImageName")
    room_id: int = number("RoomId")
    subroom_id: int | None = number("SubRoomId")
    club: int | None = number("ClubId")
    name: str = plain("Name")
    description: str = plain("Description")
    start_time: int = seconds("StartTime")
    start_time_utc: datetime | None = moment("StartTime")
    end_time: int = seconds("EndTime")
    end_time_utc: datetime | None = moment("EndTime")
    attendee_count: int = number("AttendeeCount")
    state: int | None = number("State")
    accessibility: str | None = label(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    accessibility_value: Accessibility | int | None = member(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    is_multi_instance: bool | None = flag("IsMultiInstance")
    support_multi_instance_room_chat: bool | None = flag("SupportMultiInstanceRoomChat")
    default_broadcast_permissions: str | None = label(
        "DefaultBroadcastPermissions", of=BroadcastPermission
    )
    default_broadcast_permissions_value: BroadcastPermission | int | None = member(
        "DefaultBroadcastPermissions", of=BroadcastPermission
    )
    can_request_broadcast_permissions: str | None = label(
        "CanRequestBroadcastPermissions", of=BroadcastPermission
    )
    can_request_broadcast_permissions_value: BroadcastPermission | int | None = member(
        "CanRequestBroadcastPermissions", of=BroadcastPermission
    )

    creator_player: Fetched[Account] = Fetched()
    room: Fetched[Room] = Fetched()
    responses: Fetched[list[EventInteraction]] = Fetched()
    images: Fetched[list[Image]] = Fetched()

    @property
    def web_url(self) -> str:
        """The address of its page."""
        return self.links.event(self)

    async def get_creator_player(self, force: bool = False) -> Account | None:
        """
        Get who holds it.

        Args:
            force: Whether to ask even if it is known.
        """
        found: Account | None = await self._person(
            "creator_player", self.creator_player_id, force=force
        )
        return found

    async def get_room(self, include: Include = 0, force: bool = False) -> Room | None:
        """
        Get where it is.

        Args:
            include: The parts to get as well: see `RoomInclude`. A room that is known
                without them is asked for again.

            force: Whether to ask even if it is known.
        """
        found: Room | None = await self._room(
            "room", self.room_id, include, force=force
        )
        return found

    async def get_images(
        self, take: int = 16, skip: int = 0, force: bool = False
    ) -> list[Image]:
        """
        Get photos taken there.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.

            force: Whether to ask even if the same was asked before.
        """
        return await self._each(
            "images",
            (take, skip),
            lambda: self.client.images.during_event(self.id, take, skip),
            force=force,
        )

    async def get_responses(self, force: bool = False) -> list[EventInteraction]:
        """
        Get what people answered.

        Args:
            force: Whether to ask even if it is known.
        """
        return await self._once(
            "responses", lambda: self.client.events.responses(self.id), force=force
        )

    async def resolve_responders(self, force: bool = False) -> list[EventInteraction]:
        """
        Get what people answered, with the people: each has its `player`.

        Args:
            force: Whether to ask even if they are known.
        """
        responses = await self.get_responses(force)
        await self.client.accounts.attach(
            responses, {"player": "player_id"}, force=force
        )
        return responses
