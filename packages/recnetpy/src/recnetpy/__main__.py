"""
``python -m recnetpy``: the command line, see ``recnetpy --help``.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line, and return the exit code."""
    try:
        from ._cli import main as run
    except ModuleNotFoundError as error:
        if error.name not in {"rich", "typer"}:
            raise
        sys.stderr.write('recnetpy: install "recnetpy[cli]" for the command line\n')
        return 1
    return run()


if __name__ == "__main__":
    sys.exit(main())
