"""
People in a room.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Room, Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]

USERS = "/room/{harbour-lights}/users"


def names(rows: Any) -> list[str]:
    return [row["_user"]["username"] for row in rows]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "ada_dj bo_listener cy_vip dee_mod hal_muted ivy"),
        ("/staff", "ada_dj cy_vip dee_mod eli_manager harbourmaster"),
        ("/ban", "gus_banned"),
        ("/mute", "hal_muted"),
    ],
)
async def test_lists(data: Data, path: str, expected: str):
    """
    There is a list of those present, of staff, banned and muted.
    """
    assert sorted(names(await data("GET", USERS + path))) == expected.split()


async def test_role(sandbox: Sandbox, data: Data):
    """
    A record has its role, with the rights as they are at the moment.
    """
    for role in sandbox.world.roles.values():
        role.rights = ["skip"]
    row = await data("GET", f"{USERS}/{{dee_mod}}")

    assert (row["roleid"]["type"], row["roleid"]["rights"]) == ("mod", ["skip"])


async def test_quirks(sandbox: Sandbox, data: Data):
    """
    Lists may have bare ids of roles, and no users.
    """
    sandbox.world.quirks.bare_roles = sandbox.world.quirks.no_users = True
    ada = (await data("GET", USERS + "/staff"))[0]

    assert ada["roleid"] == "5615feb8e596154fc2000002"
    assert "_user" not in ada


async def test_stranger(ask: Ask):
    """
    Who was never there has no record.
    """
    assert (await ask("GET", f"{USERS}/kit")).status == 404
    assert (await ask("GET", f"{USERS}/nobody")).status == 404


async def test_ban_ends(sandbox: Sandbox, data: Data, room: Room):
    """
    A ban that ran out is not in the list, one without an end stays.
    """
    mod = sandbox.person("dee_mod")
    mod.ban(room, "kit", minutes=1)
    mod.ban(room, "ivy")
    sandbox.advance(60)
    rows = await data("GET", f"{USERS}/ban")

    assert sorted(names(rows)) == ["gus_banned", "ivy"]
    assert {row["bannedUntil"] for row in rows} >= {0}


async def test_audit(sandbox: Sandbox, data: Data, room: Room):
    """
    What moderators do is written down, the newest first.
    """
    sandbox.person("dee_mod").ban(room, "kit", minutes=10)
    newest = (await data("GET", "/room/{harbour-lights}/audit"))[0]

    assert (newest["type"], newest["duration"]) == ("ban", 600)
    assert newest["_user"]["username"] == "kit"
    assert newest["_mod"]["username"] == "dee_mod"
