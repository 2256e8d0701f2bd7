"""
The command that saves the data of a user.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from aiomixcloud import MixcloudError
from clientcore.cli import Journal, Partly, Session

from .exporting import Exporter, Saved, lists_of
from .line import line
from .service import connect, naming

if TYPE_CHECKING:
    from aiomixcloud import User

    from .database import Database
    from .folder import Folder

_DATABASES = (".db", ".sqlite", ".sqlite3")


@line.command()
async def export(
    session: Session,
    user: Annotated[str, typer.Argument(help="User name or address, or me.")],
    to: Annotated[
        Path | None,
        typer.Option(
            help="Folder for JSON lines, or a file .db, .sqlite or .sqlite3 for an"
            " SQLite database. Default: a folder with the name of the user."
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="<list>",
            help="A list to save, such as favorites. Default: all lists.",
        ),
    ] = None,
    brief: Annotated[
        bool,
        typer.Option(
            "--brief",
            help="Save shows without description and tracklist, which need a request"
            " for each show.",
        ),
    ] = False,
) -> None:
    """
    Save the profile, the shows and all lists of a user.

    A later export to the same place loads only shows that are new or were changed. If
    it is interrupted, the same command goes on.
    """
    async with connect(session, signed_in=user == "me") as client:
        with naming(user):
            found: User = await client.get(user)
        if found.get("type") != "user":
            raise MixcloudError(f"{user} is not a user")
        wanted = _wanted(found, only)
        target = to or Path(_folder_name(found))
        journal = Journal(_journal_path(target))
        with closing(_open(target)) as store, journal.held():
            if len(journal):
                session.note(f"Going on: {len(journal)} lists are complete.")
            session.resume = "run the same command again to go on"
            meter = _meter(session)
            exporter = Exporter(client, store, journal, meter=meter, brief=brief)
            failures = await _save_all(session, exporter, found, wanted)
            journal.finish()
    if failures:
        raise Partly(f"{failures} of the lists and shows were not saved in full")


async def _save_all(
    session: Session, exporter: Exporter, user: User, wanted: list[str]
) -> int:
    """Save all lists, write a row for each, and return the number of failures."""
    failures = 0
    ended: Exception | None = None
    with session.output.rows("list", "items", live=True) as write:
        # The rows before an error are written too.
        try:
            async for saved in exporter.run(user, wanted):
                write(_row(saved))
                if saved.error is not None:
                    session.failed(f"{saved.name}: {saved.error}")
                    failures += 1
        except (MixcloudError, OSError) as error:
            ended = error
    if ended is not None:
        raise ended
    for key, reason in exporter.incomplete.items():
        session.failed(f"{key}: {reason}")
    return failures + len(exporter.incomplete)


def _row(saved: Saved) -> dict[str, Any]:
    row: dict[str, Any] = {"list": saved.name, "items": saved.items}
    if saved.error is None:
        return row
    return {**row, "items": None, "error": str(saved.error)}


def _wanted(user: User, only: list[str] | None) -> list[str]:
    """
    Return the names of the lists to save.

    Raises:
        BadParameter: The user has no such list.
    """
    lists = lists_of(user)
    for name in only or ():
        if name not in lists:
            raise typer.BadParameter(
                f"no list {name!r}; there are {', '.join(lists)}", param_hint="--only"
            )
    return only or lists


def _folder_name(user: User) -> str:
    """
    Return the name of a user, which is also safe as the name of a folder.

    Raises:
        ValueError: The name has characters that are not safe in a path.
    """
    name = str(user.get("username"))
    if not name.replace("-", "").replace("_", "").isalnum():
        raise ValueError(f"{name!r} is no name for a folder; name one with --to")
    return name


def _open(target: Path) -> Folder | Database:
    """Open the database or the folder that is exported to."""
    if target.suffix.lower() in _DATABASES:
        from .database import Database

        return Database(target)
    from .folder import Folder

    return Folder(target)


def _journal_path(target: Path) -> Path:
    if target.suffix.lower() in _DATABASES:
        return target.with_name(f"{target.name}.journal")
    return target / ".export.journal"


def _meter(session: Session) -> Any:
    @contextmanager
    def meter(name: str, total: int | None) -> Iterator[Callable[[int], object]]:
        with session.progress.task(name, total) as task:
            yield task.update

    return meter
