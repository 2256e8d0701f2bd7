"""
A documented import path: see `recnetpy`.
"""

from __future__ import annotations

from .._async.models import EventInteraction
from .._labels import EventResponseType

RESPONSE_TYPE_DICT: dict[int, str | None] = EventResponseType.labels()

__all__ = ["RESPONSE_TYPE_DICT", "EventInteraction"]
