"""
A client for QueUp: rooms, queues, votes, chat and private messages.

`Client` sends requests and receives events. `RestClient` only sends requests, and
`backtracked.sync` has its twin for code that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import keep_modules

from . import _errors, _late, utils
from ._api import API_URL, WS_URL
from ._async import models as _models
from ._async.client import Client
from ._async.models import *  # noqa: F403
from ._async.realtime_options import RealtimeOptions
from ._async.rest_client import RestClient
from ._collections import Collection
from ._constants import Actions, Presence, Role, RoleGlobal
from ._engineio import Packet, PacketType
from ._errors import *  # noqa: F403
from ._gateway.reconnect import Backoff
from ._old_modules import OLD_MODULES
from ._proxy import ProxyOptions

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter

__all__ = ["API_URL", "WS_URL", "Actions", "Backoff", "Client", "Collection"]
__all__ += ["Packet", "PacketType", "Presence", "ProxyOptions", "RealtimeOptions"]
__all__ += ["RestClient", "Role", "RoleGlobal", "converter", "utils"]
__all__ += _errors.__all__
__all__ += _models.__all__

keep_modules(__name__, OLD_MODULES)


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
