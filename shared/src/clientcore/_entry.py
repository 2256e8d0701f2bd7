"""
The start of a client's command line, which needs an extra.
"""

from __future__ import annotations

import sys
from importlib import import_module


def run_command_line(package: str) -> int:
    """
    Run the command line of a client, and return its exit code.

    Without the extra ``cli``, a line on standard error says what to install, and the
    exit code is 1.

    Args:
        package: Name of the client's package. Its module ``_cli`` has a function
            ``main``, which returns the exit code.
    """
    try:
        commands = import_module(f"{package}._cli")
    except ModuleNotFoundError as error:
        if error.name not in {"rich", "typer"}:
            raise
        sys.stderr.write(f'{package}: install "{package}[cli]" for the command line\n')
        return 1
    code: int = commands.main()
    return code
