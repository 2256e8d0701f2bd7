"""
Rooms: the lobby, settings, coming in.
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

USERS = "/room/{harbour-lights}/users"
CABIN = "/room/{captains-cabin}/users"


async def test_room(room: Room, data: Data):
    """
    A room is had by slug and by id, and keeps its password to itself.
    """
    by_slug = await data("GET", "/room/captains-cabin")
    by_id = await data("GET", f"/room/{by_slug['_id']}")

    assert by_slug == by_id
    assert (by_slug["isPublic"], by_slug["password"]) == (False, None)
    assert by_slug["_user"]["username"] == "eli_manager"


async def test_no_room(ask: Ask):
    """
    An unknown room is 404.
    """
    answer = await ask("GET", "/room/nowhere")

    assert answer.status == 404
    assert answer.json()["data"]["details"]["message"] == "Room not found"


async def test_lobby(data: Data):
    """
    The lobby has public rooms, the fullest first, 20 at once.
    """
    first = await data("GET", "/room", query={"offset": 0})
    second = await data("GET", "/room", query={"offset": 20})
    slugs = [room["roomUrl"] for room in (*first, *second)]

    assert (len(first), len(second)) == (20, 6)
    assert slugs[0] == "harbour-lights"
    assert first[0]["activeUsers"] == 6
    assert "captains-cabin" not in slugs


async def test_search(data: Data):
    """
    Rooms are found by a part of their name, in any case.
    """
    found = await data("GET", "/room/term/north c")

    assert [room["name"] for room in found] == ["North Cove"]


async def test_create(sandbox: Sandbox, ask: Ask, data: Data):
    """
    A user makes up to five rooms; a slug that is taken gets a number.
    """
    made = [
        await data("POST", "/room", by="bo_listener", json={"name": "Bo's Bar!"})
        for _ in range(5)
    ]
    sixth = await ask("POST", "/room", by="bo_listener", json={"name": "One more"})

    assert [room["roomUrl"] for room in made[:2]] == ["bo-s-bar-", "bo-s-bar--2"]
    assert made[0]["userid"] == sandbox.person("bo_listener").user.id
    assert sixth.status == 400


async def test_create_without_a_name(ask: Ask):
    """
    A room has a name.
    """
    assert (await ask("POST", "/room", by="ivy", json={"name": " "})).status == 400


async def test_update(ask: Ask, data: Data, room: Room, listen: Listen):
    """
    Settings are changed with the right to, and the room hears of it.
    """
    ear = await listen(None, room)
    changes = {"name": "Lights II", "maxLengthSong": "7", "recycleDJ": 0}
    await data("PUT", "/room/{harbour-lights}", by="harbourmaster", json=changes)
    told = await ear.event("room-update")
    refused = await ask("PUT", "/room/{harbour-lights}", by="dee_mod", json=changes)

    assert told["room"]["name"] == "Lights II"
    assert (room.settings["maxLengthSong"], room.settings["recycleDJ"]) == (7, False)
    assert refused.status == 401


async def test_password_and_slow_mode(data: Data, room: Room, listen: Listen):
    """
    A new password is mentioned, not told; slow mode has an event of its own.
    """
    ear = await listen(None, room)
    changes = {"roomPassword": "hush", "slowMode": 1}
    await data("PUT", "/room/{harbour-lights}", by="fay_owner", json=changes)
    update, slow = await ear.event(), await ear.event()

    assert update["passwordUpdated"] is True
    assert "hush" not in str(update)
    assert (slow["type"], slow["room"]["slowMode"]) == ("room-slow-mode", True)
    assert room.password == "hush"


async def test_image(ask: Ask, data: Data):
    """
    A background may have 2 MB.
    """
    path = "/room/{harbour-lights}/image"
    large = await ask("POST", path, by="fay_owner", body=b"x" * (2**21 + 1))

    assert await data("POST", path, by="fay_owner", body=b"x" * 2**21) == {}
    assert large.status == 400


@pytest.mark.parametrize("method", ["PUT", "POST"])
async def test_lock(data: Data, room: Room, listen: Listen, method: str):
    """
    The queue is locked with either method.
    """
    ear = await listen(None, room)
    path = "/room/{harbour-lights}/lockQueue"
    await data(method, path, by="dee_mod", form={"lockQueue": 1})
    told = await ear.event("room-lock-queue")

    assert (told["user"]["username"], told["room"]["lockQueue"]) == ("dee_mod", True)


async def test_join(sandbox: Sandbox, data: Data, room: Room):
    """
    Joining gives the room and one's record; the list shows those who entered.
    """
    joined = await data("POST", USERS, by="deckhand")
    names = [row["_user"]["username"] for row in await data("GET", USERS)]

    assert joined["room"]["_id"] == room.id
    assert joined["user"]["userid"] == sandbox.person("deckhand").user.id
    assert joined["user"]["roleid"] is None
    assert "ada_dj" in names
    assert "deckhand" not in names


@pytest.mark.parametrize(
    ("method", "path"),
    [("DELETE", USERS), ("GET", "/room/beacon/{harbour-lights}/{deckhand}")],
)
async def test_leave(sandbox: Sandbox, data: Data, room: Room, method: str, path: str):
    """
    Leaving is done with a request, or with a page's last one.
    """
    sandbox.person("deckhand").join(room)
    await data(method, path, by="deckhand")

    assert not sandbox.world.member(room, sandbox.person("deckhand").user).joined


async def test_beacon_of_somebody_else(ask: Ask):
    """
    Nobody leaves for somebody else.
    """
    answer = await ask("GET", "/room/beacon/{harbour-lights}/{ada_dj}", by="deckhand")

    assert answer.status == 401


async def test_password_room(sandbox: Sandbox, ask: Ask):
    """
    A private room wants its password; too many wrong ones are too many.
    """
    bodies: list[Any] = [{}, *[{"password-room": "x"}] * 6, {"password-room": "sesame"}]
    answers = [await ask("POST", CABIN, by="kit", form=body) for body in bodies]
    leaves = [a.json()["data"]["err"]["details"]["message"] for a in answers]

    assert {answer.status for answer in answers} == {400}
    assert leaves[:6] == [{"err": "invalidPassword"}] * 6
    assert leaves[6:] == [{"err": "tooManyInvalidPassword"}] * 2


async def test_right_password(data: Data):
    """
    The right password lets in, and the creator needs none.
    """
    form = {"password-room": "sesame"}

    assert await data("POST", CABIN, by="deckhand", form=form)
    assert await data("POST", CABIN, by="eli_manager")


async def test_inside_already(data: Data):
    """
    Who is in says so again without the password.
    """
    await data("POST", CABIN, by="deckhand", form={"password-room": "sesame"})

    assert await data("POST", CABIN, by="deckhand")


async def test_banned(sandbox: Sandbox, ask: Ask, data: Data, room: Room):
    """
    Whoever is banned does not come in before it is over.
    """
    forever = await ask("POST", "/room/{the-brig}/users", by="deckhand")
    sandbox.person("dee_mod").ban(room, "deckhand", minutes=5)
    for_now = await ask("POST", USERS, by="deckhand")
    sandbox.advance(300)

    assert forever.status == for_now.status == 401
    assert forever.json()["data"]["err"]["details"]["message"].startswith("You are ban")
    assert await data("POST", USERS, by="deckhand")
