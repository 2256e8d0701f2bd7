"""
Reading archives for a command, and saying what was left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from clientcore.cli import Partly, Session

from .. import Archive, Skipped, UnreadableError

Lenient = Annotated[
    bool,
    typer.Option("--skip-damaged", help="Read the rest of a file that is damaged."),
]
#: Parts that are left out are named one by one up to this number.
_MOST_NAMED = 20


def load(*paths: Path, lenient: bool = False) -> Archive:
    """
    Read files and folders as one archive.

    Raises:
        OSError: A file cannot be read.
        ValueError: A file is damaged, and *lenient* is false.
    """
    parts = []
    for path in paths:
        try:
            part = Archive.load(path, strict=not lenient)
        except UnreadableError as error:
            advice = "--skip-damaged reads the rest"
            raise ValueError(f"{path}: {error} ({advice})") from error
        part.skipped = [
            Skipped(f"{path}: {each.place}", each.reason) for each in part.skipped
        ]
        parts.append(part)
    return parts[0] if len(parts) == 1 else Archive.merge(*parts)


def report(session: Session, skipped: Sequence[Skipped]) -> None:
    """Print each part that was left out of an archive, to standard error."""
    for part in skipped[:_MOST_NAMED]:
        session.failed(f"{part.place}: {part.reason}")
    if len(skipped) > _MOST_NAMED:
        session.failed(f"and {len(skipped) - _MOST_NAMED} more")


def check(session: Session, skipped: Sequence[Skipped]) -> None:
    """
    Print each part that was left out of an archive: see `report`.

    Raises:
        Partly: *skipped* has parts.
    """
    report(session, skipped)
    if skipped:
        raise Partly(f"parts that were left out: {len(skipped)}")
