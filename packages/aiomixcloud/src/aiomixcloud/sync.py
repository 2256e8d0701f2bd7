"""
The names of `aiomixcloud` for blocking code.

They need no event loop, and work inside a running one. ``MixcloudSync`` and the other
names that end in ``Sync`` are other names of the same classes. Resources and lists are
instances of `models.Resource` and `models.ResourceList` as well.
"""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING, Any, cast

from . import _late
from ._async import names as _async_names
from ._sync import names
from ._sync.names import *  # noqa: F403

if TYPE_CHECKING:
    from cattrs import Converter

    #: The cattrs converter of all resources.
    converter: Converter
    #: The distribution's version.
    __version__: str

__all__ = ["MixcloudOAuthSync", "MixcloudSync", "ResourceListSync", "ResourceSync"]
__all__ += ["__version__", "converter"]
__all__ += names.__all__

MixcloudSync = names.Mixcloud
MixcloudOAuthSync = names.MixcloudOAuth
ResourceSync = names.Resource
ResourceListSync = names.ResourceList
_MixcloudSync = names.Mixcloud

_KINDS = (
    *("Resource", "ResourceList", "Artist", "Category", "City", "Cloudcast"),
    *("Comment", "FeedItem", "Playlist", "Section", "Tag", "Track", "User"),
)
#: The async classes, and the blocking ones.
_TWINS: dict[type, type] = {
    getattr(_async_names, name): getattr(names, name)
    for name in ("Mixcloud", "MixcloudOAuth", *_KINDS)
}

for _name in _KINDS:
    getattr(_async_names, _name).register(getattr(names, _name))


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
    return _late.find(__name__, name)
