"""
Rooms.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ..._fields import (
    Fetched,
    flag,
    label,
    mask,
    member,
    moment,
    number,
    plain,
    seconds,
)
from ..._ids import include_mask
from ..._labels import (
    WARNING_MASK_LIST,
    Accessibility,
    MaxPlayerCalculationMode,
    RoomInclude,
    RoomState,
)
from ..._record import record
from ..._values import LoadScreen, PromoExternalContent, Score, SubRoom, Tag
from .base import BaseDataClass
from .children import Role

if TYPE_CHECKING:
    from ..._ids import Include
    from .account import Account
    from .event import Event
    from .image import Image

#: What a record has only if it was asked for.
_PARTS = {
    RoomInclude.SUBROOMS.value: "SubRooms",
    RoomInclude.ROLES.value: "Roles",
    RoomInclude.TAGS.value: "Tags",
    RoomInclude.PROMO_CONTENT.value: "PromoExternalContent",
    RoomInclude.SCORES.value: "Scores",
    RoomInclude.LOADING_SCREENS.value: "LoadScreens",
}


@record
class Room(BaseDataClass):
    """
    A room.

    What the keyed gateway leaves out is ``None``: *state* and *accessibility*, for
    example. Parts are ``None`` unless they were asked for: see `RoomInclude`.

    Attributes:
        id: ID of the room.

        name, description: What it is called, and about. Names are unique.

        image_name: Its image file, or ``None``.

        is_dorm: Whether it is a player's first room.

        is_rro: Whether the company made it.

        creator_account_id: Who made it.

        created_at: When, in seconds since 1970.

        created_at_utc: The same as a time.

        max_players: How many fit.

        max_player_calculation_mode: Which of its subrooms count for that.

        warnings: What to expect, as labels.

        warning_mask: The same as a number.

        custom_warning: The owner's own words, or ``None``.

        state: What moderation says.

        accessibility: ``Public``, ``Private`` or ``Unlisted``.

        state_value, accessibility_value: The same as members, or as new numbers.

        max_player_calculation_mode_value: Member of `MaxPlayerCalculationMode`, or a
            new number.

        min_level: From which level on people may come in.

        supports_level_voting: Whether people vote on that.

        cloning_allowed: Whether others may make a copy.

        disable_mic_auto_mute, disable_room_comments: Whether that is off.

        encrypted_voice_chat, voice_moderated: Whether what people say is.

        load_screen_locked: Whether its loading screens cannot be changed.

        supports_screens, supports_walk_vr, supports_teleport_vr: Whether people can
            come in so.

        supports_vr_low, supports_quest_two, supports_mobile: Whether they can with
            weaker devices.

        supports_juniors: Whether children can.

        cheer_count, favorite_count, visitor_count, visit_count: How many there are;
            visitors are distinct players.

        boost_count: How many boosts, or ``None`` on older records.

        subrooms, roles, tags, scores, load_screens: Parts of the room.

        promo_images, promo_external_content: Parts, too: images and videos.

        creator_account: ``None`` until fetched.

        images, events: The latest Fetched, or ``None``.
    """

    _id_key = "RoomId"
    _manager_name = "rooms"
    _shown = ("name",)

    id: int = number("RoomId")
    name: str = plain("Name")
    description: str = plain("Description")
    image_name: str | None = plain("ImageName")
    is_dorm: bool = flag("IsDorm")
    is_rro: bool = flag("IsRRO")
    creator_account_id: int = number("CreatorAccountId")
    created_at: int = seconds("CreatedAt")
    created_at_utc: datetime | None = moment("CreatedAt")
    max_players: int = number("MaxPlayers")
    max_player_calculation_mode: str | None = label(
        "MaxPlayerCalculationMode", of=MaxPlayerCalculationMode
    )
    max_player_calculation_mode_value: MaxPlayerCalculationMode | int | None = member(
        "MaxPlayerCalculationMode", of=MaxPlayerCalculationMode
    )
    warnings: list[str] = mask("WarningMask", labels=WARNING_MASK_LIST)
    warning_mask: int | None = number("WarningMask")
    custom_warning: str | None = plain("CustomWarning")
    state: str | None = label("State", of=RoomState)
    state_value: RoomState | int | None = member("State", of=RoomState)
    accessibility: str | None = label(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    accessibility_value: Accessibility | int | None = member(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    cloning_allowed: bool | None = flag("CloningAllowed")
    disable_mic_auto_mute: bool | None = flag("DisableMicAutoMute")
    disable_room_comments: bool | None = flag("DisableRoomComments")
    encrypted_voice_chat: bool | None = flag("EncryptVoiceChat")
    voice_moderated: bool | None = flag("ToxmodEnabled")
    load_screen_locked: bool | None = flag("LoadScreenLocked")
    supports_level_voting: bool = flag("SupportsLevelVoting")
    supports_screens: bool = flag("SupportsScreens")
    supports_walk_vr: bool = flag("SupportsWalkVR")
    supports_teleport_vr: bool = flag("SupportsTeleportVR")
    supports_vr_low: bool = flag("SupportsVRLow")
    supports_quest_two: bool = flag("SupportsQuest2")
    supports_mobile: bool = flag("SupportsMobile")
    supports_juniors: bool = flag("SupportsJuniors")
    min_level: int = number("MinLevel")
    cheer_count: int = number("Stats.CheerCount")
    favorite_count: int = number("Stats.FavoriteCount")
    visitor_count: int = number("Stats.VisitorCount")
    visit_count: int = number("Stats.VisitCount")
    boost_count: int | None = number("BoostCount")

    subrooms: list[SubRoom] | None = plain("SubRooms")
    roles: list[Role] | None = plain("Roles")
    tags: list[Tag] | None = plain("Tags")
    promo_images: list[str] | None = plain("PromoImages")
    promo_external_content: list[PromoExternalContent] | None = plain(
        "PromoExternalContent"
    )
    scores: list[Score] | None = plain("Scores")
    load_screens: list[LoadScreen] | None = plain("LoadScreens")

    creator_account: Fetched[Account] = Fetched()
    images: Fetched[list[Image]] = Fetched()
    events: Fetched[list[Event]] = Fetched()

    @property
    def web_url(self) -> str:
        """The address of its page."""
        return self.links.room(self)

    def includes(self, include: Include) -> bool:
        """
        Return whether it has parts that come only when asked for.

        Args:
            include: The parts: see `RoomInclude`.
        """
        data, had = self.raw or {}, 0
        if self._is_set("_included"):
            had = self._included
        for bit, key in _PARTS.items():
            had |= bit if data.get(key) is not None else 0
        return include_mask(include) & ~had == 0

    async def refresh(self, include: Include | None = None) -> bool:
        """
        Ask for the record again, and forget what was fetched.

        Args:
            include: The parts to get as well: see `RoomInclude`. ``None`` for those
                that it has.

        Returns:
            Whether it is still there. If not, the old record stays.
        """
        parts = self._parts() if include is None else include_mask(include)
        found = await self.client.rooms.fetch(self.id, parts)
        if found is not None:
            self._included = parts
        return self._replace(found)

    def _parts(self) -> int:
        return sum(bit for bit in _PARTS if self.includes(bit))

    async def get_creator_player(self, force: bool = False) -> Account | None:
        """
        Get who made it, kept as `creator_account`.

        Args:
            force: Whether to ask even if they are known.
        """
        found: Account | None = await self._person(
            "creator_account", self.creator_account_id, force=force
        )
        return found

    async def get_images(
        self, take: int = 16, skip: int = 0, sort: int = 0, force: bool = False
    ) -> list[Image]:
        """
        Get photos taken in it.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.

            sort: The order: see `ImageSort`.

            force: Whether to ask even if the same was asked before.
        """
        return await self._each(
            "images",
            (take, skip, int(sort)),
            lambda: self.client.images.in_room(self.id, take, skip, sort),
            force=force,
        )

    async def get_events(
        self, take: int = 16, skip: int = 0, force: bool = False
    ) -> list[Event]:
        """
        Get events in it.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.

            force: Whether to ask even if the same was asked before.
        """
        return await self._each(
            "events",
            (take, skip),
            lambda: self.client.events.in_room(self.id, take, skip),
            force=force,
        )

    async def _get_roles(self) -> None:
        room = await self.client.rooms.fetch(self.id, RoomInclude.ROLES)
        if room is not None and room.roles is not None:
            self.roles = room.roles

    async def resolve_role_owners(self, *, gone: bool = False) -> list[Role] | None:
        """
        Get the roles with the people: each has its `account`, and the one who gave it.

        Roles that did not come with the room are asked for.

        Args:
            gone: Whether roles of deleted accounts, whose `account` is ``None``, are
                among those returned. In `roles` they stay.

        Returns:
            The roles, or ``None`` if the room is gone.
        """
        roles: list[Role] | None = getattr(self, "roles", None)
        if roles is None:
            await self._together("roles", self._get_roles)
            roles = getattr(self, "roles", None)
        if roles is None:
            return None
        await self._attach(
            "roles",
            roles,
            {
                "account": "account_id",
                "last_changed_by_account": "last_changed_by_account_id",
            },
            force=True,
        )
        return [role for role in roles if gone or role.account is not None]
