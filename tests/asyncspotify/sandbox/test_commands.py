"""
What the player is told to do.
"""

from __future__ import annotations

from typing import Any

import pytest

from asyncspotify.sandbox import Album, Device, User

from .playback import Ask, refusal, state


async def test_seek(ask: Ask, playing: Album):
    """
    One can go elsewhere in a track, and no further than its end.
    """
    length = playing.tracks[0].duration_ms
    await ask("PUT", "/me/player/seek", position_ms=30_000)
    inside = (await state(ask))["progress_ms"]
    await ask("PUT", "/me/player/seek", position_ms=length * 2)
    behind = await state(ask)

    assert inside == 30_000
    assert behind["item"]["id"] == playing.tracks[1].id


async def test_modes(ask: Ask, playing: Album):
    """
    Shuffle and volume are as they are set.
    """
    await ask("PUT", "/me/player/shuffle", state="true")
    await ask("PUT", "/me/player/volume", volume_percent=0)
    now = await state(ask)

    assert now["shuffle_state"] is True
    assert now["device"]["volume_percent"] == 0


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("seek", {}),
        ("seek", {"position_ms": -1}),
        ("volume", {"volume_percent": 101}),
        ("volume", {"volume_percent": "loud"}),
        ("shuffle", {"state": "maybe"}),
        ("repeat", {"state": "twice"}),
    ],
)
async def test_bounds(ask: Ask, path: str, query: dict[str, object]):
    """
    What cannot be set is 400.
    """
    assert (await ask("PUT", f"/me/player/{path}", **query)).status == 400


async def test_seek_in_nothing(ask: Ask):
    """
    In nothing there is no place to go to.
    """
    answer = await ask("PUT", "/me/player/seek", position_ms=1)

    assert refusal(answer) == (403, "NOT_PLAYING_TRACK")


async def test_transfer(ask: Ask, playing: Album, me: User):
    """
    Playing can move to another device.
    """
    phone = me.player.devices[1]
    await ask("PUT", "/me/player/pause")
    answer = await ask("PUT", "/me/player", {"device_ids": [phone.id], "play": True})
    now = await state(ask)
    devices = (await ask("GET", "/me/player/devices")).json()["devices"]

    assert answer.status == 204
    assert (now["device"]["id"], now["is_playing"]) == (phone.id, True)
    assert [device["is_active"] for device in devices] == [False, True, False]


async def test_command_to_a_device(ask: Ask, playing: Album, me: User):
    """
    A command can name its device, which then is the active one.
    """
    phone = me.player.devices[1]
    answer = await ask("PUT", "/me/player/repeat", state="track", device_id=phone.id)

    assert answer.status == 204
    assert me.player.active is phone


@pytest.mark.parametrize(
    ("method", "command", "query", "reason"),
    [
        ("PUT", "volume", {"volume_percent": 5}, "VOLUME_CONTROL_DISALLOW"),
        ("PUT", "pause", {}, "ALREADY_PAUSED"),
        ("PUT", "seek", {"position_ms": 1}, "NOT_PLAYING_TRACK"),
        ("PUT", "play", {}, "UNKNOWN"),
        ("POST", "next", {}, "NO_NEXT_TRACK"),
        ("POST", "previous", {}, "NO_PREV_TRACK"),
    ],
)
async def test_refused_command(
    ask: Ask, me: User, method: str, command: str, query: dict[str, Any], reason: str
):
    """
    A device that does not obey does not become the active one.
    """
    before, phone = me.player.active, me.player.devices[1]
    path = f"/me/player/{command}"
    answer = await ask(method, path, device_id=phone.id, **query)

    assert refusal(answer) == (403, reason)
    assert me.player.active is before


async def test_unknown_device(ask: Ask):
    """
    A device that there is not is 404.
    """
    answer = await ask("POST", "/me/player/next", device_id="unknown")

    assert answer.json()["error"]["message"] == "Device not found"


@pytest.mark.parametrize("body", [{}, {"device_ids": ["a", "b"]}])
async def test_one_device(ask: Ask, body: dict[str, Any]):
    """
    It moves to one device.
    """
    assert (await ask("PUT", "/me/player", body)).status == 400


async def test_restricted_device(ask: Ask, me: User):
    """
    A device may not take commands.
    """
    car = Device(id="car", name="Car", type="Automobile", is_restricted=True)
    me.player.devices.append(car)
    answer = await ask("PUT", "/me/player", {"device_ids": ["car"]})

    assert refusal(answer) == (403, "DEVICE_NOT_CONTROLLABLE")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("PUT", "play"),
        ("PUT", "pause"),
        ("POST", "next"),
        ("POST", "previous"),
        ("PUT", "seek?position_ms=1"),
        ("PUT", "repeat?state=off"),
        ("PUT", "shuffle?state=true"),
        ("PUT", "volume?volume_percent=1"),
        ("POST", "queue?uri={uri}"),
    ],
)
async def test_no_active_device(
    ask: Ask, album: Album, me: User, *, method: str, path: str
):
    """
    Without a device there is nothing to command.
    """
    me.player.devices.clear()
    path, _, rest = path.format(uri=album.tracks[0].uri).partition("?")
    query = dict(pair.split("=") for pair in rest.split("&") if pair)
    answer = await ask(method, f"/me/player/{path}", **query)

    assert refusal(answer) == (404, "NO_ACTIVE_DEVICE")


async def test_premium(ask: Ask, me: User):
    """
    Commands are for those who pay; everybody may look.
    """
    me.product = "free"
    command = await ask("PUT", "/me/player/pause")
    look = await ask("GET", "/me/player/devices")

    assert refusal(command) == (403, "PREMIUM_REQUIRED")
    assert look.status == 200


async def test_transfer_of_silence(ask: Ask, me: User):
    """
    A device can be made the active one without playing anything.
    """
    phone = me.player.devices[1]
    answer = await ask("PUT", "/me/player", {"device_ids": [phone.id]})

    assert answer.status == 204
    assert me.player.active is phone
    assert not me.player.is_playing
