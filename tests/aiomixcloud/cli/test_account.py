"""
Signing in.
"""

from __future__ import annotations

import json

import pytest

from .conftest import Terminal

TABLE = """\
 name      city    shows  followers  key
 DJ Okapi  Athens  3      0          /dj_okapi/
"""


def test_login(terminal: Terminal):
    """
    A sign-in keeps the token in a private file, which later commands read.
    """
    code, out, err = terminal.spawn(
        "--sandbox", "-o", "table", "login", MIXCLOUD_TOKEN=""
    )
    (file,) = terminal.folder.glob("**/sandbox-token.json")
    token = json.loads(file.read_text())["access_token"]

    assert (code, out) == (0, TABLE)
    assert err.startswith("Sign in at http://127.0.0.1:")
    assert token not in err
    assert terminal.sandbox.credentials.client_secret not in err
    assert file.stat().st_mode & 0o777 == 0o600

    code, out, err = terminal.spawn(
        "--sandbox", "-o", "table", "whoami", MIXCLOUD_TOKEN=""
    )

    assert (code, out, err) == (0, TABLE, "")


def test_refused(terminal: Terminal):
    """
    If the user refuses, an old token stays.
    """
    assert terminal.run("login")[0] == 0
    (file,) = terminal.folder.glob("**/sandbox-token.json")
    before = file.read_bytes()
    terminal.sandbox.world.consents = False

    code, out, err = terminal.run("-q", "login")

    assert (code, out) == (1, "")
    assert err == "aiomixcloud: the authorization was refused: access_denied\n"
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["MIXCLOUD_CLIENT_ID", "MIXCLOUD_CLIENT_SECRET"])
def test_no_app(terminal: Terminal, monkeypatch: pytest.MonkeyPatch, name: str):
    """
    A sign-in needs an app.
    """
    monkeypatch.setenv(name, "")

    code, _, err = terminal.run("login")

    assert code == 1
    assert err.startswith(f"aiomixcloud: {name} is not set: register an app at ")


def test_not_in_time(terminal: Terminal):
    """
    A user who does not come back ends the wait.
    """
    code, _, err = terminal.run("login", "--no-browser", "--timeout", "1")

    assert code == 1
    assert "/oauth/authorize?" in err.splitlines()[0]
    assert len(err.splitlines()) == 2


def test_token_file(terminal: Terminal, monkeypatch: pytest.MonkeyPatch):
    """
    A file without a token is an error that names it.
    """
    assert terminal.run("login")[0] == 0
    (file,) = terminal.folder.glob("**/sandbox-token.json")
    file.write_text("{}")
    monkeypatch.delenv("MIXCLOUD_TOKEN")

    code, _, err = terminal.run("whoami")

    assert (code, err) == (
        1,
        f"aiomixcloud: the token in {file} cannot be read: run aiomixcloud login\n",
    )


def test_whoami_of_programs(terminal: Terminal):
    """
    Programs get the user as the service sends it.
    """
    code, out, _ = terminal.run("-o", "json", "whoami")

    (me,) = json.loads(out)
    assert (code, me["username"], me["city"]) == (0, "dj_okapi", "Athens")
