"""
``polympics export`` and ``polympics import``.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientcore.cli import CommandLine, Partly, Session
from polympics import AuthenticatedClient, Outcome, TableError

from .connection import DEFAULT, Server, reader, writer
from .report import COLUMNS, Report

if TYPE_CHECKING:
    from .importing import Plan, Sheets


def add_to(line: CommandLine) -> None:
    """Add the commands."""
    line.command("export")(export)
    line.command("import")(import_)


async def export(
    session: Session,
    to: Annotated[
        Path, typer.Option(metavar="FOLDER", help="Folder for the files.")
    ] = Path("tournament"),
    plain_ids: Annotated[
        bool,
        typer.Option(
            "--plain-ids",
            help="Write ids without the apostrophe that keeps spreadsheets from"
            " rounding them.",
        ),
    ] = False,
    server: Server = DEFAULT,
) -> None:
    """
    Write all teams, accounts and awards to CSV files.

    The files teams.csv, accounts.csv and awards.csv can be edited in a spreadsheet and
    imported again.
    """
    from . import exporting

    session.resume = "no file is incomplete; run the command again"
    async with reader(session, server) as client:
        files = exporting.export(
            client, to, session.progress, ids_as_text=not plain_ids
        )
        with session.output.rows("file", "rows", live=True) as write:
            async for written in files:
                write({"file": str(written.path), "rows": written.rows})


async def import_(
    session: Session,
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE_OR_FOLDER",
            help="CSV file of accounts, or folder with accounts.csv, teams.csv and"
            " awards.csv.",
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")
    ] = False,
    keep: Annotated[
        bool,
        typer.Option("--keep", help="Do not change accounts and awards that exist."),
    ] = False,
    server: Server = DEFAULT,
) -> None:
    """
    Create and change teams, accounts and awards as CSV files say.

    All lines are checked before anything is done. Rows that the server has already are
    left unchanged, so the command can be run again. Nothing is deleted. Rows that fail
    are shown with their lines.
    """
    from . import importing

    sheets = _read(session, source)
    async with writer(session, server) as client:
        # Wrong credentials would fail each row, as missing permissions do.
        await client.get_self()
        todo = await importing.plan(client, sheets, keep=keep)
        if (
            any(step.outcome is Outcome.CREATED for step in todo.steps)
            and not await client.check_signups()
        ):
            session.note("signups are closed: the server refuses new accounts")
        if dry_run:
            _show_plan(session, todo)
        else:
            session.resume = "run the command again to do the rest"
            await _apply(session, client, todo, keep=keep)


def _read(session: Session, source: Path) -> Sheets:
    from . import importing

    try:
        return importing.read(source)
    except TableError as error:
        if len(error.problems) < 2:
            raise
        for problem in error.problems:
            session.failed(problem)
        count = len(error.problems)
        raise TableError(f"{source} has {count} problems: nothing was done") from error


def _show_plan(session: Session, todo: Plan) -> None:
    report = Report(session, planned=True)
    with session.output.rows(*COLUMNS) as report.write:
        for name in todo.new_teams:
            report.add_team(name, Outcome.CREATED)
        for step in todo.rows:
            report.add(step.row, step.outcome, step.changes)
    session.note(f"{report}; nothing was done")


async def _apply(
    session: Session, client: AuthenticatedClient, todo: Plan, *, keep: bool
) -> None:
    from . import importing

    report = Report(session, planned=False)
    try:
        with (
            session.output.rows(*COLUMNS, live=True) as report.write,
            session.progress.task("rows", len(todo.rows)) as task,
        ):
            for item in await importing.create_teams(client, todo):
                report.add_team(item.item, item.outcome, item.error)
            async for step in importing.apply(client, todo, keep=keep):
                report.add(step.row, step.outcome, step.changes, step.error)
                task.advance()
    finally:
        session.note(str(report))
    if report.failed:
        what = f"{report.failed} failed"
        raise Partly(f"{what}: correct them, and run the command again")
