"""
The same names as those of `recnetpy`, for code that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _late
from ._sync import names
from ._sync.names import *  # noqa: F403

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all objects.
    converter: Converter

__all__ = ["converter"]
__all__ += names.__all__


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
