"""
Objects made of records: what is read, what is kept, and what is refused.
"""

from __future__ import annotations

import copy
import json
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recnetpy import (
    Account,
    BaseDataClass,
    Comment,
    Event,
    EventInteraction,
    Image,
    Invention,
    InventionVersion,
    LoadScreen,
    Progression,
    PromoExternalContent,
    Role,
    Room,
    Score,
    Slideshow,
    SubRoom,
    Tag,
    UnreadableError,
)
from recnetpy._record import verify

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
@settings(max_examples=50)
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
@settings(max_examples=25)
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


@pytest.mark.parametrize("wrong", [[], "x", 5, None])
def test_no_record(wrong: Any):
    """
    What is no JSON object is refused.
    """
    with pytest.raises(UnreadableError, match="no Image: a record is a JSON object"):
        Image.from_data(wrong)
    with pytest.raises(TypeError, match="JSON object"):
        Tag(wrong)
    if wrong is not None:
        with pytest.raises(TypeError, match="JSON object"):
            Image(None, 1, wrong)


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({}, "the record has no Id"),
        ({"Id": None}, "the record has no Id"),
        ({"Id": "x"}, "str is no id"),
        ({"Id": 1.5}, "float is no id"),
    ],
)
def test_no_id(wrong: dict[str, Any], told: str):
    """
    A record without an id is refused, in words that say so.
    """
    with pytest.raises(UnreadableError) as caught:
        Image.from_data(wrong)
    with pytest.raises(ValueError, match=told):
        Image(None, None, wrong)

    assert str(caught.value) == f"no Image: {told}"
    assert (caught.value.errors, caught.value.data) == ([told], wrong)


def test_odd_rows():
    """
    One odd row costs itself and no other.
    """
    images = Slideshow({"Images": [{"Id": 5}, {"Id": "odd"}, 7]}).images

    assert [image.id for image in images] == [5]


def test_odd_value_is_logged_once(caplog: pytest.LogCaptureFixture):
    """
    A value that does not fit is none, and is logged once, without the value.
    """
    for _ in range(2):
        event = Event.from_data({"PlayerEventId": 1, "AttendeeCount": "many secrets"})
        assert event.attendee_count is None

    messages = [record.getMessage() for record in caplog.records]
    assert messages == ["Event.attendee_count: does not fit: ValueError"]


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ({"MinLevel": "x"}, "does not fit: Room.min_level: ValueError"),
        (
            {"MinLevel": "x", "IsDorm": 5},
            "does not fit: Room.is_dorm: ValueError (and 1 more)",
        ),
    ],
)
def test_verify(record: dict[str, Any], told: str):
    """
    What does not fit is named, and how much there is besides.
    """
    with pytest.raises(UnreadableError) as caught:
        verify([Room(None, 1, record), Room(None, 2)])

    assert str(caught.value) == told
    assert len(caught.value.errors) == len(record)


@pytest.mark.parametrize("cls", PARTS)
def test_create_from_list(cls: Any):
    """
    Lists of parts are made of lists of records, and none of none.
    """
    assert cls.create_from_list() is None
    assert cls.create_from_list([]) == []
    assert len(cls.create_from_list([{}, {}])) == 2
