"""
The player: what plays, and commands for it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable

import pytest

from asyncspotify._cli import player
from asyncspotify.sandbox import Sandbox, User
from asyncspotify.sandbox._seed.people import ME

from .conftest import PROGRAM, Result

FIRST = "YtkcAPblNlJ3luBsvhsOu4"
SECOND = "Aj5HkuvEPFAKw3lE0Y9DTn"


@pytest.fixture
def me(sandbox: Sandbox) -> User:
    """
    The user whose player it is.
    """
    return sandbox.world.users[ME]


def test_now(program: Callable[..., Result], run: Callable[..., Result]) -> None:
    """
    What plays is a row, and so is nothing.
    """
    before = run("now")
    run("play", FIRST)

    playing = program("--sandbox", "-o", "table", "now")

    assert before.rows == [{"state": "stopped"}]
    assert playing.code == 0
    *words, _, length, room, device = playing.out.splitlines()[1].split()
    assert " ".join(words) == "playing Winter Window Paper Lanterns Salt Weather"
    assert (length, room, device) == ("6:27", "Kitchen", "speaker")


def test_advert(run: Callable[..., Result], me: User) -> None:
    """
    An advert has no name.
    """
    run("play", FIRST)
    me.player.is_advert = True

    assert run("now").rows[0]["name"] == "ad"


@pytest.mark.parametrize(
    ("what", "name"),
    [
        ([f"https://open.spotify.com/track/{SECOND}"], "Blue Station"),
        ([FIRST, SECOND], "Winter Window"),
        (["blue", "station"], "Blue Station"),
        (["spotify:album:ycnsM0rUCwOn6tQgcekoIe"], "Hollow Harbour"),
    ],
)
def test_play(run: Callable[..., Result], me: User, what: list[str], name: str) -> None:
    """
    Links, IDs, albums and words can be played.
    """
    result = run("play", *what)

    assert result.code == 0
    assert me.player.current is not None
    assert me.player.current.name == name or what[0].startswith("spotify:album")


def test_play_nothing_found(run: Callable[..., Result]) -> None:
    """
    Words that fit nothing are an error.
    """
    result = run("play", "zzzz")

    assert result.err == "asyncspotify: no track is found for 'zzzz'\n"


def test_commands(run: Callable[..., Result], me: User) -> None:
    """
    Pausing, resuming, skipping and going back.
    """
    run("play", FIRST, SECOND)
    codes = [run(command).code for command in ("pause", "play", "next", "previous")]

    assert codes == [0, 0, 0, 0]
    assert me.player.is_playing
    assert me.player.current is not None
    assert me.player.current.name == "Winter Window"


def test_refused(run: Callable[..., Result]) -> None:
    """
    What the player refuses is one line.
    """
    result = run("pause")

    assert (result.code, result.err.count("\n")) == (1, 1)
    assert result.err.endswith("(the player does not do that now)\n")


def test_no_premium(run: Callable[..., Result], me: User) -> None:
    """
    Commands need Premium.
    """
    me.product = "free"

    assert "Premium" in run("play", FIRST).err


def test_queue(program: Callable[..., Result], run: Callable[..., Result]) -> None:
    """
    What is added to the queue is shown after what plays.
    """
    run("play", FIRST)
    added = program("--sandbox", "queue", SECOND)

    rows = run("queue").rows
    assert (added.code, added.err) == (0, "added 1 item to the queue\n")
    assert [(row["position"], row["id"]) for row in rows] == [(0, FIRST), (1, SECOND)]


def test_devices(program: Callable[..., Result]) -> None:
    """
    Devices are listed, also those that take no commands.
    """
    result = program("--sandbox", "-o", "csv", "devices")

    assert [line.split(",")[:4] for line in result.out.splitlines()] == [
        ["name", "type", "active", "volume"],
        ["Kitchen speaker", "Speaker", "yes", "59"],
        ["Pocket phone", "Smartphone", "no", ""],
        ["Rented car", "Automobile", "no", ""],
    ]


def test_transfer(run: Callable[..., Result], me: User) -> None:
    """
    A part of a device's name is enough, if it fits one.
    """
    assert run("transfer", "phone").code == 0
    assert me.player.active is not None
    assert me.player.active.name == "Pocket phone"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("tv", "no device fits 'tv'; there are: Kitchen speaker, Pocket phone"),
        ("e", "3 devices fit 'e'"),
        ("car", "Rented car takes no commands"),
    ],
)
def test_no_such_device(run: Callable[..., Result], name: str, message: str) -> None:
    """
    A name that fits none or several is an error that lists them.
    """
    assert message in run("transfer", name).err


def test_no_device(run: Callable[..., Result], me: User) -> None:
    """
    Without a device, a command says what to do.
    """
    me.player.devices.clear()

    assert "start Spotify somewhere" in run("devices").err
    assert "asyncspotify devices" in run("next").err


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_live(url: str, run: Callable[..., Result]) -> None:
    """
    Each change is a line at once, until Ctrl-C.
    """
    run("play", FIRST)
    with subprocess.Popen(
        [*PROGRAM, "--sandbox", "now", "--live"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)

    assert first["name"] == "Winter Window"
    assert process.returncode == 130
    assert err == "asyncspotify: interrupted\n"


@pytest.mark.skipif(sys.platform == "win32", reason="has no such signals")
def test_live_on_a_terminal(url: str, run: Callable[..., Result]) -> None:
    """
    On a terminal there is a bar with the time.
    """
    pty = pytest.importorskip("pty")
    run("play", FIRST)
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*PROGRAM, "--sandbox", "now", "--live"],
        stdout=theirs,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    ) as process:
        os.close(theirs)
        shown = b""
        while b"6:27" not in shown:
            shown += os.read(ours, 4096)
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
    os.close(ours)

    assert b"Paper Lanterns - Winter Window" in shown


def test_times_to_look() -> None:
    """
    A player that does nothing is looked at seldom.
    """
    assert player._until_next(None) == 15
    assert player._bar(None, 0)["description"] == "stopped"
