"""
The same names as those of `polympics`, for code that blocks.

Only ``CallbackApp`` is missing, because ASGI is asynchronous.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _late
from ._sync import names
from ._sync.names import *  # noqa: F403

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter

__all__ = ["converter"]
__all__ += names.__all__


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
