"""
Rooms: joining, leaving, and what is known of them.
"""

from __future__ import annotations

from typing import Any

import pytest

import clientcore
from backtracked import (
    Client,
    NotFoundError,
    RoomBannedError,
    RoomPasswordError,
)

from ..answers import ALICE, BOB, ME, ROOM, SLUG, answer, data, log_in, wrapped


def let_in(api: Any) -> Any:
    """Let anybody into the room, and return the route."""
    api.get(f"/room/{SLUG}").respond(**answer("room.ok"))
    api.get(f"/room/{ROOM}/users").respond(**answer("room_users.ok"))
    # The client with a socket asks for these, too.
    api.get(f"/room/{ROOM}/playlist/active").respond(
        **answer("playlist_active.none", 404)
    )
    return api.post(f"/room/{ROOM}/users").respond(**answer("room_join.ok"))


def open_client(base_url: str, **options: Any) -> Client:
    """Return a client."""
    return Client(api=base_url, **options)


@pytest.fixture
def api(base_url: str) -> Any:
    """A router on which not every route has to be called."""
    import respx

    with respx.mock(base_url=base_url, assert_all_called=False) as router:
        yield router


async def test_join(api: Any, base_url: str):
    """
    A room that was joined has its members, and is among the client's rooms.
    """
    let_in(api)

    async with open_client(base_url) as queup:
        room = await queup.join_room(SLUG)

        assert queup.rooms[ROOM] is room
        assert queup.rooms.from_rtc(room.rtc) is room
        assert queup.rooms.from_room_id(f"room:{ROOM}") is room
        assert len(room.members) == len(data("room_users.ok"))
        assert room.members.from_user_id(BOB) in room.members.values()
        assert queup.users[ALICE].member_of(room) is room.members.from_user_id(ALICE)


async def test_join_twice(api: Any, base_url: str):
    """
    Joining again asks nothing, by slug or by id.
    """
    joined = let_in(api)

    async with open_client(base_url) as queup:
        room = await queup.join_room(SLUG)

        assert await queup.join_room(SLUG) is room
        assert await queup.join_room(ROOM) is room
    assert joined.call_count == 1


async def test_me(api: Any, base_url: str):
    """
    One is in the room oneself, although one is listed only if one shows oneself.
    """
    let_in(api)
    log_in(api)
    others = [one for one in data("room_users.ok") if one["userid"] != ME]
    api.get(f"/room/{ROOM}/users").respond(json=wrapped(others))

    async with open_client(base_url, recent_conversations=False) as queup:
        await queup.login("bot", "password")
        room = await queup.join_room(SLUG)
        await room.fetch_members()

        assert room.me is not None
        assert room.me.user is queup.user
        assert len(room.members) == len(others) + 1


async def test_password(api: Any, base_url: str):
    """
    A password is sent if there is one.
    """
    joined = let_in(api)

    async with open_client(base_url) as queup:
        await queup.join_room(SLUG, password="sesame & more")

    assert joined.calls.last.request.content == b"password-room=sesame%20%26%20more"


@pytest.mark.parametrize(
    ("name", "status", "error"),
    [
        ("room_join.banned", 401, RoomBannedError),
        ("room_join.password_required", 400, RoomPasswordError),
    ],
)
async def test_kept_out(
    name: str, status: int, error: type[Exception], api: Any, base_url: str
):
    """
    Who may not come in is told why, and is in no room.
    """
    let_in(api).respond(**answer(name, status))

    async with open_client(base_url) as queup:
        with pytest.raises(error) as caught:
            await queup.join_room(SLUG)

        assert not queup.rooms
    assert isinstance(caught.value, clientcore.StatusError)


async def test_no_such_room(api: Any, base_url: str):
    """
    A room that does not exist is an error with the service's words.
    """
    api.get("/room/no-such-room").respond(**answer("room.not_found", 404))

    async with open_client(base_url) as queup:
        with pytest.raises(NotFoundError) as caught:
            await queup.join_room("no-such-room")

    assert caught.value.endpoint == "room/{room}"
    assert str(caught.value).startswith("GET room/{room}: 404 Not Found")


async def test_members_unreadable(api: Any, base_url: str):
    """
    One is in a room even if its members can't be read.
    """
    let_in(api)
    api.get(f"/room/{ROOM}/users").respond(404)

    async with open_client(base_url) as queup:
        room = await queup.join_room(SLUG)

        assert [one.user_id for one in room.members.values()] == [ME]


async def test_odd_members(api: Any, base_url: str):
    """
    One odd record costs nobody else theirs.
    """
    let_in(api)
    rows = [None, *data("room_users.quirks"), {"nothing": "at all"}]
    api.get(f"/room/{ROOM}/users").respond(json=wrapped(rows))

    async with open_client(base_url) as queup:
        room = await queup.join_room(SLUG)

        assert room.members.from_user_id(BOB) is not None
        assert room.members.from_user_id(ALICE) is not None


async def test_leave(api: Any, base_url: str):
    """
    A room that was left is no longer among the client's rooms.
    """
    let_in(api)
    left = api.delete(f"/room/{ROOM}/users").respond(json=wrapped(None))

    async with open_client(base_url) as queup:
        room = await queup.join_room(SLUG)
        await room.leave()

        assert not queup.rooms
    assert left.called


async def test_read_again(api: Any, base_url: str):
    """
    Reading a room that was joined brings the very object up to date.
    """
    let_in(api)
    renamed = {**data("room.ok"), "name": "Other &amp; Better"}

    async with open_client(base_url) as queup:
        room = await queup.join_room(SLUG)
        api.get(f"/room/{ROOM}").respond(json=wrapped(renamed))
        again = await queup.fetch_room(room)

        assert again is room
        assert room.name == "Other & Better"
        assert len(room.members) == len(data("room_users.ok"))


async def test_edit(api: Any, base_url: str):
    """
    Editing sends the service's names and numbers, and brings the room up to date.
    """
    let_in(api)
    edited = {**data("room.ok"), "lockQueue": 1}
    route = api.put(f"/room/{ROOM}").respond(json=wrapped(edited))

    async with open_client(base_url) as queup:
        room = await queup.join_room(SLUG)
        await room.edit(queue_locked=True, welcome_message="hi")

        assert room.queue_locked is True
    assert route.calls.last.request.content == b'{"lockQueue":1,"welcomeMessage":"hi"}'


async def test_unknown_setting(base_url: str):
    """
    A setting that no room has is the caller's mistake.
    """
    async with open_client(base_url) as queup:
        with pytest.raises(TypeError, match="colour"):
            await queup.edit_room(ROOM, colour="red")


async def test_background(api: Any, base_url: str):
    """
    A background is sent as a file.
    """
    route = api.post(f"/room/{ROOM}/image").respond(json=wrapped(None))
    image = clientcore.Upload(b"pixels", content_type="image/png")

    async with open_client(base_url) as queup:
        await queup.set_background(ROOM, image)

    sent = route.calls.last.request
    assert b'name="background"' in sent.content
    assert b"pixels" in sent.content
