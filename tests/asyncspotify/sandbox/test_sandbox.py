"""
The sandbox as a whole: its seed world, its credentials, its faults.
"""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

import attrs
import pytest

from asyncspotify.sandbox import Sandbox, Tier
from clientcore.sandbox import Answer, ExpiredToken, RateLimit, Status, call

Ask = Callable[..., Awaitable[Answer]]

NAMES = [
    "SPOTIFY_API",
    "SPOTIFY_ACCOUNTS",
    "SPOTIFY_CLIENT_ID",
    "SPOTIFY_CLIENT_SECRET",
    "SPOTIFY_TOKEN",
]


def test_same_seed_world():
    """
    The seed world is always the same.
    """
    one, other = Sandbox().world, Sandbox().world

    assert list(one.catalogue.tracks) == list(other.catalogue.tracks)
    assert list(one.playlists) == list(other.playlists)
    assert len(one.catalogue.tracks) > 500


def test_credentials_of_nobody_else(sandbox: Sandbox):
    """
    Each sandbox has secrets of its own, and does not show them.
    """
    known, other = sandbox.credentials, Sandbox().credentials
    secrets = set(attrs.astuple(known)) - {known.client_id}

    assert not secrets & set(attrs.astuple(other))
    for shown in (repr(known), repr(sandbox.world), repr(sandbox.app)):
        assert not any(secret in shown for secret in secrets)


async def test_tokens(ask: Ask, sandbox: Sandbox):
    """
    There are a token for a user and one for the app.
    """
    me = await ask("GET", "/me")
    app = await ask("GET", "/me", token=sandbox.credentials.app_token)

    assert (me.json()["id"], app.status) == ("sandbox_me", 401)


async def test_reset(ask: Ask, sandbox: Sandbox):
    """
    After a reset the world is as it was, and the credentials go on.
    """
    sandbox.world.playlists.clear()
    sandbox.world.tier = Tier.DEVELOPMENT
    sandbox.reset()
    answer = await ask("GET", "/markets")

    assert answer.status == 200
    assert sandbox.world.playlists


async def test_expired_token(ask: Ask, sandbox: Sandbox):
    """
    The fault ends a token for one request, and only on the Web API.
    """
    sandbox.faults.add(ExpiredToken(), times=2)
    first = await ask("GET", "/me")
    page = await call(sandbox, "GET", "/accounts/authorize")
    third = await ask("GET", "/me")

    assert first.json()["error"]["message"] == "The access token expired"
    assert "www-authenticate" in first.headers
    assert [page.status, third.status] == [400, 200]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (404, "Service not found"),
        (409, "Conflict"),
        (500, "Server error."),
        (503, "Service unavailable"),
    ],
)
async def test_failures(ask: Ask, sandbox: Sandbox, status: int, message: str):
    """
    Faults look like the service's own failures.
    """
    sandbox.faults.add(Status(status))
    answer = await ask("GET", "/me")

    assert answer.json() == {"error": {"status": status, "message": message}}


async def test_rate_limit(ask: Ask, sandbox: Sandbox):
    """
    So does a 429.
    """
    sandbox.faults.add(RateLimit(3))
    answer = await ask("GET", "/me")

    assert (answer.status, answer.headers["retry-after"]) == (429, "3")
    assert answer.json()["error"]["message"] == "API rate limit exceeded"


def test_environment(sandbox: Sandbox):
    """
    The environment has the names that the client's examples read.
    """
    known = sandbox.credentials

    assert sandbox.environment("http://127.0.0.1:1") == {
        "SPOTIFY_API": "http://127.0.0.1:1/v1",
        "SPOTIFY_ACCOUNTS": "http://127.0.0.1:1/accounts",
        "SPOTIFY_CLIENT_ID": known.client_id,
        "SPOTIFY_CLIENT_SECRET": known.client_secret,
        "SPOTIFY_TOKEN": known.token,
    }


def test_unknown_tier():
    """
    There are two tiers.
    """
    with pytest.raises(ValueError, match="gold"):
        Sandbox(tier="gold")


def test_command(tmp_path: Path):
    """
    ``python -m asyncspotify.sandbox`` tells the environment, and stops in order.
    """
    file = tmp_path / "spotify.env"
    command = [sys.executable, "-m", "asyncspotify.sandbox", "--port", "0", "--empty"]
    with subprocess.Popen(
        [*command, "--tier", "development", "--env", str(file)],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            lines = [process.stdout.readline().strip() for _ in range(6)]
            process.send_signal(signal.SIGTERM)
            code = process.wait(timeout=60)
        finally:
            process.kill()

    assert [line.partition("=")[0] for line in lines[:5]] == NAMES
    assert lines[5].startswith("Listening on http://127.0.0.1:")
    assert file.read_text().splitlines() == lines[:5]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert code == 0


def test_tier_of_the_command():
    """
    The command knows the two tiers and no other.
    """
    command = [sys.executable, "-m", "asyncspotify.sandbox", "--tier", "gold"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 2
    assert "development, extended" in done.stderr.replace("'", "")


def test_missing_extra():
    """
    Without the extra the import says how to get it.
    """
    program = "import sys; sys.modules['starlette'] = None; import asyncspotify.sandbox"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert "ImportError: asyncspotify.sandbox needs an extra" in done.stderr
    assert "pip install 'asyncspotify[sandbox]'" in done.stderr


def test_independent_of_the_models():
    """
    The sandbox knows the service, and nothing of the client.
    """
    folder = Path(sys.modules["asyncspotify.sandbox"].__path__[0])
    allowed = {"_sandbox.py"}
    for file in folder.rglob("*.py"):
        lines = file.read_text("utf-8").splitlines()
        imports = [
            line
            for line in lines
            if line.startswith(("from asyncspotify", "import asyncspotify"))
        ]
        foreign = [line for line in imports if "asyncspotify.sandbox" not in line]

        assert not foreign or file.name in allowed, file


def test_exported():
    """
    All that is exported is there, sorted.
    """
    import asyncspotify.sandbox

    names = asyncspotify.sandbox.__all__

    assert names == sorted(names, key=lambda name: (name.upper() != name, name))
    assert all(hasattr(asyncspotify.sandbox, name) for name in names)
