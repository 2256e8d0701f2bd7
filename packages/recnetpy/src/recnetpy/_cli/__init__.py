"""
The command line.

Each module has the commands of one noun. A job that takes more than calling the client
is a function that knows nothing of the command line.
"""

from __future__ import annotations

import logging

from . import archives, photos, players, rooms, serving
from .line import line

__all__ = ["archives", "line", "main", "photos", "players", "rooms", "serving"]


def main() -> int:
    """Run the command that the arguments name, and return the exit code."""
    # Commands report what was skipped. Without a handler, Python prints warnings.
    logging.getLogger("recnetpy").addHandler(logging.NullHandler())
    return line()
