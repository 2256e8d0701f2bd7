# Generated from _async/changes.py by `nox -s twins`: do not edit.
"""
What events change while a response is on its way.
"""

from __future__ import annotations

from typing import Any

from .models.record import Record


class Changes:
    """
    The keys of records that events named since a request was sent.

    A response may be older than these events, however late it arrives.
    """

    def __init__(self) -> None:
        # With the record, whose address would be used again.
        self._keys: dict[int, tuple[Record, set[str]]] = {}

    def add(self, record: Record, data: dict[str, Any]) -> None:
        """Record that an event named the keys of *data*."""
        self._keys.setdefault(id(record), (record, set()))[1].update(data)

    def without(self, record: Record, data: dict[str, Any]) -> dict[str, Any]:
        """Return what a response says of a record and no event has said since."""
        _, newer = self._keys.get(id(record), (record, set[str]()))
        return {key: value for key, value in data.items() if key not in newer}
