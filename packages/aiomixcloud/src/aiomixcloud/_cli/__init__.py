"""
The command line ``aiomixcloud``, also ``python -m aiomixcloud`` (extra ``cli``).

`account`, `browse`, `upload`, `edit` and `export` have the commands. The jobs
behind them, `uploading` and `exporting`, know nothing of the command line.
"""

from __future__ import annotations

# Importing the commands adds them to the command line.
from . import account, browse, edit, export, upload  # noqa: F401
from .line import line

__all__ = ["line", "main"]


def main() -> int:
    """Run the command of this process, and return the exit code."""
    return line()
