"""
Commands that speak to a sandbox on this machine.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from aiomixcloud._cli import line
from aiomixcloud.sandbox import Sandbox

PROGRAM = [sys.executable, "-m", "aiomixcloud"]


@attrs.frozen
class Terminal:
    """
    Where commands are entered.

    Attributes:
        sandbox: What they speak to.
        folder: The folder that they run in, which is also the user's home.
        environment: Their environment.
    """

    sandbox: Sandbox
    folder: Path
    environment: dict[str, str]
    _capture: Any

    def run(self, *arguments: str | Path) -> tuple[int, str, str]:
        """Run a command in this process. Returns the exit code and what it wrote."""
        self._capture.readouterr()
        code = line(["--sandbox", *map(str, arguments)])
        out, err = self._capture.readouterr()
        return code, _trimmed(out), err

    def start(self, *arguments: str | Path, **more: str) -> subprocess.Popen[str]:
        """Start a command in a process of its own."""
        return subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            cwd=self.folder,
            env={**os.environ, **self.environment, **more},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def spawn(self, *arguments: str | Path, **more: str) -> tuple[int, str, str]:
        """Run a command in a process of its own."""
        with self.start(*arguments, **more) as process:
            out, err = process.communicate(timeout=60)
        return process.returncode, _trimmed(out), err

    def interrupt(self, process: subprocess.Popen[str]) -> str:
        """Interrupt a command as Ctrl-C does, and return what it wrote to stderr."""
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        assert process.returncode == 130
        return err

    def count(self, method: str, path: str) -> int:
        """Return the number of requests that were received for *path*."""
        return sum((r.method, r.path) == (method, path) for r in self.sandbox.requests)


def _trimmed(text: str) -> str:
    """Return *text* without the spaces that fill the last cells of a table."""
    return re.sub(" +$", "", text, flags=re.MULTILINE)


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[Sandbox, str]]:
    """
    A sandbox and its address, for the tests of a file: starting it takes a while.
    """
    sandbox = Sandbox()
    with sandbox.serve() as url:
        yield sandbox, url


@pytest.fixture
def terminal(
    served: tuple[Sandbox, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Terminal:
    sandbox, url = served
    sandbox.reset()
    environment = {
        **sandbox.environment(url),
        "AIOMIXCLOUD_SANDBOX_URL": url,
        "COLUMNS": "100",
        "HOME": str(tmp_path),
        "TZ": "UTC",
    }
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    return Terminal(sandbox, tmp_path, environment, capsys)


@pytest.fixture
def audio(tmp_path: Path) -> Callable[..., Path]:
    """
    Writes audio files.
    """

    def write(name: str = "mix.mp3", size: int = 200_000) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes(size))
        return path

    return write


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """
    Restore the handler that a command line has replaced.
    """
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)
