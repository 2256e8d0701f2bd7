# Generated from _async/managers/images.py by `nox -s twins`: do not edit.
"""
Images.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from clientcore.sync import sleep

from ..._endpoints import (
    GLOBAL_FEED,
    IMAGE,
    IMAGES_AT_EVENT,
    IMAGES_BY_ID,
    IMAGES_BY_NAME,
    IMAGES_IN_ROOM,
    IMAGES_OF_PLAYER,
    PLAYER_FEED,
    SAVED_IMAGES,
    SLIDESHOW,
    Endpoint,
)
from ..._errors import NotFound, NotOfferedError
from ..._ids import id_of, ids_of, names_of, possible_ids
from ..._labels import ImageSort
from ..listing import PLAIN, Listing, Order
from ..models.image import Image, Slideshow
from ..watch import NewItems
from .image_files import ImageFiles
from .image_people import ImagePeople

if TYPE_CHECKING:
    from ..models.account import Account
    from ..models.room import Room


#: How many photographers `ImageManager.new_in_rooms` keeps in memory.
_MOST_KNOWN = 10_000


def _order(sort: int) -> Order:
    return Order.NEWEST if int(sort) == ImageSort.NEWEST else Order.OTHER


class ImageManager(ImageFiles, ImagePeople):
    """
    Gets images.

    What ``all_`` begins goes through all pages: see `Listing`.
    """

    dataclass = Image

    def get(self, name: str) -> Image | None:
        """
        Get one by the name of its file.

        Args:
            name: The file's name.

        Returns:
            The image, or ``None`` if there is none.
        """
        found = self.get_many([name])
        return found[0] if found else None

    def fetch(self, id: int) -> Image | None:
        """See `BaseManager.fetch`."""
        return self._by_id(IMAGE, id)

    def get_many(self, names: Iterable[str]) -> list[Image]:
        """
        Get many by the names of their files.

        Args:
            names: The names; each is asked for once.

        Returns:
            Those that exist, in the service's order.
        """
        return self._bulk(IMAGES_BY_NAME, "Names", names_of(names))

    def fetch_many(self, ids: Iterable[int]) -> list[Image]:
        """See `BulkManager.fetch_many`."""
        return self._bulk(IMAGES_BY_ID, "Ids", possible_ids(ids))

    # --- Lists ----------------------------------------------------------------

    def from_account(
        self, id: int, take: int = 16, skip: int = 0, sort: int = 0
    ) -> list[Image]:
        """
        Get photos that a player took.

        Args:
            id: ID of the player.

            take: Most items to return; 1,000 were seen to work.

            skip: Items to leave out at the start.

            sort: The order: see `ImageSort`.
        """
        return self._list(
            IMAGES_OF_PLAYER,
            {"take": take, "skip": skip, "sort": int(sort)},
            id=id_of(id),
        )

    def all_from_account(
        self,
        id: int,
        *,
        sort: int = 0,
        take: int = 1000,
        after: datetime | None = None,
    ) -> Listing[Image]:
        """
        Get all photos that a player took.

        Args:
            id: ID of the player.

            sort: The order: see `ImageSort`.

            take: Items to request at a time.

            after: Only photos that are newer, for *sort* 0. Older hosts are sent
                it; with others the list ends at the first that is not.
        """
        query = {"take": take, "skip": 0, "sort": int(sort), "after": after}
        order = _order(sort)
        found = self._pages(IMAGES_OF_PLAYER, query, PLAIN, order, id=id_of(id))
        return found.after(after)

    def in_room(
        self, id: int, take: int = 16, skip: int = 0, sort: int = 0
    ) -> list[Image]:
        """
        Get photos taken in a room.

        Args:
            id: ID of the room.

            take: Most items to return; 1,000 were seen to work.

            skip: Items to leave out at the start.

            sort: The order: see `ImageSort`.
        """
        return self._list(
            IMAGES_IN_ROOM,
            {"take": take, "skip": skip, "sort": int(sort)},
            id=id_of(id),
        )

    def all_in_room(
        self,
        id: int,
        *,
        sort: int = 0,
        take: int = 1000,
        filter: int | None = None,
        after: datetime | None = None,
    ) -> Listing[Image]:
        """
        Get all photos taken in a room.

        Args:
            id: ID of the room.

            sort: The order: see `ImageSort`.

            take: Items to request at a time.

            filter: Only images of this `ImageType`, on older hosts.

            after: Only photos that are newer, for *sort* 0: the list ends at the
                first that is not.
        """
        query = {"take": take, "skip": 0, "sort": int(sort), "filter": filter}
        order = _order(sort)
        found = self._pages(IMAGES_IN_ROOM, query, PLAIN, order, id=id_of(id))
        return found.after(after)

    def during_event(self, id: int, take: int = 16, skip: int = 0) -> list[Image]:
        """
        Get photos taken at an event.

        Args:
            id: ID of the event.

            take: Most items to return.

            skip: Items to leave out at the start.
        """
        return self._list(IMAGES_AT_EVENT, {"take": take, "skip": skip}, id=id_of(id))

    def all_during_event(self, id: int, *, take: int = 1000) -> Listing[Image]:
        """
        Get all photos taken at an event.

        Args:
            id: ID of the event.

            take: Items to request at a time.
        """
        query = {"take": take, "skip": 0}
        return self._pages(IMAGES_AT_EVENT, query, PLAIN, Order.NEWEST, id=id_of(id))

    def player_feed(
        self,
        id: int,
        take: int = 16,
        skip: int = 0,
        *,
        since: datetime | None = None,
    ) -> list[Image]:
        """
        Get photos that a player is in. The keyed gateway has none: an older host is
        asked.

        Args:
            id: ID of the player.

            take: Most items to return.

            skip: Items to leave out at the start.

            since: A time that is sent to the server. Servers differ in whether that
                means newer or older photos: `all_in_feed` compares the times itself.

        Raises:
            NotOfferedError: The servers have no feeds.
        """
        return self._feed(
            PLAYER_FEED, {"take": take, "skip": skip, "since": since}, id=id_of(id)
        )

    def all_in_feed(
        self, id: int, *, take: int = 1000, since: datetime | None = None
    ) -> Listing[Image]:
        """
        Get all photos that a player is in.

        Args:
            id: ID of the player.

            take: Items to request at a time.

            since: Only photos that are newer: the list ends at the first that is not.
        """
        # The time is not sent: tools for the service use the parameter as the upper
        # bound of a list that does not change while it is paged through.
        query = {"take": take, "skip": 0}
        found = self._pages(PLAYER_FEED, query, PLAIN, Order.NEWEST, id=id_of(id))
        return found.after(since)

    def front_page(self, take: int = 16, skip: int = 0) -> list[Image]:
        """
        Get the photos of the global feed. The keyed gateway has none: an older host
        is asked.

        Args:
            take: Most items to return.

            skip: Items to leave out at the start.

        Raises:
            NotOfferedError: The servers have no feeds.
        """
        return self._feed(GLOBAL_FEED, {"take": take, "skip": skip})

    def _feed(
        self, endpoint: Endpoint, query: dict[str, Any], **path: Any
    ) -> list[Image]:
        request = endpoint.get(self.client.servers, query, **path)
        try:
            return self.client.ask(request, list[Image]) or []
        except NotFound as error:
            raise NotOfferedError(
                "these servers have no feeds of photos", request=error.request
            ) from error

    def saved_names(self) -> list[str]:
        """
        Return the names of the image files that the user of the token has saved.

        An older host is asked, with the credentials of *auth*.

        Raises:
            Unauthorized: The request has no token of a user.
        """
        found = self._value(SAVED_IMAGES, dict)
        names = (found or {}).get("Images")
        several = names if isinstance(names, list) else []
        return [name for name in several if isinstance(name, str)]

    def slideshow(self) -> Slideshow | None:
        """Get the images that the company shows, or ``None`` if there are none."""
        found = self._value(SLIDESHOW, Slideshow)
        for image in found.images if found else ():
            image.bind(self.client)
        return found

    def new_in_rooms(
        self,
        rooms: Iterable[int | Room],
        *,
        calls_per_hour: float = 9500,
        interval: float = 60.0,
        take: int = 16,
        since: datetime | None = None,
        people: bool = False,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Any] = sleep,
    ) -> NewItems[Image]:
        """
        Iterate over new photos in many rooms, without an end. Leave the loop to end it.

        Args:
            rooms: IDs of the rooms.

            calls_per_hour: How many requests it may take; the rooms take longer turns
                if there are too many of them.

            interval: Seconds between two looks at a room, at least.

            take: How many photos to ask for at a time.

            since: The first look gives photos that are newer; ``None`` for none.

            people: Whether each has its `player`. Takes further requests, which count.

            clock: Returns seconds of any clock that does not go back.

            wait: Waits for seconds.

        Raises:
            ValueError: There are no rooms, or a number is not above 0.
        """
        known: dict[int, Account] = {}

        def look(room: int, skip: int) -> list[Image]:
            return self.in_room(room, take, skip)

        def complete(images: list[Image]) -> int:
            if not people:
                return 0
            links = {"player": "player_id"}
            self.client.accounts.attach(images, links, known=known)
            while len(known) > _MOST_KNOWN:
                del known[next(iter(known))]
            return 1

        return NewItems(
            ids_of(rooms),
            look,
            complete,
            take=take,
            interval=interval,
            calls_per_hour=calls_per_hour,
            since=since,
            clock=clock,
            wait=wait,
        )
