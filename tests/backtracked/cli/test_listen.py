"""
``listen``.
"""

from __future__ import annotations

import json
import os
import re
import signal
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from backtracked._cli import feed
from backtracked.sandbox import Sandbox

from .conftest import ROOM, Call, Start

pytestmark = pytest.mark.skipif(os.name == "nt", reason="has no such signals")


def test_lines_at_once(sandbox: Sandbox, start: Start) -> None:
    """
    Each event is written when it happens, also after a lost connection; Ctrl-C is how
    it ends, and no failure.
    """
    ada, bo = sandbox.person("ada_dj"), sandbox.person("bo_listener")
    program = start("-o", "table", "listen", ROOM, "--last", "1")

    def line() -> str:
        time, _, rest = program.stdout.readline().partition("  ")
        assert re.fullmatch(r"\d\d:\d\d", time)
        return rest

    assert line() == "bo_listener: /me hums along\n"
    assert line() == "* ada_dj plays Tide Shanty (6:20)\n"
    ada.say(ROOM, "one")
    assert line() == "ada_dj: one\n"
    bo.vote(ROOM, "downdub")
    assert line() == "* bo_listener voted down for Tide Shanty (+1 -1)\n"
    program.until("listening")
    sandbox.drop_sockets(how="reset")
    ada.say(ROOM, "two")
    assert line() == "ada_dj: two\n"
    program.until("connected again")
    ada.say(ROOM, "three\nfour")
    assert line() == "ada_dj: three four\n"

    code, out, err = program.end(signal.SIGINT)

    assert (code, out, err) == (0, "", "")
    assert sandbox.room.members[sandbox.person("deckhand").user.id].joined is False


CSV = """\
time,event,user,text,song,vote,up,down,grabs
2027-01-15T08:00:00+00:00,chat,ivy,hello,,,,,
"""
Meanwhile = Callable[[Callable[[], object]], None]


def test_json(sandbox: Sandbox, call: Call, meanwhile: Meanwhile) -> None:
    """
    ``--json`` has an object a line, with the facts of each event.
    """
    meanwhile(lambda: sandbox.say(ROOM, "ivy", "hello"))
    code, out, _ = call("listen", ROOM, "--json", "--only", "chat", "--limit", "1")

    row = json.loads(out)
    assert code == 0
    assert row.pop("id").startswith(row["user_id"])
    assert row == {
        "time": "2027-01-15T08:00:00+00:00",
        "event": "chat",
        "room": ROOM,
        "user": "ivy",
        "user_id": sandbox.person("ivy").user.id,
        "text": "hello",
    }


@pytest.mark.parametrize(
    ("format", "output"),
    [
        ("csv", CSV),
        ("json", None),
    ],
)
def test_formats(
    sandbox: Sandbox,
    call: Call,
    meanwhile: Meanwhile,
    format: str,
    output: str | None,
) -> None:
    """
    The other formats are whole at the end.
    """
    meanwhile(lambda: sandbox.say(ROOM, "ivy", "hello"))
    code, out, _ = call("-o", format, "listen", ROOM, "--only=chat", "--limit=1")

    assert code == 0
    if output is None:
        assert [row["text"] for row in json.loads(out)] == ["hello"]
    else:
        assert out == output


def test_reader_goes_away(start: Start) -> None:
    """
    ``listen | head -1`` ends in a room where nothing happens, too.
    """
    program = start("listen", ROOM)
    assert json.loads(program.stdout.readline())["event"] == "song"
    program.stdout.close()

    assert program.stderr.read() == "listening in Harbour Lights, Ctrl-C ends it\n"
    assert program.process.wait(30) == 0


def test_sigterm(start: Start) -> None:
    """
    A supervisor ends it like the user.
    """
    program = start("-q", "listen", ROOM)
    program.stdout.readline()

    assert program.end(signal.SIGTERM) == (0, "", "")


def shown(out: str) -> list[str]:
    """Return the lines without the times."""
    return [line.partition("  ")[2] for line in out.splitlines()]


def test_no_control_of_the_terminal(
    sandbox: Sandbox, call: Call, meanwhile: Meanwhile
) -> None:
    """
    Text and names of others are shown without what terminals obey.
    """
    ivy = sandbox.person("ivy")

    def act() -> None:
        ivy.say(ROOM, "a\x1b[2J\x1b]0;title\x07b\r\x9b1mc")
        ivy.rename("iv\x1by")
        ivy.say(ROOM, "d\n08:00  fay_owner: e")

    meanwhile(act)
    arguments = ("--only", "chat", "--limit", "2")
    _, out, _ = call("-o", "table", "listen", ROOM, *arguments)

    assert shown(out) == ["ivy: a[2J]0;titleb1mc", "ivy: d 08:00  fay_owner: e"]


