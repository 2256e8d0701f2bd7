"""
The command ``backtracked``, which needs the extra ``cli``.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line, and return the exit code."""
    try:
        from ._cli import main as run
    except ModuleNotFoundError as error:
        if error.name not in {"typer", "rich"}:
            raise
        print(
            'backtracked: the command line needs an extra (install "backtracked[cli]")',
            file=sys.stderr,
        )
        return 1
    return run()


if __name__ == "__main__":
    sys.exit(main())
