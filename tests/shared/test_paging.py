"""
How services cut their lists into pages.
"""

from __future__ import annotations

from typing import Any

import pytest

from clientcore import (
    GET,
    CursorPaging,
    DecodeError,
    NumberPaging,
    OffsetPaging,
    Paging,
    Request,
)
from clientcore._paging import dig

BASE = "https://api.example/v1/"
RULES: list[Any] = [OffsetPaging(), NumberPaging(), CursorPaging()]


def page(count: int, **more: Any) -> dict[str, Any]:
    return {"items": list(range(count)), **more}


def query(request: Request | None) -> Any:
    return None if request is None else dict(request.query)


class TestListed:
    @pytest.mark.parametrize("rule", RULES)
    def test_items_and_total(self, rule: Paging):
        """
        Every rule finds items and total where they usually are.
        """
        body = page(2, total=7)

        assert rule.items(body) == [0, 1]
        assert rule.total(body) == 7

    def test_elsewhere(self):
        """
        Items and total may stand deeper, or be the page itself.
        """
        rule = OffsetPaging(items_key="data.list", total_key="data.meta.count")
        body = {"data": {"list": [1], "meta": {"count": 5}}}

        assert (rule.items(body), rule.total(body)) == ([1], 5)
        assert OffsetPaging(items_key="").items([1, 2]) == [1, 2]
        assert OffsetPaging(items_key="", total_key=None).total([1, 2]) is None

    @pytest.mark.parametrize("total", [None, "7", 7.0, True, [], {}])
    def test_no_total(self, total: Any):
        """
        What is no integer is no total.
        """
        assert OffsetPaging().total(page(1, total=total)) is None

    @pytest.mark.parametrize(
        "body", [None, 5, "abc", [], {}, {"items": None}, {"items": {"a": 1}}]
    )
    @pytest.mark.parametrize("rule", RULES)
    def test_no_page(self, rule: Paging, body: Any):
        """
        An answer without a list is an error that says where none was.
        """
        with pytest.raises(DecodeError, match="no list at 'items'") as caught:
            rule.items(body)

        assert caught.value.body is body


class TestOffset:
    @pytest.mark.parametrize(
        ("request_", "body", "following", "previous"),
        [
            pytest.param(
                GET("a", query={"limit": 20}),
                page(20, total=50),
                {"limit": 20, "offset": 20},
                None,
                id="first",
            ),
            pytest.param(
                GET("a", query={"limit": 20, "offset": 20}),
                page(20, total=50),
                {"limit": 20, "offset": 40},
                {"limit": 20, "offset": 0},
                id="middle",
            ),
            pytest.param(
                GET("a", query={"limit": 20, "offset": 40}),
                page(10, total=50),
                None,
                {"limit": 20, "offset": 20},
                id="last",
            ),
            pytest.param(
                GET("a", query={"limit": 20, "offset": 30}),
                page(20, total=50),
                None,
                {"limit": 20, "offset": 10},
                id="exactly the end",
            ),
            pytest.param(
                GET("a", query={"limit": 20}),
                page(0, total=0),
                None,
                None,
                id="empty list",
            ),
            pytest.param(
                GET("a", query={"limit": 20, "offset": 60}),
                page(0, total=50),
                None,
                {"limit": 20, "offset": 40},
                id="beyond the end",
            ),
            pytest.param(
                GET("a"), page(20, total=50), {"offset": 20}, None, id="server's size"
            ),
            pytest.param(
                GET("a", query={"limit": 20}),
                page(5, total=50),
                {"limit": 20, "offset": 5},
                None,
                id="short page, more behind it",
            ),
            pytest.param(
                GET("a", query={"limit": 20}),
                page(20),
                {"limit": 20, "offset": 20},
                None,
                id="no total",
            ),
            pytest.param(
                GET("a", query={"limit": 20, "offset": 20}),
                page(0),
                None,
                {"limit": 20, "offset": 0},
                id="no total, empty page",
            ),
            pytest.param(
                GET("a", query={"limit": 20, "offset": 5}),
                page(20, total=50),
                {"limit": 20, "offset": 25},
                {"limit": 5, "offset": 0},
                id="a page before that would overlap",
            ),
            pytest.param(
                GET("a", query={"limit": "20", "offset": "20"}),
                page(20, total=50),
                {"limit": "20", "offset": 40},
                {"limit": 20, "offset": 0},
                id="text",
            ),
        ],
    )
    def test_neighbours(
        self, request_: Request, body: Any, following: Any, previous: Any
    ):
        """
        The neighbours follow from offset, limit, total, and what was on the page.
        """
        rule = OffsetPaging()

        assert query(rule.next(request_, body)) == following
        assert query(rule.previous(request_, body)) == previous

    @pytest.mark.parametrize(
        ("request_", "body", "offsets"),
        [
            (GET("a", query={"limit": 20}), page(20, total=50), [20, 40]),
            (GET("a", query={"limit": 20, "offset": 20}), page(20, total=50), [40]),
            (GET("a", query={"limit": 20, "offset": 40}), page(10, total=50), []),
            (GET("a", query={"limit": 20}), page(20, total=20), []),
            (GET("a", query={"limit": 20}), page(20, total=21), [20]),
            (GET("a", query={"limit": 20}), page(5, total=12), [5, 10]),
            (GET("a", query={"limit": 20}), page(0, total=50), []),
            (GET("a", query={"limit": 20}), page(30, total=70), [30, 60]),
            (GET("a", query={"limit": 20}), page(20), []),
            (GET("a", query={"limit": 20}), page(0, total=0), []),
        ],
    )
    def test_ahead(self, request_: Request, body: Any, offsets: list[int]):
        """
        All later pages are known from the total; a short page tells their size.
        """
        ahead = list(OffsetPaging().ahead(request_, body))

        assert [request.query["offset"] for request in ahead] == offsets

    def test_ahead_covers_all(self):
        """
        The pages ahead hold each later item once, whatever the server's own limit.
        """
        total, most = 23, 5
        body = page(most, total=total)
        ahead = OffsetPaging().ahead(GET("a", query={"limit": 50}), body)
        places = [
            place
            for request in ahead
            for place in range(
                request.query["offset"],
                min(request.query["offset"] + request.query["limit"], total),
            )
        ]

        assert places == list(range(most, total))

    def test_other_names(self):
        """
        Parameters may be called otherwise, and the rest of the query stays.
        """
        rule = OffsetPaging(offset="skip", limit="take", size=10)
        request = GET("a", query={"q": "x"})

        assert query(rule.next(request, page(10, total=30))) == {"q": "x", "skip": 10}
        assert [one.query["take"] for one in rule.ahead(request, page(10, total=30))]

    def test_previous_of_next(self):
        """
        The page before the next one is this one.
        """
        rule = OffsetPaging()
        body = page(20, total=100)
        following = rule.next(GET("a", query={"limit": 20, "offset": 40}), body)

        assert following is not None
        assert query(rule.previous(following, body)) == {"limit": 20, "offset": 40}


