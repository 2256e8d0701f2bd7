"""
The command that uploads shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from aiomixcloud import MixcloudError
from clientcore.cli import Journal, Partly, Session

from .line import line
from .options import detailed
from .service import connect
from .shows import Show, find_audio, read_shows
from .uploading import Outcome, Uploader

_JOURNAL = "mixcloud-uploads.journal"


@line.command()
@detailed
async def upload(
    session: Session,
    files: Annotated[
        list[Path], typer.Argument(help="Audio files, or folders of them.")
    ],
    details: dict[str, Any],
    same_name: Annotated[
        bool,
        typer.Option(
            "--same-name", help="Upload also if you have another show of this name."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Check all, and send nothing.")
    ] = False,
    journal: Annotated[
        Path | None,
        typer.Option(
            help=f"File that notes what was uploaded. Default: {_JOURNAL} beside the"
            " first audio file."
        ),
    ] = None,
) -> None:
    """
    Upload shows, unless they are there.

    By default, name and cover are those in the tags of a file. Beside mix.mp3, mix.cue
    or mix.yaml has the tracklist, and mix.jpg the cover; the YAML may have all
    properties. All is checked before the first file is sent. If it is interrupted, or
    run again, shows that are there are skipped.
    """
    paths = find_audio(files)
    for option in ("name", "sections"):
        if len(paths) > 1 and option in details:
            message = f"for one file, not {len(paths)}"
            raise typer.BadParameter(message, param_hint=f"--{option}")
    shows = _checked(session, *read_shows(paths, details))
    session.resume = "run the same command again: shows that are there are skipped"
    async with connect(session, signed_in=True) as client:
        notes = Journal(journal or shows[0].path.parent / _JOURNAL)
        meter = _meter(session, len(shows))
        uploader = Uploader(client, notes, same_name=same_name, meter=meter)
        if dry_run:
            await uploader.look(shows)
            rows = [_plan(show, uploader.find(show)) for show in shows]
            session.output.all(rows, *_PLANNED)
            return
        with notes.held():
            await uploader.look(shows)
            await _upload_all(session, uploader, shows)


def _checked(session: Session, shows: list[Show], problems: list[str]) -> list[Show]:
    """
    Return *shows* if there are no problems.

    Raises:
        ValueError: There are problems, which were printed.
    """
    if not problems:
        return shows
    if len(problems) == 1:
        raise ValueError(f"{problems[0]}; nothing was sent")
    for problem in problems:
        session.failed(problem)
    raise ValueError(f"{len(problems)} problems; nothing was sent")


async def _upload_all(session: Session, uploader: Uploader, shows: list[Show]) -> None:
    """
    Upload *shows*, and write a row for each.

    Raises:
        MixcloudError: The only show failed, or an error ended the run.
        Partly: Some of the shows were not uploaded.
    """
    failures: list[Outcome] = []
    ended: MixcloudError | None = None
    with session.output.rows(*_DONE, live=True) as write:
        # The rows before an error are written too.
        try:
            async for outcome in uploader.run(shows):
                write(_row(outcome))
                if not session.progress.hidden:
                    # Its bar is gone, and a table is written in the end.
                    session.note(f"{outcome.show.name}: {outcome.result}")
                if outcome.error is not None:
                    failures.append(outcome)
                    if len(shows) > 1:
                        session.failed(f"{outcome.show.path}: {outcome.error}")
        except MixcloudError as error:
            ended = error
    if ended is not None:
        raise ended
    if failures and len(shows) == 1 and failures[0].error is not None:
        raise failures[0].error
    if failures:
        raise Partly(f"{len(failures)} of {len(shows)} shows were not uploaded")


def _meter(session: Session, count: int) -> Any:
    """Return what shows the bytes of each show, with its number among *count*."""
    started: list[Show] = []

    @contextmanager
    def meter(show: Show) -> Iterator[Callable[[int], None]]:
        if show not in started:
            started.append(show)
        number = f"{len(started)}/{count} " if count > 1 else ""
        title = f"{number}{show.name}"
        with session.progress.task(title, show.size, in_bytes=True) as task:
            yield task.update

    return meter


_DONE = ("file", "name", "result", "key")
_PLANNED = ("file", "name", "size", "sections", "cover", "result", "key")


def _row(outcome: Outcome) -> dict[str, Any]:
    row = {
        "file": str(outcome.show.path),
        "name": outcome.show.name,
        "result": outcome.result,
        "key": outcome.key,
    }
    return row if outcome.error is None else {**row, "error": str(outcome.error)}


def _plan(show: Show, key: str | None) -> dict[str, Any]:
    return {
        "file": str(show.path),
        "name": show.name,
        "size": f"{show.size / 1e6:.1f} MB",
        "sections": len(show.details.get("sections") or ()),
        "cover": "picture" in show.details,
        "result": "to upload" if key is None else "already there",
        "key": key,
    }
