"""
The sandbox as a whole: its seed world, its credentials, its command line.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from aiomixcloud.sandbox import Sandbox
from clientcore.sandbox import call


def test_seed_world(seeded: Sandbox):
    """
    The seed world has enough of everything to page through.
    """
    world = seeded.world

    assert len(world.users) > 20
    assert len(world.cloudcasts) > 40
    assert all((world.comments, world.follows, world.favorites, world.listens))
    assert {"friday", "10", "1.5", "funk"} <= {*world.tags}


def test_same_seed_world(seeded: Sandbox):
    """
    It is always the same.
    """
    again = Sandbox().world

    assert [*again.cloudcasts] == [*seeded.world.cloudcasts]
    assert [m.number for m in again.follows] == [m.number for m in seeded.world.follows]


def test_credentials(seeded: Sandbox):
    """
    Each sandbox has credentials of its own, and does not show them.
    """
    known = seeded.credentials

    assert known != Sandbox().credentials
    assert known.token not in repr(known)
    assert known.token not in repr(seeded.world)
    assert known.client_secret not in repr(known)


async def test_reset(seeded: Sandbox):
    """
    After a reset the world is as it was, and the credentials go on.
    """
    seeded.world.cloudcasts.clear()
    seeded.world.revoke(seeded.credentials.token)
    seeded.reset()
    query = {"access_token": seeded.credentials.token}

    assert len(seeded.world.cloudcasts) > 40
    assert (await call(seeded, "GET", "/api/me/", query=query)).status == 200


async def test_empty(sandbox: Sandbox):
    """
    An empty world has the token's owner, and nothing of theirs.
    """
    query = {"access_token": sandbox.credentials.token, "metadata": "1"}
    me = (await call(sandbox, "GET", "/api/me/", query=query)).json()

    assert [*sandbox.world.users] == [me["username"]]
    assert me["cloudcast_count"] == 0


async def test_bodies_are_cut(seeded: Sandbox):
    """
    The record of an upload keeps only its beginning.
    """
    await call(seeded, "POST", "/api/upload/", body=bytes(1 << 20))

    assert len(seeded.requests[-1].body) == seeded.body_limit


def test_environment(seeded: Sandbox):
    """
    API and pages stand below one origin.
    """
    assert seeded.environment("http://127.0.0.1:1") == {
        "MIXCLOUD_API": "http://127.0.0.1:1/api",
        "MIXCLOUD_ROOT": "http://127.0.0.1:1/www",
        "MIXCLOUD_TOKEN": seeded.credentials.token,
        "MIXCLOUD_CLIENT_ID": seeded.credentials.client_id,
        "MIXCLOUD_CLIENT_SECRET": seeded.credentials.client_secret,
    }


def test_command_line(tmp_path: Path):
    """
    ``python -m`` prints where it is, and ends with a signal.
    """
    file = tmp_path / "env"
    command = [sys.executable, "-m", "aiomixcloud.sandbox", "--port", "0"]
    with subprocess.Popen(
        [*command, "--empty", "--env", str(file)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(6)]
        process.send_signal(signal.SIGTERM)
        status = process.wait(30)

    names = [line.partition("=")[0] for line in lines[:5]]
    assert names == [
        "MIXCLOUD_API",
        "MIXCLOUD_ROOT",
        "MIXCLOUD_TOKEN",
        "MIXCLOUD_CLIENT_ID",
        "MIXCLOUD_CLIENT_SECRET",
    ]
    assert lines[5].startswith("Listening on http://127.0.0.1:")
    assert file.read_text() == "".join(lines[:5])
    assert status == 0