class TestNumber:
    @pytest.mark.parametrize(
        ("first", "number", "body", "following", "previous"),
        [
            pytest.param(0, None, page(2, pages=3), 1, None, id="first"),
            pytest.param(0, 1, page(2, pages=3), 2, 0, id="middle"),
            pytest.param(0, 2, page(1, pages=3), None, 1, id="last"),
            pytest.param(1, None, page(2, pages=3), 2, None, id="first, from 1"),
            pytest.param(1, 3, page(1, pages=3), None, 2, id="last, from 1"),
            pytest.param(0, None, page(0, pages=0), None, None, id="empty list"),
            pytest.param(0, 9, page(0, pages=3), None, 8, id="beyond the end"),
            pytest.param(0, 1, page(1), 2, 0, id="number of pages unknown"),
            pytest.param(0, 5, page(0), None, 4, id="unknown, empty page"),
            pytest.param(0, "1", page(2, pages="3"), 2, 0, id="text"),
        ],
    )
    def test_neighbours(
        self,
        first: int,
        number: Any,
        body: Any,
        following: int | None,
        previous: int | None,
    ):
        """
        The neighbours have the numbers around, between the first and the last.
        """
        rule = NumberPaging(first=first)
        request = GET("a", query={"page": number, "limit": 2})

        for found, expected in (
            (rule.next(request, body), following),
            (rule.previous(request, body), previous),
        ):
            assert query(found) == (
                None if expected is None else {"page": expected, "limit": 2}
            )

    @pytest.mark.parametrize(
        ("first", "number", "body", "numbers"),
        [
            (0, None, page(2, pages=3), [1, 2]),
            (1, None, page(2, pages=3), [2, 3]),
            (0, 2, page(2, pages=3), []),
            (0, None, page(0, pages=3), []),
            (0, 7, page(0, pages=3), []),
            (0, None, page(2), []),
            (0, None, page(0, pages=0), []),
        ],
    )
    def test_ahead(self, first: int, number: Any, body: Any, numbers: list[int]):
        """
        All later pages are known from their number.
        """
        ahead = NumberPaging(first=first).ahead(GET("a", query={"page": number}), body)

        assert [request.query["page"] for request in ahead] == numbers


class TestCursor:
    @pytest.mark.parametrize(
        ("query_", "cursors", "following"),
        [
            pytest.param({"limit": 2}, {"after": "x"}, "x", id="first"),
            pytest.param({"after": "x"}, {"after": "y", "before": "w"}, "y", id="next"),
            pytest.param({"after": "y"}, {"after": None}, None, id="last"),
            pytest.param({}, None, None, id="no cursors"),
            pytest.param({}, {"after": ""}, None, id="empty cursor"),
            pytest.param({"after": "x"}, {"after": "x"}, "x", id="still"),
        ],
    )
    def test_next(self, query_: Any, cursors: Any, following: Any):
        """
        A page names the next; one that stands still is found by `PageIterator`.
        """
        request, body = GET("a", query=query_), page(2, cursors=cursors)
        expected = None if following is None else {**query_, "after": following}

        assert query(CursorPaging().next(request, body)) == expected

    def test_one_direction(self):
        """
        Neither the page before nor those after the next are known.
        """
        request = GET("a", query={"after": "y"})
        body = page(2, total=9, cursors={"before": "x", "after": "z"})

        assert CursorPaging().previous(request, body) is None
        assert list(CursorPaging().ahead(request, body)) == []


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("", {"a": {"b": [1]}}),
        ("a", {"b": [1]}),
        ("a.b", [1]),
        ("a.b.c", None),
        ("a.x.y", None),
        ("x", None),
    ],
)
def test_dig(keys: str, found: Any):
    """
    Keys with dots lead inside; where there is nothing, there is ``None``.
    """
    assert dig({"a": {"b": [1]}}, keys) == found
