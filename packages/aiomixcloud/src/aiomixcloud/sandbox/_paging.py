"""
Lists, and the pages of them.
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
#: What says which page it is; the rest of a query goes into the links.
_PLACE: Final = {"offset", "since", "until"}
_SECRET: Final = {"access_token"}


@attrs.frozen
class Listing(Generic[T]):
    """
    A list of the service.

    Attributes:
        items: All there is, newest first if it is dated.

        shape: Writes an item as JSON.

        name: What the list is called, or ``None`` if it isn't.

        time: When an item happened; ``None`` if the list is not dated.
    """

    items: Sequence[T]
    shape: Callable[[T], JSON]
    name: str | None = None
    time: Callable[[T], datetime] | None = None


@attrs.frozen
class _Cut(Generic[T]):
    """
    The items of a page, and what the links to its neighbours say.
    """

    items: Sequence[T]
    previous: Mapping[str, object] | None
    next: Mapping[str, object] | None


def page(listing: Listing[T], query: Mapping[str, str], address: str) -> JSON:
    """
    Write one page of a list.

    Args:
        listing: The list.

        query: What was asked for.

        address: Where the list is, for links to other pages.

    Raises:
        Refusal: A number or a date is none.
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

    # A first page has a link to newer items too, though there may be none yet.
    previous = {"since": _written(time(shown[0]))}
    older = {"until": _written(time(shown[-1]))}
    # Who asked for what is newer than something is not led past it.
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
