"""
``python -m recnetpy.sandbox``: the service on loopback.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path

from clientcore.sandbox import run
from recnetpy.sandbox import Sandbox
from recnetpy.sandbox._world import now, read_stamp

_PROG = "python -m recnetpy.sandbox"


def make(
    seeded: bool,
    *,
    world: Path | None = None,
    files: Path | None = None,
    today: datetime | None = None,
    max_take: int | None = None,
    no_post_bulk: bool = False,
) -> Sandbox:
    """
    Make the sandbox that is served.
    """
    return Sandbox(
        seeded=seeded,
        archive=world,
        files=files,
        today=today,
        max_take=max_take,
        bulk_by_post=not no_post_bulk,
    )


def _today(text: str) -> datetime:
    return now() if text == "now" else read_stamp(text)


def add_options(parser: ArgumentParser) -> None:
    """
    Say what the command takes beside what all sandboxes take.
    """
    about = "serve the records of an archive (JSON Lines) instead of the seed world"
    parser.add_argument("--world", type=Path, metavar="FILE", help=about)
    about = "serve the image files of a folder that images.save_files() has made"
    parser.add_argument("--files", type=Path, metavar="FOLDER", help=about)
    about = "when it is in the seed world: 'now', or a time in ISO 8601"
    parser.add_argument("--today", type=_today, metavar="TIME", help=about)
    about = "send at most so many items a page, whatever is asked for"
    parser.add_argument("--max-take", type=int, metavar="NUMBER", help=about)
    about = "take long lists of IDs by GET only"
    parser.add_argument("--no-post-bulk", action="store_true", help=about)


def main() -> int:
    """
    Serve until a signal ends it, and give the exit code.
    """
    about = "Serves an emulator of the RecNet API."
    try:
        return run(make, prog=_PROG, about=about, add_options=add_options)
    except ValueError as error:
        # The archive is none; what can't be opened, run() says itself.
        sys.stderr.write(f"{_PROG}: {error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
