"""
What records say.
"""

from __future__ import annotations

from datetime import UTC, datetime

from recnetpy import (
    Accessibility,
    Account,
    Image,
    ImageType,
    InventionVersion,
    Role,
    RoleLevel,
    Room,
    RoomInclude,
    SubRoom,
)

from .recorded import exchange, fits, recorded

ROOM = recorded("rooms", "by id, include 366")


def test_nested():
    """
    Lists in a room become parts in the same order; absent is none, empty is empty.
    """
    expected = exchange("rooms", "by id, include 366").expect
    room = Room.from_data(ROOM)
    plain = Room.from_data({"RoomId": 1, "Tags": [], "Roles": None})

    assert fits(room, expected)
    assert (plain.tags, plain.roles, plain.scores) == ([], None, None)
    primary = [tag.is_primary_genre for tag in room.tags or ()]
    assert primary == [True, False, False]


def test_saves():
    """
    What a subroom was saved as is read in both of its shapes.
    """
    new, old = (Room.from_data(ROOM).subrooms or [])[:2]
    flat = SubRoom({"DataBlob": "b", "DataSavedAt": "2021-01-01T00:00:00Z"})

    assert (new.data_saved_at, new.data_saved_by) == (1720429811, 1002)
    assert (new.description, new.data_blob) == ("fixed the door", "blob3001.room")
    assert (old.data_saved_at, old.data_saved_by, old.description) == (None, None, None)
    assert (flat.data_saved_at, flat.data_blob) == (1609459200, "b")


def test_labels_and_members():
    """
    A number is its label and its member; a new one is unknown, and itself.
    """
    known = Image.from_data({"Id": 1, "Type": 3, "Accessibility": 2})
    new = Image.from_data({"Id": 1, "Type": 55, "Accessibility": 7})
    none = Image.from_data({"Id": 1, "Type": 0})

    assert (known.type, known.type_value) == (
        "Room Thumbnail",
        ImageType.ROOM_THUMBNAIL,
    )
    assert known.accessibility_value is Accessibility.UNLISTED
    assert (new.type, new.type_value) == ("Unknown", 55)
    assert (new.accessibility, new.accessibility_value) == ("Unknown", 7)
    assert (none.type, none.type_value) == (None, ImageType.NONE)


def test_invited_role():
    """
    Unknown values are unknown everywhere, invitations and subrooms included.
    """
    role = Role({"Role": 42, "InvitedRole": 43})
    invited = Role({"Role": 10, "InvitedRole": 20})

    assert (role.id, role.name, role.invited_role) == (42, "Unknown", "Unknown")
    assert role.invited_role_value == 43
    assert (invited.name, invited.invited_role) == ("Host", "Moderator")
    assert invited.invited_role_value is RoleLevel.MODERATOR
    assert SubRoom({"Accessibility": 9}).accessibility == "Unknown"


def test_masks():
    """
    Labels come in the table's order; unknown bits stay in the mask.
    """
    account = Account(None, 1, {"platforms": 4097, "personalPronouns": -1})

    assert (account.platforms, account.platform_mask) == (["Steam"], 4097)
    assert account.personal_pronouns[-1] == "Xe / xem"
    assert (account.identity_flags, account.identity_mask) == ([], None)


def test_ink():
    """
    What an invention costs is in percent with one decimal.
    """
    assert InventionVersion({"InstantiationCost": 1234}).instantiation_cost == 4.1
    assert InventionVersion({"InstantiationCost": None}).instantiation_cost == 0


def test_times():
    """
    Times are seconds, and times in UTC as well.
    """
    image = Image.from_data({"Id": 1, "CreatedAt": "2022-03-04T05:06:07.8899001Z"})

    assert image.created_at == 1646370367
    assert image.created_at_utc == datetime(2022, 3, 4, 5, 6, 7, 889900, UTC)


def test_other_projection():
    """
    The projection with other names of keys is read, too.
    """
    (record,) = recorded("images", "projection with other key names")
    image = Image.from_data(record)

    assert (image.id, image.type) == (4001, "Share Camera")


def test_capitals():
    """
    So are accounts as they came for some weeks of 2023.
    """
    account = Account.from_data(recorded("edge_cases", "capitalised keys and US date"))

    assert (account.id, account.username) == (1106, "PascalRow")
    assert account.created_at == 1693325106


def test_includes():
    """
    A room knows which of its parts came.
    """
    room = Room.from_data(ROOM)

    assert room.includes(366)
    assert room.includes([RoomInclude.ROLES, RoomInclude.TAGS])
    assert not Room(None, 1).includes(RoomInclude.ROLES)
    assert Room(None, 1).includes(0)
