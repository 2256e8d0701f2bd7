# Generated from aio/test_rights.py by `nox -s twins`: do not edit.
"""
Rights: who may do what, as far as this side knows.
"""

from __future__ import annotations

from typing import Any

import pytest

import clientcore
from backtracked.sync import Client, Member, MissingRightError, Role, Room

from ..answers import ALICE, BOB, ME, PLAYING, ROOM, data, log_in, wrapped

CALLS = {
    "kick": lambda queup: queup.kick(ROOM, BOB),
    "ban": lambda queup: queup.ban(ROOM, BOB),
    "unban": lambda queup: queup.unban(ROOM, BOB),
    "mute": lambda queup: queup.mute(ROOM, BOB),
    "unmute": lambda queup: queup.unmute(ROOM, BOB),
    "skip": lambda queup: queup.skip_song(ROOM, PLAYING),
    "delete": lambda queup: queup.delete_message(ROOM, f"{BOB}-1"),
    "lock": lambda queup: queup.lock_queue(ROOM),
    "order": lambda queup: queup.reorder_queue(ROOM, [BOB]),
    "remove": lambda queup: queup.remove_dj(ROOM, BOB),
    "set role": lambda queup: queup.set_role(ROOM, BOB, Role.vip),
    "unset role": lambda queup: queup.unset_role(ROOM, BOB, Role.vip),
    "edit": lambda queup: queup.edit_room(ROOM, name="X"),
}


def inside(queup: Client, role: Any = None) -> Room:
    """Be in the room with a role, without asking the service."""
    queup.login("bot", "password")
    room = Room.from_data(data("room.ok"), queup)
    queup.rooms.add(room)
    record = {"_id": "me", "userid": ME, "roomid": ROOM, "roleid": role}
    room.members.add(Member.from_data(record, queup))
    return room


@pytest.fixture
def queup(api: Any, base_url: str) -> Client:
    """Return a client."""
    log_in(api)
    return Client(api=base_url, recent_conversations=False)


@pytest.mark.parametrize("name", CALLS)
def test_missing(name: str, queup: Client):
    """
    Who lacks the right gets an error that names it, and nothing is sent.
    """
    with queup:
        inside(queup)
        with pytest.raises(MissingRightError, match="Testing Lounge") as caught:
            CALLS[name](queup)

    assert isinstance(caught.value, clientcore.Forbidden)
    assert caught.value.right in str(caught.value)


@pytest.mark.parametrize("name", ["kick", "skip", "lock", "order"])
def test_held(name: str, queup: Client, api: Any):
    """
    Who has it may.
    """
    api.route(path__regex="^/(chat|room)/").respond(json=wrapped(None))

    with queup:
        inside(queup, Role.moderator.id)
        CALLS[name](queup)


def test_server_knows_better(queup: Client, api: Any):
    """
    The rights that the service gives a role count, not those it usually has.
    """
    api.post(f"/chat/kick/{ROOM}/user/{BOB}").respond(json=wrapped(None))
    role = {"_id": Role.vip.id, "type": "vip", "label": "VIP", "rights": ["kick"]}

    with queup:
        inside(queup, role)
        queup.kick(ROOM, BOB)
        with pytest.raises(MissingRightError, match="skip"):
            queup.skip_song(ROOM, PLAYING)


def test_creator(queup: Client, api: Any):
    """
    A room's creator has no role, and every right.
    """
    api.post(f"/chat/mute/{ROOM}/user/{BOB}").respond(json=wrapped(None))

    with queup:
        room = inside(queup)
        room.creator_id = ME
        queup.mute(ROOM, BOB)

        assert room.me is not None
        assert room.me.is_creator
        assert room.me.has_right("anything")


def test_managers(queup: Client, api: Any):
    """
    Making somebody a manager takes more than making them a VIP.
    """
    api.post(f"/chat/{Role.vip.id}/{ROOM}/user/{BOB}").respond(json=wrapped(None))

    with queup:
        room = inside(queup, Role.manager.id)
        bob = Member(id="b", user_id=BOB, room_id=ROOM).bind(queup)
        room.members.add(bob)
        bob.set_role(Role.vip)
        with pytest.raises(MissingRightError, match="set-managers"):
            bob.set_role(Role.manager)


@pytest.mark.parametrize("role", [Role.dj, Role.resident_dj])
@pytest.mark.parametrize("right", ["set-dj", "set-roles"])
def test_djs(role: Role, right: str, queup: Client, api: Any):
    """
    Making somebody a DJ takes less.
    """
    route = api.post(f"/chat/{role.id}/{ROOM}/user/{BOB}").respond(json=wrapped(None))

    with queup:
        inside(queup, {"_id": "own", "rights": [right]})
        queup.set_role(ROOM, BOB, role)

    assert route.called


def test_own(queup: Client, api: Any):
    """
    One's own messages and songs need no right.
    """
    api.delete(f"/chat/{ROOM}/{ME}-1").respond(json=wrapped(None))
    api.post(f"/chat/skip/{ROOM}/{PLAYING}").respond(json=wrapped(None))

    with queup:
        room = inside(queup)
        queup.delete_message(ROOM, f"{ME}-1")
        room.play(queup._caches.song({"_id": PLAYING, "userid": ME}))
        queup.skip_song(ROOM, PLAYING)


def test_unchecked(api: Any, base_url: str):
    """
    Who wants to hear it from the service can.
    """
    log_in(api)
    api.post(f"/chat/kick/{ROOM}/user/{BOB}").respond(json=wrapped(None))

    with Client(api=base_url, recent_conversations=False, local_checks=False) as queup:
        inside(queup)
        queup.kick(ROOM, BOB)


def test_long_ban(base_url: str):
    """
    A ban is for no negative time.
    """
    with Client(api=base_url) as queup:
        with pytest.raises(ValueError, match="for ever"):
            queup.ban(ROOM, ALICE, -1)
