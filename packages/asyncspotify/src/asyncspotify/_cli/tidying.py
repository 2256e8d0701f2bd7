"""
Removing duplicates from a playlist, and sorting it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

import attrs

from clientcore.cli import Journal

from .. import Client
from .choices import Order, Same
from .filling import fill


def is_fixed(entry: Any) -> bool:
    """Return whether the Web API cannot add an entry: it is gone, or a local file."""
    return entry is None or not entry.uri or bool(getattr(entry, "is_local", False))


# --- Duplicates ---------------------------------------------------------------


@attrs.frozen
class Duplicates:
    """
    Duplicates in a playlist.

    Attributes:
        entries: Positions, from 0, and entries that are to be removed.
        left: Duplicates of local files, which are left alone.
        wanted: URIs that the playlist should have in the end, local files excepted.
    """

    entries: list[tuple[int, Any]]
    left: list[tuple[int, Any]]
    wanted: list[str]

    @property
    def uris(self) -> list[str]:
        """What has to be removed. The service removes all occurrences of a URI."""
        return list(dict.fromkeys(entry.uri for _, entry in self.entries))


def find_duplicates(entries: Sequence[Any], same: Same = Same.URI) -> Duplicates:
    """
    Return the duplicates of a playlist: all but the first of each.

    Args:
        entries: All entries, with ``None`` for what is gone.
        same: What makes two of them duplicates.
    """
    seen: set[Any] = set()
    found = Duplicates([], [], [])
    for position, entry in enumerate(entries):
        if entry is None or not entry.uri:
            continue
        key = _identity(entry, same)
        if key in seen:
            target = found.left if is_fixed(entry) else found.entries
            target.append((position, entry))
        elif not is_fixed(entry):
            found.wanted.append(entry.uri)
        seen.add(key)
    return found


def _identity(entry: Any, same: Same) -> Any:
    if same is Same.RECORDING:
        return (getattr(entry, "external_ids", None) or {}).get("isrc") or entry.uri
    if same is Same.NAME:
        artists = [(each.name or "").casefold() for each in entry.artists]
        return (entry.name or "").casefold(), *sorted(artists)
    return entry.uri


async def remove_duplicates(
    client: Client, playlist: str, found: Duplicates, journal: Journal
) -> list[str]:
    """
    Remove duplicates, and add again what is to stay, at its place.

    Args:
        client: A client with ``keep_nulls``.
        playlist: ID of the playlist.
        found: The duplicates, of the playlist's present version.
        journal: Notes what the playlist should have, so that an interruption loses
            nothing: see `resume`.

    Returns:
        URIs that could not be added again, because they are gone by now.
    """
    journal.add("wanted", found.wanted)
    await client.playlist_remove_items(playlist, *found.uris)
    return await resume(client, playlist, journal)


async def resume(client: Client, playlist: str, journal: Journal) -> list[str]:
    """
    Add what is missing after an interruption.

    Args:
        client: A client with ``keep_nulls``.
        playlist: ID of the playlist.
        journal: That of the interrupted removal.
    """
    refused = await fill(client, playlist, journal["wanted"])
    journal.finish()
    return refused


# --- Order --------------------------------------------------------------------


@attrs.frozen
class Move:
    """
    Entries of a playlist that are moved together.

    Attributes:
        start: Index of the first, from 0.
        length: Number of entries.
        before: Index of the entry that they are inserted before, counted before they
            are moved.
    """

    start: int
    length: int
    before: int


def moves(order: Sequence[int]) -> list[Move]:
    """
    Return the moves that bring a list into an order, as few as possible.

    Args:
        order: The index of each entry now, in the new order.
    """
    now = list(range(len(order)))
    staying = _longest_rise(order)
    found = []
    place = 0
    while place < len(order):
        if order[place] in staying:
            place += 1
            continue
        start = now.index(order[place])
        length = 1
        while (
            place + length < len(order)
            and start + length < len(now)
            and now[start + length] == order[place + length]
            and order[place + length] not in staying
        ):
            length += 1
        before = 0 if place == 0 else now.index(order[place - 1]) + 1
        if before != start:
            found.append(Move(start, length, before))
            block = now[start : start + length]
            del now[start : start + length]
            at = before - length if before > start else before
            now[at:at] = block
        place += length
    return found


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the numbers of the longest rising subsequence."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(tails, number)
        before[number] = tails[at - 1] if at else None
        tails[at : at + 1] = [number]
    found, last = set(), tails[-1] if tails else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def sorted_order(entries: Sequence[Any], by: Order, *, reverse: bool) -> list[int]:
    """
    Return the index of each entry in the new order. Entries without a value are last.

    Args:
        entries: All entries, with ``None`` for what is gone.
        by: What to sort by.
        reverse: Whether the largest comes first.
    """
    values: list[Any] = [
        None if entry is None else _VALUES[by](entry) for entry in entries
    ]
    known = [n for n, value in enumerate(values) if value is not None]
    known.sort(key=lambda n: values[n], reverse=reverse)
    return [*known, *(n for n, value in enumerate(values) if value is None)]


def _artist(entry: Any) -> Any:
    """Return artist, then album, then place on it."""
    names = [each.name.casefold() for each in entry.artists if each.name]
    return (names[0], *(_album(entry) or ())) if names else None


def _album(entry: Any) -> Any:
    parent = entry.album or getattr(entry, "show", None)
    if parent is None or not parent.name:
        return None
    disc = getattr(entry, "disc_number", None) or 0
    return parent.name.casefold(), disc, getattr(entry, "track_number", None) or 0


def _released(entry: Any) -> Any:
    return getattr(entry.album or entry, "released", None)


_VALUES: dict[Order, Callable[[Any], Any]] = {
    Order.NAME: lambda entry: entry.name.casefold() if entry.name else None,
    Order.ARTIST: _artist,
    Order.ALBUM: _album,
    Order.RELEASED: _released,
    Order.ADDED: lambda entry: entry.added_at,
    Order.DURATION: lambda entry: entry.duration,
}


async def sort(
    client: Client,
    playlist: str,
    steps: Sequence[Move],
    snapshot: str | None,
    advance: Callable[[int], Any] = lambda _: None,
) -> None:
    """
    Move entries of a playlist. Nothing is added or removed, and dates stay.

    Args:
        client: A client of a user who may change the playlist.
        playlist: ID of the playlist.
        steps: What to move.
        snapshot: The version that the first step refers to.
        advance: Called with 1 for each step that is done.
    """
    for step in steps:
        snapshot = await client.playlist_reorder_items(
            playlist, step.start, step.before, step.length, snapshot
        )
        advance(1)
