"""
The command that restores.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from clientcore.cli import Journal, Partly, Session

from .account import connected
from .backups import read_backup
from .exporting import Part
from .line import AGAIN, confirm, counted, line
from .restoring import Action, Restore, Step


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
    parts = only or list(Part)
    if playlist and not only:
        parts = [Part.PLAYLISTS]
    backup = read_backup(source)
    journal = Journal(source.with_name(f".{source.name}.restore.journal"))
    try:
        async with connected(session) as client:
            job = Restore(client, backup, journal, is_slow=slow)
            steps = []
            with session.output.rows(*_COLUMNS) as write:
                async for step in job.plan(parts, playlist or ()):
                    steps.append(step)
                    write(_row(step))
            to_do = [step for step in steps if step.action is not Action.NOTHING]
            if dry_run:
                return
            if not to_do:
                session.note("nothing to do")
            elif not yes:
                confirm("restore this?")
            session.resume = AGAIN
            left_out = await _do(session, job, steps)
    finally:
        backup.close()
    journal.finish()
    if left_out:
        entries = counted(left_out, "entry", "entries")
        raise Partly(f"not restored: {entries}")


_COLUMNS = ("name", "kind", "action", "to_add", "local_files", "unavailable")


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
