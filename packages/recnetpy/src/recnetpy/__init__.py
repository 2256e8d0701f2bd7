"""
A client for the RecNet API of Rec Room, and for servers that speak it.

Names that wait are those of async code. `recnetpy.sync` has the same names for
code that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import keep_modules

from ._async.archive import Archive
from ._async.client import Client
from ._async.listing import Listing
from ._async.managers import (
    AccountManager,
    BaseManager,
    EventManager,
    ImageManager,
    InventionManager,
    RoomManager,
)
from ._async.models import (
    Account,
    BaseDataClass,
    Comment,
    Event,
    EventInteraction,
    Image,
    Invention,
    Role,
    Room,
    Slideshow,
)
from ._async.pace import Pace
from ._async.routes import RouteBuilder, RouteManager
from ._async.watch import NewItems
from ._entries import Skipped
from ._errors import (
    BadRequest,
    ClosedError,
    Conflict,
    ConnectionFailedError,
    Forbidden,
    HostGoneError,
    HTTPError,
    IncompleteError,
    InternalServerError,
    Invalid,
    MissingKeyError,
    NoAnswerError,
    NotFound,
    NotOfferedError,
    RateLimited,
    RecNetError,
    RedirectError,
    ServerError,
    TimedOutError,
    Unauthorized,
    UnboundError,
    UnreadableError,
    UnsafeURLError,
    WebPageError,
)
from ._folder import Progress, SavedFile, SavedFiles
from ._labels import (
    Accessibility,
    BroadcastPermission,
    EventResponseType,
    ImageSort,
    ImageType,
    InventionPermission,
    MaxPlayerCalculationMode,
    PromoExternalContentType,
    RoleLevel,
    RoomInclude,
    RoomState,
    TagType,
)
from ._links import Kind, Links, Reference
from ._old_modules import OLD_MODULES
from ._rest import Response
from ._results import Results
from ._servers import Layout, Servers
from ._services import Health
from ._values import (
    FeaturedRoom,
    FeaturedRooms,
    InventionVersion,
    LoadingTip,
    LoadScreen,
    Progression,
    PromoExternalContent,
    Score,
    SubRoom,
    Subscription,
    Tag,
)

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all objects.
    converter: Converter


__all__ = [
    "Accessibility",
    "Account",
    "AccountManager",
    "Archive",
    "BadRequest",
    "BaseDataClass",
    "BaseManager",
    "BroadcastPermission",
    "Client",
    "ClosedError",
    "Comment",
    "Conflict",
    "ConnectionFailedError",
    "Event",
    "EventInteraction",
    "EventManager",
    "EventResponseType",
    "FeaturedRoom",
    "FeaturedRooms",
    "Forbidden",
    "HTTPError",
    "Health",
    "HostGoneError",
    "Image",
    "ImageManager",
    "ImageSort",
    "ImageType",
    "IncompleteError",
    "InternalServerError",
    "Invalid",
    "Invention",
    "InventionManager",
    "InventionPermission",
    "InventionVersion",
    "Kind",
    "Layout",
    "Links",
    "Listing",
    "LoadScreen",
    "LoadingTip",
    "MaxPlayerCalculationMode",
    "MissingKeyError",
    "NewItems",
    "NoAnswerError",
    "NotFound",
    "NotOfferedError",
    "Pace",
    "Progress",
    "Progression",
    "PromoExternalContent",
    "PromoExternalContentType",
    "RateLimited",
    "RecNetError",
    "RedirectError",
    "Reference",
    "Response",
    "Results",
    "Role",
    "RoleLevel",
    "Room",
    "RoomInclude",
    "RoomManager",
    "RoomState",
    "RouteBuilder",
    "RouteManager",
    "SavedFile",
    "SavedFiles",
    "Score",
    "ServerError",
    "Servers",
    "Skipped",
    "Slideshow",
    "SubRoom",
    "Subscription",
    "Tag",
    "TagType",
    "TimedOutError",
    "Unauthorized",
    "UnboundError",
    "UnreadableError",
    "UnsafeURLError",
    "WebPageError",
    "converter",
]

keep_modules(__name__, OLD_MODULES)


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("recnetpy")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
