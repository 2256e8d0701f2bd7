"""
Events and inventions.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest

from clientcore.sandbox import Answer
from recnetpy.sandbox import World

Ask = Callable[..., Awaitable[Answer]]

P, A = "/apim/public/playerevents", "/api/api/playerevents/v1"
BIG_EVENT = 2_051_000_000_000_000_130
BIG_INVENTION = 3_382_000_000_000_000_594
CUT = {
    "SubRoomId",
    "State",
    "Accessibility",
    "IsMultiInstance",
    "SupportMultiInstanceRoomChat",
    "DefaultBroadcastPermissions",
    "CanRequestBroadcastPermissions",
    "BroadcastingRoomInstanceId",
    "RecurrenceSchedule",
}


async def test_record(ask: Ask, world: World):
    """
    The older host sends all of a record, the gateway less.
    """
    whole = (await ask("GET", f"{A}/{BIG_EVENT}")).json()
    short = (await ask("GET", f"{P}/{BIG_EVENT}")).json()

    assert whole == world.events[BIG_EVENT]
    assert {*whole} - {*short} == CUT


async def test_missing(ask: Ask, world: World):
    """
    What is private is missing, as is what isn't there.
    """
    world.events[5002]["Accessibility"] = 0
    for number in (1, 5002):
        answer = await ask("GET", f"{P}/{number}")
        assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize("path", [f"{P}/", P, A])
async def test_current(ask: Ask, world: World, path: str):
    """
    Current events run, or are yet to come.
    """
    now = (await ask("GET", path)).json()
    world.today += timedelta(days=2)
    later = (await ask("GET", path)).json()

    assert [event["Name"] for event in now] == ["Otter Friday", "Heron Night"]
    assert [event["Name"] for event in later] == ["Heron Night"]


@pytest.mark.parametrize("path", [f"{P}/bulk", f"{A}/bulk"])
async def test_bulk(ask: Ask, path: str):
    """
    Events are asked for by many ids at once.
    """
    form = [("Ids", 5001), ("Ids", BIG_EVENT), ("Ids", 1)]
    found = (await ask("POST", path, form=form)).json()

    assert {event["PlayerEventId"] for event in found} == {5001, BIG_EVENT}
    assert (await ask("POST", path, form=[])).status == 400


async def test_bulk_by_json(ask: Ask):
    """
    One client sends the ids as JSON.
    """
    answer = await ask("POST", f"{A}/bulk", json={"ids": [5001, 1]})

    assert [event["PlayerEventId"] for event in answer.json()] == [5001]


@pytest.mark.parametrize("data", [[1], {"ids": 5}, "ids"])
async def test_bad_json(ask: Ask, data: object):
    """
    Other JSON is refused.
    """
    assert (await ask("POST", f"{A}/bulk", json=data)).status == 400


@pytest.mark.parametrize("path", [f"{P}/search", f"{A}/search"])
async def test_search(ask: Ask, path: str):
    """
    Search finds past events too.
    """
    quests = (await ask("GET", path, query={"query": "quest", "take": 5})).json()
    otter = (await ask("GET", path, query={"query": "OTTER friday"})).json()

    assert len(quests) == 5
    assert [event["PlayerEventId"] for event in otter] == [5001]
    assert (await ask("GET", path)).status == 400


@pytest.mark.parametrize("base", [P, A])
async def test_lists(ask: Ask, base: str):
    """
    Events are given by somebody, somewhere.
    """
    given = (await ask("GET", f"{base}/creator/1002")).json()
    held = (await ask("GET", f"{base}/room/2001", query={"take": 1})).json()

    assert {event["CreatorPlayerId"] for event in given} == {1002}
    assert [event["RoomId"] for event in held] == [2001]
    assert (await ask("GET", f"{base}/creator/5")).json() == []


@pytest.mark.parametrize("base", [P, A])
async def test_responses(ask: Ask, world: World, base: str):
    """
    Some answer twice, some are gone, and no more than 4,095 answers are sent.
    """
    responses = (await ask("GET", f"{base}/5001/responses")).json()
    people = [response["PlayerId"] for response in responses]
    world.responses[5001] *= 200
    many = (await ask("GET", f"{base}/5001/responses")).json()

    assert people.count(1001) == 2
    assert 1099 in people
    assert {response["Type"] for response in responses} == {-1, 0, 1, 2, 3}
    assert len(many) == 4095
    assert (await ask("GET", f"{base}/1/responses")).status == 404


INVENTIONS, OLDER = "/apim/public/inventions", "/api/api/inventions"


@pytest.mark.parametrize("base", [INVENTIONS, OLDER])
async def test_invention(ask: Ask, world: World, base: str):
    """
    An invention comes with its version, published or not.
    """
    query = {"inventionId": BIG_INVENTION}
    lamp = (await ask("GET", f"{base}/v1", query=query)).json()
    draft = (await ask("GET", f"{base}/v1", query={"inventionId": 8001})).json()

    assert lamp == world.inventions[BIG_INVENTION]
    assert lamp["CurrentVersion"]["InventionId"] == BIG_INVENTION
    assert draft["FirstPublishedAt"] is None
    assert (await ask("GET", f"{base}/v1", query={"inventionId": 1})).status == 404
    assert (await ask("GET", f"{base}/v1")).status == 400


@pytest.mark.parametrize("base", [INVENTIONS, OLDER])
async def test_invention_lists(ask: Ask, base: str):
    """
    Lists have what is published.
    """
    query = {"value": "lamp", "take": 16}
    found = (await ask("GET", f"{base}/v2/search", query=query)).json()
    featured = (await ask("GET", f"{base}/v1/featured")).json()
    top = (await ask("GET", f"{base}/v1/toptoday")).json()

    assert [one["Name"] for one in found] == ["Bubble Lamp"]
    assert [one["Name"] for one in featured] == ["Bubble Lamp"]
    assert [one["Name"] for one in top][:2] == ["Bubble Lamp", "Swing"]
    assert len(top) == 5
    assert (await ask("GET", f"{base}/v2/search")).status == 400


async def test_invention_tags(ask: Ask):
    """
    The tags are with the details, which the gateway has not.
    """
    query = {"inventionId": BIG_INVENTION}
    tags = (await ask("GET", f"{OLDER}/v1/details", query=query)).json()

    assert tags == {"Tags": [{"Tag": "lamp", "Type": 0}, {"Tag": "light", "Type": 0}]}
    assert (
        await ask("GET", f"{OLDER}/v1/details", query={"inventionId": 1})
    ).status == 404
    assert (await ask("GET", f"{INVENTIONS}/v1/details", query=query)).status == 404
