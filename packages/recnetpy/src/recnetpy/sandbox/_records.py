"""
Records as they usually are, for a world to begin with.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from ._answers import JSON

PUBLIC: Final = 1
OWNER: Final = 255

_Changes = Mapping[str, Any]


def account(id: int, username: str, changes: _Changes) -> JSON:
    """
    An account.
    """
    picture = username.lower()
    return {
        "accountId": id,
        "username": username,
        "displayName": username,
        "profileImage": f"{picture}profile.jpg",
        "bannerImage": f"{picture}banner.jpg",
        "isJunior": False,
        "platforms": 1,
        "personalPronouns": 0,
        "identityFlags": 0,
        "createdAt": "2019-05-04T10:11:12.1234567Z",
        **changes,
    }


def room(id: int, name: str, owner: int, subroom: JSON, changes: _Changes) -> JSON:
    """
    A room, with all that may be included.
    """
    counts = ("CheerCount", "FavoriteCount", "VisitorCount", "VisitCount")
    return {
        "RoomId": id,
        "IsDorm": False,
        "MaxPlayerCalculationMode": 0,
        "MaxPlayers": 12,
        "CloningAllowed": False,
        "DisableMicAutoMute": False,
        "DisableRoomComments": False,
        "EncryptVoiceChat": False,
        "ToxmodEnabled": True,
        "LoadScreenLocked": False,
        "Name": name,
        "Description": f"{name} is a made-up room.",
        "ImageName": f"room{id}.jpg",
        "WarningMask": 0,
        "CustomWarning": None,
        "CreatorAccountId": owner,
        "State": 0,
        "Accessibility": PUBLIC,
        "PublishState": 0,
        "SupportsLevelVoting": False,
        "IsRRO": False,
        "IsRecRoomApproved": False,
        "ExcludeFromLists": False,
        "ExcludeFromSearch": False,
        "SupportsScreens": True,
        "SupportsWalkVR": True,
        "SupportsTeleportVR": False,
        "SupportsVRLow": True,
        "SupportsQuest2": True,
        "SupportsMobile": True,
        "SupportsJuniors": False,
        "MinLevel": 0,
        "AgeRating": 1,
        "CreatedAt": "2020-02-29T08:00:00.0000001Z",
        "PublishedAt": "2020-02-29T08:00:00.0000001Z",
        "BecameRRStudioRoomAt": None,
        "IsPlacePlay": False,
        "UgcSubVersion": 255,
        "MinUgcSubVersion": 233,
        "Stats": dict.fromkeys(counts, 0),
        "BoostCount": 0,
        "SubRooms": [subroom],
        "Roles": [role(owner, OWNER, {})],
        "Tags": [],
        "PromoImages": [],
        "PromoExternalContent": [],
        "Scores": [],
        "LoadScreens": [],
        **changes,
    }


def subroom(id: int, room: int) -> JSON:
    """
    A part of a room.
    """
    return {
        "SupportsJoinInProgress": True,
        "UseLevelBasedMatchmaking": False,
        "UseAgeBasedMatchmaking": True,
        "UseRecRoyaleMatchmaking": False,
        "SubRoomId": id,
        "RoomId": room,
        "CreatorAccountId": None,
        "UnitySceneId": "00000000-0000-4000-8000-000000000001",
        "Name": "Home",
        "LastModeratedSaveModerationState": 0,
        "IsSandbox": False,
        "MaxPlayers": 12,
        "Accessibility": PUBLIC,
        "ShouldAutoStageSaves": True,
        "StagedSubRoomDataSaveId": None,
        "DataBlob": f"blob{id}.room",
        "CurrentSave": {
            "SubRoomDataSaveId": id + 10_000,
            "SubRoomId": id,
            "DataBlob": f"blob{id}.room",
            "SavedByAccountId": None,
            "SavedOnPlatform": 0,
            "SavedOnDeviceClass": 2,
            "Description": "first save",
            "ModerationState": 0,
            "CreatedAt": "2024-01-02T03:04:05.0607089Z",
        },
    }


def role(account: int, level: int, changes: _Changes) -> JSON:
    """
    What a player may do in a room.
    """
    return {
        "AccountId": account,
        "Role": level,
        "LastChangedByAccountId": None,
        "InvitedRole": 0,
        **changes,
    }


def image(
    id: int, player: int, room: int | None, created_at: str, changes: _Changes
) -> JSON:
    """
    A photo.
    """
    return {
        "Id": id,
        "Type": 1,
        "Accessibility": PUBLIC,
        "AccessibilityLocked": False,
        "ImageName": f"image{id}.jpg",
        "Description": None,
        "PlayerId": player,
        "TaggedPlayerIds": [],
        "RoomId": room,
        "PlayerEventId": None,
        "CreatedAt": created_at,
        "CheerCount": 0,
        "CommentCount": 0,
        **changes,
    }


def event(id: int, known: _Changes) -> JSON:
    """
    An event.
    """
    return {
        "PlayerEventId": id,
        "ImageName": f"event{id}.jpg",
        "ClubId": None,
        "Description": "Come along.",
        "AttendeeCount": 0,
        "State": 0,
        "Accessibility": PUBLIC,
        "IsMultiInstance": False,
        "SupportMultiInstanceRoomChat": False,
        "DefaultBroadcastPermissions": 0,
        "CanRequestBroadcastPermissions": 0,
        "BroadcastingRoomInstanceId": None,
        "RecurrenceSchedule": None,
        **known,
    }


def invention(id: int, known: _Changes) -> JSON:
    """
    An invention, in its first version.
    """
    return {
        "InventionId": id,
        "ReplicationId": f"rep-{id}",
        "Description": "It does something.",
        "ImageName": f"invention{id}.jpg",
        "CurrentVersionNumber": 1,
        "CurrentVersion": _version(id),
        "Accessibility": PUBLIC,
        "IsPublished": True,
        "IsFeatured": False,
        "ModifiedAt": "2023-10-11T12:13:14.1516171Z",
        "CreatedAt": "2021-01-02T03:04:05Z",
        "FirstPublishedAt": "2021-02-03T04:05:06.7Z",
        "NumPlayersHaveUsedInRoom": 0,
        "NumDownloads": 0,
        "CheerCount": 0,
        "CreatorPermission": 100,
        "GeneralPermission": 20,
        "IsAGInvention": False,
        "IsCertifiedInvention": False,
        "Price": None,
        "AllowTrial": True,
        "HideFromPlayer": False,
        **known,
    }


def _version(invention: int) -> JSON:
    return {
        "InventionId": invention,
        "ReplicationId": f"rep-{invention}",
        "VersionNumber": 1,
        "BlobName": f"inv{invention}.inv",
        "BlobHash": None,
        "InstantiationCost": 1234,
        "LightsCost": 2,
        "ChipsCost": 16,
        "CloudVariablesCost": 1,
        "AICost": 0,
    }
