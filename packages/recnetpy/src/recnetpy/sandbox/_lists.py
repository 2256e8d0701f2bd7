"""
Finding, sorting and mixing records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ._answers import JSON
from ._world import is_listed

_NEWEST, _CHEERED, _OLDEST = 0, 1, 2


def by(name: str) -> Callable[[JSON], str]:
    """
    Sort by an item that is a text; archives have records without it.
    """
    return lambda record: record.get(name) or ""


def unordered(records: Iterable[JSON], name: str) -> list[JSON]:
    """
    Mix records, always in the same way: bulk answers come in no order.

    Args:
        records: Records of the service.

        name: What their id is called.
    """
    return sorted(records, key=lambda record: record[name] * 2654435761 % 2**32)


def sorted_images(images: Iterable[JSON], sort: int) -> list[JSON]:
    """
    Sort photos: newest first, most liked first, or oldest first.
    """
    newest = sorted(images, key=by("CreatedAt"), reverse=sort != _OLDEST)
    if sort == _CHEERED:
        return sorted(newest, key=lambda i: i.get("CheerCount") or 0, reverse=True)
    return newest


def visits(room: JSON) -> int:
    """
    How often a room was visited.
    """
    return (room.get("Stats") or {}).get("VisitCount") or 0


def most_visited(rooms: Iterable[JSON]) -> list[JSON]:
    """
    The rooms that everybody may find, the most visited ones first.
    """
    listed = [room for room in rooms if is_listed(room) and not room.get("IsDorm")]
    return sorted(listed, key=visits, reverse=True)


def room_search(query: str) -> Callable[[JSON], bool]:
    """
    What a search for rooms finds: words, ``#tags``, or one ``^Name``.
    """
    parts = query.casefold().split()

    def finds(room: JSON) -> bool:
        return all(_has(room, part) for part in parts)

    return finds


def _has(room: JSON, part: str) -> bool:
    name = str(room.get("Name") or "").casefold()
    if part.startswith("^"):
        return bool(part[1:] == name)
    if part.startswith("#"):
        return part[1:] in tags_of(room)
    return part in f"{name} {room.get('Description') or ''}".casefold()


def tags_of(room: JSON) -> set[str]:
    """
    The tags of a room.
    """
    return {tag["Tag"].casefold() for tag in room.get("Tags") or []}


def with_words(query: str, *names: str) -> Callable[[JSON], bool]:
    """
    What a search for anything else finds: all words, in any of some items.
    """
    words = query.casefold().split()

    def finds(record: JSON) -> bool:
        text = " ".join(str(record.get(name) or "") for name in names).casefold()
        return all(word in text for word in words)

    return finds
