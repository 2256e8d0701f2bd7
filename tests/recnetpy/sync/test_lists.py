# Generated from aio/test_lists.py by `nox -s twins`: do not edit.
"""
All pages of a list, new items, and pacing.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import respx

from recnetpy.sync import NewItems, Pace

from ..opening import P, open_sync


def photos(count: int, take: int, skip: int) -> list[dict[str, Any]]:
    """Return a page of so many photos, the newest first."""
    ids = range(count, 0, -1)
    return [
        {"Id": one, "CreatedAt": f"2024-01-01T00:{one // 60:02}:{one % 60:02}Z"}
        for one in ids[skip : skip + take]
    ]


def paged(count: int, *, key: str = "", most: int = 1000) -> Any:
    """Return what answers with pages of at most *most* items."""

    def respond(request: Any) -> Any:
        query = request.url.params
        items = photos(count, min(int(query["take"]), most), int(query["skip"]))
        body = {key: items, "TotalResults": count} if key else items
        return respx.MockResponse(json=body)

    return respond


@pytest.mark.parametrize(
    ("count", "most", "calls"),
    [
        pytest.param(0, 5, 1, id="none"),
        pytest.param(7, 5, 3, id="short last page"),
        pytest.param(10, 5, 3, id="full last page"),
        pytest.param(7, 3, 4, id="server gives fewer than requested"),
    ],
)
def test_all_pages(count: int, most: int, calls: int, net: Any):
    """
    All photos of a player come, however many the server gives; an empty page is last.
    """
    route = net.get(f"{P}/images/player/1").mock(side_effect=paged(count, most=most))

    with open_sync() as client:
        ids = [photo.id for photo in client.images.all_from_account(1, take=5)]

    assert ids == list(range(count, 0, -1))
    assert route.call_count == calls


def test_totals_of_pages(net: Any):
    """
    Rooms come with their total, and pages of them at once.
    """
    route = net.get(f"{P}/rooms/hot")

    def respond(request: Any) -> Any:
        skip, take = (int(request.url.params[name]) for name in ("skip", "take"))
        rooms = [{"RoomId": number} for number in range(1, 24)][skip : skip + take]
        return respx.MockResponse(json={"Results": rooms, "TotalResults": 23})

    route.side_effect = respond
    with open_sync() as client:
        page = client.rooms.all_hot(take=10).page()
        rooms = client.rooms.all_hot(take=10).prefetch(3).collect()

    assert (len(page), page.total) == (10, 23)
    assert [room.id for room in rooms] == list(range(1, 24))


def test_of_nobody(net: Any):
    """
    The list of somebody who does not exist is empty.
    """
    net.get(f"{P}/images/player/1").respond(404, text="Not found")

    with open_sync() as client:
        assert client.images.all_from_account(1).collect() == []
        assert client.images.all_from_account(1).count() == 0


@pytest.mark.parametrize("zone", [UTC, None])
def test_after(zone: Any, net: Any):
    """
    A list up to a time ends at the first photo that is not newer.
    """
    route = net.get(f"{P}/images/player/1").mock(side_effect=paged(100))
    moment = datetime(2024, 1, 1, 0, 1, 28, tzinfo=zone)

    with open_sync() as client:
        listing = client.images.all_from_account(1, take=5, after=moment)
        ids = [photo.id for photo in listing.prefetch(2).collect()]

    assert ids == list(range(100, 88, -1))
    assert route.call_count == 3
    assert route.calls[0].request.url.params["after"].startswith("2024-01-01T00:01:28")


def test_other_lists_after(net: Any):
    """
    So do those of rooms and feeds.
    """
    net.get(f"{P}/images/room/1").mock(side_effect=paged(9))
    feed = net.get("https://api.rec.net/api/images/v3/feed/player/1")
    feed.mock(side_effect=paged(9))
    moment = datetime(2024, 1, 1, 0, 0, 7, tzinfo=UTC)

    with open_sync() as client:
        taken = client.images.all_in_room(1, after=moment).collect()
        fed = client.images.all_in_feed(1, since=moment).collect()

    assert [photo.id for photo in taken] == [photo.id for photo in fed] == [9, 8]
    assert "since" not in feed.calls[0].request.url.params


# --- Pacing -------------------------------------------------------------------


class Time:
    """A clock that only waiting moves."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def clock(self) -> float:
        """Return the time."""
        return self.now

    def wait(self, seconds: float) -> None:
        """Let it be later."""
        self.waits.append(round(seconds, 6))
        self.now += seconds


