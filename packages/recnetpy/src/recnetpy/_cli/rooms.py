"""
Rooms.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from clientcore.cli import Format, Session

from .. import Kind, NotFound, Role, Room
from .archived import Lenient
from .line import line
from .shown import name_of, one
from .source import ArchiveFile, Server, reading


@line.command()
async def room(
    session: Session,
    name: Annotated[
        str,
        typer.Argument(
            metavar="ROOM", help="Name with or without ^, ID, or a page's URL."
        ),
    ],
    server: Server = None,
    archive: ArchiveFile = None,
    skip_damaged: Lenient = False,
) -> None:
    """Show a room: description, numbers, roles, tags and subrooms."""
    async with reading(session, server, archive, lenient=skip_damaged) as source:
        found = await source.find(name, Kind.ROOM)
        if not isinstance(found, Room):
            raise NotFound(None, f"{name} is no room")
        if source.client is not None and source.archive is None:
            await found.resolve_role_owners()
            await found.get_creator_player()
    values = facts(found)
    if session.output.format in {Format.TABLE, Format.CSV}:
        roles = values["roles"] or []
        values["roles"] = [f"{each['player']} ({each['role']})" for each in roles]
    one(session.output, values["name"] or str(found.id), values)


def facts(room: Room) -> dict[str, Any]:
    """Return what is known of a room, by name; of one that is gone only the ID."""

    def known(name: str) -> Any:
        return getattr(room, name, None)

    creator = known("creator_account_id")
    return {
        "name": known("name"),
        "description": known("description"),
        "creator": name_of(room.creator_account, "username", creator),
        "created": known("created_at_utc"),
        "state": known("state"),
        "accessibility": known("accessibility"),
        "max_players": known("max_players"),
        "visits": known("visit_count"),
        "visitors": known("visitor_count"),
        "cheers": known("cheer_count"),
        "favorites": known("favorite_count"),
        "tags": [tag.tag for tag in known("tags") or ()],
        "warnings": known("warnings"),
        "subrooms": [each.name for each in known("subrooms") or ()],
        "roles": [_role(role) for role in known("roles") or ()],
        "image_name": known("image_name"),
        "id": room.id,
    }


def _role(role: Role) -> dict[str, Any]:
    player = name_of(role.account, "username", role.account_id)
    return {"player": player, "role": role.name, "id": role.account_id}