def test_odd_event(
    call: Call,
    sandbox: Sandbox,
    meanwhile: Meanwhile,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """
    An event that can't be shown does not end the others.
    """
    bo = sandbox.person("bo_listener")

    def act() -> None:
        sandbox.publish(ROOM, "chat-message", {"message": {}, "user": 7, "time": "x"})
        sandbox.publish(ROOM, "room_playlist-dub", {"dubtype": [], "user": None})
        bo.vote(ROOM, "downdub")
        bo.say(ROOM, "\ud83d?")

    def fail(*_: Any) -> None:
        raise KeyError("x")

    monkeypatch.setattr(feed, "_rating", fail)
    meanwhile(act)
    code, out, err = call(
        "listen", ROOM, "--json", "--only=chat", "--only=votes", "--limit=2"
    )

    assert code == 0
    assert [json.loads(line)["text"] for line in out.splitlines()] == ["", "\ud83d?"]
    assert "on_dub could not be shown: KeyError: 'x'\n" in err


@pytest.mark.parametrize("how", ["kick", "ban"])
def test_expelled(sandbox: Sandbox, call: Call, meanwhile: Meanwhile, how: str) -> None:
    """
    Who is kicked or banned does not come back.
    """
    dee = sandbox.person("dee_mod")
    meanwhile(lambda: getattr(dee, how)(ROOM, "deckhand"))
    code, _, err = call("-q", "listen", ROOM)

    assert code == 1
    assert err == "backtracked: the account was kicked or banned\n"


def test_all_kinds(sandbox: Sandbox, call: Call, meanwhile: Meanwhile) -> None:
    """
    Each kind of event has a sentence.
    """
    dee, ivy = sandbox.person("dee_mod"), sandbox.person("ivy")

    def act() -> None:
        dee.delete(ROOM, dee.say(ROOM, "first"))
        dee.clear(ROOM, "ivy")
        ivy.grab(ROOM)
        ivy.leave(ROOM)
        ivy.join(ROOM)
        dee.mute(ROOM, "ivy")
        dee.mute(ROOM, "ivy", muted=False)
        dee.kick(ROOM, "ivy")
        dee.ban(ROOM, "ivy", 5)
        dee.unban(ROOM, "ivy")

    kinds = [f"--only={kind}" for kind in ("chat", "votes", "people")]
    meanwhile(act)
    _, out, _ = call("-o", "table", "listen", ROOM, *kinds, "--limit", "12")

    assert shown(out) == [
        "dee_mod: first",
        "* deleted: dee_mod: first",
        "* deleted: all messages of ivy",
        "* ivy grabbed Tide Shanty (1)",
        "* ivy left",
        "* ivy joined",
        "* ivy was muted by dee_mod",
        "* ivy was unmuted by dee_mod",
        "* ivy was kicked by dee_mod",
        "* ivy left",
        "* ivy was banned by dee_mod for 5 minutes",
        "* ivy was unbanned by dee_mod",
    ]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"event": "song", "song": None}, "* the music has ended"),
        ({"event": "skip", "user": None}, "* somebody unknown skipped the song"),
        ({"event": "gap"}, "* some messages were missed"),
        ({"event": "ban", "user": "ivy", "minutes": 0}, "* ivy was banned"),
        (
            {"event": "kick", "user": "ivy", "text": "{text}\x1b"},
            "* ivy was kicked: {text}",
        ),
        (
            {"event": "song", "song": None, "user": "ivy", "song_id": "1"},
            "* ivy plays an unknown song (unknown length)",
        ),
    ],
)
def test_sentences(row: dict[str, Any], text: str) -> None:
    """
    Events that lack facts have a sentence, too.
    """
    assert feed.line({"time": datetime(2026, 1, 2, tzinfo=UTC), **row})[7:] == text


@pytest.mark.parametrize(
    ("room", "message"),
    [
        ("nowhere", "404"),
        ("the-brig", "401"),
        ("captains-cabin", "400"),
    ],
)
def test_no_entry(call: Call, room: str, message: str) -> None:
    """
    A room that can't be joined ends the command at once.
    """
    code, out, err = call("listen", room)

    assert (code, out) == (1, "")
    assert message in err
    assert err.count("\n") == 1


def test_password(start: Start) -> None:
    """
    A room's password is an option or a variable.
    """
    arguments = ("listen", "captains-cabin", "--only", "chat")
    program = start(*arguments, QUEUP_ROOM_PASSWORD="sesame")

    assert program.until("listening") == [
        "listening in Captain's Cabin, Ctrl-C ends it\n"
    ]
    assert program.end(signal.SIGINT)[0] == 0
