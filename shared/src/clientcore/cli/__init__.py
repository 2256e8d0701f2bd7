"""
What the command lines of the clients have in common (extra ``cli``).

A `CommandLine` has the options of all commands, runs them, and turns errors into one
line and an exit code. A command receives a `Session`: where results, notes, progress
and waits are written.
"""

from __future__ import annotations

from ._command import CommandLine, Group, Partly, Session
from ._files import Journal, writing
from ._output import Format, Output, printable
from ._progress import Progress, Task

__all__ = ["CommandLine", "Format", "Group", "Journal", "Output", "Partly", "Progress"]
__all__ += ["Session", "Task", "printable", "writing"]
