"""
A client for the Polympics API.

The clients are async. `polympics.sync` has the same names for code that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import keep_modules

from . import _late
from ._async import names
from ._async.asgi import CallbackApp
from ._async.names import *  # noqa: F403

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter

__all__ = ["CallbackApp", "converter"]
__all__ += names.__all__

# The modules of 0.6.2.
keep_modules(
    __name__,
    {
        "clients": (
            "AppClient AuthenticatedClient NO_TEAM UnauthenticatedClient UserClient"
        ),
        "handlers": "AccountTeamUpdateEvent account_team_update",
        "pagination": "PaginatedResponse Paginator PaginatorIterator",
        "types": (
            "Account AccountTeamUpdateEvent App AppCredentials Award Callback"
            " ClientError Credentials DataError EventType PaginatedResponse Permissions"
            " PolympicsError ServerError Session Team"
        ),
    },
)


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
