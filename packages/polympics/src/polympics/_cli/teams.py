"""
``polympics teams``.
"""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

import typer

from clientcore.cli import CommandLine, Session
from polympics import Team, UnauthenticatedClient

from .connection import DEFAULT, Server, reader
from .rows import (
    PER_PAGE,
    Limit,
    account_row,
    page_size,
    team_row,
    write_list,
    write_one,
)

Which: TypeAlias = Annotated[
    str, typer.Argument(metavar="TEAM", help="Id of the team, or its name.")
]


def add_to(line: CommandLine) -> None:
    """Add the commands."""
    group = line.group("teams", "Teams: list, show, members.")
    group.command("list")(list_teams)
    group.command("show")(show)
    group.command("members")(members)


async def list_teams(
    session: Session,
    search: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Text that the names contain.")
    ] = None,
    limit: Limit = None,
    server: Server = DEFAULT,
) -> None:
    """List teams, in the order of their names."""
    async with reader(session, server) as client:
        teams = client.list_teams(search, per_page=page_size(limit))
        await write_list(session, "team", aiter(teams), team_row, limit)


async def show(session: Session, team: Which, server: Server = DEFAULT) -> None:
    """Show a team."""
    async with reader(session, server) as client:
        write_one(session, team_row(await find_team(client, team)))


async def members(
    session: Session, team: Which, limit: Limit = None, server: Server = DEFAULT
) -> None:
    """List the accounts in a team."""
    async with reader(session, server) as client:
        found = await find_team(client, team)
        accounts = found.members(per_page=page_size(limit))
        await write_list(session, "account", aiter(accounts), account_row, limit)


async def find_team(client: UnauthenticatedClient, text: str) -> Team:
    """
    Return the team with this id or name.

    Args:
        client: Sends the requests.
        text: Id, or the name in its exact spelling.

    Raises:
        ValueError: No team has it, or more than one team has the name.
    """
    if re.fullmatch("[0-9]+", text) and (team := await client.find_team(text)):
        return team
    # A backslash has a meaning of its own in searches; "_" stands for any character.
    teams = client.list_teams(text.replace("\\", "_"), per_page=PER_PAGE)
    found = [team async for team in teams if team.name == text]
    if not found:
        raise ValueError(f"no team has the id or name {text!r}")
    if len(found) > 1:
        ids = ", ".join(str(team.id) for team in found)
        raise ValueError(f"{len(found)} teams have the name {text!r}: use an id, {ids}")
    return found[0]
