"""
``python -m asyncspotify``: the command line, if its extra is installed.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run a command, and return the exit code."""
    try:
        from ._cli import main as run
    except ModuleNotFoundError as error:
        if error.name not in {"rich", "typer"}:
            raise
        sys.stderr.write('asyncspotify: install "asyncspotify[cli]"\n')
        return 1
    return run()


if __name__ == "__main__":
    sys.exit(main())
