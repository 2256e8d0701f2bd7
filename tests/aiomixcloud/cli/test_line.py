"""
The command line as a whole.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

from .conftest import PROGRAM, Terminal

COMMANDS = ["login", "whoami", "search", "feed", "show", "edit", "export", "upload"]


def test_help(terminal: Terminal):
    """
    The help has all commands, and a user needs no credentials for it.
    """
    code, out, err = terminal.spawn("--help", MIXCLOUD_TOKEN="")

    listed = out.partition("Commands:\n")[2].splitlines()
    assert (code, err) == (0, "")
    assert [row.split()[0] for row in listed] == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_command(terminal: Terminal, command: str):
    """
    Each argument and option of a command is explained.
    """
    code, out, _ = terminal.run(command, "--help")

    assert code == 0
    for row in out.splitlines():
        assert not row.startswith("  --") or row.rstrip() != row.split("  ")[1]


def test_import():
    """
    The package is imported without the command line and what that needs.
    """
    code = (
        "import sys, aiomixcloud;"
        "print({'typer', 'rich', 'aiomixcloud._cli'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "set()\n"


def test_without_extra():
    """
    Without the extra there is one line that says what to install.
    """
    code = (
        "import sys, runpy; sys.modules['typer'] = None;"
        "runpy.run_module('aiomixcloud', run_name='__main__')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == (
        'aiomixcloud: install "aiomixcloud[cli]" for the command line\n'
    )


@pytest.mark.parametrize(
    "arguments",
    [
        ["whoami"],
        ["upload", "mix.mp3"],
        ["edit", "mix", "--name", "Mix"],
        ["feed"],
        ["export", "me"],
    ],
)
def test_no_token(
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    audio: object,
    arguments: list[str],
):
    """
    What needs a token says how to get one, and sends nothing.
    """
    (terminal.folder / "mix.mp3").write_bytes(b"la")
    monkeypatch.delenv("MIXCLOUD_TOKEN")

    assert terminal.run(*arguments) == (
        1,
        "",
        "aiomixcloud: no access token: run aiomixcloud login, or set MIXCLOUD_TOKEN\n",
    )
    assert not terminal.sandbox.requests


def test_revoked_token(terminal: Terminal):
    """
    A token that is not valid any more has to be replaced, and is not shown.
    """
    token = terminal.sandbox.credentials.token
    terminal.sandbox.world.revoke(token)

    code, out, err = terminal.spawn("--sandbox", "-v", "whoami")

    assert (code, out) == (1, "")
    assert err.endswith(
        "aiomixcloud: OAuthException: An invalid access token was provided"
        " (sign in again: aiomixcloud login)\n"
    )
    assert "Traceback" in err
    assert token not in err


@pytest.mark.parametrize(
    "arguments",
    [["whoami"], ["upload", "mix.mp3"], ["export", "me"], ["login"], ["show", "x"]],
    ids=lambda arguments: arguments[0],
)
def test_secrets(terminal: Terminal, arguments: list[str]):
    """
    With the log, neither the token nor the secret of the app is written.
    """
    (terminal.folder / "mix.mp3").write_bytes(b"la")
    known = terminal.sandbox.credentials

    _, out, err = terminal.spawn("-v", "--sandbox", *arguments)

    assert "aiomixcloud: GET" in err
    assert known.token not in out + err
    assert known.client_secret not in out + err


def test_no_network(terminal: Terminal):
    """
    Without a network there is one line.
    """
    code, out, err = terminal.spawn("search", "low", MIXCLOUD_API="http://127.0.0.1:9")

    assert (code, out) == (1, "")
    assert err == "aiomixcloud: GET search/: cannot connect (check the network)\n"


def test_rate_limit(terminal: Terminal):
    """
    A rate limit that takes too long is no wait, and says when to come back.
    """
    terminal.sandbox.world.quota = None
    from clientcore.sandbox import RateLimit

    terminal.sandbox.faults.add(RateLimit(retry_after=7000), path="/api/search/")

    code, _, err = terminal.run("search", "low")

    assert code == 1
    assert "RateLimit" in err
    assert err.endswith("(run the same command again in 117 min)\n")


def test_in_process(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    """
    ``--sandbox`` needs neither a sandbox that runs nor credentials.
    """
    for name in ("AIOMIXCLOUD_SANDBOX_URL", "MIXCLOUD_TOKEN", "MIXCLOUD_API"):
        monkeypatch.delenv(name)

    code, out, _ = terminal.run("-o", "csv", "whoami")

    assert (code, out) == (
        0,
        "name,city,shows,followers,key\nDJ Okapi,Athens,3,0,/dj_okapi/\n",
    )
    assert not terminal.sandbox.requests


def test_module():
    """
    ``python -m aiomixcloud`` is the command.
    """
    done = subprocess.run(
        [*PROGRAM, "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("aiomixcloud ")
