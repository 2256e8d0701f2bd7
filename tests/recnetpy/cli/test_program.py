"""
The command line as a whole.
"""

from __future__ import annotations

import subprocess
import sys

CHECK = """
import sys
import recnetpy
heavy = {"typer", "rich", "recnetpy._cli", "recnetpy.sandbox", "starlette", "uvicorn"}
print(sorted(heavy & sys.modules.keys()))
"""
WITHOUT = """
import sys
sys.modules["typer"] = None
from recnetpy.__main__ import main
sys.exit(main())
"""
LATE = """
import sys
from recnetpy._cli import line
line(["archive", "--help"])
print(sorted({"starlette", "uvicorn", "sqlite3"} & sys.modules.keys()), file=sys.stderr)
"""


def python(code: str) -> subprocess.CompletedProcess[str]:
    """Run *code* in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )


def test_imports():
    """
    ``import recnetpy`` imports nothing of the command line, which imports late.
    """
    assert python(CHECK).stdout == "[]\n"
    assert python(LATE).stderr == "[]\n"


def test_without_the_extra():
    """
    Without the extra the command says what to install.
    """
    done = python(WITHOUT)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == ('recnetpy: install "recnetpy[cli]" for the command line\n')


def test_version_and_help():
    """
    The module is the command.
    """
    for option, expected in (("--version", "recnetpy 1."), ("--help", "--sandbox")):
        done = subprocess.run(
            [sys.executable, "-m", "recnetpy", option],
            capture_output=True,
            text=True,
            check=True,
        )

        assert expected in done.stdout
