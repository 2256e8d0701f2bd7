"""
What all command lines have in common: options, exit codes, errors, interruption.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from .program import line

PROGRAM = [sys.executable, "-m", "tests.shared.cli.program"]
ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("kind", "code", "message"),
    [
        ("limit", 1, "clientcore: 429 Too Many Requests (wait an hour)\n"),
        ("lines", 1, "clientcore: no such thing\n"),
        ("defect", 1, "clientcore: KeyError: 'x'\n"),
        ("file", 1, "clientcore: [Errno 2] No such file or directory: 'x.csv'\n"),
        ("partly", 3, "clientcore: 2 of 3 were saved\n"),
    ],
)
def test_error(
    capsys: pytest.CaptureFixture[str], kind: str, code: int, message: str
) -> None:
    """
    An error is one line on standard error, and an exit code.
    """
    assert line(["fail", kind]) == code

    assert capsys.readouterr() == ("", message)


def test_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """
    ``-v`` adds the traceback.
    """
    assert line(["-v", "fail", "defect"]) == 1

    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], "No such command 'nothing'."),
        (["things", "--odd"], "No such option: --odd"),
        (["things", "many"], "Invalid value for 'count'"),
        (["fail"], "Missing argument 'kind'."),
        (["fail", "use"], "Invalid value for --kind: no two of them"),
        (["-o", "xml", "things"], "Invalid value for '--output' / '-o'"),
    ],
)
def test_wrong_use(
    capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """
    Wrong use is one line that says what, and where the help is.
    """
    assert line(arguments) == 2

    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"clientcore: {message}")
    assert err.endswith("(try clientcore --help)\n")
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["list"]])
def test_no_command(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    """
    Without a command the help is shown, which is wrong use in a script.
    """
    assert line(arguments) == 2

    assert "Usage: clientcore" in capsys.readouterr().out


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """
    ``--version`` needs no command.
    """
    assert line(["--version"]) == 0

    name, number = capsys.readouterr().out.split()
    assert name == "clientcore"
    assert number[0].isdigit()


@pytest.mark.parametrize("url", [None, "http://127.0.0.1:8000"])
def test_group(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    url: str | None,
) -> None:
    """
    A group has commands of its own, with the options of all commands.
    """
    if url:
        monkeypatch.setenv("CLIENTCORE_SANDBOX_URL", url)
    assert line(["--sandbox", "list", "show", "7"]) == 0

    shown = json.loads(capsys.readouterr().out)
    assert shown == {"id": "7", "sandbox": True, "url": url}


@pytest.mark.parametrize(("flags", "notes"), [([], "done\n"), (["-q"], "")])
def test_quiet(
    capsys: pytest.CaptureFixture[str], flags: list[str], notes: str
) -> None:
    """
    Notes are no results, and ``--quiet`` leaves them out, but not what failed.
    """
    assert line([*flags, "things", "0"]) == 0
    assert capsys.readouterr() == ("", notes)
    assert line([*flags, "lose", "x" * 100]) == 0
    assert capsys.readouterr() == ("", f"lost {'x' * 100}\n")


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start the program."""
    return subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_reader_goes_away() -> None:
    """
    A reader that has enough is no error: ``NAME things | head -1``.
    """
    with start("things", "100000") as program:
        assert program.stdout is not None
        assert program.stderr is not None
        assert program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() in {"", "done\n"}
        assert program.wait() == 0


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
def test_ended_in_the_background(tmp_path: Path) -> None:
    """
    A program that a shell has started with ``&``, without SIGINT, can be ended as well.
    """
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        program = start("save", str(tmp_path / "things.csv"), "--pause=60")
    finally:
        signal.signal(signal.SIGINT, before)
    with program:
        assert program.stderr is not None
        assert program.stderr.readline() == "saved 0\n"
        program.terminate()
        _, err = program.communicate(timeout=30)

    assert program.returncode == 130
    assert err.endswith("clientcore: interrupted (run it again to go on)\n")


@pytest.mark.skipif(os.name == "nt", reason="has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted(tmp_path: Path, number: signal.Signals) -> None:
    """
    An interrupted job leaves no half-written file, says how to go on, and goes on.
    """
    path = tmp_path / "things.csv"
    with start("save", str(path), "--pause=60") as program:
        assert program.stderr is not None
        assert program.stderr.readline() == "saved 0\n"
        program.send_signal(number)
        _, err = program.communicate(timeout=30)

    assert program.returncode == 130
    assert err.endswith("clientcore: interrupted (run it again to go on)\n")
    assert not path.exists()

    with start("save", str(path)) as program:
        _, err = program.communicate(timeout=30)

    assert program.returncode == 0
    assert "saved 0" not in err
    assert path.read_text() == "whole\n"
    assert [each.name for each in tmp_path.iterdir()] == ["things.csv"]
