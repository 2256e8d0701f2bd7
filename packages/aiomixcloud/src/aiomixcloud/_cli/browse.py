"""
Commands that show what is on Mixcloud.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientcore.cli import Format, Session

from .line import is_for_people, line
from .service import connect, naming

if TYPE_CHECKING:
    from aiomixcloud import Resource

Limit = Annotated[
    int, typer.Option("--limit", min=1, help="Number of results, at most.")
]


class Kind(StrEnum):
    """What can be searched for."""

    CLOUDCAST = "cloudcast"
    USER = "user"
    TAG = "tag"


@line.command()
async def search(
    session: Session,
    query: Annotated[str, typer.Argument(help="Text to search for.")],
    type: Annotated[
        Kind, typer.Option(help="What to search for: shows, users or tags.")
    ] = Kind.CLOUDCAST,
    limit: Limit = 20,
) -> None:
    """
    Search for shows, users or tags.
    """
    columns, row = _ROWS[type]
    async with connect(session) as client:
        found = client.all("search", max=limit, q=query, type=type.value)
        with session.output.rows(*columns) as write:
            async for item in found:
                write(row(item) if is_for_people(session) else item.to_data())


@line.command()
async def feed(
    session: Session,
    user: Annotated[str, typer.Argument(help="User name or address.")] = "me",
    limit: Limit = 20,
) -> None:
    """
    Show what a user did: uploads, favorites, listens and follows.

    Without USER, this is your own feed, and needs a sign-in.
    """
    columns, row = _ROWS["feed"]
    async with connect(session, signed_in=user == "me") as client:
        with naming(user), session.output.rows(*columns) as write:
            async for item in client.all(f"{user.rstrip('/')}/feed", max=limit):
                write(row(item) if is_for_people(session) else item.to_data())


@line.command()
async def show(
    session: Session,
    key: Annotated[
        str, typer.Argument(help="Key or address of a show, a user or a tag.")
    ],
) -> None:
    """
    Show a show with its tracklist, or a user or a tag.
    """
    async with connect(session) as client:
        with naming(key):
            found: Resource = await client.get(key)
    if session.output.format is Format.TABLE:
        _print_card(session, found)
        return
    facts = dict(_facts(found))
    with session.output.rows(*facts) as write:
        write(facts if is_for_people(session) else found.to_data())


# --- Rows -------------------------------------------------------------------------


def _day(time: Any) -> date | None:
    return time.astimezone().date() if isinstance(time, datetime) else None


def _length(seconds: Any) -> timedelta | None:
    return timedelta(seconds=seconds) if type(seconds) is int else None


def _name_of(item: Any, name: str) -> Any:
    """Return the name of a resource within *item*."""
    inner = item.get(name)
    return inner.get("name") if hasattr(inner, "get") else None


def _cloudcast(item: Resource) -> dict[str, Any]:
    return {
        "name": item.get("name"),
        "by": _name_of(item, "user"),
        "uploaded": _day(item.get("created_time")),
        "length": _length(item.get("audio_length")),
        "plays": None if item.get("hidden_stats") else item.get("play_count"),
        "key": item.get("key"),
    }


def _named(item: Resource) -> dict[str, Any]:
    return {"name": item.get("name"), "key": item.get("key")}


def _event(item: Resource) -> dict[str, Any]:
    about = item.get("cloudcasts") or item.get("users") or [{}]
    return {
        "time": item.get("created_time"),
        "who": _name_of(item, "from"),
        "what": item.get("title"),
        "name": ", ".join(str(one.get("name", "")) for one in about),
        "key": ", ".join(str(one.get("key", "")) for one in about),
    }


_ROWS: dict[str, tuple[tuple[str, ...], Callable[[Any], dict[str, Any]]]] = {
    Kind.CLOUDCAST: (
        ("name", "by", "uploaded", "length", "plays", "key"),
        _cloudcast,
    ),
    Kind.USER: (("name", "key"), _named),
    Kind.TAG: (("name", "key"), _named),
    "feed": (("time", "who", "what", "name", "key"), _event),
}


# --- One resource -----------------------------------------------------------------

_LABELS = {
    "city": "city",
    "country": "country",
    "play_count": "plays",
    "favorite_count": "favorites",
    "repost_count": "reposts",
    "comment_count": "comments",
    "cloudcast_count": "shows",
    "follower_count": "followers",
    "following_count": "following",
    "listen_count": "listens",
    "biog": "about",
    "description": "description",
}
_COUNTS_OF_SHOWS = {"play_count", "favorite_count", "repost_count", "comment_count"}


def _facts(item: Resource) -> Iterable[tuple[str, Any]]:
    """Yield what people want to know about a resource, with labels."""
    yield "name", item.get("name")
    if by := _name_of(item, "user"):
        yield "by", by
    if since := _day(item.get("created_time")):
        yield ("uploaded" if by else "since"), since
    if length := _length(item.get("audio_length")):
        yield "length", length
    if tags := item.get("tags"):
        yield "tags", ", ".join(str(tag.get("name", "")) for tag in tags)
    for name, label in _LABELS.items():
        hidden = item.get("hidden_stats") and name in _COUNTS_OF_SHOWS
        if not hidden and (value := item.get(name)) not in (None, ""):
            yield label, value
    yield "key", item.get("key")
    yield "url", item.get("url")


def _print_card(session: Session, item: Resource) -> None:
    """Print a resource as lines of label and value, and its tracklist below."""
    rows = ({"property": label, "value": value} for label, value in _facts(item))
    session.output.all(rows, "property", "value")
    if sections := item.get("sections"):
        session.output.all(map(_section, sections), "start", "artist", "title")


def _section(section: Resource) -> dict[str, Any]:
    track = section.get("track") or {}
    return {
        "start": _length(section.get("start_time")),
        "artist": _name_of(track, "artist"),
        "title": track.get("name") or section.get("chapter"),
    }
