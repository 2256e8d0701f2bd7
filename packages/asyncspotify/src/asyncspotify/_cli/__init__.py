"""
The command line.

A module has the commands of one noun, or a job: a function that knows nothing of the
command line and is called by a command.
"""

from __future__ import annotations

import logging

from . import account, export, history, player, playlists, restore, search
from .line import line

__all__ = [
    "account",
    "export",
    "history",
    "line",
    "main",
    "player",
    "playlists",
    "restore",
    "search",
]


def main() -> int:
    """Run the command that the arguments name, and return the exit code."""
    # Without a handler, Python prints the warnings of the library.
    logging.getLogger("asyncspotify").addHandler(logging.NullHandler())
    return line()
