"""
The command line (extra ``cli``): one module for each command, and those of their jobs.
"""

from __future__ import annotations

from clientcore.cli import CommandLine

from . import history, listen, queue, rooms, run, say
from .advice import advise

line = CommandLine(
    "backtracked",
    help="Rooms, chat, queues and bots of QueUp (queup.net).",
    advise=advise,
)
line.command()(rooms.rooms)
line.command()(listen.listen)
line.command()(say.say)
queue.add_to(line)
history.add_to(line)
line.command()(run.run)


def main() -> int:
    """Run the command line, and return the exit code."""
    return line()
