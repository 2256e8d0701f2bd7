"""
The command that restores.
"""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientcore.cli import Journal, Partly, Session

from .account import connected
from .choices import Part
from .line import AGAIN, confirm, counted, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .restoring import Restore, Step


@line.command()
async def restore(
    session: Session,
    source: Annotated[
        Path, typer.Argument(help="A folder or database by asyncspotify export.")
    ],
    only: Annotated[
        list[Part] | None,
        typer.Option(help="Restore this part only. May be repeated."),
    ] = None,
    playlist: Annotated[
        list[str] | None,
        typer.Option(
            help="Restore this playlist of the backup only: name, ID or link. May be"
            " repeated."
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be done, and stop.")
    ] = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Do not ask before anything is changed.")
    ] = False,
    slow: Annotated[
        bool,
        typer.Option(
            "--slow",
            help="Save likes one by one, which keeps their order in development mode.",
        ),
    ] = False,
) -> None:
    """
    Add what a backup has and the account does not, in the order of the backup.

    Shows first what would be done. What is there stays. Local files cannot be added by
    apps, and are listed. An interrupted restore continues where it was.
    """
    from .backups import read_backup
    from .restoring import Action, Restore

    parts = only or list(Part)
    if playlist and not only:
        parts = [Part.PLAYLISTS]
    backup = read_backup(source)
    journal = Journal(source.with_name(f".{source.name}.restore.journal"))
    left_out = 0
    try:
        # Another process would create the same playlists.
        with nullcontext() if dry_run else journal.held():
            async with connected(session) as client:
                job = Restore(client, backup, journal, is_slow=slow)
                steps = await _plan(session, job, parts, playlist or ())
                if dry_run:
                    return
                if all(step.action is Action.NOTHING for step in steps):
                    session.note("nothing to do")
                elif not yes:
                    confirm("restore this?")
                left_out = await _do(session, job, steps)
            journal.finish()
    finally:
        backup.close()
    if left_out:
        entries = counted(left_out, "entry", "entries")
        raise Partly(f"not restored: {entries}")


_COLUMNS = ("name", "kind", "action", "to_add", "local_files", "unavailable")


async def _plan(
    session: Session, job: Restore, parts: Sequence[Part], playlists: Sequence[str]
) -> list[Step]:
    """Show what is to be done, and return it."""
    steps = []
    with session.output.rows(*_COLUMNS) as write:
        async for step in job.plan(parts, playlists):
            steps.append(step)
            write(_row(step))
    return steps


def _row(step: Step) -> dict[str, object]:
    return {
        "name": step.facts.name,
        "kind": step.facts.kind,
        "action": str(step.action),
        "to_add": step.missing,
        "local_files": len(step.local),
        "unavailable": step.gone,
        "id": step.target,
    }


async def _do(session: Session, job: Restore, steps: list[Step]) -> int:
    """Do all steps, and return how many entries could not be restored."""
    session.resume = AGAIN
    left_out = 0
    total = sum(step.missing for step in steps)
    with session.progress.task("restoring", total) as task:
        job.advance = task.advance
        for step in steps:
            for problem in await job.run(step):
                left_out += 1
                session.failed(f"{step.facts.name}: {problem}")
    session.note(f"added {counted(int(task.done), 'entry', 'entries')}")
    return left_out
