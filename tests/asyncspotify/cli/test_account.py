"""
Signing in and out, credentials, and errors of each kind.
"""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from asyncspotify import RateLimited
from asyncspotify._cli.line import advise, in_words
from asyncspotify.sandbox import Sandbox
from clientcore.sandbox import RateLimit, Status

from .conftest import Result


def _visit(link: str) -> bool:
    """Open a link as a browser does."""
    urllib.request.urlopen(link, timeout=20).close()
    return True


def test_whoami(program: Callable[..., Result]) -> None:
    """
    The account is shown as a table.
    """
    result = program("--sandbox", "-o", "table", "whoami")

    assert result.code == 0
    assert [line.split() for line in result.out.splitlines()] == [
        ["name", "country", "product", "followers", "id"],
        ["Kim", "Sandbox", "SE", "premium", "3", "sandbox_me"],
    ]
    assert result.err == ""


def test_login(
    sandbox: Sandbox,
    run: Callable[..., Result],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """
    The token of a sign-in is stored, used, and removed.
    """
    monkeypatch.delenv("SPOTIFY_TOKEN")
    monkeypatch.setattr("webbrowser.open", _visit)
    app = sandbox.credentials.client_id

    before = run("whoami")
    signed_in = run("login", "--client-id", app)
    stored = tmp_path / "home" / "token.json"
    token = json.loads(stored.read_text())
    after = run("whoami")

    assert (before.code, before.err) == (
        1,
        "asyncspotify: not signed in (run: asyncspotify login)\n",
    )
    assert signed_in.code == 0
    assert "signed in as Kim Sandbox" in signed_in.err
    assert token["access_token"] not in signed_in.err
    assert stored.stat().st_mode & 0o777 == 0o600
    assert "user-library-modify" in token["scope"]
    assert after.rows[0]["id"] == "sandbox_me"

    assert run("logout").code == 0
    assert not stored.exists()
    assert run("whoami").code == 1


def test_login_read_only(
    sandbox: Sandbox, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    ``--read-only`` asks for no permission to change anything.
    """
    monkeypatch.delenv("SPOTIFY_TOKEN")
    monkeypatch.setattr("webbrowser.open", _visit)

    run("login", "--client-id", sandbox.credentials.client_id, "--read-only")
    grants = sandbox.world.accounts
    result = run("playlist", "create", "New")

    assert grants is not None
    assert result.code == 1
    assert "playlist-modify" in result.err


def test_ended_sign_in(
    sandbox: Sandbox, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A sign-in that was taken back says what to do.
    """
    monkeypatch.delenv("SPOTIFY_TOKEN")
    monkeypatch.setattr("webbrowser.open", _visit)
    run("login", "--client-id", sandbox.credentials.client_id)
    sandbox.world.accounts.revoke(sandbox.world.users["sandbox_me"])

    result = run("whoami")

    assert result.code == 1
    assert result.err.endswith("(run: asyncspotify login)\n")


def test_login_without_an_app(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Signing in needs an app.
    """
    result = run("login")

    assert result.code == 1
    assert "--client-id" in result.err


def test_public_search_without_a_user(
    sandbox: Sandbox, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    An app with a secret may search without a user.
    """
    monkeypatch.delenv("SPOTIFY_TOKEN")
    monkeypatch.setenv("SPOTIFY_CLIENT_ID", sandbox.credentials.client_id)
    monkeypatch.setenv("SPOTIFY_CLIENT_SECRET", sandbox.credentials.client_secret)

    assert run("search", "tide", "--limit", "2").code == 0
    assert run("whoami").code == 1


def test_search(program: Callable[..., Result]) -> None:
    """
    Hits come as lines of JSON, or as a table with the ID last.
    """
    lines = program("--sandbox", "search", "winter window", "--limit", "1")
    table = program("--sandbox", "-o", "table", "search", "radio", "-t", "show")

    assert (lines.code, table.code) == (0, 0)
    assert lines.rows == [
        {
            "type": "track",
            "name": "Winter Window",
            "artists": ["Paper Lanterns"],
            "album": "Salt Weather",
            "released": "1994-05-12",
            "duration": 387.264,
            "explicit": False,
            "added_at": None,
            "added_by": None,
            "isrc": "QZSYN2600001",
            "uri": "spotify:track:YtkcAPblNlJ3luBsvhsOu4",
            "id": "YtkcAPblNlJ3luBsvhsOu4",
        }
    ]
    assert table.out.splitlines()[1].split() == [
        *("Small", "Hours", "Radio", "Fictional", "Media"),
        "lhN2d3yLCUv5i5LME6m8KY",
    ]


@pytest.mark.parametrize(
    "kind", ["track", "album", "artist", "playlist", "show", "episode", "audiobook"]
)
@pytest.mark.parametrize("form", ["table", "csv", "json", "jsonl"])
def test_search_kinds(run: Callable[..., Result], kind: str, form: str) -> None:
    """
    Each kind can be searched for, in each format, without a trace of Python.
    """
    result = run("-o", form, "search", "a", "-t", kind, "--limit", "30")

    assert result.code == 0
    assert result.out
    assert "None" not in result.out
    assert "<" not in result.out


def test_service_error(sandbox: Sandbox, run: Callable[..., Result]) -> None:
    """
    What the service refuses is one line, also with a traceback no secret.
    """
    sandbox.faults.add(RateLimit(retry_after=86_400))

    short = run("whoami")
    long = run("-v", "whoami")

    assert short.code == long.code == 1
    assert short.err.count("\n") == 1
    assert short.err.endswith("(try again in 24 h)\n")
    assert "Traceback" in long.err
    assert sandbox.credentials.token not in long.err


def test_server_error(sandbox: Sandbox, run: Callable[..., Result]) -> None:
    """
    Another status is one line too.
    """
    sandbox.faults.add(Status(403))

    result = run("whoami")

    assert (result.code, result.err.count("\n")) == (1, 1)


def test_no_network(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    Without a server, the error asks for the network.
    """
    monkeypatch.setattr("clientcore._retry.Policy.backoff_before", lambda *_: 0.0)
    monkeypatch.setenv("ASYNCSPOTIFY_SANDBOX_URL", "http://127.0.0.1:9")

    result = run("whoami")

    assert (result.code, result.err.count("\n")) == (1, 1)
    assert result.err.endswith("(is the network up?)\n")


def test_wrong_use(program: Callable[..., Result]) -> None:
    """
    Wrong use has an exit code of its own.
    """
    result = program("--sandbox", "search", "x", "-t", "song")

    assert result.code == 2
    assert result.out == ""


def test_quota(sandbox: Sandbox, run: Callable[..., Result]) -> None:
    """
    A quota that is spent is not waited for.
    """
    sandbox.world.quota = 0

    assert "try again tomorrow" in run("whoami").err


@pytest.mark.parametrize(
    ("seconds", "text"), [(34, "34 s"), (90, "2 min"), (86_400, "24 h")]
)
def test_wait_in_words(seconds: float, text: str) -> None:
    """
    A wait is told in a unit that fits.
    """
    assert in_words(seconds) == text


def test_advice_for_a_limit_without_a_time() -> None:
    """
    A rate limit may come without a time.
    """
    assert advise(RateLimited.__new__(RateLimited)) == "try again later"


def test_import_without_the_command_line() -> None:
    """
    The package imports nothing of its command line, nor what that needs.
    """
    code = (
        "import sys, asyncspotify;"
        "print([n for n in sys.modules if n.startswith(('typer', 'rich', 'sqlite3',"
        " 'asyncspotify._cli', 'asyncspotify.sandbox', 'matplotlib'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "[]\n"


def test_without_the_extra(tmp_path: Path) -> None:
    """
    Without Typer, the command says what to install.
    """
    code = (
        "import sys; sys.modules['typer'] = None;"
        "from asyncspotify.__main__ import main; sys.exit(main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )

    assert done.returncode == 1
    assert done.stderr == (
        'asyncspotify: install "asyncspotify[cli]" for the command line\n'
    )
