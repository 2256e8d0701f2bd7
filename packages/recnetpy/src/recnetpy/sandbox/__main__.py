"""
``python -m recnetpy.sandbox``: the service on loopback.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path

from clientcore.sandbox import run
from recnetpy.sandbox import Sandbox

_PROG = "python -m recnetpy.sandbox"


def make(seeded: bool, *, world: Path | None = None) -> Sandbox:
    """
    Make the sandbox that is served.
    """
    return Sandbox(seeded=seeded, archive=world)


def add_options(parser: ArgumentParser) -> None:
    """
    Say what the command takes beside what all sandboxes take.
    """
    about = "serve the records of an archive (JSON Lines) instead of the seed world"
    parser.add_argument("--world", type=Path, metavar="FILE", help=about)


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
