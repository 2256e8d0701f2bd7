"""
Lists, and their pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, Generic, TypeVar
from urllib.parse import urlencode

import attrs

from ._answers import JSON, bad

T = TypeVar("T")

_LIMIT: Final = 20
_MOST: Final = 100
_FORMATS: Final = ("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%SZ")
#: Parameters that choose the page. All others are repeated in the links.
_PLACE: Final = {"offset", "since", "until"}
_SECRET: Final = {"access_token"}


@attrs.frozen
class Listing(Generic[T]):
    """
    A list of the service.

    Attributes:
        items: All items, newest first if the list is in the order of time.
        shape: Encodes an item as JSON.
        name: Name of the list, or ``None``.
        time: Returns the time of an item. ``None`` for lists without times.
    """

    items: Sequence[T]
    shape: Callable[[T], JSON]
    name: str | None = None
    time: Callable[[T], datetime] | None = None


@attrs.frozen
class _Cut(Generic[T]):
    """
    The items of a page, and the parameters of the links to its neighbors.
    """

    items: Sequence[T]
    previous: Mapping[str, object] | None
    next: Mapping[str, object] | None


def page(listing: Listing[T], query: Mapping[str, str], address: str) -> JSON:
    """
    Return one page of a list.

    Args:
        listing: The list and its items.
        query: Parameters of the request.
        address: URL of the list, for links to other pages.

    Raises:
        Refusal: A parameter is not a number or a time.
    """
    limit = min(max(1, _number(query, "limit", _LIMIT)), _MOST)
    if listing.time is None or "offset" in query:
        cut = _by_offset(listing.items, max(0, _number(query, "offset", 0)), limit)
    else:
        cut = _by_time(listing.items, listing.time, query, limit)

    kept = {k: v for k, v in query.items() if k not in _PLACE | _SECRET}

    def link(place: Mapping[str, object]) -> str:
        return (
            f"{address}?{urlencode(sorted({**kept, 'limit': limit, **place}.items()))}"
        )

    links = {"previous": cut.previous, "next": cut.next}
    paging = {name: link(place) for name, place in links.items() if place is not None}
    return {
        **({} if listing.name is None else {"name": listing.name}),
        "data": [listing.shape(item) for item in cut.items],
        **({"paging": paging} if paging else {}),
    }


def _by_offset(items: Sequence[T], offset: int, limit: int) -> _Cut[T]:
    after = offset + limit
    return _Cut(
        items[offset:after],
        {"offset": max(0, offset - limit)} if offset else None,
        {"offset": after} if after < len(items) else None,
    )


def _by_time(
    items: Sequence[T],
    time: Callable[[T], datetime],
    query: Mapping[str, str],
    limit: int,
) -> _Cut[T]:
    since, until = _time(query, "since"), _time(query, "until")
    found = [
        item
        for item in items
        if (since is None or time(item) > since)
        and (until is None or time(item) < until)
    ]
    shown = found[:limit]
    if not shown:
        return _Cut(shown, None, None)

    # The first page has a link to newer items too, which may not exist yet.
    previous = {"since": _written(time(shown[0]))}
    older = {"until": _written(time(shown[-1]))}
    # A lower bound of the request holds for the next page too.
    bound = {} if since is None else {"since": query["since"]}
    return _Cut(shown, previous, {**bound, **older} if found[limit:] else None)


def _written(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S}"


def _number(query: Mapping[str, str], name: str, default: int) -> int:
    try:
        return int(query.get(name) or default)
    except ValueError:
        raise bad(f"{name} must be a number") from None


def _time(query: Mapping[str, str], name: str) -> datetime | None:
    text = query.get(name)
    if not text:
        return None
    for form in _FORMATS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC)
        except ValueError:
            continue
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError):
        raise bad(f"{name} must be a time") from None
