"""
``polympics accounts``.
"""

from __future__ import annotations

from typing import Annotated, TypeAlias

import typer

from clientcore.cli import CommandLine, Session

from .connection import DEFAULT, Server, reader
from .rows import Limit, account_row, page_size, write_list, write_one
from .teams import find_team

TeamOption: TypeAlias = Annotated[
    str | None, typer.Option(metavar="TEAM", help="Members of a team: id or name.")
]


def add_to(line: CommandLine) -> None:
    """Add the commands."""
    group = line.group("accounts", "Players: list, search, show.")
    group.command("list")(list_accounts)
    group.command("search")(search)
    group.command("show")(show)


async def list_accounts(
    session: Session,
    team: TeamOption = None,
    limit: Limit = None,
    server: Server = DEFAULT,
) -> None:
    """List accounts, in the order of their names."""
    await _list(session, None, team, limit, server)


async def search(
    session: Session,
    text: Annotated[
        str,
        typer.Argument(
            metavar="TEXT",
            help="Text that the names contain. % stands for any text, and _ for any"
            " character.",
        ),
    ],
    team: TeamOption = None,
    limit: Limit = None,
    server: Server = DEFAULT,
) -> None:
    """Find accounts by their names."""
    await _list(session, text, team, limit, server)


async def show(
    session: Session,
    id: Annotated[int, typer.Argument(metavar="ID", help="Id of the Discord user.")],
    server: Server = DEFAULT,
) -> None:
    """Show an account."""
    async with reader(session, server) as client:
        account = await client.find_account(id)
    if account is None:
        raise ValueError(f"no account has the id {id}")
    write_one(session, account_row(account))


async def _list(
    session: Session,
    text: str | None,
    team: str | None,
    limit: int | None,
    server: str,
) -> None:
    async with reader(session, server) as client:
        only = None if team is None else await find_team(client, team)
        accounts = client.list_accounts(text, only, per_page=page_size(limit))
        await write_list(session, "account", aiter(accounts), account_row, limit)
