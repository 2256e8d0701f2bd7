"""
The same names as those of `aiomixcloud`, for code that blocks.

They work anywhere, in a running event loop too. ``MixcloudSync`` and its like are
other names for the same classes. What is a `models.Resource` or a
`models.ResourceList` there passes for one here as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import models as _models
from ._arguments import Details, Display, Window
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
    ClosedError,
    ConflictError,
    ConnectionFailedError,
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
    TimedOutError,
    UnauthorizedError,
    UnboundError,
    UnsafeURLError,
)
from .json import MixcloudJSONDecoder

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all resources.
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
    "City",
    "ClosedError",
    "Cloudcast",
    "Comment",
    "ConflictError",
    "Connection",
    "ConnectionFailedError",
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
    "RateLimitError",
    "Resource",
    "ResourceList",
    "ResourceListSync",
    "ResourceSync",
    "Section",
    "ServerError",
    "Tag",
    "TimedOutError",
    "Track",
    "UnauthorizedError",
    "UnboundError",
    "UnsafeURLError",
    "User",
    "Window",
    "__version__",
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

#: The classes that wait, and those that block.
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
    Section,
    Tag,
    Track,
    User,
):
    _waiting = getattr(_models, _twin.__name__)
    _waiting.register(_twin)
    _TWINS[_waiting] = _twin


def _make_sync(cls: type, **options: Any) -> type:  # noqa: ARG001
    """
    Return the class that blocks in the place of one that waits.

    Args:
        cls: A class of `aiomixcloud`.

        **options: Ignored: nothing has to be made.

    Raises:
        TypeError: There is none.
    """
    if cls not in _TWINS:
        raise TypeError(f"{cls.__name__} has no twin that blocks")
    return _TWINS[cls]


def __getattr__(name: str) -> Any:
    if name == "converter":
        from ._codec import CODEC

        return CODEC.converter
    if name == "__version__":
        from importlib.metadata import version

        return version("aiomixcloud")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
