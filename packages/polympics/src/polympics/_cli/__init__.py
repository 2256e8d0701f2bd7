"""
The command line ``polympics`` (extra ``cli``).
"""

from __future__ import annotations

from . import accounts, awards, callbacks, teams, tournament
from .line import LINE

# In the order of the help.
for each in (accounts, teams, awards, tournament, callbacks):
    each.add_to(LINE)


def main() -> int:
    """Run the command line, and return the exit code."""
    return LINE()
