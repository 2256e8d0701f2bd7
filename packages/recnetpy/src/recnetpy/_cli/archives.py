"""
Archives: collecting, joining, counting and converting them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from clientcore.cli import Format, Partly, Session

from .. import Account, Archive, NotFound, Room
from .archived import Lenient, check, load
from .line import line
from .shown import row
from .source import PACE, PaceOption, Server, Source, reading
from .statistics import GROUPS, grouped, kinds
from .steps import Steps

archive = line.group("archive", "Archives of players and rooms, as JSON Lines.")

File = Annotated[Path, typer.Argument(metavar="FILE_OR_FOLDER", help="The archive.")]
_DATABASES = {".db", ".sqlite", ".sqlite3"}


@archive.command()
async def update(
    session: Session,
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="@PLAYER|^ROOM",
            help="Players and rooms, by name or by the URL of a page.",
        ),
    ],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="The archive, which is made or added to. The first target's name"
            " with .jsonl by default.",
        ),
    ] = None,
    pace: PaceOption = PACE,
    server: Server = None,
) -> None:
    """
    Save everything of players and rooms, or add what is new.

    Profiles, rooms, photos with people, comments and cheers, events with responses. A
    command that was interrupted is continued by running it again.
    """
    file = to or Path(f"{_safe(targets[0])}.jsonl")
    session.resume = f"run it again to continue: {file} keeps what was received"
    async with reading(session, server, pace=pace) as source:
        client = source.server
        before = len(load(file)) if file.exists() else 0
        found: Archive | None = None
        failed: list[Exception] = []
        for target in targets:
            try:
                owner = await _owner(source, target)
            except (NotFound, ValueError) as error:
                failed.append(error)
                continue
            with Steps(session.progress) as steps:
                found = await client.archive(owner, file, on_progress=steps)
            for part in found.skipped:
                session.note(f"{part.place} is missing: {part.reason}")
    if found is None:
        raise failed[0]
    counts = {"objects": len(found), "new": len(found) - before, "file": str(file)}
    session.output.all([row(session.output, counts)], *counts)
    for each in failed:
        session.failed(str(each))
    if failed:
        raise Partly(f"{len(failed)} of {len(targets)} were not saved")


async def _owner(source: Source, target: str) -> Account | Room:
    """
    Return the player or room that *target* names.

    Raises:
        NotFound: *target* names nothing, or something else.
        ValueError: It is not clear what *target* is the name of.
    """
    owner = await source.find(target)
    if isinstance(owner, Account | Room):
        return owner
    raise NotFound(None, f"{target} is neither a player nor a room")


def _safe(target: str) -> str:
    """Return the name of a file for *target*."""
    return re.sub(r"[^\w.-]+", "-", target.rsplit("/", 1)[-1]).strip("-.") or "archive"


@archive.command()
def merge(
    session: Session,
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE_OR_FOLDER",
            help="Archives, and JSON that others have collected.",
        ),
    ],
    to: Annotated[
        Path,
        typer.Option("--to", metavar="FILE", help="The archive that is written."),
    ],
    skip_damaged: Lenient = False,
) -> None:
    """
    Join archives, and collections of others, to one file.

    What is known of the same object is merged key by key: newer values win.
    """
    joined = load(*sources, lenient=skip_damaged)
    joined.save(to)
    counts = {"objects": len(joined), "left_out": len(joined.skipped), "file": str(to)}
    session.output.all([row(session.output, counts)], *counts)
    check(session, joined.skipped)


@archive.command()
def stats(
    session: Session,
    source: File,
    by: Annotated[
        str | None,
        typer.Option(
            "--by",
            metavar="GROUP",
            help=f"Count the photos by {', '.join(GROUPS)}.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, metavar="NUMBER", help="Groups, at most."),
    ] = None,
    skip_damaged: Lenient = False,
) -> None:
    """Count what an archive has."""
    if by is not None and by not in GROUPS:
        raise typer.BadParameter(f"photos are counted by {', '.join(GROUPS)}")
    found = load(source, lenient=skip_damaged)
    if by is None:
        rows, columns = kinds(found), ("kind", "number", "first", "last")
    else:
        rows, columns = grouped(found, by), (by, "photos", "cheers", "comments")
    rows = rows[:limit]
    if session.output.format is Format.TABLE:
        rows = [row(session.output, each) for each in rows]
    session.output.all(rows, *columns)
    check(session, found.skipped)


@archive.command()
def export(
    session: Session,
    source: File,
    to: Annotated[
        Path,
        typer.Option(
            "--to",
            metavar="FILE_OR_FOLDER",
            help="A file that ends in .db, .sqlite or .sqlite3 becomes a SQLite"
            " database, anything else a folder of CSV files.",
        ),
    ],
    skip_damaged: Lenient = False,
) -> None:
    """Write an archive as CSV files or as a SQLite database."""
    found = load(source, lenient=skip_damaged)
    if to.suffix.lower() in _DATABASES:
        found.export_sqlite(to)
    else:
        found.export_csv(to)
    _written(session, found, to)


@archive.command()
def html(
    session: Session,
    source: File,
    to: Annotated[
        Path | None,
        typer.Option(
            "--to",
            metavar="FILE",
            help="The page. The archive's name with .html by default.",
        ),
    ] = None,
    files: Annotated[
        Path | None,
        typer.Option(
            "--files",
            exists=True,
            file_okay=False,
            metavar="FOLDER",
            help="Folder that `photos download` saved the image files to.",
        ),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option("--title", help="Title of the page, the file's name by default."),
    ] = None,
    skip_damaged: Lenient = False,
) -> None:
    """Write an archive as a web page that needs no network."""
    found = load(source, lenient=skip_damaged)
    page = to or source.with_suffix(".html")
    found.export_html(page, files, title=title or source.stem)
    if files is None:
        session.note("without --files FOLDER the page shows no images")
    _written(session, found, page)


def _written(session: Session, found: Archive, to: Path) -> None:
    counts = {"objects": len(found), "written": str(to)}
    session.output.all([row(session.output, counts)], *counts)
    check(session, found.skipped)
