"""
The command that exports.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from clientcore.cli import Partly, Session

from .account import connected
from .backups import open_backup
from .exporting import Export, Part, State
from .line import AGAIN, counted, line


class Files(StrEnum):
    """Formats of the files in a folder."""

    JSON = "json"
    CSV = "csv"


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
    parts = only or list(Part)
    if playlist and not only:
        parts = [Part.PLAYLISTS]
    session.resume = AGAIN
    backup, failed, total = open_backup(to, files), 0, 0
    try:
        async with connected(session) as client:
            with (
                session.output.rows(
                    "name", "kind", "entries", "state", "file"
                ) as write,
                session.progress.task("exporting", None) as task,
            ):

                def expect(entries: int) -> None:
                    nonlocal total
                    total += entries
                    task.update(task.done, total)

                job = Export(
                    client, backup, is_full=full, advance=task.advance, expect=expect
                )
                async for done in job.run(parts, playlist or ()):
                    facts = done.facts
                    row = {
                        "name": facts.name,
                        "kind": facts.kind,
                        "entries": facts.count,
                        "state": str(done.state),
                        "file": facts.file,
                        "id": facts.id,
                    }
                    write(row)
                    if done.state is State.FAILED:
                        failed += 1
                        session.failed(f"{facts.name}: {done.error}")
    except Exception:
        session.note(f"what was exported is in {to}; {AGAIN}")
        raise
    finally:
        backup.close()
    if failed:
        raise Partly(f"not exported: {counted(failed, 'list')}")
