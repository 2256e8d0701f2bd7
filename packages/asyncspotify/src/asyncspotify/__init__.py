"""
A client for Spotify's Web API.

Names that wait are those of async code. `asyncspotify.sync` has the same names
for code that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import utils
from ._api import (
    ACCOUNTS_URL,
    API_URL,
)
from ._async.auth import (
    Authenticator,
    ClientCredentialsFlow,
)
from ._async.client import (
    Client,
)
from ._async.code_flow import (
    AuthorizationCodeFlow,
    PKCEFlow,
)
from ._async.easy_flow import (
    EasyAuthorizationCodeFlow,
)
from ._async.models import (
    CurrentlyPlaying,
    CurrentlyPlayingContext,
    FullAlbum,
    FullArtist,
    FullAudiobook,
    FullChapter,
    FullEpisode,
    FullPlaylist,
    FullShow,
    FullTrack,
    PlayHistory,
    PlaylistEntry,
    PlaylistEpisode,
    PlaylistTrack,
    PrivateUser,
    PublicUser,
    Queue,
    Recommendations,
    SavedAlbum,
    SavedAudiobook,
    SavedEpisode,
    SavedShow,
    SavedTrack,
    SimpleAlbum,
    SimpleArtist,
    SimpleAudiobook,
    SimpleChapter,
    SimpleEpisode,
    SimplePlaylist,
    SimpleShow,
    SimpleTrack,
)
from ._dates import (
    PartialDate,
)
from ._enums import (
    AlbumGroup,
    AlbumType,
    DatePrecision,
    ItemType,
    PlayerReason,
    PlayingType,
    RepeatState,
    TimeRange,
)
from ._errors import (
    AuthenticationError,
    AuthorizationDenied,
    BadRequest,
    Closed,
    Conflict,
    ConnectionFailed,
    DecodeError,
    ErrorResponse,
    Forbidden,
    HTTPException,
    Invalid,
    NotAllowed,
    NotFound,
    PayloadTooLarge,
    PlayerError,
    PlayerForbidden,
    PlayerNotFound,
    PremiumRequired,
    QuotaExceeded,
    RateLimited,
    RefreshTokenExpired,
    ServerError,
    SpotifyException,
    TimedOut,
    TransportError,
    Unauthorized,
    Unbound,
    UnsafeURL,
)
from ._models import (
    Actions,
    AudioAnalysis,
    AudioFeatures,
    Category,
    Context,
    Device,
    ExplicitContent,
    Followers,
    Image,
    LinkedTrack,
    Person,
    Restrictions,
    ResumePoint,
    Seed,
    SpotifyObject,
)
from ._operation import (
    Tier,
    WithdrawnWarning,
    required_scope,
)
from ._redirect import (
    RedirectError,
    SignIn,
)
from ._route import (
    Route,
)
from ._scope import (
    Scope,
)
from ._storage import (
    SecretFile,
)
from ._tokens import (
    AuthenticationResponse,
    AuthorizationCodeFlowResponse,
)
from ._uris import (
    SpotifyURI,
    check_id,
    from_uri,
    from_url,
    to_uri,
    to_url,
)

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter

__title__ = "asyncspotify"
__author__ = "the asyncspotify contributors"
__license__ = "MIT"

__all__ = [
    "ACCOUNTS_URL",
    "API_URL",
    "Actions",
    "AlbumGroup",
    "AlbumType",
    "AudioAnalysis",
    "AudioFeatures",
    "AuthenticationError",
    "AuthenticationResponse",
    "Authenticator",
    "AuthorizationCodeFlow",
    "AuthorizationCodeFlowResponse",
    "AuthorizationDenied",
    "BadRequest",
    "Category",
    "Client",
    "ClientCredentialsFlow",
    "Closed",
    "Conflict",
    "ConnectionFailed",
    "Context",
    "CurrentlyPlaying",
    "CurrentlyPlayingContext",
    "DatePrecision",
    "DecodeError",
    "Device",
    "EasyAuthorizationCodeFlow",
    "ErrorResponse",
    "ExplicitContent",
    "Followers",
    "Forbidden",
    "FullAlbum",
    "FullArtist",
    "FullAudiobook",
    "FullChapter",
    "FullEpisode",
    "FullPlaylist",
    "FullShow",
    "FullTrack",
    "HTTPException",
    "Image",
    "Invalid",
    "ItemType",
    "LinkedTrack",
    "NotAllowed",
    "NotFound",
    "PKCEFlow",
    "PartialDate",
    "PayloadTooLarge",
    "Person",
    "PlayHistory",
    "PlayerError",
    "PlayerForbidden",
    "PlayerNotFound",
    "PlayerReason",
    "PlayingType",
    "PlaylistEntry",
    "PlaylistEpisode",
    "PlaylistTrack",
    "PremiumRequired",
    "PrivateUser",
    "PublicUser",
    "Queue",
    "QuotaExceeded",
    "RateLimited",
    "Recommendations",
    "RedirectError",
    "RefreshTokenExpired",
    "RepeatState",
    "Restrictions",
    "ResumePoint",
    "Route",
    "SavedAlbum",
    "SavedAudiobook",
    "SavedEpisode",
    "SavedShow",
    "SavedTrack",
    "Scope",
    "SecretFile",
    "Seed",
    "ServerError",
    "SignIn",
    "SimpleAlbum",
    "SimpleArtist",
    "SimpleAudiobook",
    "SimpleChapter",
    "SimpleEpisode",
    "SimplePlaylist",
    "SimpleShow",
    "SimpleTrack",
    "SpotifyException",
    "SpotifyObject",
    "SpotifyURI",
    "Tier",
    "TimeRange",
    "TimedOut",
    "TransportError",
    "Unauthorized",
    "Unbound",
    "UnsafeURL",
    "WithdrawnWarning",
    "check_id",
    "converter",
    "from_uri",
    "from_url",
    "required_scope",
    "to_uri",
    "to_url",
    "utils",
]


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("asyncspotify")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
