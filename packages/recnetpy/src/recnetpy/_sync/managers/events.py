# Generated from _async/managers/events.py by `nox -s twins`: do not edit.
"""
Events.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..._endpoints import (
    CURRENT_EVENTS,
    EVENT,
    EVENT_SEARCH,
    EVENTS,
    EVENTS_IN_ROOM,
    EVENTS_OF_PLAYER,
    RESPONSES,
)
from ..._ids import id_of, possible_ids
from ..listing import PLAIN, Listing, Order
from ..models.children import EventInteraction
from ..models.event import Event
from .base import BulkManager


class EventManager(BulkManager[Event]):
    """
    Gets events.

    What ``all_`` begins goes through all pages: see `Listing`.
    """

    dataclass = Event

    def fetch(self, id: int) -> Event | None:
        """See `BaseManager.fetch`."""
        return self._by_id(EVENT, id)

    def fetch_many(self, ids: Iterable[int]) -> list[Event]:
        """See `BulkManager.fetch_many`."""
        return self._bulk(EVENTS, "Ids", possible_ids(ids))

    def search(
        self, query: str, take: int = 16, skip: int = 0, sort: int = 0
    ) -> list[Event]:
        """
        Search events by their names.

        Args:
            query: What to look for.

            take: Most items to return.

            skip: Items to leave out at the start.

            sort: The order; only 0 is known.

        Raises:
            BadRequest: The service does not like the query.
        """
        return self._list(
            EVENT_SEARCH,
            {"query": str(query), "take": take, "skip": skip, "sort": int(sort)},
        )

    def all_found(
        self, query: str, *, sort: int = 0, take: int = 100
    ) -> Listing[Event]:
        """
        Search all events by their names.

        Args:
            query: What to look for.

            sort: The order; only 0 is known.

            take: Items to request at a time.
        """
        return self._pages(
            EVENT_SEARCH,
            {"query": str(query), "take": take, "skip": 0, "sort": int(sort)},
            PLAIN,
            Order.EVENTS,
        )

    def from_account(self, id: int, take: int = 16, skip: int = 0) -> list[Event]:
        """
        Get events that a player made.

        Args:
            id: ID of the player.

            take: Most items to return.

            skip: Items to leave out at the start.
        """
        return self._list(EVENTS_OF_PLAYER, {"take": take, "skip": skip}, id=id_of(id))

    def all_from_account(self, id: int, *, take: int = 100) -> Listing[Event]:
        """
        Get all events that a player made.

        Args:
            id: ID of the player.

            take: Items to request at a time.
        """
        query = {"take": take, "skip": 0}
        return self._pages(EVENTS_OF_PLAYER, query, PLAIN, Order.EVENTS, id=id_of(id))

    def in_room(self, id: int, take: int = 16, skip: int = 0) -> list[Event]:
        """
        Get events in a room.

        Args:
            id: ID of the room.

            take: Most items to return.

            skip: Items to leave out at the start.
        """
        return self._list(EVENTS_IN_ROOM, {"take": take, "skip": skip}, id=id_of(id))

    def all_in_room(self, id: int, *, take: int = 100) -> Listing[Event]:
        """
        Get all events in a room.

        Args:
            id: ID of the room.

            take: Items to request at a time.
        """
        query = {"take": take, "skip": 0}
        return self._pages(EVENTS_IN_ROOM, query, PLAIN, Order.EVENTS, id=id_of(id))

    def get_events(self, take: int = 16, skip: int = 0, sort: int = 0) -> list[Event]:
        """
        Get events that are on, or will be.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.

            sort: The order; only 0 is known.
        """
        return self._list(
            CURRENT_EVENTS, {"take": take, "skip": skip, "sort": int(sort)}
        )

    def all_events(self, *, sort: int = 0, take: int = 100) -> Listing[Event]:
        """
        Get all events that are on, or will be.

        Args:
            sort: The order; only 0 is known.

            take: Items to request at a time.
        """
        query = {"take": take, "skip": 0, "sort": int(sort)}
        return self._pages(CURRENT_EVENTS, query, PLAIN, Order.EVENTS)

    def responses(self, event: int | Event) -> list[EventInteraction]:
        """
        Get what people answered to an event; the service stops at 4,095.

        Args:
            event: The event, or its ID.
        """
        return self._records(RESPONSES, EventInteraction, id=id_of(event))
