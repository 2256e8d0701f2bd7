"""
The sandbox as a whole: its seed world, its key, its command line.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

from clientcore.sandbox import call
from recnetpy.sandbox import Sandbox

NAMES = ["APIM", "API", "ACCOUNTS", "ROOMS", "CLUBS", "CDN", "IMG", "NS", "KEY"]


def test_seed_world(sandbox: Sandbox):
    """
    The seed world has enough of everything, and ids of all sizes.
    """
    world = sandbox.world

    assert len(world.accounts) > 20
    assert len(world.rooms) > 20
    assert len(world.images) > 100
    for records in (world.rooms, world.events, world.inventions):
        assert min(records) < 2**31
        assert max(records) > 2**53


def test_records_refer_to_each_other(sandbox: Sandbox):
    """
    What a record refers to is there.
    """
    world = sandbox.world

    for room in world.rooms.values():
        assert room["CreatorAccountId"] in world.accounts
    for image in world.images.values():
        assert image["PlayerId"] in world.accounts
        assert image["RoomId"] is None or image["RoomId"] in world.rooms
        assert image["PlayerEventId"] in {None, *world.events}
    for event in world.events.values():
        assert event["RoomId"] in world.rooms
    for invention in world.inventions.values():
        assert invention["CreationRoomId"] in world.rooms


def test_same_seed_world(sandbox: Sandbox):
    """
    It is always the same.
    """
    again = Sandbox().world

    assert again.images == sandbox.world.images
    assert again.rooms == sandbox.world.rooms


def test_key(sandbox: Sandbox):
    """
    Each sandbox has a key of its own, and its world does not show it.
    """
    assert sandbox.key != Sandbox().key
    assert sandbox.key not in repr(sandbox.world)


async def test_reset(sandbox: Sandbox):
    """
    After a reset the world is as it was, and the key goes on.
    """
    sandbox.world.accounts.clear()
    sandbox.world.keys.clear()
    sandbox.reset()
    headers = {"ocp-apim-subscription-key": sandbox.key}
    answer = await call(sandbox, "GET", "/apim/public/accounts/1001", headers=headers)

    assert answer.status == 200


async def test_empty():
    """
    An empty world has nobody, and takes the key.
    """
    sandbox = Sandbox(seeded=False)
    headers = {"ocp-apim-subscription-key": sandbox.key}
    answer = await call(sandbox, "GET", "/apim/public/rooms/hot", headers=headers)

    assert answer.json() == {"Results": [], "TotalResults": 0}


def command(*arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "recnetpy.sandbox", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_command_line(tmp_path: Path):
    """
    ``python -m`` prints where it is, and ends with a signal.
    """
    file = tmp_path / "env"
    archive = tmp_path / "archive.jsonl"
    archive.write_text('{"type": "room", "data": {"RoomId": 1}}\n')
    with command("--world", str(archive), "--env", str(file)) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(len(NAMES) + 1)]
        process.send_signal(signal.SIGTERM)
        status = process.wait(30)

    *values, ready = lines
    assert [line.partition("=")[0] for line in values] == [f"RECNET_{n}" for n in NAMES]
    assert ready.startswith("Listening on http://127.0.0.1:")
    assert file.read_text() == "".join(values)
    assert status == 0


def test_command_line_with_no_archive(tmp_path: Path):
    """
    What is no archive is told to be none.
    """
    archive = tmp_path / "archive.jsonl"
    archive.write_text("nonsense")
    with command("--world", str(archive)) as process:
        _, errors = process.communicate(timeout=30)

    assert process.returncode == 1
    assert "line 1 of the archive is no record" in errors
    assert "Traceback" not in errors
