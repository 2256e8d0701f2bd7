"""
Objects: what can be done with them, with and without a client.
"""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

import recnetpy
import recnetpy.sync
from recnetpy import (
    Account,
    Event,
    Image,
    Invention,
    Links,
    Room,
    Score,
    Servers,
    Tag,
    UnboundError,
)

from .recorded import recorded

ROOM = recorded("rooms", "by id, include 366")


def test_own_copy():
    """
    A record that is changed by somebody changes neither the object nor its source.
    """
    source = copy.deepcopy(ROOM)
    room = Room(None, 2001, source)
    room.data.pop("Name")
    room.data["Stats"]["CheerCount"] = 99

    assert (room.name, room.cheer_count) == ("OtterPlaza", 10)
    assert "Name" not in room.data
    assert source == ROOM == room.to_data()


def test_assigned():
    """
    Attributes can be assigned, and the record stays as it came.
    """
    image = Image.from_data(recorded("images", "by id"))
    image.description = "dawn"
    image.event_id = 7
    image.event = Event(None, 7)

    assert (image.description, image.player_event_id) == ("dawn", 7)
    assert image.player_event is image.event
    assert image.to_data()["Description"] == "sunset"

    image.data = {"Id": 1}
    assert image.data == {"Id": 1}
    assert image.description == "dawn"


def test_patch_data():
    """
    Another record overwrites all that was read, and nothing that was fetched.
    """
    account = Account(None, 1)
    account.bio = "words"
    account.patch_data({"accountId": 1, "username": "a", "platforms": 1})
    first = (account.username, account.platforms, account.data["username"])
    account.patch_data({"accountId": 1, "username": "b"})

    assert first == ("a", ["Steam"], "a")
    assert (account.username, account.platforms, account.bio) == ("b", [], "words")
    assert account.data == account.raw == {"accountId": 1, "username": "b"}


def test_equality():
    """
    Objects are equal by class and id, and can be keys; parts are equal by value.
    """
    filled = Account(None, 1, {"accountId": 1, "username": "a"})

    assert filled == Account(None, 1)
    assert len({filled, Account(None, 1), Account(None, 2), Room(None, 1)}) == 3
    assert Tag({"Tag": "a", "Type": 0}) == Tag({"Tag": "a", "Type": 0, "New": 1})
    assert Tag({"Tag": "a"}) != Tag({"Tag": "b"})
    assert Tag({}) != Score({})
    assert Account(None, 1) != 1
    with pytest.raises(TypeError):
        hash(Tag({}))


def test_repr():
    """
    A repr is short, and does not go round in circles.
    """
    image = Image.from_data(recorded("images", "by id"))
    image.player = Account.from_data(recorded("accounts", "fetch by id"))
    image.player.images = [image]

    assert repr(image) == "<Image 4001 'image4001.jpg'>"
    assert repr(image.player) == "<Account 1002 'SampleHeron'>"
    assert repr(Tag({"Tag": "pvp"})) == "<Tag tag='pvp' type=None>"


@pytest.mark.parametrize(
    "how", [copy.copy, lambda each: pickle.loads(pickle.dumps(each))]
)
def test_copies(how: Any):
    """
    Copies and pickles keep the record and what was fetched, and leave the client.
    """
    client = recnetpy.Client("key")
    image = Image(client, 4001, recorded("images", "by id"))
    image.description = "dawn"
    image.player = Account(client, 1001)
    image.player.images = [image]
    again = how(image)

    assert (again, again.description, again.image_name) == (
        image,
        "dawn",
        "image4001.jpg",
    )
    assert again.player == image.player
    assert again.data == image.data
    with pytest.raises(UnboundError, match="bind"):
        again.client  # noqa: B018


def test_bound():
    """
    An object knows its client, and the client's raw access and addresses.
    """
    client = recnetpy.Client(servers=Servers.hosts("fan.test"))
    image = Image.from_data({"Id": 1, "ImageName": "a.jpg"}, client)

    assert image.client is client
    assert image.rec_net.client is client
    assert image.web_url == "https://fan.test/image/1"
    assert image.file_url(width=5) == "https://img.fan.test/a.jpg?width=5"


def test_unbound():
    """
    Without a client an object has the addresses of the service as it was.
    """
    room = Room(None, 2001, ROOM)

    assert room.links == Links()
    assert room.web_url == "https://rec.net/room/OtterPlaza"
    assert Account(None, 1, {"username": "a"}).web_url == "https://rec.net/user/a"
    assert Event(None, 1).web_url == "https://rec.net/event/1"
    assert Invention(None, 1).web_url == "https://rec.net/invention/1"
    with pytest.raises(UnboundError):
        room.rec_net  # noqa: B018


def test_id_lists():
    """
    Objects are made of ids, by the class and by the manager, without a question.
    """
    client = recnetpy.Client("key")
    some = Account.create_from_id_list(client, [1, "2"])
    one = client.accounts.create_dataclass(3, {"accountId": 3, "username": "a"})
    more = client.accounts.create_from_data_list([{"accountId": 4}, {"odd": 1}])

    assert [each.id for each in [*some, one, *more]] == [1, 2, 3, 4]
    assert {each.client for each in [*some, one, *more]} == {client}
    assert (one.username, client.accounts.dataclass) == ("a", Account)


def test_converter():
    """
    The converter reads and writes objects.
    """
    image = recnetpy.converter.structure({"Id": 1, "New": [1]}, Image)

    assert recnetpy.converter.unstructure([image]) == [{"Id": 1, "New": [1]}]
    assert recnetpy.converter.unstructure(Image(None, 7)) == {"Id": 7}


def test_no_raw():
    """
    Objects keep their records, whatever else is not kept.
    """
    client = recnetpy.Client("key", keep_raw=False)
    (image,) = client.images.create_from_data_list([{"Id": 1, "ImageName": "a.jpg"}])

    assert image.image_name == "a.jpg"


def test_json():
    """
    JSON text is as it came, indented if wanted.
    """
    image = Image.from_data({"Id": 1, "Description": "é"})

    assert image.to_json() == '{"Id": 1, "Description": "é"}'
    assert image.to_json(indent=1) == '{\n "Id": 1,\n "Description": "é"\n}'


def test_twins():
    """
    The twin has classes of its own for what waits, and the same for what does not.
    """
    assert recnetpy.sync.Account is not Account
    assert recnetpy.sync.Tag is Tag
