"""
A client for the RecNet API of Rec Room, and for servers that speak it.

Names that wait are those of async code. `recnetpy.sync` has the same names for
code that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from clientcore import keep_modules

from . import _late
from ._async import names
from ._async.names import *  # noqa: F403
from ._old_modules import OLD_MODULES

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all objects.
    converter: Converter

__all__ = ["converter"]
__all__ += names.__all__

keep_modules(__name__, OLD_MODULES)


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
