"""
A small command line, run by the tests in a process of its own too.
"""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

import anyio
import typer

from clientcore import NotFound, RateLimited
from clientcore.cli import CommandLine, Journal, Partly, Session, writing


def advise(error: BaseException) -> str:
    """Return what to do about an error."""
    return "wait an hour" if isinstance(error, RateLimited) else ""


line = CommandLine("clientcore", help="A command line for tests.", advise=advise)

FAILURES: dict[str, BaseException] = {
    "limit": RateLimited("429 Too Many Requests"),
    "lines": NotFound("no such\nthing"),
    "escape": NotFound("room \x1b[31mred is closed"),
    "defect": KeyError("x"),
    "use": typer.BadParameter("no two of them", param_hint="--kind"),
    "file": FileNotFoundError(2, "No such file or directory", "x.csv"),
    "partly": Partly("2 of 3 were saved"),
}


@line.command()
async def things(
    session: Session,
    count: Annotated[int, typer.Argument(help="How many.")] = 2,
) -> None:
    """List things."""
    with (
        session.output.rows("id", "name", "tags") as write,
        session.progress.task("things", count) as task,
    ):
        for number in range(count):
            row = {"id": number, "name": "a [b]\nc", "tags": ["x", "y"]}
            write({**row, "day": date(2026, 1, 2), "length": timedelta(seconds=90)})
            task.advance()
    session.note("done")


@line.command()
def fail(session: Session, kind: str) -> None:
    """Fail."""
    raise FAILURES[kind]


@line.command()
def lose(session: Session, name: str) -> None:
    """Lose a thing."""
    session.failed(f"lost {name}")


@line.command()
async def save(session: Session, path: Path, pause: float = 0) -> None:
    """Save a file, with a journal."""
    journal = Journal(path.with_suffix(".journal"))
    session.resume = "run it again to go on"
    for number in range(5):
        if str(number) not in journal:
            journal.add(str(number))
            session.console.print(f"saved {number}")
            await anyio.sleep(pause)
    with writing(path) as file:
        file.write("whole\n")
    journal.finish()


lists = line.group("list", "Lists.")


@lists.command("show")
def _show(session: Session, id: str) -> None:
    """Show a list."""
    session.output.all(
        [{"id": id, "sandbox": session.sandbox, "url": session.sandbox_url}], "id"
    )


if __name__ == "__main__":
    sys.exit(line())
