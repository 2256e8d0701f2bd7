"""
``polympics awards``.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import Annotated

import typer

from clientcore.cli import CommandLine, Session
from polympics import Award, Team, UnauthenticatedClient

from .connection import DEFAULT, Server, reader
from .rows import PER_PAGE, Limit, award_row, write_list, write_one
from .teams import find_team


def add_to(line: CommandLine) -> None:
    """Add the commands."""
    group = line.group("awards", "Awards: list, show.")
    group.command("list")(list_awards)
    group.command("show")(show)


async def list_awards(
    session: Session,
    team: Annotated[
        str | None, typer.Option(metavar="TEAM", help="Awards of a team: id or name.")
    ] = None,
    limit: Limit = None,
    server: Server = DEFAULT,
) -> None:
    """List the awards of teams."""
    async with reader(session, server) as client:
        awards = awards_of(client, team)
        await write_list(session, "award", awards, lambda it: award_row(*it), limit)


async def show(
    session: Session,
    id: Annotated[int, typer.Argument(metavar="ID", help="Id of the award.")],
    server: Server = DEFAULT,
) -> None:
    """Show an award, with the accounts that have it."""
    async with reader(session, server) as client:
        award = await client.find_award(id)
    if award is None:
        raise ValueError(f"no award has the id {id}")
    names = [account.name for account in award.awardees or []]
    write_one(session, award_row(award, award.team) | {"accounts": names})


async def awards_of(
    client: UnauthenticatedClient, team: str | None
) -> AsyncIterator[tuple[Award, Team]]:
    """
    Yield awards with their teams. The server has no list of them, but teams have.

    Args:
        client: Sends the requests.
        team: Id or name of a team, or ``None`` for all teams.
    """
    if team is not None:
        only = await find_team(client, team)
        for award in only.awards:
            yield award, only
        return
    async for each in client.list_teams(per_page=PER_PAGE):
        for award in each.awards:
            yield award, each


async def existing_awards(
    client: UnauthenticatedClient, awards: Iterable[Award | int]
) -> list[Award]:
    """Request awards, with their accounts. Those deleted meanwhile are left out."""
    found = await client.map(client.find_award, awards)
    return [award for award in found if award is not None]
