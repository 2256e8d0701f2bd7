"""
Finding things in lists.
"""

from __future__ import annotations

import pytest

from asyncspotify import SimpleTrack, utils

TRACKS = [
    SimpleTrack(id="1", name="a", disc_number=1),
    SimpleTrack(id="2", name="b", disc_number=1),
    SimpleTrack(id="3", name="a", disc_number=2),
]


def test_get():
    """
    The first item with all the attributes is found, or None.
    """
    assert utils.get(TRACKS, name="a") is TRACKS[0]
    assert utils.get(TRACKS, name="a", disc_number=2) is TRACKS[2]
    assert utils.get(TRACKS, name="c") is None
    assert utils.get([]) is None


def test_find():
    """
    All items with all the attributes are found, in order.
    """
    assert utils.find(TRACKS, name="a") == [TRACKS[0], TRACKS[2]]
    assert utils.find(iter(TRACKS), disc_number=3) == []


def test_missing_attributes():
    """
    An attribute that an item does not have counts as None.
    """
    assert utils.find(TRACKS, colour=None) == TRACKS
    assert utils.get(TRACKS, colour="red") is None


def test_subslice():
    """
    A list is cut into new ones, the last of which may be shorter.
    """
    assert list(utils.subslice(range(5), 2)) == [[0, 1], [2, 3], [4]]
    assert list(utils.subslice([], 2)) == []
    with pytest.raises(ValueError, match="step"):
        list(utils.subslice([1], 0))
