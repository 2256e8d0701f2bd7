# Generated from aio/test_pages.py by `nox -s twins`: do not edit.
"""
Lists that come in pages.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import attrs
import pytest

from clientcore import (
    GET,
    DecodeError,
    OffsetPaging,
    Request,
    ServerError,
    UnsafeURL,
)

from ..servers import Play, Server, Talk, answer
from .toy import Thing, Toy

Serve = Callable[..., Server]


def offset(talk: Talk) -> int:
    """
    Where the page that was asked for begins.
    """
    query = parse_qs(urlsplit(talk.request.target).query)
    return int(query.get("offset", ["0"])[0])


def listed(total: int, *, told: bool = True) -> Play:
    """
    Play a list in pages of two.
    """

    def play(talk: Talk) -> None:
        first = offset(talk)
        items = [{"id": number} for number in range(first, min(first + 2, total))]
        answer(body={"items": items, "total": total if told else None})(talk)

    return play


def test_nothing_asked(serve: Serve) -> None:
    """
    A list that nobody uses asks for nothing.
    """
    server = serve(listed(5))

    with Toy(server.url) as client:
        pages = client.things()

    assert repr(pages) == "<Pages of GET things>"
    assert server.requests == []


def test_first_page(serve: Serve) -> None:
    """
    The first page has the items, the total, and the way to its neighbours.
    """
    server = serve(listed(5))

    with Toy(server.url) as client:
        page = client.things().page()
        second = page.next()
        assert second is not None
        back = second.previous()
        before = page.previous()

    assert page.items == [Thing(0), Thing(1)]
    assert page.total == 5
    assert page[1] == Thing(1)
    assert len(page) == 2
    assert page.raw["total"] == 5
    assert second.items == [Thing(2), Thing(3)]
    assert back is not None
    assert back.items == page.items
    assert before is None


@pytest.mark.parametrize("told", [True, False])
def test_all_items(serve: Serve, told: bool) -> None:
    """
    Iterating gives all items, page after page, and can be repeated.
    """
    server = serve(listed(5, told=told))

    with Toy(server.url) as client:
        pages = client.things()
        first = [thing.id for thing in pages]
        second = [thing.id for thing in pages]

    assert first == second == [0, 1, 2, 3, 4]


def test_one_after_another(serve: Serve) -> None:
    """
    A page is asked for when the one before is used up, and not sooner.
    """
    server = serve(listed(5))

    with Toy(server.url) as client:
        asked = [len(server.requests) for _ in client.things()]

    assert asked == [1, 1, 2, 2, 3]


def test_left_early(serve: Serve) -> None:
    """
    A loop that is left early has asked for no more than it used.
    """
    server = serve(listed(5))

    with Toy(server.url, in_flight=1) as client:
        for thing in client.things():
            if thing.id == 2:
                break
        client.things().page()

    assert len(server.requests) == 3
    assert server.connections == 1


def test_page_by_page(serve: Serve) -> None:
    """
    Pages can be iterated over as such.
    """
    server = serve(listed(5))

    with Toy(server.url) as client:
        sizes = [len(page) for page in client.things().pages()]

    assert sizes == [2, 2, 1]


@pytest.mark.parametrize(
    ("limit", "ids", "requests"),
    [(None, [0, 1, 2, 3, 4], 3), (3, [0, 1, 2], 2), (2, [0, 1], 1), (0, [], 0)],
)
def test_collect(
    serve: Serve, limit: int | None, ids: list[int], requests: int
) -> None:
    """
    Collecting stops when there are enough.
    """
    server = serve(listed(5))

    with Toy(server.url) as client:
        things = client.things().collect(limit)

    assert [thing.id for thing in things] == ids
    assert len(server.requests) == requests


def test_to_records(serve: Serve) -> None:
    """
    A list's items as flat dictionaries, of all pages or of one.
    """
    server = serve(listed(5))

    with Toy(server.url) as client:
        records = client.things().to_records(limit=3)
        page = client.things().page()

    assert [record["id"] for record in records] == [0, 1, 2]
    assert page.to_records() == records[: len(page)]


def test_first_and_count(serve: Serve) -> None:
    """
    The first item and the number of items cost one request each if that is told.
    """
    server = serve(listed(5))

    with Toy(server.url) as client:
        first = client.things().first()
        count = client.things().count()

    assert first == Thing(0)
    assert count == 5
    assert len(server.requests) == 2


def test_empty(serve: Serve) -> None:
    """
    An empty list has one page, without items.
    """
    server = serve(listed(0, told=False))

    with Toy(server.url) as client:
        first = client.things().first()
        count = client.things().count()
        items = client.things(prefetch=3).collect()

    assert (first, count, items) == (None, 0, [])


@attrs.frozen(kw_only=True)
class Gaps(OffsetPaging):
    """
    A rule that leaves out what is gone.
    """

    def items(self, body: Any) -> list[Any]:
        return [one for one in super().items(body) if one is not None]

    def next(self, request: Request, body: Any) -> Request | None:
        return OffsetPaging(size=self.size).next(request, body)


@pytest.mark.parametrize("prefetch", [0, 1, 3])
def test_page_of_gaps(serve: Serve, prefetch: int) -> None:
    """
    A page on which everything is gone does not end the list.
    """

    def play(talk: Talk) -> None:
        first = offset(talk)
        things = [{"id": first}, {"id": first + 1}] if first != 4 else [None, None]
        answer(body={"items": things, "total": 10})(talk)

    server = serve(play)

    with Toy(server.url) as client:
        request = GET("things", query={"limit": 2})
        things = client.paginate(request, Thing, Gaps(), prefetch=prefetch)
        found = [thing.id for thing in things]

    assert found == [0, 1, 2, 3, 6, 7, 8, 9]


# --- Ahead --------------------------------------------------------------------


def meeting(count: int, total: int) -> Play:
    """
    Play a list whose pages after the first are answered *count* at a time, in the
    opposite order.
    """
    barrier = threading.Barrier(count)
    turns = {number: threading.Event() for number in range(0, total + 2, 2)}

    def play(talk: Talk) -> None:
        first = offset(talk)
        if first:
            last = barrier.wait(10) is not None and (first // 2) % count == 0
            if not last and first + 2 < total:
                talk.wait(turns[first + 2])
        listed(total)(talk)
        turns[first].set()

    return play


def test_ahead(serve: Serve) -> None:
    """
    Pages are asked for several at once, and come in order however they arrive.
    """
    server = serve(meeting(3, 14))

    with Toy(server.url) as client:
        ids = [thing.id for thing in client.things(prefetch=3)]

    assert ids == list(range(14))
    assert server.most == 3
    assert len(server.requests) == 7


def test_ahead_asked_for_later(serve: Serve) -> None:
    """
    ``prefetch`` gives the same list, asked for several pages at once.
    """
    server = serve(meeting(3, 14))

    with Toy(server.url) as client:
        pages = client.things()
        ids = [thing.id for thing in pages.prefetch(3)]

    assert ids == list(range(14))
    assert server.most == 3


def test_ahead_left_early(serve: Serve) -> None:
    """
    A loop with prefetch that is left early leaves nothing under way.
    """
    server = serve(listed(100))

    with Toy(server.url, in_flight=4) as client:
        for thing in client.things(prefetch=4):
            if thing.id == 2:
                break
        asked = len(server.requests)

    assert asked == len(server.requests) == 5


def test_ahead_within_the_turns(serve: Serve) -> None:
    """
    Prefetching keeps to the client's turns.
    """
    server = serve(listed(40))

    with Toy(server.url, in_flight=2) as client:
        things = client.things(prefetch=10).collect()

    assert len(things) == 40
    assert server.most <= 2


def test_ahead_with_an_error(serve: Serve) -> None:
    """
    An error on one of several pages is raised as it is.
    """

    def play(talk: Talk) -> None:
        if offset(talk) == 6:
            answer(500)(talk)
        else:
            listed(20)(talk)

    server = serve(play)

    with Toy(server.url, retries=0) as client:
        with pytest.raises(ServerError):
            client.things(prefetch=4).collect()


def test_shorter_than_told(serve: Serve) -> None:
    """
    A list that has become shorter ends where it ends.
    """

    def play(talk: Talk) -> None:
        first = offset(talk)
        items = [{"id": number} for number in range(first, min(first + 2, 5))]
        answer(body={"items": items, "total": 20})(talk)

    server = serve(play)

    with Toy(server.url) as client:
        one_by_one = client.things().collect()
        ahead = client.things(prefetch=3).collect()

    assert [thing.id for thing in one_by_one] == [0, 1, 2, 3, 4]
    assert ahead == one_by_one


def test_negative() -> None:
    """
    A negative number of pages is a mistake of the caller's.
    """
    with pytest.raises(ValueError, match="prefetch"):
        Toy("http://127.0.0.1:9").things(prefetch=-1)


# --- Links --------------------------------------------------------------------


def linked(talk: Talk) -> None:
    """
    Play a list whose pages link to each other.
    """
    host = talk.request.headers["Host"]
    page = parse_qs(urlsplit(talk.request.target).query).get("page", ["0"])[0]
    following = f"http://{host}/things?page={int(page) + 1}" if page < "2" else None
    answer(body={"items": [{"id": int(page)}], "next": following})(talk)


def test_links(serve: Serve) -> None:
    """
    Links are followed as they are until there is none.
    """
    server = serve(linked)

    with Toy(server.url) as client:
        ids = [thing.id for thing in client.linked()]

    assert ids == [0, 1, 2]
    assert [one.target for one in server.requests] == [
        "/things",
        "/things?page=1",
        "/things?page=2",
    ]


def test_links_have_no_ahead(serve: Serve) -> None:
    """
    Pages that are not known in advance are asked for one after another.
    """
    server = serve(linked)

    with Toy(server.url) as client:
        ids = [thing.id for thing in client.linked().prefetch(5)]

    assert ids == [0, 1, 2]
    assert server.most == 1


def test_link_elsewhere_in_the_middle(serve: Serve) -> None:
    """
    A loop ends with an error where a link leads to another origin.
    """
    stranger = serve(answer())
    server = serve(
        answer(body={"items": [{"id": 0}], "next": f"{stranger.url}/things"})
    )

    with Toy(server.url) as client:
        things = client.linked().__iter__()
        first = things.__next__()
        with pytest.raises(UnsafeURL):
            things.__next__()

    assert first == Thing(0)
    assert stranger.connections == 0


def test_link_to_itself(serve: Serve) -> None:
    """
    A page that links to itself is an error that says so, and not endless.
    """

    def play(talk: Talk) -> None:
        link = f"http://{talk.request.headers['Host']}/things?page=1"
        answer(body={"items": [{"id": 0}], "next": link})(talk)

    server = serve(play)

    with Toy(server.url) as client:
        with pytest.raises(DecodeError, match="lead back to an earlier one"):
            client.linked().collect()

    assert len(server.requests) == 2


@pytest.mark.parametrize("body", [{}, [], {"items": None}, {"items": {}}, 7])
def test_no_page(serve: Serve, body: object) -> None:
    """
    What is no page is an error of the service's own that tells what was asked.
    """
    server = serve(answer(body=body))

    with Toy(server.url) as client:
        with pytest.raises(DecodeError, match=r"^GET things: .* no page") as caught:
            client.things().page()

    assert str(caught.value.request) == "GET things"
