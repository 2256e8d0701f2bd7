"""
Objects made of records: what is read, what is kept, and what is refused.
"""

from __future__ import annotations

import copy
import json
import logging
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import recnetpy
import recnetpy.sync
from recnetpy import (
    Account,
    BaseDataClass,
    Comment,
    Event,
    EventInteraction,
    Image,
    Invention,
    InventionVersion,
    Links,
    LoadScreen,
    Progression,
    PromoExternalContent,
    Role,
    Room,
    Score,
    Servers,
    Slideshow,
    SubRoom,
    Tag,
    UnboundError,
    UnreadableError,
)

from .recorded import recorded

WITH_ID = [Account, Event, Image, Invention, Room]
PARTS = [
    Comment,
    EventInteraction,
    InventionVersion,
    LoadScreen,
    Progression,
    PromoExternalContent,
    Role,
    Score,
    SubRoom,
    Tag,
]
ROOM = recorded("rooms", "by id, include 366")
IDS = {
    Account: "accountId",
    Event: "PlayerEventId",
    Image: "Id",
    Invention: "InventionId",
    Room: "RoomId",
}
ANY_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner),
    max_leaves=10,
)


def names(cls: Any) -> list[str]:
    """Return the public attributes of a class."""
    fields = (field.name for field in attrs.fields(cls))
    return [name for name in fields if not name.startswith("_")]


@pytest.mark.parametrize("cls", WITH_ID)
def test_unfilled(cls: type[BaseDataClass]):
    """
    Without a record there is the id and nothing else, and the error says so.
    """
    thing = cls(None, "5")

    assert thing.id == 5
    assert thing.data is None
    assert not thing.is_filled
    assert not hasattr(thing, "description")
    assert repr(thing) == f"<{cls.__name__} 5>"
    with pytest.raises(AttributeError, match="was not fetched, or does not exist"):
        getattr(thing, names(cls)[1])


def test_fetched_are_none():
    """
    What is fetched is none until then, on unfilled objects too.
    """
    account = Account(None, 5)

    assert (account.bio, account.level, account.images) == (None, None, None)


def test_unknown_attribute():
    """
    A name that is none is an error like any other.
    """
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        Account(None, 5).nothing  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize("cls", [*WITH_ID, *PARTS, Slideshow])
def test_all_missing(cls: Any):
    """
    A record that lacks everything gives nothing, of each attribute, and no error.
    """
    key = IDS.get(cls)
    thing = cls.from_data({key: 1} if key else {})

    for name in names(cls):
        value = getattr(thing, name)
        assert value in (None, [], False, 0.0) or name == "id"


@pytest.mark.parametrize("cls", [*WITH_ID, *PARTS])
def test_all_null(cls: Any):
    """
    So does one in which everything is null.
    """
    keys = [*ROOM, *recorded("images", "older host, full record")]
    thing = cls.from_data({**dict.fromkeys(keys), IDS.get(cls, "x"): 1})

    for name in names(cls):
        assert getattr(thing, name) in (None, [], False, 0.0) or name == "id"


@pytest.mark.parametrize("cls", WITH_ID)
@settings(max_examples=50, deadline=None)
@given(data=st.dictionaries(st.text(), ANY_JSON), id=st.integers(1, 2**63 - 1))
def test_round_trip(cls: type[BaseDataClass], data: dict[str, Any], id: int):
    """
    Whatever a record holds, it is given back unchanged.
    """
    record = {**data, IDS[cls]: id}
    before = copy.deepcopy(record)
    thing = cls.from_data(record)
    again = cls.from_data(json.loads(thing.to_json()))

    assert thing.id == id
    assert thing.data == thing.to_data() == again.data == before
    assert again == thing


@pytest.mark.parametrize("cls", [*WITH_ID, *PARTS])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_anything(cls: Any, data: st.DataObject):
    """
    Whatever stands where something is expected, reading it raises nothing.
    """
    keys = [*ROOM, *recorded("images", "older host, full record"), "Role", "Message"]
    record = data.draw(
        st.fixed_dictionaries({}, optional=dict.fromkeys(keys, ANY_JSON))
    )
    thing = cls.from_data({**record, IDS.get(cls, "x"): 1})

    for name in names(cls):
        getattr(thing, name)


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


@pytest.mark.parametrize("wrong", [[], "x", 5, None])
def test_no_record(wrong: Any):
    """
    What is no JSON object is refused.
    """
    with pytest.raises(UnreadableError):
        Image.from_data(wrong)
    with pytest.raises(TypeError, match="JSON object"):
        Tag(wrong)
    if wrong is not None:
        with pytest.raises(TypeError, match="JSON object"):
            Image(None, 1, wrong)


@pytest.mark.parametrize("wrong", [{}, {"Id": None}, {"Id": "x"}, {"Id": 1.5}])
def test_no_id(wrong: dict[str, Any]):
    """
    A record without an id is refused.
    """
    with pytest.raises(UnreadableError, match="Image"):
        Image.from_data(wrong)
    with pytest.raises(ValueError, match="no id"):
        Image(None, None, wrong)


def test_odd_rows(caplog: pytest.LogCaptureFixture):
    """
    One odd row costs itself, and is logged.
    """
    with caplog.at_level(logging.WARNING, logger="recnetpy"):
        images = recnetpy.converter.structure([{"Id": 1}], list[Image])
        rooms = Slideshow({"Images": [{"Id": 5}]}).images

    assert [image.id for image in [*images, *rooms]] == [1, 5]


def test_odd_value_is_logged_once(caplog: pytest.LogCaptureFixture):
    """
    A value that does not fit is none, and is logged once, without the value.
    """
    for _ in range(2):
        event = Event.from_data({"PlayerEventId": 1, "AttendeeCount": "many secrets"})
        assert event.attendee_count is None

    messages = [record.getMessage() for record in caplog.records]
    assert messages == ["Event.attendee_count does not fit: ValueError"]


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


@pytest.mark.parametrize("cls", PARTS)
def test_create_from_list(cls: Any):
    """
    Lists of parts are made of lists of records, and none of none.
    """
    assert cls.create_from_list() is None
    assert cls.create_from_list([]) == []
    assert len(cls.create_from_list([{}, {}])) == 2


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
