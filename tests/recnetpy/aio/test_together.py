"""
Many calls at once: on one object, with a pace, and lists that are read for long.
"""

from __future__ import annotations

import importlib
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import respx

from recnetpy import Account, Event, Image, NewItems, Pace, Room, ServerError
from recnetpy.sandbox import Sandbox

from ..opening import P, open_async
from .test_lists import Photo, Places, Time, photos, some

EVENT = "2024-01-01T00:00:00Z"


async def at_once(client: Any, call: Any) -> list[Any]:
    """Return the results of a hundred calls at once."""

    async def one(_: int) -> Any:
        return await call()

    return await client.map(one, range(100))


# --- One object ---------------------------------------------------------------


async def test_one_request_for_all(net: Any):
    """
    A hundred tasks that want the same of one object send one request.
    """
    bio = net.get(f"{P}/accounts/1/bio").respond(json={"bio": "a"})
    taken = net.get(f"{P}/images/player/1").respond(json=[{"Id": 5}])
    room = net.get(f"{P}/rooms/7").respond(json={"RoomId": 7})
    comments = net.get(f"{P}/images/5/comments").respond(json=[{"PlayerId": 1}])
    people = net.post(f"{P}/accounts/bulk").respond(json=[{"accountId": 1}])
    roles = {"RoomId": 8, "Roles": [{"AccountId": 1}]}
    whole = net.get(f"{P}/rooms/8").respond(json=roles)

    async with open_async(in_flight=100) as client:
        account = Account(client, 1)
        image = Image(client, 5, {"RoomId": 7, "CommentCount": 1})
        place = Room(client, 8)
        assert set(await at_once(client, account.get_bio)) == {"a"}
        assert len(await at_once(client, lambda: account.get_images(5))) == 100
        assert len(set(await at_once(client, image.get_room))) == 1
        found = await at_once(client, image.resolve_commenters)
        assert all(each[0].player.id == 1 for each in found)
        owners = await at_once(client, place.resolve_role_owners)
        assert all(each[0].account.id == 1 for each in owners)
        assert await account.get_bio(force=True) == "a"

    calls = [route.call_count for route in (bio, taken, room, comments, whole)]
    assert calls == [2, 1, 1, 1, 1]
    # Roles are resolved anew by each call that begins after another one has ended.
    assert 2 <= people.call_count <= 100


async def test_the_next_task_tries_again(net: Any):
    """
    If the request fails, it fails for one task; the next one sends it again.
    """
    route = net.get(f"{P}/accounts/1/bio")
    route.side_effect = [respx.MockResponse(500), respx.MockResponse(json={"bio": "a"})]

    async with open_async(in_flight=100) as client:
        account = Account(client, 1)

        async def ask() -> Any:
            try:
                return await account.get_bio()
            except ServerError as error:
                return error.status

        assert sorted(await at_once(client, ask), key=str) == [500, *["a"] * 99]
    assert route.call_count == 2


# --- A pace -------------------------------------------------------------------


async def test_pace_of_bulk_helpers(net: Any):
    """
    A pace makes many calls wait longer than a call may take, and none fails of it.
    """
    cheers = net.get(url__regex=rf"{P}/images/\d+/cheers").respond(json=[1])
    net.post(f"{P}/accounts/bulk").respond(json=[{"accountId": 1}])
    records = [{"Id": one, "CheerCount": 1} for one in range(1, 331)]

    async with open_async(throttle=Pace(166, 2.0), deadline=1.5) as client:
        images = [Image(client, None, record) for record in records]
        await client.images.resolve_cheers(images)

    assert cheers.call_count == 330
    assert all(len(image.cheer_players or []) == 1 for image in images)


# --- Lists --------------------------------------------------------------------


async def test_after_is_a_copy(net: Any):
    """
    A list that is limited to what is newer leaves the list it is made of alone.
    """
    net.get(f"{P}/images/player/1").respond(json=photos(9, 9, 0))

    async with open_async() as client:
        listing = client.images.all_from_account(1, take=1000)
        newer = listing.after(datetime(2024, 1, 1, 0, 0, 7, tzinfo=UTC))

        assert len(await newer.page()) == 2
        assert len(await listing.page()) == len(await newer.after(None).page()) == 9


