"""
The names of `asyncspotify`, for code that blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _late, utils
from ._sync import names
from ._sync.names import *  # noqa: F403

if TYPE_CHECKING:
    from cattrs import Converter

    #: Structures and unstructures all models.
    converter: Converter

__title__ = "asyncspotify"
__author__ = "the asyncspotify contributors"
__license__ = "MIT"

__all__ = ["converter", "utils"]
__all__ += names.__all__


def __getattr__(name: str) -> Any:
    return _late.find(__name__, name)
