"""
``recnetpy player`` and ``recnetpy room``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from clientcore.sandbox import Status
from recnetpy import Archive
from recnetpy._cli import line

PAGE = "https://rec.net/user/TestOtter"
PLAYER = {
    "username": "TestOtter",
    "display_name": "Otter the Tester",
    "level": 31,
    "xp": 212,
    "subscribers": 17,
    "influencer": False,
    "created": "2019-05-04T10:11:12.123456+00:00",
    "platforms": ["PlayStation", "Android"],
    "pronouns": ["He / him"],
    "identity": [],
    "bio": "I test things.\r\nEvery `day`.",
    "rooms": ["OtterPlaza"],
    "id": 1001,
}
ROLES = "TestOtter (Owner), SampleHeron (Co-Owner), PlainNewt (Host), 1099 (Moderator)"
ROOM_TABLE = f"""\
                OtterPlaza
 description    Otters meet here. Mind the fountain.
 creator        TestOtter
 created        2020-02-29 08:00
 state          Active
 accessibility  Public
 max players    12
 visits         3,000,000
 visitors       1,000,000
 cheers         120,000
 favorites      50,000
 tags           hangout, limitsv2
 warnings       Bright/flashing lights, Intense motion, Custom
 subrooms       Home
 roles          {ROLES}
 image name     room2001.jpg
 id             2001
