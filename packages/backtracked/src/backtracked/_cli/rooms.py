"""
``rooms``: the lobby.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from backtracked import Room
from backtracked._fields import maybe_text
from clientcore.cli import Session

from .service import requests

_DEFAULT = 20
_COLUMNS = ("name", "users", "playing", "room")


async def rooms(
    session: Session,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="WORD", help="Letters and digits. All rooms by default."
        ),
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="Number of rooms at most.")
    ] = _DEFAULT,
    everything: Annotated[
        bool, typer.Option("--all", help="List all rooms, without a limit.")
    ] = False,
) -> None:
    """
    List the rooms of the lobby, or find rooms by name.

    Needs no account.
    """
    async with requests(session) as client:
        term = " ".join(words or ()).strip()
        found = client.search_rooms(term) if term else client.lobby()
        number = 0
        with session.output.rows(*_COLUMNS) as write:
            async for room in found:
                number += 1
                if number > limit and not everything:
                    session.note(f"{limit} rooms are shown: --all lists all")
                    break
                write(row_of(room))
        if number == 0:
            session.note("no room was found")


def row_of(room: Room) -> dict[str, Any]:
    """Return a room as a row."""
    return {
        "name": room.name,
        "users": room.active_users,
        "playing": maybe_text((room.current_song or {}).get("name")),
        "room": room.slug,
        "description": room.description,
        "url": room.url,
        "id": room.id,
    }
