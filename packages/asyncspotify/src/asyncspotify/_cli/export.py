"""
The command that exports.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from clientcore.cli import Partly, Session

from .account import connected
from .choices import Files, Part
from .line import AGAIN, counted, line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .exporting import Done, Export


@line.command()
async def export(
    session: Session,
    to: Annotated[
        Path,
        typer.Option(
            help="A folder, or a file.sqlite for one database.",
            metavar="FILE_OR_FOLDER",
        ),
    ] = Path("spotify-export"),
    files: Annotated[
        Files | None,
        typer.Option(help="Format of the files in a folder: json by default."),
    ] = None,
    only: Annotated[
        list[Part] | None,
        typer.Option(help="Export this part only. May be repeated."),
    ] = None,
    playlist: Annotated[
        list[str] | None,
        typer.Option(
            help="Export this playlist only: name, ID or link. May be repeated."
        ),
    ] = None,
    full: Annotated[
        bool, typer.Option("--full", help="Read everything again, changed or not.")
    ] = False,
) -> None:
    """
    Export playlists, likes, albums, podcasts, audiobooks and followed artists.

    Run again, it reads what has changed only. An interrupted export continues where
    it was.
    """
    from .backups import open_backup
    from .exporting import Export

    parts = only or list(Part)
    if playlist and not only:
        parts = [Part.PLAYLISTS]
    async with connected(session) as client:
        backup = open_backup(to, files)
        try:
            with backup.held():
                job = Export(client, backup, is_full=full)
                failed = await _run(session, job, parts, playlist or ())
        finally:
            backup.close()
    if failed:
        raise Partly(f"not exported: {counted(failed, 'list')}")


_COLUMNS = ("name", "kind", "entries", "state", "file")


async def _run(
    session: Session, job: Export, parts: Sequence[Part], playlists: Sequence[str]
) -> int:
    """Run an export, and return the number of lists that were refused."""
    from .exporting import State

    failed = count = 0
    session.resume = AGAIN
    with (
        session.output.rows(*_COLUMNS, live=True) as write,
        session.progress.task("exporting") as task,
    ):
        job.advance = task.advance
        job.expect = lambda total: task.update(0, total)
        try:
            async for done in job.run(parts, playlists):
                write(_row(done))
                count += 1
                if done.state is State.FAILED:
                    failed += 1
                    session.failed(f"{done.facts.name}: {done.error}")
        except Exception:
            if count:
                session.note(f"exported {counted(count, 'list')}; {AGAIN}")
            raise
    return failed


def _row(done: Done) -> dict[str, object]:
    facts = done.facts
    return {
        "name": facts.name,
        "kind": facts.kind,
        "entries": facts.count,
        "state": str(done.state),
        "file": facts.file,
        "id": facts.id,
    }