def test_pace():
    """
    So many go through at once, and then one by one.
    """
    time = Time()
    pace = Pace(3, 60, clock=time.clock, wait=time.wait)
    for _ in range(5):
        with pace:
            pass

    assert time.waits == [20, 20]


def test_pace_recovers():
    """
    A pause fills the bucket again, and no further than it goes.
    """
    time = Time()
    pace = Pace(2, 10, clock=time.clock, wait=time.wait)
    for _ in range(2):
        with pace:
            time.now += 100
    for _ in range(3):
        with pace:
            pass

    assert time.waits == [5]


def test_pace_is_shared(net: Any):
    """
    Two clients with one pace have one budget.
    """
    net.get(f"{P}/accounts/1").respond(404)
    time = Time()
    pace = Pace(3, 60, clock=time.clock, wait=time.wait)

    with (
        open_sync(throttle=pace) as one,
        open_sync(throttle=pace) as other,
    ):
        for client in (one, other, one, other):
            client.accounts.fetch(1)

    assert time.waits == [20]


@pytest.mark.parametrize(("calls", "per"), [(0, 60), (1, 0)])
def test_no_pace(calls: float, per: float):
    """
    No calls at all, or no time, is no pace.
    """
    with pytest.raises(ValueError, match="at least one"):
        Pace(calls, per)


# --- New items ----------------------------------------------------------------


class Photo:
    """Something with an id and a time."""

    def __init__(self, id: int, second: int | None = None) -> None:
        self.id = id
        moment = datetime(2024, 1, 1, tzinfo=UTC).timestamp() + (second or id)
        self.created_at_utc = datetime.fromtimestamp(moment, UTC)


class Places:
    """Rooms in which photos appear, when there was a look at all of them."""

    def __init__(self, *rounds: dict[int, list[int]]) -> None:
        self.time = Time()
        self.rounds = list(rounds)
        self.looks: list[tuple[int, int, float]] = []
        self.completed: list[list[int]] = []
        self._due = 0

    def look(self, place: int, skip: int) -> list[Any]:
        """Return a page of two."""
        if skip == 0:
            self._due += 1
        self.looks.append((place, skip, round(self.time.now - 100, 6)))
        number = (self._due - 1) // len(self.rounds[0])
        ids = self.rounds[min(number, len(self.rounds) - 1)][place]
        return [Photo(one) for one in ids[skip : skip + 2]]

    def complete(self, items: list[Any]) -> int:
        """Note what is new, which takes a request."""
        self.completed.append([item.id for item in items])
        return 1

    def new(self, **options: Any) -> Any:
        """Return what is new."""
        settings = {"take": 2, "interval": 60, "calls_per_hour": 3600, **options}
        return NewItems(
            self.rounds[0],
            self.look,
            self.complete,
            clock=self.time.clock,
            wait=self.time.wait,
            **settings,
        )


def some(items: Any, count: int) -> list[int]:
    """Return the ids of the next items."""
    return [next(items).id for _ in range(count)]


def test_new_items():
    """
    The first look gives nothing; later ones give what is new, oldest first.
    """
    places = Places({1: [5, 4, 3]}, {1: [5, 4, 3]}, {1: [7, 6, 5, 4, 3]})

    assert some(iter(places.new()), 2) == [6, 7]
    assert places.looks == [(1, 0, 0), (1, 0, 60), (1, 0, 120), (1, 2, 121)]
    assert places.completed == [[7, 6]]


