"""
Adding what is missing to a list, and nothing twice.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

import attrs

from .. import BadRequest, Client, Forbidden, ServerError, TransportError

#: Items of a request that adds to a playlist.
_MOST = 100
#: How often a playlist is read again after a response was lost.
_ATTEMPTS = 4


@attrs.frozen
class Insertion:
    """
    Items to insert into a playlist together.

    Attributes:
        position: Index of the first of them, after the insertions before this one.
        uris: URIs of the items, in their order.
    """

    position: int
    uris: list[str]


def insertions(there: Sequence[str | None], wanted: Iterable[str]) -> list[Insertion]:
    """
    Return what to insert so that a playlist has all that is wanted, in its order.

    What is there stays. An item that is wanted twice and is there once, is inserted
    once. Each insertion comes after the item that it follows in *wanted*.

    Args:
        there: URIs of the playlist, with ``None`` for what is gone.
        wanted: URIs that it should have.
    """
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for index, uri in enumerate(there):
        if uri is not None:
            places[uri].append(index)
    after: defaultdict[int, list[str]] = defaultdict(list)
    before = -1
    for uri in wanted:
        if places[uri]:
            before = places[uri].popleft()
        else:
            after[before].append(uri)
    found, shift = [], 1
    for index in sorted(after):
        found.append(Insertion(index + shift, after[index]))
        shift += len(after[index])
    return found


async def fill(
    client: Client,
    playlist: str,
    wanted: Sequence[str],
    advance: Callable[[int], Any] = lambda _: None,
) -> list[str]:
    """
    Add what a playlist does not have yet.

    The playlist is read before, and again after an error that does not say whether
    the items were added, so that none is added twice.

    Args:
        client: A client with ``keep_nulls``: positions count what is gone.
        playlist: ID of the playlist.
        wanted: URIs that it should have, without local files.
        advance: Called with the number of items that were added or refused.

    Returns:
        The URIs that the service refused, because there is nothing of that ID.

    Raises:
        SpotifyException: Items could not be added. Called again, it continues.
    """
    refused: list[str] = []
    for attempt in range(_ATTEMPTS):
        known = set(refused)
        there = await uris_of(client, playlist)
        left = [uri for uri in wanted if uri not in known]
        try:
            for insertion in insertions(there, left):
                position = insertion.position

                async def add(uris: list[str]) -> None:
                    nonlocal position
                    await client.playlist_add_items(playlist, *uris, position=position)
                    position += len(uris)

                refused += await _split(add, insertion.uris, _MOST, advance)
        except (TransportError, ServerError):
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return refused
    raise AssertionError("the last attempt returns or raises")


async def save(
    send: Callable[[list[Any]], Awaitable[Any]],
    items: list[Any],
    most: int,
    advance: Callable[[int], Any] = lambda _: None,
) -> list[Any]:
    """
    Save items in the library, in their order, and return those that were refused.

    Args:
        send: Saves some of them.
        items: The items, the oldest first.
        most: Items of a request.
        advance: See `fill`.
    """
    return await _split(send, items, most, advance)


async def _split(
    send: Callable[[list[Any]], Awaitable[Any]],
    items: list[Any],
    most: int,
    advance: Callable[[int], Any],
) -> list[Any]:
    """Send items in batches, and return those that are refused by themselves."""
    refused = []
    waiting = deque(items[n : n + most] for n in range(0, len(items), most))
    while waiting:
        batch = waiting.popleft()
        try:
            await send(batch)
        except Forbidden:
            # Not these items are refused, but any.
            raise
        except BadRequest:
            # One unknown ID refuses all of a request.
            if len(batch) > 1:
                half = len(batch) // 2
                waiting.extendleft((batch[half:], batch[:half]))
                continue
            refused += batch
        advance(len(batch))
    return refused


async def uris_of(client: Client, playlist: str) -> list[str | None]:
    """
    Return the URIs of a playlist, with ``None`` for what is gone.

    Args:
        client: A client with ``keep_nulls``.
        playlist: ID of the playlist.
    """
    pages: Any = client.list_playlist_items(playlist).prefetch(4)
    return [None if entry is None else entry.uri async for entry in pages]
