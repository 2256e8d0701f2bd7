"""
A server of an archive.
"""

from __future__ import annotations

import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from clientcore.cli import Session

from .archived import Lenient, load, report
from .line import line


@line.command()
def serve(
    session: Session,
    source: Annotated[
        Path | None,
        typer.Argument(
            metavar="FILE_OR_FOLDER",
            help="The archive. Without it the sandbox's own players and rooms.",
        ),
    ] = None,
    files: Annotated[
        Path | None,
        typer.Option(
            "--files",
            exists=True,
            file_okay=False,
            metavar="FOLDER",
            help="Folder that `photos download` saved the image files to. Images"
            " without a file are drawn in one color.",
        ),
    ] = None,
    host: Annotated[
        str, typer.Option("--host", help="Address to bind to.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 for a free one.")
    ] = 8765,
    skip_damaged: Lenient = False,
) -> None:
    """Serve an archive as RecNet did, until Ctrl-C."""
    from ..sandbox import Sandbox

    lines = today = None
    if source is not None:
        archive = load(source, lenient=skip_damaged)
        report(session, archive.skipped)
        lines, today = list(archive.lines()), datetime.now(UTC)
    sandbox = Sandbox(archive=lines, files=files, today=today)
    with suppress(KeyboardInterrupt), sandbox.serve(host=host, port=port) as url:
        counts = {
            "players": len(sandbox.world.accounts),
            "rooms": len(sandbox.world.rooms),
            "photos": len(sandbox.world.images),
        }
        facts = {"server": f"{url}/ns", **counts}
        with session.output.rows(*facts, live=True) as write:
            write(facts)
        session.note("serving until Ctrl-C; use it with --server in another terminal")
        # Ctrl-C and SIGTERM are the normal end. A wait without a limit cannot be
        # interrupted on every platform.
        while True:
            time.sleep(1)
