"""
Players.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any

import typer

from clientcore.cli import Session

from .. import Account, HostGoneError, Kind, NotFound, NotOfferedError
from .archived import Lenient
from .line import line
from .shown import one
from .source import ArchiveFile, Server, Source, reading

_DETAILS = (
    "get_bio",
    "get_level",
    "get_subscriber_count",
    "get_is_influencer",
    "get_owned_rooms",
)


@line.command()
async def player(
    session: Session,
    name: Annotated[
        str,
        typer.Argument(
            metavar="PLAYER", help="Username with or without @, ID, or a page's URL."
        ),
    ],
    server: Server = None,
    archive: ArchiveFile = None,
    skip_damaged: Lenient = False,
) -> None:
    """Show a player: profile, level, subscribers and rooms."""
    async with reading(session, server, archive, lenient=skip_damaged) as source:
        account = await source.find(name, Kind.ACCOUNT)
        if not isinstance(account, Account):
            raise NotFound(None, f"{name} is no player")
        missing = await complete(source, account)
    for detail in missing:
        session.note(f"this server does not offer {detail}")
    found = facts(account)
    one(session.output, found["username"] or str(account.id), found)


async def complete(source: Source, account: Account) -> list[str]:
    """
    Get the details of a player from the server, if there is one.

    Returns:
        What the server does not offer.
    """
    if source.client is None or source.archive is not None:
        return []
    missing: list[str] = []

    async def get(name: str) -> None:
        ask: Callable[[], Awaitable[Any]] = getattr(account, name)
        try:
            await ask()
        except (HostGoneError, NotFound, NotOfferedError):
            missing.append(name.removeprefix("get_").replace("_", " "))

    await source.client.map(get, _DETAILS)
    return sorted(missing)


def facts(account: Account) -> dict[str, Any]:
    """Return what is known of a player, by name; of one who is gone only the ID."""
    level = account.level
    rooms = account.owned_rooms or account.created_rooms or []
    return {
        "username": getattr(account, "username", None),
        "display_name": getattr(account, "display_name", None),
        "level": level.level if level else None,
        "xp": level.xp if level else None,
        "subscribers": account.subscriber_count,
        "influencer": account.is_influencer,
        "created": getattr(account, "created_at_utc", None),
        "platforms": getattr(account, "platforms", None),
        "pronouns": getattr(account, "personal_pronouns", None),
        "identity": getattr(account, "identity_flags", None),
        "bio": account.bio,
        "rooms": [room.name for room in rooms if getattr(room, "name", None)],
        "id": account.id,
    }
