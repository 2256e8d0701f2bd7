"""
What of a record is sent: the gateway cuts some of it, and rooms come in parts.
"""

from __future__ import annotations

from typing import Final

from ._answers import JSON

#: What the gateway does not send.
_CUT_ROOM: Final = {
    "MaxPlayerCalculationMode",
    "CloningAllowed",
    "DisableMicAutoMute",
    "DisableRoomComments",
    "EncryptVoiceChat",
    "ToxmodEnabled",
    "LoadScreenLocked",
    "State",
    "Accessibility",
}
_CUT_IMAGE: Final = {"Type", "Accessibility", "AccessibilityLocked", "TaggedPlayerIds"}
_CUT_EVENT: Final = {
    "SubRoomId",
    "State",
    "Accessibility",
    "IsMultiInstance",
    "SupportMultiInstanceRoomChat",
    "DefaultBroadcastPermissions",
    "CanRequestBroadcastPermissions",
    "BroadcastingRoomInstanceId",
    "RecurrenceSchedule",
}
#: The bits that ask for the parts of a room.
_PARTS: Final = {
    "SubRooms": 2,
    "Roles": 4,
    "Tags": 8,
    "PromoImages": 32,
    "PromoExternalContent": 32,
    "Scores": 64,
    "LoadScreens": 256,
}
_BARE_SUBROOMS: Final = 1
_MATCHMAKING: Final = {
    "SupportsJoinInProgress",
    "UseLevelBasedMatchmaking",
    "UseAgeBasedMatchmaking",
    "UseRecRoyaleMatchmaking",
}


def room(record: JSON, include: int = 0, *, short: bool) -> JSON:
    """
    A room.

    Args:
        record: The whole of it.

        include: The parts that are asked for, as bits; unknown ones mean nothing.

        short: Whether it is the gateway that sends it.
    """
    hidden = {name for name, bit in _PARTS.items() if not include & bit}
    sent = _without(record, hidden | (_CUT_ROOM if short else set()))
    if include & _BARE_SUBROOMS and "SubRooms" in hidden and record.get("SubRooms"):
        bare = [_without(one, _MATCHMAKING) for one in record["SubRooms"]]
        sent["SubRooms"] = bare
    return sent


def image(record: JSON, *, short: bool) -> JSON:
    """
    A photo.
    """
    return _without(record, _CUT_IMAGE) if short else record


def saved_image(record: JSON) -> JSON:
    """
    A photo, as one endpoint calls its parts.
    """
    names = {"Id": "SavedImageId", "Type": "SavedImageType"}
    sent = _without(record, {"TaggedPlayerIds"})
    return {names.get(name, name): value for name, value in sent.items()}


def event(record: JSON, *, short: bool) -> JSON:
    """
    An event.
    """
    return _without(record, _CUT_EVENT) if short else record


def _without(record: JSON, names: set[str]) -> JSON:
    return {name: value for name, value in record.items() if name not in names}
