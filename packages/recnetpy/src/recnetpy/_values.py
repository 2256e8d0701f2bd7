"""
The records that need no client: parts of others, and answers of their own.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from ._fields import (
    converted,
    flag,
    label,
    mask,
    member,
    moment,
    number,
    plain,
    seconds,
    several,
)
from ._labels import (
    PLATFORM_LIST,
    Accessibility,
    PromoExternalContentType,
    TagType,
)
from ._record import Record, record

_SPRITE = re.compile(r"\s*<sprite[^>]*>")


@record
class Progression(Record):
    """
    How far a player has come.

    Attributes:
        player_id: ID of the player.

        level: Level of the player.

        xp: Points since the last level.
    """

    _shown = ("player_id", "level")

    player_id: int = number("PlayerId")
    level: int = number("Level")
    xp: int = number("XP")


@record
class Subscription(Record):
    """
    The number of subscribers of a player.

    Attributes:
        account_id: ID of the player.

        club_id: ID of the player's club.

        subscriber_count: How many do.
    """

    _shown = ("account_id", "subscriber_count")

    account_id: int = number("accountId")
    club_id: int | None = number("clubId")
    subscriber_count: int = number("subscriberCount")


@record
class Tag(Record):
    """
    A tag of a room or an invention.

    Attributes:
        tag: Text of the tag.

        type: Who has set it: ``General``, ``Auto``, ``AG Only`` or ``Banned``.

        type_value: The same as a member, or as a number that is newer than this
            library.

        is_primary_genre: Whether it is a room's main tag.
    """

    _shown = ("tag", "type")

    tag: str = plain("Tag")
    type: str = label("Type", of=TagType)
    type_value: TagType | int | None = member("Type", of=TagType)
    is_primary_genre: bool = flag("IsPrimaryGenre", default=False)


@record
class PromoExternalContent(Record):
    """
    A video that promotes a room.

    Attributes:
        type: Where it is: ``YouTube``.

        type_value: The same as a member, or as a new number.

        reference: The last part of its address.
    """

    _shown = ("type", "reference")

    type: str = label("Type", of=PromoExternalContentType)
    type_value: PromoExternalContentType | int | None = member(
        "Type", of=PromoExternalContentType
    )
    reference: str = plain("Reference")


@record
class Score(Record):
    """
    A score of a room.

    Attributes:
        room_id: ID of the room.

        visit_type: Of which visits; what the numbers mean is not known.

        score: Between 0 and 1.

        backup_score: Another one, or ``None``.
    """

    _shown = ("room_id", "visit_type", "score")

    room_id: int = number("RoomId")
    visit_type: int = number("VisitType")
    score: float = plain("Score")
    backup_score: float | None = plain("BackupScore")


@record
class LoadScreen(Record):
    """
    What is shown while a room loads.

    Attributes:
        image_name: The image file.

        title, subtitle: Words on it, or ``None``.
    """

    _shown = ("image_name",)

    image_name: str = plain("ImageName")
    title: str | None = plain("Title")
    subtitle: str | None = plain("Subtitle")


@record
class SubRoom(Record):
    """
    A part of a room.

    Flags of its matchmaking come with include 2, not with include 1; else they are
    ``None``.

    Attributes:
        subroom_id, room_id: Its id, and its room's.

        name: What it is called.

        is_sandbox: Whether people may build in it.

        max_players: How many fit.

        accessibility: ``Public``, ``Private`` or ``Unlisted``.

        accessibility_value: The same as a member, or as a new number.

        supports_join_in_progress: Whether people may come in after the start.

        use_level_based_matchmaking, use_age_based_matchmaking: Whether people are
            brought together so.

        use_rec_royale_matchmaking: Whether that is done as for Rec Royale.

        last_moderated_save_moderation_state: A number of the service's own.

        unity_scene_id, data_blob: Where its contents are kept, or ``None``.

        data_saved_at: When it was last saved, in seconds since 1970, or ``None``.

        data_saved_at_utc: The same as a time.

        data_saved_by: The id of who saved it, or ``None``.

        description: What they said about it, or ``None``.
    """

    _shown = ("subroom_id", "name")

    subroom_id: int = number("SubRoomId")
    room_id: int = number("RoomId")
    name: str = plain("Name")
    is_sandbox: bool = flag("IsSandbox")
    max_players: int = number("MaxPlayers")
    accessibility: str = label("Accessibility", "AccessibilityLevel", of=Accessibility)
    accessibility_value: Accessibility | int | None = member(
        "Accessibility", "AccessibilityLevel", of=Accessibility
    )
    supports_join_in_progress: bool | None = flag("SupportsJoinInProgress")
    use_level_based_matchmaking: bool | None = flag("UseLevelBasedMatchmaking")
    use_age_based_matchmaking: bool | None = flag("UseAgeBasedMatchmaking")
    use_rec_royale_matchmaking: bool | None = flag("UseRecRoyaleMatchmaking")
    last_moderated_save_moderation_state: int | None = number(
        "LastModeratedSaveModerationState"
    )
    unity_scene_id: str | None = plain("UnitySceneId")
    data_blob: str | None = plain("DataBlob", "CurrentSave.DataBlob")
    data_saved_at: int | None = seconds("CurrentSave.CreatedAt", "DataSavedAt")
    data_saved_at_utc: datetime | None = moment("CurrentSave.CreatedAt", "DataSavedAt")
    data_saved_by: int | None = number("CurrentSave.SavedByAccountId")
    description: str | None = plain("CurrentSave.Description")


def _percent_of_ink(cost: Any) -> float:
    return float(round(cost / 300, 1))


@record
class InventionVersion(Record):
    """
    A version of an invention.

    Attributes:
        invention_id, replication_id: Of which invention.

        version_number: Number of the version.

        blob_name, blob_hash: Where its contents are kept; the hash may be ``None``.

        instantiation_cost: The ink it takes, in percent with one decimal.

        lights_cost, chips_cost, cloud_variables_cost: What else it takes.

        ai_cost: Likewise, or ``None`` on older records.
    """

    _shown = ("invention_id", "version_number")

    invention_id: int = number("InventionId")
    replication_id: str = plain("ReplicationId")
    version_number: int = number("VersionNumber")
    blob_name: str = plain("BlobName")
    blob_hash: str | None = plain("BlobHash")
    instantiation_cost: float = converted(
        "InstantiationCost", by=_percent_of_ink, nothing=float, sent="int | None"
    )
    lights_cost: int = number("LightsCost")
    chips_cost: int = number("ChipsCost")
    cloud_variables_cost: int = number("CloudVariablesCost")
    ai_cost: int | None = number("AICost")


@record
class FeaturedRoom(Record):
    """
    A room that the company shows to all.

    Attributes:
        room_id: ID of the room.

        name: What it is called.

        image_name: Its image file, or ``None``.
    """

    _shown = ("room_id", "name")

    room_id: int = number("RoomId")
    name: str = plain("RoomName", "Name")
    image_name: str | None = plain("ImageName")


@record
class FeaturedRooms(Record):
    """
    The rooms that are shown at a time.

    Attributes:
        id: The group's id.

        name: What it is called.

        start_at, end_at: From when to when, in seconds since 1970.

        rooms: The rooms that are shown.
    """

    _shown = ("id", "name")

    id: int = number("FeaturedRoomGroupId")
    name: str | None = plain("Name")
    start_at: int | None = seconds("StartAt")
    end_at: int | None = seconds("EndAt")
    rooms: list[FeaturedRoom] = several("Rooms")


def _without_sprites(text: Any) -> str:
    return _SPRITE.sub("", text).strip()


@record
class LoadingTip(Record):
    """
    A tip that is shown on loading screens.

    Attributes:
        name: Its id, in letters.

        title: Heading of the tip.

        message: Its words, with ``<sprite …>`` where an icon belongs.

        text: The words without those.

        room_names: The rooms it is for; empty for all.

        is_visible: Whether it is shown at all.

        image_name: Its image file, or ``None``.

        platforms: The labels of the platforms it is for.

        platform_mask: The same as a number.

        context, input_type, visibility: Numbers of the service's own.

        allow_cycling: Whether it takes turns with others.

        restrict_to_new_users: Whether only new people see it.

        created_at: When it was made, in seconds since 1970.
    """

    _shown = ("title",)

    name: str = plain("Name")
    title: str = plain("Title")
    message: str = plain("Message")
    text: str = converted("Message", by=_without_sprites, nothing=str)
    room_names: list[str] = converted("RoomNames", by=list, nothing=list)
    is_visible: bool = converted("Visibility", by=bool, nothing=bool)
    image_name: str | None = plain("ImageName")
    platforms: list[str] = mask("PlatformMask", labels=PLATFORM_LIST)
    platform_mask: int | None = number("PlatformMask")
    context: int | None = number("Context")
    input_type: int | None = number("InputType")
    visibility: int | None = number("Visibility")
    allow_cycling: bool | None = flag("AllowCycling")
    restrict_to_new_users: bool | None = flag("RestrictToNewUsers")
    created_at: int | None = seconds("CreatedAt")
