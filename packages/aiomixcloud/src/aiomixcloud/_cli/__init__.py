"""
The command line ``aiomixcloud``, also ``python -m aiomixcloud`` (extra ``cli``).

`_account`, `_browse`, `_upload`, `_edit` and `_export` have the commands. The jobs
behind them, `_uploading` and `_exporting`, know nothing of the command line.
"""

from __future__ import annotations

# Importing the commands adds them to the command line.
from . import _account, _browse, _edit, _export, _upload  # noqa: F401
from ._line import line

__all__ = ["line", "main"]


def main() -> int:
    """Run the command of this process, and return the exit code."""
    return line()
