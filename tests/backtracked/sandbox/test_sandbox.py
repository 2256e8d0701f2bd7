"""
The sandbox as a whole: its seed world, its credentials, its command.
"""

from __future__ import annotations

import signal
import stat
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import Route

from backtracked.sandbox import Sandbox
from backtracked.sandbox._routes import ROUTES
from clientcore.sandbox import Answer, Reset, Status, call

Ask = Callable[..., Awaitable[Answer]]


async def log_in(sandbox: Sandbox, **fields: str) -> int:
    return (await call(sandbox, "POST", "/auth/login", json=fields)).status


def test_seed_world(sandbox: Sandbox):
    """
    The seed world has all there is to show.
    """
    world, room = sandbox.world, sandbox.room

    assert room.current is not None
    assert len(room.line) == 3
    assert len(room.history) > 40
    assert {m.role.type for m in room.members.values() if m.role} >= {"mod", "vip"}
    assert any(other.password for other in world.rooms.values())
    assert len(world.conversations) == 2
    assert any(len(one.items) > 20 for one in world.playlists.values())


def test_same_seed_world(sandbox: Sandbox):
    """
    It is always the same.
    """
    another = Sandbox().world

    assert list(sandbox.world.users) == list(another.users)
    assert [r.slug for r in sandbox.world.rooms.values()] == [
        r.slug for r in another.rooms.values()
    ]
    assert {u.created for u in another.users.values()} == {
        u.created for u in sandbox.world.users.values()
    }


async def test_credentials(sandbox: Sandbox):
    """
    There are a bot and a moderator, with passwords of this sandbox's own.
    """
    logins = sandbox.credentials
    statuses = [
        await log_in(sandbox, username=login.username, password=login.password)
        for login in (logins.bot, logins.moderator)
    ]
    elsewhere = Sandbox().credentials.bot.password

    assert statuses == [200, 200]
    assert elsewhere != logins.bot.password
    assert logins.bot.password not in repr(logins) + repr(sandbox.world)


async def test_empty():
    """
    An empty sandbox has the two, a quiet room, and nothing else.
    """
    sandbox = Sandbox(seeded=False)
    login = sandbox.credentials.bot
    status = await log_in(sandbox, username=login.username, password=login.password)

    assert status == 200
    assert [user.username for user in sandbox.world.users.values()] == [
        "deckhand",
        "harbourmaster",
    ]
    assert (sandbox.room.members, sandbox.room.current) == ({}, None)
    assert sandbox.room.owner.username == "harbourmaster"


async def test_reset(sandbox: Sandbox):
    """
    After a reset the world is as it was, and the credentials go on.
    """
    before = sandbox.credentials
    sandbox.world.users.clear()
    sandbox.reset()
    login = before.bot

    assert sandbox.credentials == before
    assert (
        await log_in(sandbox, username=login.username, password=login.password) == 200
    )


def test_environment(sandbox: Sandbox):
    """
    The environment has the names that the client's examples read.
    """
    bot, moderator = sandbox.credentials.bot, sandbox.credentials.moderator

    assert sandbox.environment("http://127.0.0.1:1") == {
        "QUEUP_API": "http://127.0.0.1:1",
        "QUEUP_WS": "ws://127.0.0.1:1/ws/",
        "QUEUP_ROOM": "harbour-lights",
        "QUEUP_USER1": "deckhand",
        "QUEUP_PASS1": bot.password,
        "QUEUP_USER2": "harbourmaster",
        "QUEUP_PASS2": moderator.password,
    }


def test_no_socket(sandbox: Sandbox):
    """
    Where the sandbox is not served, it has no socket.
    """
    with pytest.raises(RuntimeError, match=r"use serve\(\)"):
        _ = sandbox.ws_url


@pytest.mark.parametrize(
    ("method", "path", "status", "message"),
    [
        ("GET", "/nothing", 404, "Not Found"),
        ("PATCH", "/room", 405, "Method Not Allowed"),
    ],
)
async def test_no_such_endpoint(
    sandbox: Sandbox, method: str, path: str, status: int, message: str
):
    """
    What is not there is answered in the envelope.
    """
    answer = await call(sandbox, method, path)

    assert answer.status == status
    assert answer.json() == {"code": status, "message": message}


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"content-type": "application/json"}, b"{"),
        ({"content-type": "application/json"}, b"[]"),
        ({"content-type": "application/json; charset=utf-8"}, b"\xff"),
    ],
)
async def test_unreadable_body(sandbox: Sandbox, headers: Any, body: bytes):
    """
    JSON that is none, or no object, is 400.
    """
    answer = await call(sandbox, "POST", "/auth/login", headers=headers, body=body)

    assert answer.status == 400


