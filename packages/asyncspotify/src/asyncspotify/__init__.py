"""
A client for Spotify's Web API.

The names are those of async code. `asyncspotify.sync` has the same names for code
that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import keep_modules

from . import _late, utils
from ._async import names
from ._async.names import *  # noqa: F403
from ._old_modules import OLD_MODULES

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter

__title__ = "asyncspotify"
__author__ = "the asyncspotify contributors"
__license__ = "MIT"

__all__ = ["converter", "utils"]
__all__ += names.__all__

keep_modules(__name__, OLD_MODULES)


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
