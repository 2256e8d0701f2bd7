"""
``rooms``.
"""

from __future__ import annotations

import json

from backtracked.sandbox import Sandbox

from .conftest import Call, Start

TABLE = """\
 name       users  playing  room      
 North Bay  0               north-bay 
 East Bay   0               east-bay  
 South Bay  0               south-bay 
"""  # noqa: W291, as tables are


def test_found(start: Start) -> None:
    """
    Rooms are found by words; no account is needed.
    """
    program = start("-o", "table", "rooms", "bay", QUEUP_USER1="", QUEUP_PASS1="")

    assert program.end() == (0, TABLE, "")


def test_lobby(sandbox: Sandbox, call: Call) -> None:
    """
    Without words the lobby is listed, and a note says that there is more.
    """
    sandbox.room.settings["description"] = "x"
    code, out, err = call("rooms", "--limit", "2")

    first, second = map(json.loads, out.splitlines())
    assert code == 0
    assert err == "2 rooms are shown: --all lists all\n"
    assert first["name"] == "Harbour Lights"
    assert first["playing"] == "Tide Shanty"
    assert first["url"] == "https://queup.net/join/harbour-lights"
    assert second["playing"] is None


def test_all(call: Call) -> None:
    """
    ``--all`` has no limit.
    """
    code, out, err = call("rooms", "--all")

    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 26


def test_none(call: Call) -> None:
    """
    No room is no failure.
    """
    assert call("-o", "json", "rooms", "zzz") == (0, "[]\n", "no room was found\n")
