"""
Long lists of ids, cut to what an endpoint takes.
"""

from __future__ import annotations

from itertools import chain
from typing import Any
from urllib.parse import quote

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from clientcore import split_by_bytes, split_by_count


@attrs.frozen
class Thing:
    id: Any


class TestByCount:
    @pytest.mark.parametrize(
        ("count", "lists"),
        [
            (1, [[1], [2], [3], [4], [5]]),
            (2, [[1, 2], [3, 4], [5]]),
            (5, [[1, 2, 3, 4, 5]]),
            (50, [[1, 2, 3, 4, 5]]),
        ],
    )
    def test_cut(self, count: int, lists: list[list[int]]):
        """
        Lists are as long as they may be, and in order.
        """
        assert split_by_count(iter(range(1, 6)), count) == lists

    def test_nothing(self):
        """
        No ids make no lists.
        """
        assert split_by_count([], 5) == []

    @pytest.mark.parametrize("count", [0, -1])
    def test_refused(self, count: int):
        """
        A list holds at least one.
        """
        with pytest.raises(ValueError, match="at least one"):
            split_by_count([1], count)


class TestByBytes:
    @pytest.mark.parametrize(
        ("ids", "size", "lists"),
        [
            (["aa", "bb", "cc"], 6, [["aa", "bb"], ["cc"]]),
            (["aa", "bb", "cc"], 9, [["aa", "bb", "cc"]]),
            (["aa", "bb", "cc"], 8, [["aa", "bb"], ["cc"]]),
            (["a", "bbbbb", "c"], 6, [["a"], ["bbbbb"], ["c"]]),
            (["é", "a"], 7, [["é"], ["a"]]),
            ([], 6, []),
        ],
    )
    def test_cut(self, ids: list[str], size: int, lists: list[list[str]]):
        """
        Each id counts as it is quoted, and for the comma beside it.
        """
        assert split_by_bytes(iter(ids), size) == lists

    def test_parameter_names(self):
        """
        What stands around each id counts.
        """
        around = len("id=&")

        assert split_by_bytes(["aa", "bb"], 12, around=around) == [["aa", "bb"]]
        assert split_by_bytes(["aa", "bb"], 11, around=around) == [["aa"], ["bb"]]

    def test_objects(self):
        """
        An object counts for its id, and stays itself.
        """
        things = [Thing("aa"), Thing(11)]

        assert split_by_bytes(things, 6) == [things]
        assert split_by_bytes(things, 5) == [[things[0]], [things[1]]]

    def test_count_too(self):
        """
        A list may be limited by both.
        """
        ids = ["a", "b", "c", "dddd"]

        assert split_by_bytes(ids, 6, count=2) == [["a", "b"], ["c"], ["dddd"]]

    @pytest.mark.parametrize("count", [0, -1])
    def test_count_refused(self, count: int):
        """
        A list holds at least one here, too.
        """
        with pytest.raises(ValueError, match="at least one"):
            split_by_bytes(["a"], 6, count=count)

    def test_oversize(self):
        """
        An id that fits no list is refused.
        """
        with pytest.raises(ValueError, match="7 bytes, and 6 are allowed"):
            split_by_bytes(["a", "bbbbbb"], 6)

    @settings(deadline=None)
    @given(
        st.lists(st.text(st.characters(codec="utf-8"), max_size=3)),
        st.integers(37, 80),
        st.none() | st.integers(1, 5),
    )
    def test_whatever(self, ids: list[str], size: int, count: int | None):
        """
        All ids come back in order, and no list is empty or too long.
        """
        lists = split_by_bytes(ids, size, count=count)

        assert list(chain.from_iterable(lists)) == ids
        for one in lists:
            assert 0 < len(one) <= (count or len(ids))
            assert len(",".join(quote(id_, safe="") for id_ in one)) <= size
