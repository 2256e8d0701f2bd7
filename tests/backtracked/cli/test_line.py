"""
What all commands have in common: entry points, errors, credentials.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

import backtracked
from backtracked._cli.advice import advise
from backtracked._cli.arguments import room_slug
from backtracked.sandbox import Sandbox
from clientcore.cli import CommandLine

from .conftest import ROOM, Call, Start

SECRET = "the-password"


def test_program(start: Start) -> None:
    """
    ``python -m backtracked`` is the command.
    """
    assert start("--version").end() == (
        0,
        f"backtracked {backtracked.__version__}\n",
        "",
    )


def test_import_is_light() -> None:
    """
    The package does not import its command line, nor what that needs.
    """
    program = (
        "import sys, backtracked, backtracked.sync; "
        "print([n for n in ('typer', 'rich', 'backtracked._cli') if n in sys.modules])"
    )
    out = subprocess.check_output([sys.executable, "-c", program], text=True)

    assert out == "[]\n"


def test_without_the_extra() -> None:
    """
    Without the libraries there is a line that says what to install.
    """
    program = (
        "import sys; sys.modules['typer'] = None; "
        "from backtracked.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == (
        'backtracked: install "backtracked[cli]" for the command line\n'
    )


COMMANDS = [
    ("listen", ROOM),
    ("say", ROOM, "hello"),
    ("queue", "show", ROOM),
    ("queue", "add", ROOM, "dQw4w9WgXcQ"),
    ("queue", "clear", ROOM),
]


@pytest.mark.parametrize("arguments", COMMANDS)
def test_no_credentials(
    call: Call, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """
    A command that needs an account says what to set.
    """
    monkeypatch.delenv("QUEUP_PASS1")

    advice = "set QUEUP_USER1 and QUEUP_PASS1 to the name and password of an account"
    line = f"backtracked: this needs an account ({advice})\n"
    assert call(*arguments) == (1, "", line)


@pytest.mark.parametrize("arguments", COMMANDS[:2])
def test_wrong_password(
    call: Call, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """
    A wrong password is said to be wrong, and is never shown.
    """
    monkeypatch.setenv("QUEUP_PASS1", SECRET)

    code, out, err = call("-v", *arguments)

    assert (code, out) == (1, "")
    assert err.endswith("(check QUEUP_USER1 and QUEUP_PASS1)\n")
    assert "Traceback" in err
    assert SECRET not in err


@pytest.mark.parametrize("arguments", [("rooms",), ("say", ROOM, "hello")])
def test_no_network(
    call: Call, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """
    A service that can't be reached is one line.
    """
    monkeypatch.setenv("BACKTRACKED_SANDBOX_URL", "http://127.0.0.1:9")

    code, out, err = call("-q", *arguments)

    assert (code, out) == (1, "")
    assert err.startswith("backtracked: ")
    assert err.endswith(
        "(check the network, and QUEUP_API and QUEUP_WS if they are set)\n"
    )
    assert err.count("\n") == 1


def test_service_error(sandbox: Sandbox, call: Call) -> None:
    """
    An error of the service is one line, with its message.
    """
    code, out, err = call("history", "chat", "no\x1b[1m-room")

    assert (code, out) == (1, "")
    assert "404" in err
    assert "\x1b" not in err
    assert err.endswith("(rooms are listed by: backtracked rooms)\n")


def test_own_sandbox(call: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Without a sandbox that runs, ``--sandbox`` brings one and its account.
    """
    for name in ("BACKTRACKED_SANDBOX_URL", "QUEUP_USER1", "QUEUP_PASS1"):
        monkeypatch.delenv(name)

    code, out, _ = call("-o", "csv", "say", ROOM, "hello")

    assert code == 0
    assert ",hello," in out


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("my-room", "my-room"),
        (" my-room ", "my-room"),
        ("60b000000000000000000001", "60b000000000000000000001"),
        ("https://queup.net/join/my-room", "my-room"),
        ("https://www.queup.net/join/my-room/?x=1#y", "my-room"),
        ("queup.net/join/caf%C3%A9", "café"),
    ],
)
def test_room(text: str, slug: str) -> None:
    """
    A room is given by slug, ID, or the URL in the browser.
    """
    assert room_slug(text) == slug


@pytest.mark.parametrize(
    "text", ["", " ", "https://queup.net/", "https://queup.net/a/b"]
)
def test_no_room(call: Call, text: str) -> None:
    """
    Anything else is wrong use.
    """
    code, out, err = call("listen", text)

    assert (code, out) == (2, "")
    assert err.startswith("backtracked: Invalid value for 'ROOM':")


def test_advice() -> None:
    """
    There is advice for the errors that users can do something about.
    """
    assert advise(backtracked.RateLimitError("", 429)) == "wait a few minutes"
    assert advise(ValueError()) == ""


def test_type() -> None:
    """
    The command line is the one that all packages have.
    """
    from backtracked._cli import line

    assert isinstance(line, CommandLine)
