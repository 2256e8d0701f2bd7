# Generated from _async/models/invention.py by `nox -s twins`: do not edit.
"""
Inventions.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..._fields import (
    Fetched,
    flag,
    label,
    member,
    moment,
    number,
    plain,
    seconds,
)
from ..._labels import Accessibility, InventionPermission
from ..._record import record
from ..._values import InventionVersion, Tag
from .base import BaseDataClass

if TYPE_CHECKING:
    from ..._ids import Include
    from .account import Account
    from .room import Room


@record
class Invention(BaseDataClass):
    """
    Something that a player has built, for others to use.

    Attributes:
        id, replication_id: IDs of the invention.

        creator_player_id: Who has built it.

        name, description: What it is called, and about.

        image_name: Its image file.

        current_version_number, current_version: Its newest version.

        accessibility: ``Public``, ``Private`` or ``Unlisted``.

        is_published, is_featured: Whether it is.

        modified_at, created_at, first_published_at: When, in seconds since 1970;
            ``None`` if never.

        modified_at_utc, created_at_utc, first_published_at_utc: The same as times.

        creation_room_id: Where it was built.

        num_players_have_used_in_room, num_downloads, cheer_count: How many there
            were.

        creator_permission, general_permission: What its maker, and all others, may
            do with it.

        accessibility_value, creator_permission_value, general_permission_value:
            The same as members, or as new numbers.

        is_ag_invention, is_certified_invention: Whether the company made it, or
            looked at it.

        price: In tokens, or ``None``.

        allow_trial, hide_from_player: Flags of the invention.

        creator_player, creation_room, tags: ``None`` until fetched.
    """

    _id_key = "InventionId"
    _manager_name = "inventions"
    _shown = ("name",)

    id: int = number("InventionId")
    replication_id: str = plain("ReplicationId")
    creator_player_id: int = number("CreatorPlayerId")
    name: str = plain("Name")
    description: str = plain("Description")
    image_name: str = plain("ImageName")
    current_version_number: int = number("CurrentVersionNumber")
    current_version: InventionVersion | None = plain("CurrentVersion")
    accessibility: str | None = label(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    accessibility_value: Accessibility | int | None = member(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    is_published: bool = flag("IsPublished")
    is_featured: bool = flag("IsFeatured")
    modified_at: int = seconds("ModifiedAt")
    modified_at_utc: datetime | None = moment("ModifiedAt")
    created_at: int = seconds("CreatedAt")
    created_at_utc: datetime | None = moment("CreatedAt")
    first_published_at: int | None = seconds("FirstPublishedAt")
    first_published_at_utc: datetime | None = moment("FirstPublishedAt")
    creation_room_id: int | None = number("CreationRoomId")
    num_players_have_used_in_room: int = number("NumPlayersHaveUsedInRoom")
    num_downloads: int = number("NumDownloads")
    cheer_count: int = number("CheerCount")
    creator_permission: str = label("CreatorPermission", of=InventionPermission)
    creator_permission_value: InventionPermission | int | None = member(
        "CreatorPermission", of=InventionPermission
    )
    general_permission: str = label("GeneralPermission", of=InventionPermission)
    general_permission_value: InventionPermission | int | None = member(
        "GeneralPermission", of=InventionPermission
    )
    is_ag_invention: bool = flag("IsAGInvention")
    is_certified_invention: bool = flag("IsCertifiedInvention")
    price: int | None = number("Price")
    allow_trial: bool = flag("AllowTrial")
    hide_from_player: bool = flag("HideFromPlayer")

    creator_player: Fetched[Account] = Fetched()
    creation_room: Fetched[Room] = Fetched()
    tags: Fetched[list[Tag]] = Fetched()

    @property
    def web_url(self) -> str:
        """The address of its page."""
        return self.links.invention(self)

    def get_creator_player(self, force: bool = False) -> Account | None:
        """
        Get who has built it.

        Args:
            force: Whether to ask even if they are known.
        """
        found: Account | None = self._person(
            "creator_player", self.creator_player_id, force=force
        )
        return found

    def get_creation_room(
        self, include: Include = 0, force: bool = False
    ) -> Room | None:
        """
        Get where it was built.

        Args:
            include: The parts to get as well: see `RoomInclude`. A room that is known
                without them is asked for again.

            force: Whether to ask even if it is known.
        """
        found: Room | None = self._room(
            "creation_room", self.creation_room_id, include, force=force
        )
        return found

    def get_tags(self, force: bool = False) -> list[Tag]:
        """
        Get its tags.

        Args:
            force: Whether to ask even if they are known.
        """
        return self._once(
            "tags", lambda: self.client.inventions.tags(self.id), force=force
        )
