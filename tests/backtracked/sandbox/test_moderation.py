"""
What moderators do to people.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from backtracked.sandbox import Room, Sandbox
from clientcore.sandbox import Answer

Ask = Callable[..., Awaitable[Answer]]
Data = Callable[..., Awaitable[Any]]
Listen = Callable[..., Awaitable[Any]]

MOD, VIP = "52d1ce33c38a06510c000001", "5615fe1ee596154fc2000001"
MANAGER, RESIDENT = "5615fd84e596150061000003", "5615feb8e596154fc2000002"


def path(what: str, user: str) -> str:
    return f"/chat/{what}/{{harbour-lights}}/user/{{{user}}}"


DONE: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("POST", "kick", {"message": "calm & quiet"}, {"message": "calm &amp; quiet"}),
    ("POST", "kick", {"message": ""}, {}),
    ("POST", "ban", {"time": 30}, {"time": "30"}),
    ("DELETE", "ban", {}, {}),
    ("POST", "mute", {}, {}),
    ("DELETE", "mute", {}, {}),
]


@pytest.mark.parametrize(("method", "what", "form", "expected"), DONE)
async def test_done(
    sandbox: Sandbox,
    ask: Ask,
    data: Data,
    room: Room,
    listen: Listen,
    *,
    method: str,
    what: str,
    form: dict[str, Any],
    expected: dict[str, Any],
):
    """
    It is done with the right to, and the room hears by whom to whom.
    """
    ear = await listen(None, room)
    ivy = sandbox.person("ivy").user
    refused = await ask(method, path(what, ivy.id), by="bo_listener", form=form)
    await data(method, path(what, ivy.id), by="dee_mod", form=form)
    told = await ear.event()
    whom = "mutedUser" if what == "mute" else "kickedUser"

    assert refused.status == 401
    message = refused.json()["data"]["err"]["details"]["message"]
    assert message == "You do not have permission to do this"
    assert told.pop("type") == f"user-{'un' if method == 'DELETE' else ''}{what}"
    assert told.pop("user")["username"] == "dee_mod"
    assert told.pop(whom)["username"] == "ivy"
    assert told == expected


@pytest.mark.parametrize("what", ["kick", "ban"])
async def test_out(sandbox: Sandbox, data: Data, room: Room, listen: Listen, what: str):
    """
    Who is kicked or banned is gone.
    """
    ear = await listen(None, room)
    await data("POST", path(what, "ivy"), by="dee_mod")

    assert await ear.names(2) == [f"user-{what}", "user-leave"]
    assert not sandbox.world.member(room, sandbox.person("ivy").user).is_visible


@pytest.mark.parametrize("what", ["kick", "ban", "mute", MOD])
async def test_creator(ask: Ask, what: str):
    """
    Nothing is done to the room's creator.
    """
    answer = await ask("POST", path(what, "fay_owner"), by="harbourmaster")

    assert answer.status == 401


async def test_bad_time(ask: Ask):
    """
    A ban's time is a number.
    """
    form = {"time": "a while"}

    assert (
        await ask("POST", path("ban", "ivy"), by="dee_mod", form=form)
    ).status == 400


ROLES = [
    ("ada_dj", RESIDENT, 200),
    ("ada_dj", VIP, 401),
    ("dee_mod", RESIDENT, 200),
    ("dee_mod", VIP, 401),
    ("eli_manager", VIP, 200),
    ("eli_manager", MOD, 200),
    ("eli_manager", MANAGER, 401),
    ("harbourmaster", MANAGER, 200),
    ("fay_owner", MANAGER, 200),
    ("bo_listener", RESIDENT, 401),
    ("fay_owner", "vip", 404),
]


@pytest.mark.parametrize("method", ["POST", "DELETE"])
@pytest.mark.parametrize(("by", "role", "status"), ROLES)
async def test_who_gives_roles(ask: Ask, method: str, by: str, role: str, status: int):
    """
    Who may give a role may take it; a role goes by its id only.
    """
    assert (await ask(method, path(role, "ivy"), by=by)).status == status


async def test_role(sandbox: Sandbox, data: Data, room: Room, listen: Listen):
    """
    A role is in the record until it is taken, and the room hears of both.
    """
    ear, ivy = await listen(None, room), sandbox.person("ivy").user
    await data("POST", path(VIP, ivy.id), by="eli_manager")
    role = room.members[ivy.id].role
    await data("DELETE", path(VIP, ivy.id), by="eli_manager")
    told = [await ear.event() for _ in range(2)]

    assert role is not None
    assert role.type == "vip"
    assert room.members[ivy.id].role is None
    assert [event["type"] for event in told] == ["user-setrole", "user-unsetrole"]
    assert told[0]["modUser"]["_id"] == ivy.id
    assert told[0]["role_object"]["rights"] == ["skip", "set-dj"]


async def test_rights_are_the_worlds(sandbox: Sandbox, ask: Ask):
    """
    What a role allows is what the world says.
    """
    sandbox.world.roles[VIP].rights.append("kick")

    assert (await ask("POST", path("kick", "ivy"), by="cy_vip")).status == 200


async def test_people_moderate(sandbox: Sandbox, room: Room, listen: Listen):
    """
    People of a test do all of it, whatever their rights.
    """
    ear, ivy = await listen(None, room), sandbox.person("ivy")
    ivy.mute(room, "ada_dj")
    ivy.mute(room, "ada_dj", muted=False)
    ivy.set_role(room, "kit", "vip")
    ivy.unset_role(room, "kit")
    ivy.ban(room, "kit")
    ivy.unban(room, "kit")
    ivy.kick(room, "bo_listener", "bye")
    ivy.lock_queue(room)

    assert await ear.names(10) == [
        *("user-mute", "user-unmute", "user-setrole", "user-unsetrole"),
        *("user-ban", "user-leave", "user-unban", "user-kick", "user-leave"),
        "room-lock-queue",
    ]


async def test_people_need_names(sandbox: Sandbox, room: Room):
    """
    What there is not is said to be missing.
    """
    ivy = sandbox.person("ivy")
    with pytest.raises(LookupError, match="'nobody'"):
        ivy.kick(room, "nobody")
    with pytest.raises(LookupError, match="'nowhere'"):
        ivy.join("nowhere")
    with pytest.raises(LookupError, match="'captain'"):
        ivy.set_role(room, "kit", "captain")
    with pytest.raises(LookupError, match="kit has no role in harbour-lights"):
        ivy.unset_role(room, "kit")
