"""
A sandbox, and the command line as a program of its own or in this process.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from threading import Thread
from typing import IO, Any

import attrs
import pytest

from backtracked.sandbox import Sandbox

ROOM = "harbour-lights"
NOW = 1_800_000_000.0
PROGRAM = (sys.executable, "-m", "backtracked")


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox on loopback, whose clock stands still."""
    sandbox = Sandbox(clock=lambda: NOW)
    with sandbox.serve():
        yield sandbox


@pytest.fixture
def variables(sandbox: Sandbox, tmp_path: Path) -> dict[str, str]:
    """The environment of a command that uses the sandbox."""
    assert sandbox.base_url is not None
    login = sandbox.credentials.bot
    return {
        **{name: one for name, one in os.environ.items() if name[:5] != "QUEUP"},
        "BACKTRACKED_SANDBOX_URL": sandbox.base_url,
        "QUEUP_USER1": login.username,
        "QUEUP_PASS1": login.password,
        "TZ": "UTC",
        "COLUMNS": "100",
        "TERM": "dumb",
        "PYTHONUNBUFFERED": "",
        "HOME": str(tmp_path),
    }


@attrs.frozen
class Started:
    """A program that runs."""

    process: subprocess.Popen[str]

    @property
    def stdout(self) -> IO[str]:
        assert self.process.stdout is not None
        return self.process.stdout

    @property
    def stderr(self) -> IO[str]:
        assert self.process.stderr is not None
        return self.process.stderr

    def until(self, text: str) -> list[str]:
        """Return the lines of stderr up to the first that has *text*."""
        lines = [self.stderr.readline()]
        while text not in lines[-1]:
            assert lines[-1], f"ended before {text!r}: {lines}"
            lines.append(self.stderr.readline())
        return lines

    def end(self, number: int | None = None) -> tuple[int, str, str]:
        """Send a signal, and return exit code and the rest of both outputs."""
        if number is not None:
            self.process.send_signal(number)
        out, err = self.process.communicate(timeout=30)
        return self.process.returncode, out, err


Start = Callable[..., Started]


@pytest.fixture
def start(variables: dict[str, str], tmp_path: Path) -> Iterator[Start]:
    """Starts the program, with ``--sandbox`` and the arguments."""
    with ExitStack() as stack:

        def start(*arguments: str, sandboxed: bool = True, **more: str) -> Started:
            flags: Sequence[str] = ("--sandbox",) if sandboxed else ()
            process = subprocess.Popen(
                [*PROGRAM, *flags, *arguments],
                cwd=tmp_path,
                env={**variables, **more},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            stack.enter_context(process)
            stack.callback(process.kill)
            return Started(process)

        yield start


@pytest.fixture
def meanwhile(sandbox: Sandbox) -> Iterator[Callable[..., None]]:
    """Calls a function in a thread, once the bot receives the events of a room."""
    threads: list[Thread] = []

    def wait(channel: str, function: Callable[[], object]) -> None:
        while not any(channel in one.attached for one in sandbox.world.channels.lines):
            time.sleep(0.02)
        function()

    def meanwhile(function: Callable[[], object]) -> None:
        thread = Thread(target=wait, args=(sandbox.room.channel, function), daemon=True)
        threads.append(thread)
        thread.start()

    yield meanwhile
    for thread in threads:
        thread.join(10)


Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(
    variables: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Call]:
    """Runs a command in this process, and returns exit code, stdout and stderr."""
    from backtracked._cli import line

    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.delenv("QUEUP_ROOM_PASSWORD", raising=False)
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level

    def call(*arguments: Any, sandboxed: bool = True) -> tuple[int, str, str]:
        flags = ["--sandbox"] if sandboxed else []
        code = line([*flags, *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    yield call
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("backtracked").setLevel(logging.NOTSET)