async def test_events_after():
    """
    Lists of events can be limited, too: to those that start later.
    """
    sandbox = Sandbox()
    async with open_async(sandbox=sandbox) as client:
        every = await client.events.all_found("quest", take=5).collect()
        moment = sorted(event.start_time_utc for event in every)[6]
        newer = await client.events.all_found("quest", take=5).after(moment).collect()

    assert [event.start_time_utc > moment for event in newer] == [True] * 5
    assert len(every) == 12


async def test_after_makes_no_sense():
    """
    Lists that are sorted by something else are refused before anything is sent.
    """
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    async with open_async() as client:
        for listing in (
            client.rooms.all_hot(),
            client.rooms.all_found("a"),
            client.images.all_from_account(1, sort=1),
            client.images.all_in_room(1, sort=2),
        ):
            assert listing.after(None) is not listing
            with pytest.raises(ValueError, match="not sorted by time"):
                listing.after(moment)
        with pytest.raises(ValueError, match="not sorted by time"):
            client.images.all_from_account(1, sort=1, after=moment)


# --- New items ----------------------------------------------------------------


async def test_new_items_after_an_error():
    """
    What was found before a failure is given once it succeeds, and only once.
    """
    places = Places({1: [5]}, {1: [6, 5]}, {1: [7, 6]})
    failures = [True, True]
    complete = places.complete

    async def failing(items: Any) -> int:
        if failures:
            failures.pop()
            raise RuntimeError
        return await complete(items)

    places.complete = failing  # type: ignore[method-assign]
    items = places.new()
    for _ in range(2):
        with pytest.raises(RuntimeError):
            await anext(items)

    assert await some(items, 2) == [6, 7]
    assert places.completed == [[6], [7]]


async def test_new_items_after_a_failed_look():
    """
    A place that fails is looked at again in its turn, and keeps no other from its own.
    """
    places = Places({1: [5], 2: [15]}, {1: [6, 5], 2: [16, 15]})
    look = places.look

    async def failing(place: int, skip: int) -> list[Any]:
        if place == 1 and len(places.looks) == 2:
            places.looks.append((0, 0, 0))
            raise RuntimeError
        return await look(place, skip)

    places.look = failing  # type: ignore[method-assign]
    items = places.new()
    with pytest.raises(RuntimeError):
        await anext(items)

    assert sorted(await some(items, 2)) == [6, 16]


async def test_new_items_of_short_pages():
    """
    A server that sends fewer items than requested loses none of a burst.
    """
    ids = list(range(100, 0, -1))
    burst = list(range(180, 0, -1))
    found: list[list[int]] = [ids, burst]

    async def look(_: int, skip: int) -> list[Any]:
        now = found[0] if len(found) == 2 else burst
        page = [Photo(one) for one in now[skip : skip + 20]]
        if len(found) == 2:
            found.pop(0)
        return page

    async def complete(_: list[Any]) -> int:
        return 0

    time = Time()
    items: Any = NewItems(
        [1],
        look,
        complete,
        take=64,
        interval=1,
        calls_per_hour=3600,
        clock=time.clock,
        wait=time.wait,
    )
    assert await some(items, 80) == list(range(101, 181))


async def test_known_people_are_bounded(net: Any, monkeypatch: pytest.MonkeyPatch):
    """
    A watch that runs for days keeps a bounded number of people in memory.
    """
    module = importlib.import_module(type(open_async().images).__module__)
    monkeypatch.setattr(module, "_MOST_KNOWN", 2)
    since = datetime(2024, 1, 1, tzinfo=UTC)
    start = datetime(2024, 1, 2, tzinfo=UTC)
    records = [
        {
            "Id": number,
            "PlayerId": player,
            "CreatedAt": (start + timedelta(hours=number)).isoformat(),
        }
        for number, player in enumerate((1, 2, 3, 1), 1)
    ]
    route = net.get(f"{P}/images/room/7")
    route.side_effect = [
        respx.MockResponse(json=records[number::-1]) for number in range(4)
    ]
    asked = net.post(f"{P}/accounts/bulk")
    asked.side_effect = [
        respx.MockResponse(json=[{"accountId": each["PlayerId"]}]) for each in records
    ]
    time = Time()

    async with open_async() as client:
        items = client.images.new_in_rooms(
            [7], people=True, since=since, clock=time.clock, wait=time.wait
        )
        players = [(await anext(items)).player.id for _ in range(4)]

    assert players == [1, 2, 3, 1]
    assert asked.call_count == 4


async def test_event_without_a_start():
    """
    An event without a time is not left out.
    """
    assert Event(None, 1, {"PlayerEventId": 1}).start_time_utc is None
