"""
What the tests of the command line share.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import attrs
import pytest

from polympics.sandbox import Sandbox

PROGRAM = [sys.executable, "-m", "polympics"]

#: Runs a command in this process, and returns exit code, stdout and stderr.
Run: TypeAlias = Callable[..., tuple[int, str, str]]
#: Starts a command in a process of its own.
Start: TypeAlias = Callable[..., "subprocess.Popen[str]"]


@attrs.define
class Server:
    """
    A sandbox on loopback.

    Attributes:
        url: Its URL.
        sandbox: The sandbox.
        variables: Environment variables of a program that uses it.
    """

    url: str
    sandbox: Sandbox
    variables: dict[str, str]


@pytest.fixture
def server() -> Iterator[Server]:
    """A sandbox that is served on loopback."""
    sandbox = Sandbox()
    with sandbox.serve() as url:
        yield Server(url, sandbox, dict(sandbox.environment(url)))


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the user counts, and a terminal has 100 columns."""
    for name in list(os.environ):
        if name.startswith("POLYMPICS_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TZ", "UTC")
    if sys.platform != "win32":
        time.tzset()
    # Windows would decode pipes in another way.
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Run a command in this process."""

    def run(*arguments: str) -> tuple[int, str, str]:
        from polympics._cli.line import LINE

        code = LINE([*map(str, arguments)])
        out, err = capfd.readouterr()
        return code, out, err

    return run


@pytest.fixture
def on(
    run: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[int, str, str]]:
    """Run a command in this process, on the server."""
    for name, value in server.variables.items():
        monkeypatch.setenv(name, value)
    return run


@pytest.fixture
def start(server: Server) -> Iterator[Start]:
    """Start commands in processes of their own, on the server."""
    begun: list[subprocess.Popen[str]] = []

    def start(*arguments: Any) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env={**os.environ, **server.variables},
        )
        begun.append(program)
        return program

    yield start
    for program in begun:
        if program.poll() is None:
            program.kill()
        program.communicate()
