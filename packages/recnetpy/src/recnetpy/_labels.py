"""
The service's numbers, and what it calls them.

An enum's members are numbers with a ``label``, which may be ``None``. Masks are
lists of labels, the first for bit 1.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import Final, Self

#: What a number outside its table is called.
UNKNOWN: Final = "Unknown"


class Labelled(IntEnum):
    """
    A number of the service.

    Attributes:
        label: What it is called, or ``None`` where it stands for nothing.
    """

    label: str | None

    def __new__(cls, value: int, label: str | None = None) -> Self:
        member = int.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def labels(cls) -> dict[int, str | None]:
        """Return the whole table."""
        return {int(member): member.label for member in cls}


class Accessibility(Labelled):
    """Who can see something."""

    PRIVATE = 0, "Private"
    PUBLIC = 1, "Public"
    UNLISTED = 2, "Unlisted"


class RoomState(Labelled):
    """What moderation says of a room."""

    ACTIVE = 0, "Active"
    JUNIOR_PENDING = 11, "Junior Pending"
    MODERATION_PENDING = 100, "Moderation Pending"
    MODERATION_CLOSED = 101, "Moderation Closed"
    MODERATION_BANNED = 102, "Moderation Banned"
    MARKED_FOR_DELETE = 255, "Marked For Delete"


class MaxPlayerCalculationMode(Labelled):
    """Which subrooms count when a room's places are counted."""

    ALL_SUBROOMS = 0, "All Subrooms"
    ONLY_ENTRY_SUBROOMS = 1, "Only Entry Subrooms"


class RoleLevel(Labelled):
    """What a player may do in a room. Up to November 2024, 10 was "Member"."""

    NONE = 0, None
    BANNED = 1, "Banned"
    HOST = 10, "Host"
    MODERATOR = 20, "Moderator"
    CONTRIBUTOR = 25, "Contributor"
    CO_OWNER = 30, "Co-Owner"
    TEMPORARY_CO_OWNER = 31, "Temporary Co-Owner"
    OWNER = 255, "Owner"


class TagType(Labelled):
    """Who has set a tag."""

    GENERAL = 0, "General"
    AUTO = 1, "Auto"
    AG_ONLY = 2, "AG Only"
    BANNED = 3, "Banned"


class PromoExternalContentType(Labelled):
    """Where promotional content is."""

    YOUTUBE = 0, "YouTube"


class ImageType(Labelled):
    """What an image is for."""

    NONE = 0, None
    SHARE_CAMERA = 1, "Share Camera"
    OUTFIT_THUMBNAIL = 2, "Outfit Thumbnail"
    ROOM_THUMBNAIL = 3, "Room Thumbnail"
    PROFILE_THUMBNAIL = 4, "Profile Thumbnail"
    INVENTION_THUMBNAIL = 5, "Invention Thumbnail"
    PLAYER_EVENT_THUMBNAIL = 6, "Player Event Thumbnail"
    ROOM_LOAD_SCREEN = 7, "Room Load Screen"


class BroadcastPermission(Labelled):
    """Who may broadcast at an event."""

    NONE = 0, None
    ROOM_OWNERS = 256, "Room Owners"
    ALL = 2147483647, "All"


class EventResponseType(Labelled):
    """What a player answered to an event."""

    NONE = -1, None
    ATTENDING = 0, "Attending"
    MAY_ATTEND = 1, "May Attend"
    NOT_ATTENDING = 2, "Not Attending"
    PENDING = 3, "Pending"


class InventionPermission(Labelled):
    """What others may do with an invention."""

    UNASSIGNED = 0, "Unassigned"
    LIMITED_ONE_USE_ONLY = 10, "Limited One Use Only"
    DISALLOW_KEY_LOCK = 15, "Disallow Key Lock"
    USE_ONLY = 20, "Use Only"
    EDIT_AND_SAVE = 40, "Edit and Save"
    PUBLISH = 60, "Publish"
    CHARGE = 80, "Charge"
    UNLIMITED = 100, "Unlimited"


class ImageSort(IntEnum):
    """The orders of photos whose meaning is known. Any number may be sent."""

    NEWEST = 0
    MOST_CHEERED = 1


class RoomInclude(Enum):
    """Parts of a room that come only when asked for."""

    SUBROOMS = 2
    ROLES = 4
    TAGS = 8
    PROMO_CONTENT = 32
    SCORES = 64
    LOADING_SCREENS = 256


PLATFORM_LIST: list[str] = [
    "Steam",
    "Meta",
    "PlayStation",
    "Xbox",
    "RecNet",
    "iOS",
    "Android",
    "Standalone",
    "Pico",
    "Nintendo",
]
PERSONAL_PRONOUNS_LIST: list[str] = [
    "She / her",
    "He / him",
    "They / them",
    "Ze / hir",
    "Ze / zir",
    "Xe / xem",
]
IDENTITY_FLAGS_LIST: list[str] = [
    "LGBTQIA",
    "Transgender",
    "Bisexual",
    "Lesbian",
    "Pansexual",
    "Asexual",
    "Intersex",
    "Genderqueer",
    "Nonbinary",
    "Aromantic",
]
# Custom is the last: rooms with a custom warning carry bit 32.
WARNING_MASK_LIST: list[str] = [
    "Spooky/scary themes",
    "Mature themes",
    "Bright/flashing lights",
    "Intense motion",
    "Gore/violence",
    "Custom",
]


def bitmask_decode(bitmask: int, resolved_list: list[str]) -> list[str]:
    """
    Return the labels of the bits that are set, in the list's order.

    Args:
        bitmask: The mask. Bits past the list are left out, and -1 is all bits.

        resolved_list: A label for each bit, the first for bit 1.
    """
    return [label for bit, label in enumerate(resolved_list) if bitmask >> bit & 1]
