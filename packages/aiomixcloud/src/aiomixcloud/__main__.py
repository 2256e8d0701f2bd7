"""
``python -m aiomixcloud``: the command line, which needs the extra ``cli``.
"""

from __future__ import annotations

import sys

from clientcore import run_command_line


def main() -> int:
    """Run the command line, and return the exit code."""
    return run_command_line("aiomixcloud")


if __name__ == "__main__":
    sys.exit(main())