"""


def lines(text: str) -> list[str]:
    """Return lines without the spaces that pad them."""
    return [each.rstrip() for each in text.splitlines()]


def test_player(run: Any):
    """
    A player is one row, with what other requests have of them.
    """
    code, out, err = run("--sandbox", "player", "TestOtter")

    assert (code, err) == (0, "")
    assert json.loads(out) == PLAYER


def test_room(run: Any):
    """
    A table has a line for each value that is known.
    """
    code, out, err = run("-o", "table", "--sandbox", "room", "^OtterPlaza")

    assert (code, err) == (0, "")
    assert lines(out) == ROOM_TABLE.splitlines()


@pytest.mark.parametrize("name", ["@TestOtter", "testotter", "1001", PAGE])
def test_names(served: Any, capsys: pytest.CaptureFixture[str], name: str):
    """
    Players are found by name in any case, with a mark or without, by ID, and by
    the page that they had; also on a server that is named by its name server.
    """
    assert line(["player", name, "--server", f"{served.url}/ns/"]) == 0

    assert json.loads(capsys.readouterr().out) == PLAYER


def test_server_in_environment(run: Any, served: Any):
    """
    A server can be named by a variable, or its hosts by those of the library.
    """
    first = run("-o", "csv", "room", "HeronHeights", RECNET_SERVER=f"{served.url}/ns")
    hosts = {
        name: value
        for name, value in served.sandbox.environment(served.url).items()
        if name not in {"RECNET_APIM", "RECNET_KEY"}
    }
    second = run("-o", "csv", "room", "8947000000000000123", **hosts)

    assert first == second
    head, row = first[1].splitlines()
    assert head.startswith("name,description,creator,created,state")
    assert row.startswith("HeronHeights,HeronHeights is a made-up room.,SampleHeron,")
    assert row.endswith(",room8947000000000000123.jpg,8947000000000000123")


def test_gateway_in_environment(run: Any, served: Any):
    """
    A keyed gateway gets the key; without one the command says which variable to set.
    """
    values = served.sandbox.environment(served.url)
    key = values.pop("RECNET_KEY")
    code, out, err = run("-v", "player", "@TestOtter", **values, RECNET_KEY=key)
    missing = run("player", "@TestOtter", **values)
    wrong = run("-v", "player", "@TestOtter", **values, RECNET_KEY="sekret-key")

    assert (code, json.loads(out)) == (0, PLAYER)
    assert key not in err
    assert (missing[0], missing[1]) == (1, "")
    assert missing[2].count("\n") == 1
    assert missing[2].endswith("(set RECNET_KEY to a valid key)\n")
    assert wrong[0] == 1
    assert "sekret" not in wrong[2]


def test_archive(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """
    An archive needs no server.
    """
    assert line(["--sandbox", "archive", "update", "@TestOtter"]) == 0
    capsys.readouterr()
    assert line(["player", "@testotter", "--archive", "TestOtter.jsonl"]) == 0
    player = json.loads(capsys.readouterr().out)
    assert line(["-o", "table", "room", "2001", "--archive", "TestOtter.jsonl"]) == 0

    assert player == PLAYER
    assert lines(capsys.readouterr().out) == ROOM_TABLE.splitlines()


def test_gone(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """
    Of those who are gone, archives have the ID only.
    """
    Path("gone.jsonl").write_text('{"kind": "account", "id": 7, "data": null}\n')

    assert line(["-o", "table", "player", "7", "--archive", "gone.jsonl"]) == 0

    assert lines(capsys.readouterr().out) == ["     7", " id  7"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--sandbox", "player", "@nobody"], "there is no @nobody"),
        (["--sandbox", "player", "no-such-söul"], "there is no no-such-söul"),
        (["--sandbox", "player", "^OtterPlaza"], "^OtterPlaza is no player"),
        (["--sandbox", "room", "@TestOtter"], "@TestOtter is no room"),
        (["--sandbox", "room", "https://rec.net/image/4001"], "no room"),
        (["room", "x", "--archive", "none.jsonl"], "No such file or directory"),
        (["room", "x", "--server", "a b"], "'a b' is no domain"),
        (["player", "x"], "--server ADDRESS (or the environment variable RECNET_SER"),
        (["player", "x"], "closed in June 2026"),
        (["player", "x"], "--archive FILE, or try an emulation with recnetpy --san"),
    ],
)
def test_errors(capsys: pytest.CaptureFixture[str], arguments: list[str], message: str):
    """
    Each error is one line that says what to do.
    """
    assert line(arguments) == 1

    out, err = capsys.readouterr()
    assert out == ""
    assert message in err
    assert err.count("\n") == 1
    assert err.startswith("recnetpy: ")


def test_no_server(run: Any):
    """
    A host that is not there is one line, which says what to check.
    """
    code, out, err = run("player", "x", "--server", "http://127.0.0.1:1")

    assert (code, out) == (1, "")
    assert "cannot connect" in err
    assert "check the address of --server" in err
    assert err.count("\n") == 1


def test_no_name_server(served: Any, capsys: pytest.CaptureFixture[str]):
    """
    The URL of something else is an error that says what is due.
    """
    for address in (served.url, f"{served.url}/rooms/rooms/2001"):
        assert line(["player", "x", "--server", address]) == 1

        assert "does not respond as a name server" in capsys.readouterr().err


def test_not_offered(served: Any, run: Any):
    """
    What a server lacks is left out, and named.
    """
    page = Status(200, body="<html>This domain may be for sale.</html>")
    served.sandbox.faults.add(page, path="/clubs/*")
    code, out, err = run("--sandbox", "player", "TestOtter")

    assert code == 0
    assert json.loads(out) == {**PLAYER, "subscribers": None}
    assert err == "this server does not offer subscriber count\n"


def test_service_error(served: Any, run: Any):
    """
    A server that fails is an error, and not a missing part.
    """
    served.sandbox.faults.add(Status(500), path="/accounts/*")
    code, out, err = run("--sandbox", "player", "TestOtter")

    assert (code, out) == (1, "")
    assert "500 Internal Server Error" in err


def test_other_world(capsys: pytest.CaptureFixture[str], tmp_path: Path):
    """
    Control characters of a record do not reach the terminal.
    """
    Archive.load(
        ['{"accountId": 5, "username": "Odd", "displayName": "a\\u001b[2Jb"}']
    ).save("odd.jsonl")

    assert line(["-o", "table", "player", "Odd", "--archive", "odd.jsonl"]) == 0

    assert "\x1b" not in capsys.readouterr().out
