# Generated from _async/managers/rooms.py by `nox -s twins`: do not edit.
"""
Rooms.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..._endpoints import (
    CREATED_ROOMS,
    FEATURED_ROOMS,
    HOT_ROOMS,
    OWNED_ROOMS,
    ROOM,
    ROOM_BY_NAME,
    ROOM_SEARCH,
    ROOMS,
    SHOWCASE,
    Endpoint,
)
from ..._ids import Include, id_of, include_mask, names_of, possible_ids, readable_ids
from ..._results import Results
from ..._servers import Layout
from ..._values import FeaturedRooms
from ..listing import RESULTS, Listing
from ..models.room import Room
from .base import BulkManager


class RoomManager(BulkManager[Room]):
    """
    Gets rooms.

    What ``all_`` begins goes through all pages: see `Listing`.
    """

    dataclass = Room

    def get(self, name: str, include: Include = 0) -> Room | None:
        """
        Get one by its name.

        The keyed gateway takes two requests for a room with parts, older hosts one.

        Args:
            name: The name in any case; a ``^`` before it does no harm.

            include: The parts to get as well: see `RoomInclude`.

        Returns:
            The room, or ``None`` if it does not exist or is private.
        """
        parts = include_mask(include)
        names = names_of([name], "^")
        if not names:
            return None
        if self._is_older:
            query = {"name": names[0], "include": parts or None}
            return _with(self._found(ROOM_BY_NAME, query), parts)
        found = self._list(ROOM_BY_NAME, {"name": names[0]})
        if found and parts:
            return self.fetch(found[0].id, parts)
        return found[0] if found else None

    def fetch(self, id: int, include: Include = 0) -> Room | None:
        """
        Get one by its id.

        Args:
            id: A number, or its digits.

            include: The parts to get as well: see `RoomInclude`.

        Returns:
            The room, or ``None`` if it does not exist or is private.
        """
        parts = include_mask(include)
        # The gateway is told that nothing is to be included, older hosts are not.
        query = None if self._is_older and not parts else parts
        return _with(self._by_id(ROOM, id, {"include": query}), parts)

    @property
    def _is_older(self) -> bool:
        return self.client.servers.layout is Layout.HOSTS

    def get_many(self, names: Iterable[str]) -> list[Room]:
        """
        Get many by their names.

        Args:
            names: The names; each is asked for once.

        Returns:
            Those that exist, in the service's order.
        """
        return self._bulk(ROOMS, "name", names_of(names, "^"))

    def fetch_many(self, ids: Iterable[int]) -> list[Room]:
        """See `BulkManager.fetch_many`."""
        return self._bulk(ROOMS, "id", possible_ids(ids))

    # --- Search and rank ------------------------------------------------------

    def search(self, query: str, take: int = 16, skip: int = 0) -> Results[Room]:
        """
        Search rooms.

        Args:
            query: Words, ``#tags``, or ``^Name`` for a single room.

            take: Most items to return; 10,000 were seen to work.

            skip: Items to leave out at the start.

        Returns:
            The rooms, and how many there are in all.

        Raises:
            BadRequest: The service does not like the query.
        """
        return self._ranked(
            ROOM_SEARCH, {"query": str(query), "take": take, "skip": skip}
        )

    def all_found(self, query: str, *, take: int = 1000) -> Listing[Room]:
        """
        Search all rooms.

        Args:
            query: Words, ``#tags``, or ``^Name`` for a single room.

            take: Items to request at a time.
        """
        return self._pages(
            ROOM_SEARCH, {"query": str(query), "take": take, "skip": 0}, RESULTS
        )

    def hot(
        self, take: int = 16, skip: int = 0, *, tag: str | None = None
    ) -> Results[Room]:
        """
        Get the rooms that most people are in.

        Args:
            take: Most items to return; 10,000 were seen to work.

            skip: Items to leave out at the start.

            tag: Only rooms with this tag, where the server knows that.

        Returns:
            The rooms, and how many there are in all.
        """
        return self._ranked(HOT_ROOMS, {"take": take, "skip": skip, "tag": tag})

    def all_hot(self, *, tag: str | None = None, take: int = 1000) -> Listing[Room]:
        """
        Get all rooms, those first that most people are in.

        Args:
            tag: Only rooms with this tag, where the server knows that.

            take: Items to request at a time.
        """
        return self._pages(HOT_ROOMS, {"take": take, "skip": 0, "tag": tag}, RESULTS)

    def _ranked(self, endpoint: Endpoint, query: dict[str, Any]) -> Results[Room]:
        answer = self._value(endpoint, dict, query) or {}
        total = answer.get("TotalResults")
        rooms = self.client.read(answer.get("Results") or [], list[Room])
        return Results(rooms, total if type(total) is int else None)

    def featured(self) -> FeaturedRooms | None:
        """
        Get the rooms that the company shows to all, or ``None`` if there are none.

        An older host is asked.
        """
        return self._value(FEATURED_ROOMS, FeaturedRooms)

    # --- By people ------------------------------------------------------------

    def created_by(self, id: int) -> list[Room]:
        """
        Get rooms that a player made.

        Args:
            id: ID of the player.
        """
        return self._list(CREATED_ROOMS, id=id_of(id))

    def owned_by(self, id: int) -> list[Room]:
        """
        Get rooms that a player owns.

        Args:
            id: ID of the player.
        """
        return self._list(OWNED_ROOMS, id=id_of(id))

    def showcased_by(self, id: int) -> list[Room]:
        """
        Get rooms that a player shows on their page. Takes two requests.

        Args:
            id: ID of the player.
        """
        found = self._records(SHOWCASE, int, id=id_of(id))
        return self.fetch_many(readable_ids(found))


def _with(room: Room | None, parts: int) -> Room | None:
    """Note in a room what was asked for: not all servers send all of it."""
    if room is not None:
        room._included = parts
    return room
