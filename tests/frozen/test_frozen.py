"""
Programs that PyInstaller has frozen work.

A freezer follows the import statements of a program. It does not see modules that are
imported by a computed name, and leaves out what it does not know to be needed.
"""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

PROGRAMS = Path(__file__).parent / "programs"
EXPECTED = {
    ("quickstart", "asyncspotify"): [
        "Slow Tram has 7 albums",
        "GET tracks/{id}: 404 Not Found: Resource not found",
        "the version is known: True",
    ],
    ("bot", "backtracked"): ["heard: Is anybody here?"],
    ("old_modules", "recnetpy"): [
        "Owner True True",
        "[[1, 2], [3]] <class 'recnetpy._async.managers.rooms.RoomManager'>",
    ],
}


def freeze(program: str, folder: Path) -> Path:
    """
    Freeze one of the programs into a folder, and return the executable.
    """
    subprocess.run(
        [
            *(sys.executable, "-m", "PyInstaller", "--log-level", "ERROR"),
            *("--distpath", str(folder), "--workpath", str(folder / "work")),
            *("--specpath", str(folder), str(PROGRAMS / f"{program}.py")),
        ],
        check=True,
        timeout=300,
    )
    return folder / program / program


@pytest.mark.parametrize(("program", "package"), EXPECTED)
def test_frozen(tmp_path: Path, program: str, package: str):
    """
    A frozen program does what it does unfrozen, without any installed package.
    """
    executable = freeze(program, tmp_path)
    sandbox = import_module(f"{package}.sandbox").Sandbox()
    with sandbox.serve() as base_url:
        done = subprocess.run(
            [str(executable)],
            check=False,
            cwd=tmp_path,
            env={**os.environ, **sandbox.environment(base_url)},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )

    assert done.stdout.splitlines() == EXPECTED[program, package]
    assert (done.returncode, done.stderr) == (0, "")
