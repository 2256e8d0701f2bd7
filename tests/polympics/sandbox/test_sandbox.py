"""
The sandbox as a whole: its seed world, its credentials, its faults.
"""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from clientcore.sandbox import ExpiredToken, Status, call
from polympics.sandbox import Login, Sandbox

Basic = Callable[[str, str], str]


async def me(sandbox: Sandbox, login: Login | None, basic: Basic):
    assert login is not None
    header = {"authorization": basic(login.username, login.password)}
    return await call(sandbox, "GET", "/auth/me", headers=header)


def test_seed_world(seeded: Sandbox):
    """
    The seed world has all there is to show: teams, members, strays, awards.
    """
    world = seeded.world
    accounts = world.accounts.values()

    assert len(world.teams) >= 5
    assert len(accounts) >= 40
    assert all(world.members_of(team) for team in world.teams.values())
    assert any(account.team is None for account in accounts)
    assert {bool(award.awardees) for award in world.awards.values()} == {True, False}
    assert max(world.accounts) > 2**53


def test_same_seed_world(seeded: Sandbox):
    """
    It is always the same.
    """
    names = [a.name for a in seeded.world.accounts.values()]
    again = [a.name for a in Sandbox().world.accounts.values()]

    assert names == again
    assert seeded.world.teams[1].created_at == Sandbox().world.teams[1].created_at


async def test_credentials(seeded: Sandbox, basic: Basic):
    """
    There are an app with all permissions, one with none, and a user.
    """
    logins = seeded.credentials
    app = (await me(seeded, logins.app, basic)).json()
    bare = (await me(seeded, logins.bare, basic)).json()
    user = (await me(seeded, logins.user, basic)).json()

    assert (app["username"], app["permissions"]) == ("A1", 95)
    assert (bare["username"], bare["permissions"]) == ("A2", 0)
    assert (user["name"], user["permissions"]) == ("Ada", 32)


def test_credentials_of_nobody_else(seeded: Sandbox):
    """
    Each sandbox has credentials of its own, and does not show them.
    """
    password = seeded.credentials.app.password

    assert password != Sandbox().credentials.app.password
    assert password not in repr(seeded.credentials)


async def test_empty(sandbox: Sandbox, basic: Basic):
    """
    An empty sandbox has the apps and nothing else.
    """
    assert (sandbox.world.accounts, sandbox.world.teams) == ({}, {})
    assert sandbox.credentials.user is None
    assert (await me(sandbox, sandbox.credentials.app, basic)).status == 200


async def test_reset(seeded: Sandbox, basic: Basic):
    """
    After a reset the world is as it was, and the credentials go on.
    """
    before = seeded.credentials
    seeded.world.accounts.clear()
    seeded.world.signups_open = False
    seeded.reset()

    assert seeded.credentials == before
    assert seeded.world.signups_open
    assert (await me(seeded, before.user, basic)).json()["name"] == "Ada"


async def test_expired_token(seeded: Sandbox, basic: Basic):
    """
    The fault makes credentials nobody's for a request: 401 here, 403 there.
    """
    seeded.faults.add(ExpiredToken(), times=2)
    login = seeded.credentials.app
    header = {"authorization": basic(login.username, login.password)}
    first = await me(seeded, login, basic)
    second = await call(
        seeded, "POST", "/teams/new", headers=header, json={"name": "x"}
    )
    third = await me(seeded, login, basic)

    assert [first.status, second.status, third.status] == [401, 403, 200]


async def test_expired_token_of_none(seeded: Sandbox):
    """
    Without credentials the fault changes nothing.
    """
    seeded.faults.add(ExpiredToken())
    answer = await call(seeded, "GET", "/auth/me")

    assert answer.json() == {"detail": "Not authenticated"}


@pytest.mark.parametrize(
    ("status", "content_type"),
    [
        (409, "application/json"),
        (429, "application/json"),
        (500, "text/plain; charset=utf-8"),
        (503, "text/html; charset=utf-8"),
    ],
)
async def test_failures(seeded: Sandbox, status: int, content_type: str):
    """
    Faults look like the service's own failures, or those of its host.
    """
    seeded.faults.add(Status(status))
    answer = await call(seeded, "GET", "/team/1")

    assert answer.status == status
    assert answer.headers["content-type"] == content_type


