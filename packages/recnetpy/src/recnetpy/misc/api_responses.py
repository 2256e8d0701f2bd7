"""
Records as the service sends them, for type checkers. Any key may be missing.

Generated from the models by ``tools/records.py``.
"""

from __future__ import annotations

from typing import TypedDict

__all__ = [
    "AccountResponse",
    "BioResponse",
    "CommentResponse",
    "CurrentSaveResponse",
    "CurrentVersion",
    "EventResponse",
    "EventResponseResponse",
    "ImageResponse",
    "InventionResponse",
    "LoadScreenResponse",
    "ProgressionResponse",
    "PromoExternalContentResponse",
    "RoleResponse",
    "RoomResponse",
    "RoomStatsResponse",
    "ScoreResponse",
    "SubRoomResponse",
    "TagResponse",
]


class AccountResponse(TypedDict, total=False):
    """An account."""

    accountId: int
    username: str
    displayName: str
    displayEmoji: str | None
    profileImage: str
    bannerImage: str | None
    isJunior: bool
    platforms: int
    personalPronouns: int
    identityFlags: int
    isMetaPlatformBlocked: bool
    createdAt: str


class ProgressionResponse(TypedDict, total=False):
    """The level of a player."""

    PlayerId: int
    Level: int
    XP: int


class SubRoomResponse(TypedDict, total=False):
    """A subroom."""

    SubRoomId: int
    RoomId: int
    Name: str
    IsSandbox: bool
    MaxPlayers: int
    Accessibility: int
    AccessibilityLevel: int
    SupportsJoinInProgress: bool
    UseLevelBasedMatchmaking: bool
    UseAgeBasedMatchmaking: bool
    UseRecRoyaleMatchmaking: bool
    LastModeratedSaveModerationState: int | None
    UnitySceneId: str | None
    DataBlob: str | None
    CurrentSave: CurrentSaveResponse | None
    DataSavedAt: str | None
    CreatorAccountId: int | None


class RoleResponse(TypedDict, total=False):
    """A role."""

    Role: int
    AccountId: int
    LastChangedByAccountId: int | None
    InvitedRole: int


class TagResponse(TypedDict, total=False):
    """A tag."""

    Tag: str
    Type: int
    IsPrimaryGenre: bool


class PromoExternalContentResponse(TypedDict, total=False):
    """A video."""

    Type: int
    Reference: str


class ScoreResponse(TypedDict, total=False):
    """A score."""

    RoomId: int
    VisitType: int
    Score: float
    BackupScore: float | None


class LoadScreenResponse(TypedDict, total=False):
    """A loading screen."""

    ImageName: str
    Title: str | None
    Subtitle: str | None


class RoomResponse(TypedDict, total=False):
    """A room; lists come only when requested."""

    RoomId: int
    Name: str
    Description: str
    ImageName: str | None
    IsDorm: bool
    IsRRO: bool
    CreatorAccountId: int
    CreatedAt: str
    MaxPlayers: int
    MaxPlayerCalculationMode: int
    WarningMask: int
    CustomWarning: str | None
    State: int
    Accessibility: int
    AccessibilityLevel: int
    CloningAllowed: bool
    DisableMicAutoMute: bool
    DisableRoomComments: bool
    EncryptVoiceChat: bool
    ToxmodEnabled: bool
    LoadScreenLocked: bool
    SupportsLevelVoting: bool
    SupportsScreens: bool
    SupportsWalkVR: bool
    SupportsTeleportVR: bool
    SupportsVRLow: bool
    SupportsQuest2: bool
    SupportsMobile: bool
    SupportsJuniors: bool
    MinLevel: int
    Stats: RoomStatsResponse
    BoostCount: int | None
    SubRooms: list[SubRoomResponse]
    Roles: list[RoleResponse]
    Tags: list[TagResponse]
    PromoImages: list[str]
    PromoExternalContent: list[PromoExternalContentResponse]
    Scores: list[ScoreResponse]
    LoadScreens: list[LoadScreenResponse]


class EventResponse(TypedDict, total=False):
    """An event."""

    PlayerEventId: int
    CreatorPlayerId: int
    ImageName: str | None
    RoomId: int
    SubRoomId: int | None
    ClubId: int | None
    Name: str
    Description: str
    StartTime: str
    EndTime: str
    AttendeeCount: int
    State: int | None
    Accessibility: int
    AccessibilityLevel: int
    IsMultiInstance: bool
    SupportMultiInstanceRoomChat: bool
    DefaultBroadcastPermissions: int
    CanRequestBroadcastPermissions: int


class EventResponseResponse(TypedDict, total=False):
    """A response to an event."""

    PlayerEventResponseId: int | None
    PlayerEventId: int
    PlayerId: int
    CreatedAt: str
    Type: int


class ImageResponse(TypedDict, total=False):
    """An image."""

    Id: int
    SavedImageId: int
    Type: int
    SavedImageType: int
    Accessibility: int
    AccessibilityLevel: int
    AccessibilityLocked: bool
    ImageName: str
    Description: str | None
    PlayerId: int
    TaggedPlayerIds: list[int]
    RoomId: int | None
    PlayerEventId: int | None
    CreatedAt: str
    CheerCount: int
    CommentCount: int


class CommentResponse(TypedDict, total=False):
    """A comment."""

    SavedImageCommentId: int
    SavedImageId: int
    PlayerId: int
    Comment: str
    CheerCount: int | None
    CreatedAt: str | None


class CurrentVersion(TypedDict, total=False):
    """A version of an invention."""

    InventionId: int
    ReplicationId: str
    VersionNumber: int
    BlobName: str
    BlobHash: str | None
    InstantiationCost: int | None
    LightsCost: int
    ChipsCost: int
    CloudVariablesCost: int
    AICost: int | None


class InventionResponse(TypedDict, total=False):
    """An invention."""

    InventionId: int
    ReplicationId: str
    CreatorPlayerId: int
    Name: str
    Description: str
    ImageName: str
    CurrentVersionNumber: int
    CurrentVersion: CurrentVersion | None
    Accessibility: int
    AccessibilityLevel: int
    IsPublished: bool
    IsFeatured: bool
    ModifiedAt: str
    CreatedAt: str
    FirstPublishedAt: str | None
    CreationRoomId: int | None
    NumPlayersHaveUsedInRoom: int
    NumDownloads: int
    CheerCount: int
    CreatorPermission: int
    GeneralPermission: int
    IsAGInvention: bool
    IsCertifiedInvention: bool
    Price: int | None
    AllowTrial: bool
    HideFromPlayer: bool


class RoomStatsResponse(TypedDict, total=False):
    """The numbers of a room."""

    CheerCount: int
    FavoriteCount: int
    VisitorCount: int
    VisitCount: int


class CurrentSaveResponse(TypedDict, total=False):
    """What a subroom was last saved as."""

    DataBlob: str | None
    CreatedAt: str | None
    SavedByAccountId: int | None
    Description: str | None
    SubRoomDataSaveId: int
    SubRoomId: int
    SavedOnPlatform: int
    SavedOnDeviceClass: int
    ModerationState: int


class BioResponse(TypedDict, total=False):
    """The bio of a player."""

    accountId: int
    bio: str | None
