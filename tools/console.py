"""
Run the commands of pages about command lines, and record what they print.

A ```` ```console ```` block has commands behind ``$`` and what they print below.
All commands of a page share a folder, which is empty at first, and a sandbox that
runs on this machine: ``NAME_SANDBOX_URL`` is its address. They write to a terminal
of 100 columns that cannot move its cursor, so there are no progress bars.
A line ``...`` in a page stands for any lines, and ``…`` for any text within a line.

``python tools/console.py PAGE...`` writes into the pages what is printed now.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path

from clientcore.sandbox import Faults

COLUMNS = 100
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n", re.MULTILINE)


class Terminal:
    """
    Runs commands in one folder.

    Args:
        folder: The folder.
        environment: Variables that commands have besides those of this process.
        packages: Names of packages that are commands.
    """

    def __init__(
        self, folder: Path, environment: dict[str, str], packages: list[str]
    ) -> None:
        self._folder = folder
        self._environment = {
            **os.environ,
            "COLUMNS": str(COLUMNS),
            "HOME": str(folder),
            "NO_COLOR": "1",
            "PYTHONUNBUFFERED": "1",
            "TERM": "dumb",
            "TZ": "UTC",
            **environment,
        }
        # Found also where the packages are not installed, but on the path.
        self._functions = "".join(
            f'{name}() {{ "{sys.executable}" -m {name} "$@"; }}\n' for name in packages
        )

    def run(self, command: str) -> str:
        """Return what a command prints to a terminal."""
        text = b"".join(self.parts(command)).decode().replace("\r", "")
        # Spaces that pad the cells of a table are no part of a page.
        return re.sub(r" +$", "", text, flags=re.MULTILINE)

    def parts(self, command: str, **environment: str) -> Iterator[bytes]:
        """Yield what a command prints as it comes. It is ended with the iterator."""
        ours, theirs = pty.openpty()
        with subprocess.Popen(
            ["bash", "-c", self._functions + command],
            cwd=self._folder,
            env={**self._environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
        ) as process:
            os.close(theirs)
            try:
                yield from _read(ours)
            finally:
                os.close(ours)
                process.terminate()


def _read(file: int) -> Iterator[bytes]:
    """Yield what can be read from a terminal until it has ended."""
    # Linux has an error for the end of a terminal.
    with suppress(OSError):
        while part := os.read(file, 65536):
            yield part


@contextmanager
def terminal(
    package: str, beset: Callable[[Faults], object] | None = None
) -> Iterator[Terminal]:
    """
    Yield a terminal with a folder, and a sandbox of *package*, of its own.

    Args:
        package: Name of the package.
        beset: Adds faults to the sandbox.
    """
    sandbox = import_module(f"{package}.sandbox").Sandbox()
    if beset is not None:
        beset(sandbox.faults)
    with sandbox.serve() as url, tempfile.TemporaryDirectory() as folder:
        variables = {
            **sandbox.environment(url),
            f"{package.upper()}_SANDBOX_URL": url,
        }
        yield Terminal(Path(folder), variables, [package])


def replay(page: Path, package: str) -> str:
    """Return the text of a page with what its commands print now."""
    with terminal(package) as screen:
        text = page.read_text(encoding="utf-8")
        return _BLOCK.sub(lambda block: _replayed(block[0], screen), text)


def _replayed(block: str, screen: Terminal) -> str:
    """Return a block with new outputs, where they differ from the old ones."""
    _, *parts = _COMMAND.split(block)
    new = []
    for command, expected in zip(parts[::2], parts[1::2], strict=True):
        printed = screen.run(command).strip("\n")
        shown = expected.rstrip("\n")
        if not matches(shown, printed):
            shown = printed
        # A blank line may set commands apart.
        end = "\n" * bool(shown) + "\n" * expected.endswith("\n\n")
        new.append(f"$ {command}\n{shown}{end}")
    return "".join(new)


def matches(expected: str, printed: str) -> bool:
    """Return whether a page shows what was printed, dots standing for anything."""
    lines = (
        "(?s:.*)" if line == "..." else re.escape(line).replace("…", ".*")
        for line in expected.split("\n")
    )
    return re.fullmatch("\n".join(lines), printed) is not None


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        recorded = replay(path, path.resolve().parent.name)
        path.write_text(recorded, encoding="utf-8", newline="\n")
