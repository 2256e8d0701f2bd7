"""
The decoder of the service's JSON, with ISO times as `datetime` objects.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

__all__ = ["MixcloudJSONDecoder"]

# Nothing looser: tags are called "Friday", and shows "2019" or "10".
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:?\d\d)", re.ASCII)


def read_time(text: str) -> datetime | None:
    """
    Read a full ISO time: ``2021-01-02T03:04:05Z``, or with an offset.

    Returns:
        The time in UTC, or ``None`` if *text* is not such a time.
    """
    if not _STAMP.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


class MixcloudJSONDecoder(json.JSONDecoder):
    """
    A decoder that makes `datetime` objects of full ISO times.

    It does so for the values of objects. Items of lists and other strings, such as
    ``"Friday"`` or ``"2019"``, are not changed.

    Args:
        *args: Arguments of `json.JSONDecoder`.
        **kwargs: Keyword arguments of `json.JSONDecoder`.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("object_hook", self.object_hook)
        super().__init__(*args, **kwargs)

    @staticmethod
    def object_hook(obj: dict[str, Any]) -> dict[str, Any]:
        """Replace full ISO times among the values of *obj*, in place."""
        for key, value in obj.items():
            if isinstance(value, str) and (time := read_time(value)) is not None:
                obj[key] = time
        return obj
