"""
The command line.
"""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from clientcore._files import write_private
from clientcore.sandbox import Sandbox, run

TOY = str(Path(__file__).with_name("conftest.py"))
PROGRAM = f"""
import importlib.util, sys
from clientcore.sandbox import run
spec = importlib.util.spec_from_file_location("toy", {TOY!r})
toy = importlib.util.module_from_spec(spec)
sys.modules["toy"] = toy
spec.loader.exec_module(toy)

def make(seeded):
    sandbox = toy.Toy()
    if not seeded:
        sandbox.world.texts.clear()
    return sandbox

sys.exit(run(make, prog="toy", about="Notes."))
"""

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def start() -> Iterator[Start]:
    """
    Starts the toy's command.
    """
    processes: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, "--port", "0", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        processes.append(process)
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate(timeout=60)


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_lines_and_signals(start: Start, number: signal.Signals):
    """
    Values come first, then that it listens; a signal ends it with code 0.
    """
    process = start()
    lines = [line(process) for _ in range(3)]
    base_url = lines[0].removeprefix("TOY_API=")
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=20)
    connection.request("GET", "/notes")
    body = connection.getresponse().read()
    connection.close()
    process.send_signal(number)
    rest, errors = process.communicate(timeout=60)

    assert lines[1:] == [
        "TOY_KEY=a+b=",
        f"Listening on {base_url}, for development and tests; Ctrl-C stops.",
    ]
    assert base_url.startswith("http://127.0.0.1:")
    assert body == b'["milk"]'
    assert (process.returncode, rest, errors) == (0, "", "")


def test_empty(start: Start):
    """
    ``--empty`` asks for a sandbox without its seed world.
    """
    base_url = line(start("--empty")).removeprefix("TOY_API=")
    connection = HTTPConnection(urlsplit(base_url).netloc, timeout=20)
    connection.request("GET", "/notes")
    body = connection.getresponse().read()
    connection.close()

    assert body == b"[]"


def test_env(start: Start, tmp_path: Path):
    """
    ``--env`` writes the same lines to a file that only its owner can read.
    """
    file = tmp_path / "toy.env"
    process = start("--env", str(file))
    lines = [line(process) for _ in range(3)]

    assert file.read_text().splitlines() == lines[:2]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_write_private_replaces(tmp_path: Path):
    """
    An older file that others could read becomes one they cannot.
    """
    file = tmp_path / "toy.env"
    file.write_text("OLD=1\n")
    file.chmod(0o644)
    write_private(file, b"NEW=1\n")

    assert file.read_text() == "NEW=1\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_port_taken(start: Start, base_url: str):
    """
    A port that is taken is said plainly, with code 1.
    """
    process = start("--port", str(urlsplit(base_url).port))
    rest, errors = process.communicate(timeout=60)

    assert process.returncode == 1
    assert rest == ""
    assert errors.startswith("toy: ")
    assert "Address already in use" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("port", ["-1", "65536", "http", "٣"], ids=ascii)
def test_odd_port(toy: Sandbox[Any], capsys: pytest.CaptureFixture[str], port: str):
    """
    A port that cannot be one is wrong use.
    """
    with pytest.raises(SystemExit) as caught:
        run(lambda _: toy, prog="toy", about="Notes.", argv=[f"--port={port}"])

    assert caught.value.code == 2
    assert "not a number from 0 to 65535" in capsys.readouterr().err


def test_help(toy: Sandbox[Any], capsys: pytest.CaptureFixture[str]):
    """
    The help says what is served, and what for.
    """
    with pytest.raises(SystemExit):
        run(lambda _: toy, prog="toy", about="Notes.", argv=["--help"])

    assert "Notes. For development and tests." in capsys.readouterr().out


def test_own_options():
    """
    A service's own options reach what makes the sandbox.
    """
    asked: list[object] = []

    def make(seeded: bool, **own: object) -> Sandbox[Any]:
        asked.extend((seeded, own))
        raise OSError("enough")

    code = run(
        make,
        prog="toy",
        about="Notes.",
        add_options=lambda parser: parser.add_argument("--tier"),
        argv=["--empty", "--tier", "small"],
    )

    assert code == 1
    assert asked == [False, {"tier": "small"}]
