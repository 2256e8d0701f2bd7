"""
A sandbox on loopback, and commands in processes of their own.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from recnetpy.sandbox import Sandbox

#: Nothing of the machine's own servers is read.
_CLEAN = {key: value for key, value in os.environ.items() if "RECNET" not in key}


@attrs.frozen
class Served:
    """
    A sandbox, and where it is.

    Attributes:
        sandbox: The sandbox.
        url: Its address.
    """

    sandbox: Sandbox
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The variables of a process whose ``--sandbox`` is this one."""
        return {
            **_CLEAN,
            "RECNETPY_SANDBOX_URL": self.url,
            "COLUMNS": "100",
            "TZ": "UTC",
        }

    def asked(self, part: str) -> int:
        """Return how many requests had *part* in their path."""
        return sum(part in each.path for each in self.sandbox.requests)


@pytest.fixture(scope="module")
def _served() -> Iterator[Served]:
    sandbox = Sandbox()
    with sandbox.serve() as url:
        yield Served(sandbox, url)


@pytest.fixture
def served(_served: Served) -> Served:
    """A fresh sandbox on loopback."""
    _served.sandbox.reset()
    return _served


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Run commands in an empty folder, without servers in the environment."""
    for name in os.environ:
        if "RECNET" in name:
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TZ", "UTC")
    if hasattr(time, "tzset"):
        time.tzset()
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def start(served: Served, tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Starts a command in a process of its own."""

    def start(*arguments: str, **variables: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "recnetpy", *arguments],
            cwd=tmp_path,
            env={**served.environment, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    return start


@pytest.fixture
def run(start: Any) -> Callable[..., tuple[int, str, str]]:
    """Runs a command, and returns exit code, output and error output."""

    def run(*arguments: str, **variables: str) -> tuple[int, str, str]:
        process = start(*arguments, **variables)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    return run