def test_new_items_since():
    """
    With a time the first look gives what is newer.
    """
    places = Places({1: [5, 4, 3]})
    since = datetime(2024, 1, 1, 0, 0, 3)  # noqa: DTZ001, it stands for UTC

    assert some(places.new(since=since), 2) == [4, 5]


def test_deleted_items():
    """
    What comes into view because something was deleted is not new.
    """
    places = Places({1: [5, 4, 3]}, {1: [5, 3, 2]}, {1: [6, 5, 3]})

    assert some(places.new(), 1) == [6]


def test_first_items():
    """
    The first photo ever in a place is new.
    """
    places = Places({1: []}, {1: [1]})

    assert some(places.new(), 1) == [1]


def test_turns():
    """
    Places take turns that fill the interval.
    """
    rounds = [{place: [10 * turn + place] for place in (1, 2, 3)} for turn in (1, 2)]
    places = Places(*rounds)

    assert some(places.new(), 3) == [21, 22, 23]
    when = [moment for _, _, moment in places.looks]
    assert when == [0, 20, 40, 60, 80, 100]


def test_budget():
    """
    With too many places for the budget, the turns take longer.
    """
    rounds = [{place: [10 * turn + place] for place in (1, 2, 3)} for turn in (1, 2)]
    places = Places(*rounds)

    assert some(places.new(calls_per_hour=60), 2) == [21, 22]
    when = [moment for _, _, moment in places.looks]
    assert when == [0, 60, 120, 180, 300]


@pytest.mark.parametrize("wrong", [{"take": 0}, {"interval": 0}, {"calls_per_hour": 0}])
def test_no_budget(wrong: dict[str, float]):
    """
    Numbers that are not above 0 are refused.
    """
    with pytest.raises(ValueError, match="above 0"):
        Places({1: []}).new(**wrong)


def test_no_places():
    """
    So are no places.
    """
    with open_sync() as client:
        with pytest.raises(ValueError, match="places"):
            client.images.new_in_rooms([])


def test_new_in_rooms(net: Any):
    """
    New photos of a room come with their photographers, who are asked for once.
    """
    rooms = net.get(f"{P}/images/room/7")
    record = {"PlayerId": 5, "CreatedAt": "2024-01-02T00:00:00Z"}
    records = [{"Id": 2, **record}, {"Id": 1, **record}]
    rooms.respond(json=records)
    bulk = net.post(f"{P}/accounts/bulk").respond(json=[{"accountId": 5}])
    since = datetime(2024, 1, 1, tzinfo=UTC)

    with open_sync() as client:
        items = client.images.new_in_rooms([7], since=since, people=True)
        found = [next(items) for _ in range(2)]

    assert [photo.id for photo in found] == [1, 2]
    assert found[0].player is found[1].player
    assert bulk.call_count == 1


def test_new_in_rooms_in_time(net: Any):
    """
    The clock and the waiting can be of one's own.
    """
    record = {"Id": 1, "CreatedAt": "2024-01-02T00:00:00Z"}
    route = net.get(f"{P}/images/room/7")
    route.side_effect = [respx.MockResponse(json=[]), respx.MockResponse(json=[record])]
    time = Time()

    with open_sync() as client:
        items = client.images.new_in_rooms([7], clock=time.clock, wait=time.wait)
        photo = next(items)

    assert photo.id == 1
    assert time.waits == [60]


def test_new_in_rooms_alone(net: Any):
    """
    Without people nobody is asked for.
    """
    record = {"Id": 2, "PlayerId": 5, "CreatedAt": "2024-01-02T00:00:00Z"}
    net.get(f"{P}/images/room/7").respond(json=[record])
    since = datetime(2024, 1, 1, tzinfo=UTC)

    with open_sync() as client:
        photo = next(client.images.new_in_rooms([7], since=since))

    assert photo.id == 2
    assert photo.player is None
