"""
What the tests of the command line share.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest

from asyncspotify._cli import line
from asyncspotify.sandbox import Sandbox

PROGRAM = [sys.executable, "-m", "asyncspotify"]


@attrs.frozen
class Result:
    """
    What a command printed, and how it ended.
    """

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[Any]:
        """
        The lines of JSON.
        """
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def sandbox() -> Sandbox:
    """
    The service that commands speak to.
    """
    return Sandbox()


@pytest.fixture
def url(
    sandbox: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """
    The address of the sandbox, which the environment contains.
    """
    for name in [name for name in os.environ if name.startswith("SPOTI")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("SPOTIFY_TOKEN_FILE", str(tmp_path / "home" / "token.json"))
    monkeypatch.chdir(tmp_path)
    with sandbox.serve() as url:
        monkeypatch.setenv("ASYNCSPOTIFY_SANDBOX_URL", url)
        monkeypatch.setenv("SPOTIFY_TOKEN", sandbox.credentials.token)
        yield url


@pytest.fixture
def run(
    url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Result]:
    """
    Runs a command in this process, against the sandbox.
    """
    monkeypatch.setenv("COLUMNS", "100")

    def run(*arguments: str) -> Result:
        capsys.readouterr()
        code = line(["--sandbox", *arguments])
        printed = capsys.readouterr()
        return Result(code, printed.out, printed.err)

    return run


@pytest.fixture
def program(url: str) -> Callable[..., Result]:
    """
    Runs a command in a process of its own, against the sandbox.
    """

    def program(*arguments: str, given: str = "", **environment: str) -> Result:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            env={**os.environ, "COLUMNS": "100", **environment},
            input=given,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )
        return Result(done.returncode, done.stdout, done.stderr)

    return program
