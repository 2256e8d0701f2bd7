"""
recnetpy: 1,000 images, and who took them and is in them.
"""

from __future__ import annotations

import asyncio
import json
import random
from statistics import median
from typing import Any

import httpx
from measure import async_turns, pin, ratio
from row import Row

from recnetpy import Client

_IMAGES = 1000
_PEOPLE = 400


def rows() -> list[Row]:
    """
    Compare with the same two answers, read by httpx and left as they are.
    """
    pin(0)
    return asyncio.run(_resolving())


async def _resolving() -> list[Row]:
    transport = httpx.MockTransport(_answer)
    async with (
        Client("key", transport=transport) as client,
        httpx.AsyncClient(transport=transport) as bare,
    ):

        async def ours() -> Any:
            images = await client.images.from_account(1, take=_IMAGES)
            return await client.images.resolve_people(images)

        async def theirs() -> Any:
            images = (await bare.get("https://rec.test/images/player/1")).json()
            people = (await bare.post("https://rec.test/accounts/bulk")).json()
            return images, people

        images = await ours()
        assert images[-1].player.display_name == images[-1].player.username.title()
        assert len(images[-1].tagged_players) == 2
        times = await async_turns({"ours": ours, "theirs": theirs}, 60)
    name, value = "recnetpy: 1,000 images with their people", median(times["ours"])
    against = ratio(times, "ours", "theirs")
    return [Row(name, value * 1e3, "ms", against)]


def _answer(request: httpx.Request) -> httpx.Response:
    content = _IMAGE_LIST if "images" in request.url.path else _ACCOUNT_LIST
    headers = {"content-type": "application/json"}
    return httpx.Response(200, content=content, headers=headers)


def _images() -> list[dict[str, Any]]:
    chance = random.Random(1)
    return [
        {
            "Id": 10**9 + number,
            "Type": 1,
            "Accessibility": 1,
            "AccessibilityLocked": False,
            "ImageName": f"{chance.getrandbits(128):032x}.jpg",
            "Description": None,
            "PlayerId": 1 + number % _PEOPLE,
            "TaggedPlayerIds": [1 + chance.randrange(_PEOPLE) for _ in range(2)],
            "RoomId": chance.randrange(10**6),
            "PlayerEventId": None,
            "CreatedAt": f"2023-0{1 + number % 9}-11T12:{number % 60:02}:00.1234567Z",
            "CheerCount": number % 50,
            "CommentCount": number % 3,
        }
        for number in range(_IMAGES)
    ]


def _accounts() -> list[dict[str, Any]]:
    return [
        {
            "accountId": number,
            "username": f"person{number}",
            "displayName": f"Person{number}",
            "displayEmoji": None,
            "profileImage": f"{number:032x}.jpg",
            "bannerImage": None,
            "isJunior": False,
            "platforms": 3,
            "personalPronouns": 4,
            "identityFlags": 0,
            "createdAt": "2020-05-01T10:00:00.123Z",
        }
        for number in range(1, _PEOPLE + 1)
    ]


_IMAGE_LIST = json.dumps(_images(), separators=(",", ":")).encode()
_ACCOUNT_LIST = json.dumps(_accounts(), separators=(",", ":")).encode()
