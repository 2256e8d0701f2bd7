"""
Looking at many places again and again, for what is new there.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

import attrs

from clientcore.aio import sleep

T = TypeVar("T")

_USUAL = 16


@attrs.frozen
class Seen:
    """
    What was there when a place was last looked at.

    Attributes:
        ids: What was seen.

        oldest: The time of the oldest of it. What is older still and comes into
            view, because something was deleted, is not new. ``None`` if nothing is
            too old.
    """

    ids: frozenset[int] = frozenset()
    oldest: datetime | None = None

    def lacks(self, item: Any) -> bool:
        """Return whether *item* is new."""
        created = item.created_at_utc
        if item.id in self.ids:
            return False
        return self.oldest is None or created is None or created > self.oldest

    @classmethod
    def of(cls, items: Iterable[Any]) -> Self:
        """Note all *items*."""
        items = list(items)
        times = [item.created_at_utc for item in items if item.created_at_utc]
        return cls(frozenset(item.id for item in items), min(times, default=None))


class NewItems(AsyncIterator[T]):
    """
    Iterates over what is new in many places, oldest first, without an end.

    Each place is looked at in its turn. If there are so many that this would take
    more requests than allowed, the turns take longer. What came between two looks
    and fills more than a page is found on the next pages.

    Args:
        places: The ids of the places.

        look: Gets a page of a place, newest first, from so many on.

        complete: Is given what is new before it is given out, and returns how many
            requests that took.

        take: How many a page has.

        interval: Seconds between two looks at a place, at least.

        calls_per_hour: How many requests to make in an hour, at most.

        since: What the first look gives is newer; ``None`` to give nothing then.

        clock: Returns seconds of any clock that does not go back.

        wait: Waits for seconds.

    Raises:
        ValueError: There are no places, or a number is not above 0.
    """

    def __init__(
        self,
        places: Iterable[int],
        look: Callable[[int, int], Awaitable[list[T]]],
        complete: Callable[[list[T]], Awaitable[int]],
        *,
        take: int,
        interval: float,
        calls_per_hour: float,
        since: datetime | None = None,
        clock: Callable[[], float] = time.monotonic,
        wait: Callable[[float], Awaitable[Any]] = sleep,
    ) -> None:
        self._places = deque(places)
        if not self._places or min(take, interval, calls_per_hour) <= 0:
            raise ValueError("new items need places, and numbers above 0")
        self._look = look
        self._complete = complete
        self._take = take
        self._spacing = 3600 / calls_per_hour
        self._turn = interval / len(self._places)
        self._first = _first(since)
        self._clock = clock
        self._wait = wait
        self._turn_at = self._allowed_at = clock()
        self._seen: dict[int, Seen] = {}
        #: No server is known to have pages below the service's usual length.
        self._longest = min(take, _USUAL)
        self._found: list[T] = []
        self._ready: deque[T] = deque()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> T:
        while not self._ready:
            if not self._found:
                await self._until(self._turn_at)
                self._turn_at = self._clock() + self._turn
                await self._look_around()
            # They stay there if this fails, and are completed by the next call.
            if self._found:
                self._allowed_at += self._spacing * await self._complete(self._found)
            self._ready.extend(reversed(self._found))
            self._found = []
        return self._ready.popleft()

    async def _look_around(self) -> None:
        """Look at the place whose turn it is; after an error, at the one behind it."""
        place = self._places[0]
        self._places.rotate(-1)
        self._found = await self._unseen(place)

    async def _unseen(self, place: int) -> list[T]:
        """Get what is new in a place, newest first."""
        before = self._seen.get(place, self._first)
        items: dict[int, Any] = {}
        while True:
            page: list[Any] = await self._page(place, len(items))
            fresh = [item for item in page if before is not None and before.lacks(item)]
            # What came meanwhile has moved some of the last page onto this one.
            known = len(items)
            items |= {item.id: item for item in page}
            self._longest = max(self._longest, len(page))
            # Some servers send fewer items than requested, so only a page that is
            # shorter than another one is known to be the last.
            if len(fresh) < len(page) or len(items) == known:
                break
            if len(page) < self._longest:
                break
        self._seen[place] = Seen.of(items.values())
        return [item for item in items.values() if before and before.lacks(item)]

    async def _page(self, place: int, skip: int) -> list[T]:
        await self._until(self._allowed_at)
        self._allowed_at = self._clock() + self._spacing
        return await self._look(place, skip)

    async def _until(self, moment: float) -> None:
        left = moment - self._clock()
        if left > 0:
            await self._wait(left)


def _first(since: datetime | None) -> Seen | None:
    """Return what counts as seen at the first look; ``None`` for everything."""
    if since is None:
        return None
    return Seen(oldest=since if since.tzinfo else since.replace(tzinfo=UTC))
