"""
``polympics callbacks``.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, nullcontext
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientcore.cli import CommandLine, Format, Session, printable

from .connection import DEFAULT, Server, app
from .rows import at_most

if TYPE_CHECKING:
    from polympics import AccountTeamUpdateEvent

_VARIABLE = "POLYMPICS_CALLBACK_SECRET"
_COLUMNS = ("received_at", "account", "team", "account_id", "team_id")


def add_to(line: CommandLine) -> None:
    """Add the commands."""
    group = line.group("callbacks", "Events that the server sends: listen.")
    group.command("listen")(listen)


async def listen(
    session: Session,
    host: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Address to listen at.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", help="Port to listen at, 0 for any.")
    ] = 8766,
    register: Annotated[
        bool,
        typer.Option(
            "--register", help="Register the callback, and remove it at the end."
        ),
    ] = False,
    url: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="URL to register, if the server reaches this program by another than"
            " that of host and port.",
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Replace the callback that is registered for another URL."
        ),
    ] = False,
    limit: Annotated[
        int | None,
        typer.Option(min=1, metavar="NUMBER", help="End after so many events."),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Write JSON lines, on a terminal too.")
    ] = False,
    server: Server = DEFAULT,
) -> None:
    """
    Receive events, and write one line for each: who joined or left which team.

    It ends with Ctrl-C. The environment variable POLYMPICS_CALLBACK_SECRET has the
    secret of a callback that is registered already. With --register, a random one is
    used by default.
    """
    from . import listening

    secret = os.environ.get(_VARIABLE)
    if not secret and not register:
        raise ValueError(f"no secret: set {_VARIABLE}, or use --register")
    secret = secret or listening.new_secret()
    async with AsyncExitStack() as stack:
        client = None
        if register:
            client = await stack.enter_async_context(app(session, server))
        address, events = await stack.enter_async_context(
            listening.listen(secret, host, port)
        )
        session.note(f"listening at {address}")
        if client is not None:
            where = url or address
            await stack.enter_async_context(
                listening.registered(client, where, secret, replace=replace)
            )
            session.note(f"registered {where}")
        await _write_all(session, events, limit, as_json=as_json)


async def _write_all(
    session: Session,
    events: AsyncIterator[AccountTeamUpdateEvent],
    limit: int | None,
    *,
    as_json: bool,
) -> None:
    """Write events as they arrive, at most *limit* of them."""
    if as_json:
        session.output.format = Format.JSONL
    sentences = session.output.format is Format.TABLE
    rows = session.output.rows(*_COLUMNS, live=True)
    with nullcontext(_say) if sentences else rows as write:
        async for event in at_most(limit, events):
            write(_row(event, datetime.now(UTC)))


def _row(event: AccountTeamUpdateEvent, now: datetime) -> dict[str, Any]:
    return {
        "received_at": now,
        "account": event.account.name,
        "team": event.team and event.team.name,
        "account_id": str(event.account.id),
        "team_id": event.team and event.team.id,
    }


def _say(row: Mapping[str, Any]) -> None:
    """Write an event as a sentence, with the local time."""
    time = row["received_at"].astimezone()
    what = f"joined {row['team']}" if row["team"] else "left the team"
    line = " ".join(f"{row['account']} {what}".split())
    typer.echo(printable(f"{time:%H:%M:%S}  {line}"))
