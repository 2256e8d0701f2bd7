"""
The command line as a whole: help, errors, credentials.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from clientcore.sandbox import Malformed, Status

from .conftest import PROGRAM, Run, Server

COMMANDS = [
    [],
    ["accounts"],
    ["accounts", "list"],
    ["accounts", "search"],
    ["accounts", "show"],
    ["teams", "list"],
    ["teams", "show"],
    ["teams", "members"],
    ["awards", "list"],
    ["awards", "show"],
    ["export"],
    ["import"],
    ["callbacks", "listen"],
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help(run: Run, command: list[str]) -> None:
    """
    Each command has a help.
    """
    code, out, err = run(*command, "--help")

    assert (code, err) == (0, "")
    assert f"Usage: polympics {' '.join(command)}".rstrip() in out


def test_module() -> None:
    """
    ``python -m polympics`` is the command.
    """
    done = subprocess.run(
        [*PROGRAM, "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("polympics ")


def test_without_extra() -> None:
    """
    Without the extra, one line says how to install it.
    """
    code = (
        "import sys; sys.modules['typer'] = None;"
        "from polympics.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == 'polympics: install "polympics[cli]" for the command line\n'


def test_import() -> None:
    """
    The library imports nothing of the command line.
    """
    code = (
        "import sys, polympics;"
        "print([name for name in sys.modules"
        " if name.split('.')[0] in {'typer', 'rich'} or '_cli' in name])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_sandbox(run: Run) -> None:
    """
    ``--sandbox`` needs no server and no credentials.
    """
    code, out, _ = run("--sandbox", "accounts", "show", "300000000000000000")

    assert code == 0
    assert json.loads(out)["name"] == "Ada"


def test_running_sandbox(
    run: Run, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    ``--sandbox`` may be one that runs already, whatever the server is.
    """
    server.sandbox.world.add_team("Golden Ducks")
    monkeypatch.setenv("POLYMPICS_SANDBOX_URL", server.url)
    monkeypatch.setenv("POLYMPICS_BASE_URL", "http://nowhere.test")

    code, out, _ = run("--sandbox", "teams", "show", "Golden Ducks")

    assert code == 0
    assert json.loads(out)["name"] == "Golden Ducks"


def test_no_network(run: Run) -> None:
    """
    If the server cannot be reached, one line says what to check.
    """
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    url = f"http://127.0.0.1:{port}"

    assert run("accounts", "show", "1", "--server", url) == (
        1,
        "",
        (
            "polympics: GET account/{id}: cannot connect"
            " (--server or POLYMPICS_BASE_URL is the URL of the server)\n"
        ),
    )


@pytest.mark.parametrize("url", ["nowhere", "ftp://a.example", "http://"])
def test_bad_server(run: Run, url: str) -> None:
    """
    A URL that is not one is one line.
    """
    code, out, err = run("accounts", "list", "--server", url)

    assert (code, out) == (1, "")
    assert err.startswith("polympics: ")
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (Status(500), "polympics: GET account/{id}: 500 Internal Server Error\n"),
        (Malformed(), "polympics: GET account/{id}: "),
    ],
)
def test_service_error(
    on: Run, server: Server, fault: Status | Malformed, message: str
) -> None:
    """
    An error of the server is one line.
    """
    server.sandbox.faults.add(fault)

    code, out, err = on("accounts", "show", "1")

    assert (code, out) == (1, "")
    assert err.startswith(message)
    assert err.count("\n") == 1


@pytest.mark.parametrize("missing", ["POLYMPICS_APP_USER", "POLYMPICS_APP_PASSWORD"])
def test_half_credentials(
    on: Run, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    """
    A user name without a password, or the reverse, is a mistake.
    """
    monkeypatch.delenv(missing)

    assert on("teams", "list") == (1, "", f"polympics: {missing} is not set\n")


def test_secrets(
    on: Run, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """
    No token is shown, not even with log and traceback.
    """
    rows = tmp_path / "rows.csv"
    rows.write_text("id,name\n1,x\n", encoding="utf-8")
    token = "not the right one"
    monkeypatch.setenv("POLYMPICS_APP_PASSWORD", token)

    code, out, err = on("-v", "import", str(rows))

    assert code == 1
    assert "Traceback" in err
    assert "set POLYMPICS_APP_USER and POLYMPICS_APP_PASSWORD" in err
    for secret in (token, server.variables["POLYMPICS_APP_PASSWORD"]):
        assert secret not in out + err


def test_session(on: Run, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    The credentials of a user's session will do, too.
    """
    login = server.sandbox.credentials.user
    assert login is not None
    monkeypatch.setenv("POLYMPICS_APP_USER", login.username)
    monkeypatch.setenv("POLYMPICS_APP_PASSWORD", login.password)

    assert on("teams", "show", "1")[0] == 0
    assert on("callbacks", "listen", "--register", "--port", "0") == (
        1,
        "",
        (
            "polympics: only apps have callbacks: set POLYMPICS_APP_USER to that of an"
            " app\n"
        ),
    )


def test_script() -> None:
    """
    The command is installed beside the interpreter, where the package is.
    """
    script = Path(sys.executable).with_name("polympics" + ".exe" * (os.name == "nt"))
    if not script.exists():
        pytest.skip("the package is only on the path")
    done = subprocess.run(
        [script, "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("polympics ")
