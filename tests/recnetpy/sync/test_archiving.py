# Generated from aio/test_archiving.py by `nox -s twins`: do not edit.
"""
Everything of a player or a room.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recnetpy.sandbox import Sandbox
from recnetpy.sync import (
    Account,
    Archive,
    Event,
    Image,
    NotFound,
    Progress,
    Room,
    ServerError,
    Servers,
)

from ..opening import open_sync


class Stop(Exception):
    """What ends a call in the middle."""


def lines(path: Path) -> list[Any]:
    """Return the lines of an archive."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("layout", ["gateway", "hosts"])
def test_player(layout: Any, tmp_path: Path):
    """
    A player comes with everything that belongs to them, linked.
    """
    sandbox, path = Sandbox(max_take=7), tmp_path / "otter.jsonl"
    steps: list[Progress] = []
    with open_sync(sandbox=sandbox, layout=layout) as client:
        archive = client.archive("@TestOtter", path, on_progress=steps.append)
        taken = client.images.all_from_account(1001).collect()

    otter = archive.get(Account, 1001)
    first = archive.get(Image, 4001)
    plaza = archive.get(Room, 2001)
    assert (otter.bio, otter.level.level) == ("I test things.\r\nEvery `day`.", 31)
    assert otter.subscriber_count == 17
    assert {each.id for each in taken} <= {each.id for each in archive.all(Image)}
    assert plaza.roles[0].account is otter
    assert plaza.subrooms
    commented = archive.get(Image, 4001) or first
    assert commented is None or commented.comments[0].player.username == "SampleHeron"
    assert all(image.player for image in archive.all(Image) if image.player_id == 1001)
    assert all(
        len(image.cheer_player_ids or []) == image.cheer_count
        for image in archive.all(Image)
    )
    assert archive.all(Event)
    assert {step.step for step in steps} >= {"profile", "photos", "comments", "people"}
    assert len(lines(path)) == len(archive)


def test_room(tmp_path: Path):
    """
    A room comes with its photos and events, and the people of all of them.
    """
    sandbox = Sandbox()
    with open_sync(sandbox=sandbox, layout="hosts") as client:
        archive = client.archive("^OtterPlaza")

    plaza = archive.get(Room, 2001)
    assert len(archive.all(Image)) == 13
    assert all(image.room is plaza for image in archive.all(Image))
    party = next(event for event in archive.all(Event) if event.responses)
    assert party.responses[0].player.username == "TestOtter"
    assert [role.account is None for role in plaza.roles] == [False, False, False, True]


def test_incremental(tmp_path: Path):
    """
    The next call requests the profile, and what is new; a new photo is added.
    """
    sandbox, path = Sandbox(), tmp_path / "otter.jsonl"
    with open_sync(sandbox=sandbox, layout="hosts") as client:
        client.archive("@TestOtter", path)
        first = len(sandbox.requests)
        client.archive("@TestOtter", path)
        second = len(sandbox.requests) - first
        world = sandbox.world
        photo = world.add_image(world.accounts[1001], at=world.clock())
        world.comment(photo, 1002, "new")
        archive = client.archive("@TestOtter", path)

    assert first > 60
    assert second < 16
    found = archive.get(Image, photo["Id"])
    assert found.comments[0].player.username == "SampleHeron"


def test_incremental_feed(tmp_path: Path):
    """
    A feed that was listed is read up to its first photo that is known.
    """
    sandbox, path = Sandbox(max_take=2), tmp_path / "heron.jsonl"
    world = sandbox.world
    heron = world.accounts[1002]
    with open_sync(sandbox=sandbox, layout="hosts") as client:
        client.archive("@SampleHeron", path)
        first = [each for each in sandbox.requests if "/feed/" in each.path]
        sandbox.requests.clear()
        new = world.add_image(
            world.accounts[1003], at=world.clock(), TaggedPlayerIds=[1002]
        )
        archive = client.archive("@SampleHeron", path)
        second = [each for each in sandbox.requests if "/feed/" in each.path]

    assert (len(first), len(second)) == (13, 1)
    assert archive.get(Image, new["Id"]).tagged_players[0].username == heron["username"]


def test_interrupted(tmp_path: Path):
    """
    What was received before a failure is kept, and is not requested again.
    """
    sandbox, path = Sandbox(), tmp_path / "otter.jsonl"

    def stop(progress: Progress) -> None:
        if progress.step == "comments" and progress.done == 20:
            raise Stop

    with open_sync(sandbox=sandbox, layout="hosts", in_flight=1) as client:
        with pytest.raises(Stop):
            client.archive("@TestOtter", path, on_progress=stop)
        before = {each.path for each in sandbox.requests if "cheers" in each.path}
        sandbox.requests.clear()
        client.archive("@TestOtter", path)

    after = {each.path for each in sandbox.requests if "cheers" in each.path}
    assert len(before) >= 10
    # One photo may have been requested, and not yet been added.
    assert len(before & after) <= 1


def test_failed(tmp_path: Path, net: Any):
    """
    A server that fails is an error, and the file has what came before.
    """
    net.get("https://accounts.rec.net/account").respond(json={"accountId": 1})
    api = "https://api.rec.net/api"
    net.post(f"{api}/players/v2/progression/bulk").respond(json=[])
    net.get(f"{api}/influencerpartnerprogram/isinfluencer").respond(text="false")
    net.get(f"{api}/images/v4/player/1").respond(500)
    net.route(host="clubs.rec.net").respond(404)
    net.route(host="rooms.rec.net").respond(json=[])
    net.get("https://accounts.rec.net/account/1/bio").respond(json={"bio": "a"})
    path = tmp_path / "one.jsonl"

    with open_sync(servers=Servers.hosts()) as client:
        with pytest.raises(ServerError):
            client.archive("@one", path)
    (saved,) = Archive.load(path).all(Account)
    assert (saved.bio, saved.is_influencer) == ("a", False)


def test_nothing_to_archive():
    """
    Nobody, and what is neither a player nor a room, is an error.
    """
    sandbox = Sandbox()
    with open_sync(sandbox=sandbox) as client:
        with pytest.raises(NotFound, match="no '@nobody'"):
            client.archive("@nobody")
        with pytest.raises(TypeError, match="players and rooms"):
            client.archive("image4001.jpg")


def test_into_an_archive():
    """
    An object can be added to an archive in memory.
    """
    sandbox = Sandbox()
    with open_sync(sandbox=sandbox) as client:
        archive = Archive()
        plaza = client.rooms.fetch(2001)
        assert client.archive(plaza, archive) is archive
        assert archive.get(Room, 2001).roles
