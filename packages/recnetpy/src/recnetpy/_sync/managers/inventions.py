# Generated from _async/managers/inventions.py by `nox -s twins`: do not edit.
"""
Inventions.
"""

from __future__ import annotations

from ..._endpoints import (
    FEATURED_INVENTIONS,
    INVENTION,
    INVENTION_DETAILS,
    INVENTION_SEARCH,
    TOP_INVENTIONS,
)
from ..._ids import id_of
from ..._values import Tag
from ..models.invention import Invention
from .base import BaseManager


class InventionManager(BaseManager[Invention]):
    """
    Gets inventions.
    """

    dataclass = Invention

    def fetch(self, id: int) -> Invention | None:
        """See `BaseManager.fetch`."""
        return self._by_id(INVENTION, id, key="inventionId")

    def search(self, query: str, take: int = 16) -> list[Invention]:
        """
        Search inventions by their names.

        Args:
            query: What to look for.

            take: Most items to return. There is no *skip*.

        Raises:
            BadRequest: The service does not like the query.
        """
        return self._list(INVENTION_SEARCH, {"value": str(query), "take": take})

    def featured(self, take: int = 16, skip: int = 0) -> list[Invention]:
        """
        Get those that the company shows to all.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.
        """
        return self._list(FEATURED_INVENTIONS, {"take": take, "skip": skip})

    def top_today(self) -> list[Invention]:
        """Get those that were used the most today."""
        return self._list(TOP_INVENTIONS)

    def tags(self, invention: int | Invention) -> list[Tag]:
        """
        Get the tags of an invention. An older host is asked.

        Args:
            invention: The invention, or its ID.
        """
        details = self._value(
            INVENTION_DETAILS, dict, {"inventionId": id_of(invention)}
        )
        return self.client.read((details or {}).get("Tags") or [], list[Tag])