async def test_bad_number(sandbox: Sandbox):
    """
    What has to be a number and is none is 400.
    """
    assert (await call(sandbox, "GET", "/room", query={"offset": "x"})).status == 400


@pytest.mark.parametrize(
    ("status", "content_type"),
    [
        (409, "application/json"),
        (429, "application/json"),
        (500, "application/json"),
        (503, "text/html; charset=utf-8"),
    ],
)
async def test_failures(sandbox: Sandbox, status: int, content_type: str):
    """
    Faults look like the service's own failures, or those of its host.
    """
    sandbox.faults.add(Status(status))
    answer = await call(sandbox, "GET", "/room")

    assert answer.status == status
    assert answer.headers["content-type"] == content_type


async def test_lost_answer(sandbox: Sandbox):
    """
    The work may be done although the answer is lost.
    """
    sandbox.faults.add(Reset(handled=True), path="/auth/token")
    before = len(sandbox.world.tickets)
    with pytest.raises(Exception, match="dropped the connection"):
        await call(sandbox, "GET", "/auth/token")

    assert len(sandbox.world.tickets) == before + 1


def test_command(tmp_path: Path):
    """
    ``python -m backtracked.sandbox`` tells the environment, and stops in order.
    """
    file = tmp_path / "queup.env"
    command = [sys.executable, "-m", "backtracked.sandbox", "--port", "0", "--empty"]
    with subprocess.Popen(
        [*command, "--env", str(file)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        try:
            lines = [process.stdout.readline().strip() for _ in range(8)]
            process.send_signal(signal.SIGTERM)
            code = process.wait(timeout=60)
        finally:
            process.kill()

    assert [line.partition("=")[0] for line in lines[:7]] == [
        *("QUEUP_API", "QUEUP_WS", "QUEUP_ROOM"),
        *("QUEUP_USER1", "QUEUP_PASS1", "QUEUP_USER2", "QUEUP_PASS2"),
    ]
    assert lines[7].startswith("Listening on http://127.0.0.1:")
    assert file.read_text().splitlines() == lines[:7]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert code == 0


def test_missing_extra():
    """
    Without the extra the import says how to get it.
    """
    program = "import sys; sys.modules['starlette'] = None; import backtracked.sandbox"
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert "ImportError: backtracked.sandbox needs an extra" in done.stderr
    assert "pip install 'backtracked[sandbox]'" in done.stderr


def test_exported():
    """
    All that is exported is there, sorted.
    """
    import backtracked.sandbox

    names = backtracked.sandbox.__all__

    assert names == sorted(names)
    assert all(hasattr(backtracked.sandbox, name) for name in names)


LOOKUPS = {("GET", "/room/{room}"), ("GET", "/user/{user}")}


@pytest.mark.parametrize("name", ["room", "user"])
async def test_ids(sandbox: Sandbox, ask: Ask, name: str):
    """
    A slug or a username is 404 wherever an id is due: they are only looked up.
    """
    slug = {"room": "harbour-lights", "user": "ada_dj"}[name]
    fill = {"room": sandbox.room.id, "user": sandbox.person("ada_dj").user.id}
    others = {"role": next(iter(sandbox.world.roles)), "song": "x", "message": "x"}
    refused, accepted = [], set()
    for route in ROUTES:
        assert isinstance(route, Route)
        if f"{{{name}}}" not in route.path:
            continue
        for method in (route.methods or set()) - {"HEAD"}:
            path = route.path.format_map(
                {**fill, **others, "playlist": "x", name: slug}
            )
            answer = await ask(method, path, by="harbourmaster")
            if answer.status == 404:
                refused.append(path)
                assert b"not found" in answer.body
            else:
                accepted.add((method, route.path))

    assert len(refused) > 8
    assert accepted == {one for one in LOOKUPS if name in one[1]}
