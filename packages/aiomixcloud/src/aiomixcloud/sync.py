"""
The names of `aiomixcloud` for blocking code.

They need no event loop, and work inside a running one. ``MixcloudSync`` and the other
names that end in ``Sync`` are other names of the same classes. Resources and lists are
instances of `models.Resource` and `models.ResourceList` as well.
"""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING, Any, cast

from . import models as _models
from ._arguments import Details, Display, Window, check_upload
from ._async.auth import MixcloudOAuth as _AsyncOAuth
from ._async.core import Mixcloud as _AsyncMixcloud
from ._containers import AccessDict, AccessList
from ._sync.auth import MixcloudOAuth
from ._sync.core import Mixcloud
from ._sync.decorators import (
    displayed,
    paginated,
    personal,
    targeting,
    uploading,
)
from ._sync.kinds import (
    Artist,
    Category,
    City,
    Cloudcast,
    Comment,
    FeedItem,
    Playlist,
    Section,
    Tag,
    Track,
    User,
)
from ._sync.lists import ItemIterator, ResourceList
from ._sync.resource import Connection, Resource
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

if TYPE_CHECKING:
    from cattrs import Converter

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
    "MixcloudOAuthSync",
    "MixcloudSync",
    "Moment",
    "NoAnswerError",
    "NotFoundError",
    "Playlist",
    "RateLimitError",
    "Resource",
    "ResourceList",
    "ResourceListSync",
    "ResourceSync",
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
    "__version__",
    "check_upload",
    "converter",
    "displayed",
    "paginated",
    "personal",
    "targeting",
    "uploading",
]

MixcloudSync = Mixcloud
MixcloudOAuthSync = MixcloudOAuth
ResourceSync = Resource
ResourceListSync = ResourceList
_MixcloudSync = Mixcloud

#: The async classes, and the blocking ones.
_TWINS: dict[type, type] = {_AsyncMixcloud: Mixcloud, _AsyncOAuth: MixcloudOAuth}

for _twin in (
    Resource,
    ResourceList,
    Artist,
    Category,
    City,
    Cloudcast,
    Comment,
    FeedItem,
    Playlist,
    Section,
    Tag,
    Track,
    User,
):
    _async_class = getattr(_models, _twin.__name__)
    _async_class.register(_twin)
    _TWINS[_async_class] = _twin


def _make_sync(cls: type, **options: Any) -> type:
    """
    Return the blocking class for a class of `aiomixcloud`.

    Args:
        cls: A class of `aiomixcloud`.
        **options: Keyword arguments for all its instances. An instance may replace
            them with its own.

    Raises:
        TypeError: There is no blocking class for *cls*.
    """
    if cls not in _TWINS:
        raise TypeError(f"{cls.__name__} has no twin that blocks")
    twin: Any = _TWINS[cls]
    if not options:
        return cast("type", twin)
    frozen = {"__init__": partialmethod(twin.__init__, **options)}
    return type(twin.__name__, (twin,), {"__module__": twin.__module__, **frozen})


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("aiomixcloud")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
