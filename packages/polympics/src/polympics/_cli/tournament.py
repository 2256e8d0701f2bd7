"""
``polympics export`` and ``polympics import``.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from clientcore.cli import CommandLine, Partly, Session
from polympics import AuthenticatedClient, Outcome, TableError

from .connection import DEFAULT, Server, reader, writer

if TYPE_CHECKING:
    from .importing import Plan, Sheets, Step

_COLUMNS = ("line", "outcome", "name", "team", "changes", "id")
_TO_DO = {Outcome.CREATED: "to create", Outcome.UPDATED: "to update"}
_FAILED = (Outcome.FAILED.value, Outcome.UNKNOWN.value)


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
    Write all teams and accounts to CSV files.

    The files teams.csv and accounts.csv can be edited in a spreadsheet and imported
    again.
    """
    from . import exporting

    session.resume = "no file is incomplete; run the command again"
    async with reader(session, server) as client:
        files = exporting.export(
            client, to, session.progress, ids_as_text=not plain_ids
        )
        with session.output.rows("file", "rows") as write:
            async for written in files:
                write({"file": str(written.path), "rows": written.rows})


async def import_(
    session: Session,
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE_OR_FOLDER",
            help="CSV file of accounts, or folder with accounts.csv and teams.csv.",
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")
    ] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="Do not change accounts that exist.")
    ] = False,
    server: Server = DEFAULT,
) -> None:
    """
    Create and change teams and accounts as CSV files say.

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
    with session.output.rows(*_COLUMNS) as write:
        for name in todo.new_teams:
            write(_team_row(name, "to create"))
        for step in todo.pending:
            write(_row(step, _TO_DO[step.outcome]))
    counts = Counter(_TO_DO.get(step.outcome, "unchanged") for step in todo.steps)
    teams = Counter({"to create": len(todo.new_teams)})
    session.note(f"{_counted(teams, counts)}; nothing was done")


async def _apply(
    session: Session, client: AuthenticatedClient, todo: Plan, *, keep: bool
) -> None:
    from . import importing

    teams: Counter[str] = Counter()
    accounts = Counter(unchanged=len(todo.steps) - len(todo.pending))
    try:
        with (
            session.output.rows(*_COLUMNS, live=True) as write,
            session.progress.task("accounts", len(todo.pending)) as task,
        ):
            for item in await importing.create_teams(client, todo):
                teams[item.outcome.value] += 1
                write(_team_row(item.item, item.outcome.value))
                if item.error is not None:
                    _failed(session, f"team {item.item}", item.error)
            async for step in importing.apply(client, todo, keep=keep):
                accounts[step.outcome.value] += 1
                write(_row(step, step.outcome.value))
                if step.error is not None:
                    what = f"line {step.row.line}: {step.row.name}"
                    _failed(session, what, step.error)
                task.advance()
    finally:
        session.note(_counted(teams, accounts))
    if failed := sum(counts[each] for counts in (teams, accounts) for each in _FAILED):
        raise Partly(f"{failed} failed: correct them, and run the command again")


def _row(step: Step, outcome: str) -> dict[str, Any]:
    row = step.row
    return {
        "line": row.line,
        "outcome": outcome,
        "name": row.name,
        "team": row.team_name or row.team,
        "changes": step.changes,
        "error": step.error and str(step.error),
        "id": str(row.id),
    }


def _team_row(name: str, outcome: str) -> dict[str, Any]:
    return {"outcome": f"team {outcome}", "team": name}


def _counted(teams: Counter[str], accounts: Counter[str]) -> str:
    """Return how many teams and accounts have which outcome."""
    parts = [
        f"{noun}: {', '.join(f'{count} {name}' for name, count in (+counts).items())}"
        for noun, counts in (("teams", teams), ("accounts", accounts))
        if +counts
    ]
    return "; ".join(parts) or "the files have no rows"


def _failed(session: Session, what: str, error: Exception) -> None:
    """Print one line, whatever the names and the server's message contain."""
    session.failed(" ".join(f"{what}: {error}".split()))
