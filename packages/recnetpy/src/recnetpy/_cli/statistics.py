"""
Numbers of what an archive has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Final

from .. import Account, Archive, BaseDataClass, Event, Image, Invention, Room
from .shown import name_of

Row = dict[str, Any]

_KINDS: Final[dict[str, tuple[type[BaseDataClass], str]]] = {
    "photos": (Image, "created_at_utc"),
    "players": (Account, "created_at_utc"),
    "rooms": (Room, "created_at_utc"),
    "events": (Event, "start_time_utc"),
    "inventions": (Invention, "created_at_utc"),
}


def kinds(archive: Archive) -> list[Row]:
    """Return how many objects of each kind *archive* has, and from when to when."""
    rows, gone = [], 0
    for name, (cls, date) in _KINDS.items():
        things = archive.all(cls)
        # Of those who are gone there is only the ID.
        filled = [each for each in things if each.is_filled]
        gone += len(things) - len(filled)
        rows.append(_spanned(name, len(filled), (getattr(e, date) for e in filled)))
    photos = [each for each in archive.all(Image) if each.is_filled]
    comments = [each for photo in photos for each in photo.comments or ()]
    rows.append(
        _spanned("comments", len(comments), (each.created_at_utc for each in comments))
    )
    cheers = sum(len(photo.cheer_player_ids or ()) for photo in photos)
    rows += [_spanned("cheers", cheers, ()), _spanned("gone", gone, ())]
    return [each for each in rows if each["number"]]


def _spanned(name: str, number: int, dates: Iterable[datetime | None]) -> Row:
    known = [date for date in dates if date is not None]
    first, last = (min(known), max(known)) if known else (None, None)
    return {"kind": name, "number": number, "first": first, "last": last}


def _dated(form: str) -> Callable[[Archive, Image], str]:
    def text(_: Archive, image: Image) -> str:
        date = image.created_at_utc
        return "undated" if date is None else date.strftime(form)

    return text


def _player(archive: Archive, image: Image) -> str:
    player = archive.get(Account, image.player_id)
    return name_of(player, "username", image.player_id) or "unknown"


def _room(archive: Archive, image: Image) -> str:
    room = archive.get(Room, image.room_id) if image.room_id else None
    return name_of(room, "name", image.room_id) or "no room"


#: What photos can be counted by.
GROUPS: Final[dict[str, Callable[[Archive, Image], str]]] = {
    "year": _dated("%Y"),
    "month": _dated("%Y-%m"),
    "player": _player,
    "room": _room,
}


def grouped(archive: Archive, by: str) -> list[Row]:
    """
    Return how many photos each group has, with their cheers and comments.

    Years and months are in order, players and rooms by the number of photos.

    Args:
        archive: Has the photos.
        by: A key of `GROUPS`.
    """
    found: dict[str, Row] = {}
    for image in archive.all(Image):
        if image.is_filled:
            name = GROUPS[by](archive, image)
            row = found.setdefault(
                name, {by: name, "photos": 0, "cheers": 0, "comments": 0}
            )
            row["photos"] += 1
            row["cheers"] += image.cheer_count or 0
            row["comments"] += image.comment_count or 0
    if by in {"year", "month"}:
        return [found[name] for name in sorted(found)]
    return sorted(found.values(), key=lambda row: (-row["photos"], row[by]))