def test_environment(seeded: Sandbox):
    """
    The environment has the names that the client's examples read.
    """
    app, bare = seeded.credentials.app, seeded.credentials.bare

    assert seeded.environment("http://127.0.0.1:1") == {
        "POLYMPICS_BASE_URL": "http://127.0.0.1:1",
        "POLYMPICS_APP_USER": "A1",
        "POLYMPICS_APP_PASSWORD": app.password,
        "POLYMPICS_BARE_USER": "A2",
        "POLYMPICS_BARE_PASSWORD": bare.password,
    }


def test_command(tmp_path: Path):
    """
    ``python -m polympics.sandbox`` tells the environment, and stops in order.
    """
    file = tmp_path / "polympics.env"
    command = [sys.executable, "-m", "polympics.sandbox", "--port", "0", "--empty"]
    with subprocess.Popen(
        [*command, "--env", str(file)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            lines = [process.stdout.readline().strip() for _ in range(6)]
            process.send_signal(signal.SIGTERM)
            code = process.wait(timeout=60)
        finally:
            process.kill()

    assert [line.partition("=")[0] for line in lines[:5]] == [
        "POLYMPICS_BASE_URL",
        "POLYMPICS_APP_USER",
        "POLYMPICS_APP_PASSWORD",
        "POLYMPICS_BARE_USER",
        "POLYMPICS_BARE_PASSWORD",
    ]
    assert lines[5].startswith("Listening on http://127.0.0.1:")
    assert file.read_text().splitlines() == lines[:5]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert code == 0


@pytest.mark.parametrize("days", ["0", "-1", "nan", "1e9", "x"])
def test_odd_days(days: str):
    """
    A time for which no session can be valid is wrong use.
    """
    command = [sys.executable, "-m", "polympics.sandbox", f"--session-days={days}"]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False
    )

    assert done.returncode == 2
    assert "is not a number of days" in done.stderr


def test_missing_extra():
    """
    Without the extra the import says how to get it.
    """
    program = "import sys; sys.modules['starlette'] = None; import polympics.sandbox"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert "ImportError: polympics.sandbox needs an extra" in done.stderr
    assert "pip install 'polympics[sandbox]'" in done.stderr


def test_exported():
    """
    All that is exported is there, sorted.
    """
    import polympics.sandbox

    names = polympics.sandbox.__all__

    assert names == sorted(names)
    assert all(hasattr(polympics.sandbox, name) for name in names)


async def test_settings(basic: Basic):
    """
    Settings are in force again after a reset; what was changed by hand is not.
    """
    sandbox = Sandbox(signups_open=False, session_lifetime=timedelta(hours=1))
    sandbox.world.signups_open = True
    sandbox.reset()

    assert sandbox.world.signups_open is False
    assert sandbox.world.session_lifetime == timedelta(hours=1)
    (session,) = sandbox.world.sessions.values()
    assert session.expires_at - sandbox.world.clock() < timedelta(hours=1, seconds=1)


async def test_passwords(basic: Basic):
    """
    Another sandbox can have the credentials of one before.
    """
    before = Sandbox().credentials
    assert before.user is not None
    again = Sandbox(
        passwords={"app": before.app.password, "user": before.user.password}
    )

    assert again.credentials.app == before.app
    assert again.credentials.user == before.user
    assert again.credentials.bare != before.bare
    with pytest.raises(ValueError, match="not of 'apps'"):
        Sandbox(passwords={"apps": "x"})


def test_command_again():
    """
    The command continues with the tokens in the environment, and has settings.
    """
    from polympics.sandbox.__main__ import make

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLYMPICS_APP_PASSWORD", "as before")
        patch.delenv("POLYMPICS_BARE_PASSWORD", raising=False)
        sandbox = make(seeded=False, signups_closed=True, session_days=0.5)

    assert sandbox.credentials.app.password == "as before"
    assert len(sandbox.credentials.bare.password) == 44
    assert sandbox.world.signups_open is False
    assert sandbox.world.session_lifetime == timedelta(hours=12)
