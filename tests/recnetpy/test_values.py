"""
Tables, dates, ids, helpers of earlier releases.
"""

from __future__ import annotations

import importlib
from typing import Any

import pytest

from recnetpy import Results, RoomInclude
from recnetpy._ids import include_mask
from recnetpy._labels import (
    IDENTITY_FLAGS_LIST,
    PERSONAL_PRONOUNS_LIST,
    PLATFORM_LIST,
    WARNING_MASK_LIST,
)
from recnetpy.misc import (
    VariableClass,
    bitmask_decode,
    date_to_unix,
    list_chunks,
    stringify_bulk,
)
from recnetpy.misc.constants import (
    ACCESSIBILITY_DICT,
    BROADCAST_PERMISSION_DICT,
    IMAGE_TYPE,
    INVENTION_PERMISSION_DICT,
    MAX_PLAYER_CALCULATION_MODE,
    RESPONSE_TYPE_DICT,
    ROLE_DICT,
    ROOM_MODERATION_STATE,
    ROOM_PROMO_EXTERNAL_CONTENT_TYPE,
    TAG_TYPE,
)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (ACCESSIBILITY_DICT, {0: "Private", 1: "Public", 2: "Unlisted"}),
        (
            ROOM_MODERATION_STATE,
            {
                0: "Active",
                11: "Junior Pending",
                100: "Moderation Pending",
                101: "Moderation Closed",
                102: "Moderation Banned",
                255: "Marked For Delete",
            },
        ),
        (MAX_PLAYER_CALCULATION_MODE, {0: "All Subrooms", 1: "Only Entry Subrooms"}),
        (
            ROLE_DICT,
            {
                0: None,
                1: "Banned",
                10: "Host",
                20: "Moderator",
                25: "Contributor",
                30: "Co-Owner",
                31: "Temporary Co-Owner",
                255: "Owner",
            },
        ),
        (TAG_TYPE, {0: "General", 1: "Auto", 2: "AG Only", 3: "Banned"}),
        (ROOM_PROMO_EXTERNAL_CONTENT_TYPE, {0: "YouTube"}),
        (
            IMAGE_TYPE,
            {
                0: None,
                1: "Share Camera",
                2: "Outfit Thumbnail",
                3: "Room Thumbnail",
                4: "Profile Thumbnail",
                5: "Invention Thumbnail",
                6: "Player Event Thumbnail",
                7: "Room Load Screen",
            },
        ),
        (BROADCAST_PERMISSION_DICT, {0: None, 256: "Room Owners", 2147483647: "All"}),
        (
            RESPONSE_TYPE_DICT,
            {
                -1: None,
                0: "Attending",
                1: "May Attend",
                2: "Not Attending",
                3: "Pending",
            },
        ),
        (
            INVENTION_PERMISSION_DICT,
            {
                0: "Unassigned",
                10: "Limited One Use Only",
                15: "Disallow Key Lock",
                20: "Use Only",
                40: "Edit and Save",
                60: "Publish",
                80: "Charge",
                100: "Unlimited",
            },
        ),
    ],
)
def test_tables(table: dict[int, str | None], values: dict[int, str | None]):
    """
    Numbers have the labels that they always had.
    """
    assert table == values


@pytest.mark.parametrize(
    ("labels", "bit", "label"),
    [
        (PLATFORM_LIST, 16, "RecNet"),
        (PLATFORM_LIST, 512, "Nintendo"),
        (PERSONAL_PRONOUNS_LIST, 32, "Xe / xem"),
        (IDENTITY_FLAGS_LIST, 512, "Aromantic"),
        (WARNING_MASK_LIST, 32, "Custom"),
    ],
)
def test_masks(labels: list[str], bit: int, label: str):
    """
    Bits have the labels that they always had, and -1 is all of them.
    """
    assert bitmask_decode(bit, labels) == [label]
    assert bitmask_decode(-1, labels) == labels
    assert bitmask_decode(0, labels) == []
    assert bitmask_decode(1 << 40, labels) == []


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("2019-05-04T10:11:12.1234567Z", 1556964672),
        ("2019-05-04T10:11:12Z", 1556964672),
        ("2019-05-04T10:11:12.5", 1556964672),
        ("2026-01-18T02:31:37+02:00", 1768696297),
        ("08/29/2023 04:05:06 PM", 1693325106),
        ("08/29/2023 04:05:06 AM", 1693281906),
        ("1969-12-31T23:59:59.5Z", -1),
    ],
)
@pytest.mark.parametrize("new", [False, True])
def test_dates(text: str, seconds: int, new: bool):
    """
    Dates of all forms are read as UTC, down to the whole second.
    """
    assert date_to_unix(text, new) == seconds


def test_no_date():
    """
    What is no date is refused.
    """
    with pytest.raises(ValueError, match="soon"):
        date_to_unix("soon")


def test_helpers():
    """
    The other helpers do what they always did.
    """
    assert stringify_bulk([1, "a"]) == ["1", "a"]
    assert list(list_chunks([1, 2, 3], 2)) == [[1, 2], [3]]
    assert VariableClass.create_from_list() is None


@pytest.mark.parametrize(
    ("include", "mask"),
    [
        (0, 0),
        (8489, 8489),
        (RoomInclude.ROLES, 4),
        ([RoomInclude.ROLES, RoomInclude.TAGS], 12),
        ({RoomInclude.ROLES, 64}, 68),
        ((RoomInclude.ROLES, RoomInclude.ROLES), 4),
        (iter(RoomInclude), 366),
    ],
)
def test_include(include: Any, mask: int):
    """
    Parts are a number, a member, or several of either.
    """
    assert include_mask(include) == mask


def test_results():
    """
    Results are a list that knows its total.
    """
    assert Results([1], 5) == [1]
    assert Results([1], 5).total == 5
    assert Results().total is None


@pytest.mark.parametrize(
    ("module", "name", "table"),
    [
        ("account", "IDENTITY_FLAGS_LIST", IDENTITY_FLAGS_LIST),
        ("account", "PERSONAL_PRONOUNS_LIST", PERSONAL_PRONOUNS_LIST),
        ("account", "PLATFORM_LIST", PLATFORM_LIST),
        ("event", "BROADCAST_PERMISSION_DICT", BROADCAST_PERMISSION_DICT),
        ("event_response", "RESPONSE_TYPE_DICT", RESPONSE_TYPE_DICT),
        ("image", "IMAGE_TYPE", IMAGE_TYPE),
        ("invention", "INVENTION_PERMISSION_DICT", INVENTION_PERMISSION_DICT),
        (
            "promo_external_content",
            "ROOM_PROMO_EXTERNAL_CONTENT_TYPE",
            ROOM_PROMO_EXTERNAL_CONTENT_TYPE,
        ),
        ("role", "ROLE_DICT", ROLE_DICT),
        ("room", "MAX_PLAYER_CALCULATION_MODE", MAX_PLAYER_CALCULATION_MODE),
        ("room", "ROOM_MODERATION_STATE", ROOM_MODERATION_STATE),
        ("room", "WARNING_MASK_LIST", WARNING_MASK_LIST),
        ("tag", "TAG_TYPE", TAG_TYPE),
    ],
)
def test_tables_of_old_modules(module: str, name: str, table: object):
    """
    Tables are where 0.2.75 had them.
    """
    assert (
        getattr(importlib.import_module(f"recnetpy.dataclasses.{module}"), name)
        is table
    )
