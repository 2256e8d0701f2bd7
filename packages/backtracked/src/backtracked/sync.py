"""
The names of `backtracked`, for code that blocks.

`Client` sends requests and has no real-time connection: names that concern the
socket are missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _errors, _late, utils
from ._api import API_URL
from ._collections import Collection
from ._constants import Presence, Role, RoleGlobal
from ._errors import *  # noqa: F403
from ._proxy import ProxyOptions
from ._sync import models as _models
from ._sync.models import *  # noqa: F403
from ._sync.rest_client import RestClient as Client

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter

__all__ = ["API_URL", "Client", "Collection", "Presence", "ProxyOptions"]
__all__ += ["Role", "RoleGlobal", "converter", "utils"]
__all__ += _errors.__all__
__all__ += _models.__all__


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
