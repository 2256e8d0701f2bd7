"""
``queue``.
"""

from __future__ import annotations

import json

import pytest
import typer

from backtracked._cli.queue import Media, media_of
from backtracked.sandbox import Sandbox

from .conftest import ROOM, Call, Start

TABLE = """\
 place  song           user         length  up  down  id                       
 now    Tide Shanty    ada_dj       6:20    2   0     60c00000000000000000002f 
 1      Anchor Blues   ada_dj       2:30    0   0     60c000000000000000000030 
 2      Tide Waltz     bo_listener  6:25    0   0     60c000000000000000000032 
 3      Foghorn Étude  cy_vip       3:00    0   0     60c000000000000000000034 
"""  # noqa: W291, as tables are


def test_show(start: Start) -> None:
    """
    What is playing, and what follows.
    """
    assert start("-o", "table", "queue", "show", ROOM).end() == (0, TABLE, "")


def test_show_nothing(call: Call) -> None:
    """
    A room without music is no failure.
    """
    assert call("queue", "show", "north-bay") == (0, "", "the queue is empty\n")
    assert call("queue", "show", ROOM, "--mine") == (0, "", "the queue is empty\n")


def queued(call: Call) -> list[dict[str, str]]:
    """Return the bot's queue."""
    _, out, _ = call("queue", "show", ROOM, "--mine")
    return [json.loads(line) for line in out.splitlines()]


def test_add_and_remove(sandbox: Sandbox, call: Call) -> None:
    """
    Songs are added by ID and by title, and removed by the ID of the entry.
    """
    code, out, err = call(
        "queue", "add", ROOM, "youtube:harbour0003", "soundcloud:900001"
    )
    assert (code, out) == (0, "")
    assert err == "queued: youtube:harbour0003\nqueued: soundcloud:900001\n"
    assert call("queue", "add", ROOM, "--search", "mast waltz")[0] == 0

    rows = queued(call)

    names = [row["song"] for row in rows]
    assert names == ["Anchor March & Reel", "Foghorn Étude", "Mast Waltz"]
    assert {row["user"] for row in rows} == {"deckhand"}
    assert call("queue", "remove", ROOM, rows[0]["id"])[0] == 0
    assert [row["song"] for row in queued(call)] == names[1:]
    assert call("queue", "pause", ROOM) == (0, "", "")
    assert call("queue", "resume", ROOM) == (0, "", "")
    assert call("queue", "clear", ROOM) == (0, "", "")
    assert queued(call) == []


def test_one_of_several(call: Call) -> None:
    """
    A song that can't be queued does not keep the others from it.
    """
    songs = ("youtube:harbour0003", "youtube:nonesuch", "youtube:harbour0004")
    code, out, err = call("queue", "add", ROOM, *songs)

    lines = err.splitlines()
    assert (code, out) == (3, "")
    assert lines[0] == "queued: youtube:harbour0003"
    assert lines[1].startswith("youtube:nonesuch: ")
    assert lines[-1] == "backtracked: 2 of 3 songs were queued"
    assert len(queued(call)) == 2


def test_only_one(call: Call) -> None:
    """
    If the only song fails, the command fails with its error.
    """
    code, _, err = call("queue", "add", ROOM, "--search", "zzz")

    assert code == 1
    assert "no song was found for 'zzz'" in err


@pytest.mark.parametrize(
    ("text", "media"),
    [
        ("dQw4w9WgXcQ", Media("youtube", "dQw4w9WgXcQ")),
        (
            "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=3",
            Media("youtube", "dQw4w9WgXcQ"),
        ),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", Media("youtube", "dQw4w9WgXcQ")),
        ("youtube.com/shorts/dQw4w9WgXcQ/", Media("youtube", "dQw4w9WgXcQ")),
        ("soundcloud:900001", Media("soundcloud", "900001")),
    ],
)
def test_media(text: str, media: Media) -> None:
    """
    A song is given as users have it.
    """
    assert media_of(text) == media


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tide waltz",
        "https://soundcloud.com/a/b",
        "https://youtu.be.evil/dQw4w9WgXcQ",
    ],
)
def test_no_media(text: str) -> None:
    """
    Anything else is wrong use, with a hint.
    """
    with pytest.raises(typer.BadParameter, match="--search"):
        media_of(text)


def test_wrong_use(call: Call) -> None:
    """
    It is noticed before anything is sent.
    """
    code, out, err = call("queue", "add", ROOM, "tide waltz")

    assert (code, out) == (2, "")
    assert "--search" in err
