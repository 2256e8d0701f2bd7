"""
A client of Mixcloud.

These are the names for async code. `aiomixcloud.sync` has the same names for blocking
code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import keep_modules

from ._arguments import Details, Display, Window, check_upload
from ._async.auth import MixcloudOAuth
from ._async.core import Mixcloud
from ._async.decorators import (
    displayed,
    paginated,
    personal,
    targeting,
    uploading,
)
from .constants import (
    API_ROOT,
    DESCRIPTION_MAX_SIZE,
    HOST_MAX_COUNT,
    MIXCLOUD_ROOT,
    MP3_MAX_SIZE,
    OAUTH_ROOT,
    OEMBED_ROOT,
    PICTURE_MAX_SIZE,
    TAG_MAX_COUNT,
)
from .datetime import Moment
from .exceptions import (
    AnswerError,
    BadRequestError,
    CertificateError,
    ClientClosedError,
    ClosedError,
    ConflictError,
    ConnectionFailedError,
    ConnectionLostError,
    DecodeError,
    ForbiddenError,
    GatewayError,
    InvalidError,
    InvalidTokenError,
    MixcloudError,
    MixcloudOAuthError,
    NoAnswerError,
    NotFoundError,
    RateLimitError,
    ServerError,
    SettingsError,
    TimedOutError,
    UnauthorizedError,
    UnboundError,
    UnsafeURLError,
)
from .json import MixcloudJSONDecoder
from .models import (
    AccessDict,
    AccessList,
    Artist,
    Category,
    City,
    Cloudcast,
    Comment,
    Connection,
    FeedItem,
    ItemIterator,
    Playlist,
    Resource,
    ResourceList,
    Section,
    Tag,
    Track,
    User,
)

if TYPE_CHECKING:
    from cattrs import Converter

    # They are executed when they are used. What freezes programs looks for such lines.
    from . import auth, core, decorators  # noqa: F401

    #: The cattrs converter of all resources.
    converter: Converter
    #: The distribution's version.
    __version__: str

__all__ = [
    "API_ROOT",
    "DESCRIPTION_MAX_SIZE",
    "HOST_MAX_COUNT",
    "MIXCLOUD_ROOT",
    "MP3_MAX_SIZE",
    "OAUTH_ROOT",
    "OEMBED_ROOT",
    "PICTURE_MAX_SIZE",
    "TAG_MAX_COUNT",
    "AccessDict",
    "AccessList",
    "AnswerError",
    "Artist",
    "BadRequestError",
    "Category",
    "CertificateError",
    "City",
    "ClientClosedError",
    "ClosedError",
    "Cloudcast",
    "Comment",
    "ConflictError",
    "Connection",
    "ConnectionFailedError",
    "ConnectionLostError",
    "DecodeError",
    "Details",
    "Display",
    "FeedItem",
    "ForbiddenError",
    "GatewayError",
    "InvalidError",
    "InvalidTokenError",
    "ItemIterator",
    "Mixcloud",
    "MixcloudError",
    "MixcloudJSONDecoder",
    "MixcloudOAuth",
    "MixcloudOAuthError",
    "Moment",
    "NoAnswerError",
    "NotFoundError",
    "Playlist",
    "RateLimitError",
    "Resource",
    "ResourceList",
    "Section",
    "ServerError",
    "SettingsError",
    "Tag",
    "TimedOutError",
    "Track",
    "UnauthorizedError",
    "UnboundError",
    "UnsafeURLError",
    "User",
    "Window",
    "__author__",
    "__license__",
    "__url__",
    "__version__",
    "check_upload",
    "converter",
    "displayed",
    "paginated",
    "personal",
    "targeting",
    "uploading",
]

__author__ = "The authors of clientcore and its clients"
__license__ = "MIT"
__url__ = "https://pypi.org/project/aiomixcloud/"

# Those of 1.0.6 that are not imported above.
keep_modules(__name__, {"auth": None, "core": None, "decorators": None})


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("aiomixcloud")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
