"""
Following, liking, reposting, listening later.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from aiomixcloud import NotFoundError
from aiomixcloud.sandbox import Quota, Sandbox
from clientcore.sandbox import Answer, call

Ask = Callable[..., Awaitable[Answer]]

SHOW = "/api/anna-lind/low-tide-sessions-11/"
ACTIONS = [
    ("/api/HarbourRadio/follow/", "Now following HarbourRadio"),
    (f"{SHOW}favorite/", "Favorited Low Tide Sessions #11"),
    (f"{SHOW}repost/", "Reposted Low Tide Sessions #11"),
    (f"{SHOW}listen-later/", "Added Low Tide Sessions #11 to your queue"),
]
UNDOING = [
    ("/api/HarbourRadio/follow/", "No longer following HarbourRadio"),
    (f"{SHOW}favorite/", "Unfavorited Low Tide Sessions #11"),
    (f"{SHOW}repost/", "Unreposted Low Tide Sessions #11"),
    (f"{SHOW}listen-later/", "Removed Low Tide Sessions #11 from your queue"),
]


@pytest.mark.parametrize(("path", "message"), ACTIONS)
async def test_do(ask_seeded: Ask, path: str, message: str):
    """
    POST does it, once and again.
    """
    first = await ask_seeded("POST", path, token=True)
    again = await ask_seeded("POST", path, token=True)

    assert first.json() == {"result": {"success": True, "message": message}}
    assert again.json() == first.json()


@pytest.mark.parametrize(("path", "message"), UNDOING)
async def test_undo(ask_seeded: Ask, path: str, message: str):
    """
    DELETE takes it back, whether it was there or not.
    """
    answer = await ask_seeded("DELETE", path, token=True)

    assert answer.json() == {"result": {"success": True, "message": message}}


@pytest.mark.parametrize(("path", "message"), UNDOING)
async def test_undo_by_form(seeded: Sandbox, path: str, message: str):
    """
    A POST that says ``method=delete`` takes it back too.
    """
    answer = await call(
        seeded,
        "POST",
        path,
        query={"access_token": seeded.credentials.token},
        headers={"content-type": "application/x-www-form-urlencoded"},
        body=b"method=delete",
    )

    assert answer.json()["result"]["message"] == message


async def test_following_shows(ask_seeded: Ask):
    """
    Who is followed has us among their followers, first of all.
    """
    await ask_seeded("POST", "/api/HarbourRadio/follow/", token=True)
    followers = (await ask_seeded("GET", "/api/HarbourRadio/followers/")).json()["data"]
    await ask_seeded("DELETE", "/api/HarbourRadio/follow/", token=True)
    after = (await ask_seeded("GET", "/api/HarbourRadio/followers/")).json()["data"]

    assert followers[0]["username"] == "dj_okapi"
    assert after == followers[1:]


async def test_favorites_show(ask_seeded: Ask):
    """
    What is liked is among our favorites, and counted.
    """
    before = (await ask_seeded("GET", SHOW)).json()["favorite_count"]
    await ask_seeded("DELETE", f"{SHOW}favorite/", token=True)
    await ask_seeded("POST", f"{SHOW}favorite/", token=True)
    favorites = (await ask_seeded("GET", "/api/dj_okapi/favorites/")).json()["data"]

    assert favorites[0]["key"] == "/anna-lind/low-tide-sessions-11/"
    assert favorites[0]["favorite_count"] in {before, before + 1}


@pytest.mark.parametrize("path", [path for path, _ in ACTIONS])
@pytest.mark.parametrize("method", ["POST", "DELETE"])
async def test_without_token(ask_seeded: Ask, path: str, method: str):
    """
    Nobody does nothing.
    """
    assert (await ask_seeded(method, path)).status == 401


async def test_revoked_token(ask_seeded: Ask, seeded: Sandbox):
    """
    A revoked token is told to be none, on reads too.
    """
    seeded.world.revoke(seeded.credentials.token)
    answers = [
        await ask_seeded("POST", ACTIONS[0][0], token=True),
        await ask_seeded("GET", "/api/popular/", token=True),
    ]

    for answer in answers:
        assert answer.status == 400
        assert answer.json() == {
            "error": {
                "message": "An invalid access token was provided",
                "type": "OAuthException",
            }
        }


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/nobody/follow/", 404),
        ("/api/dj_okapi/follow/", 400),
        ("/api/anna-lind/nothing/favorite/", 404),
        ("/api/HarbourRadio/follow", 404),
    ],
)
async def test_refused(ask_seeded: Ask, path: str, status: int):
    """
    Nobody, oneself, nothing, and a path without its last slash can't be had.
    """
    assert (await ask_seeded("POST", path, token=True)).status == status


async def test_quota(ask_seeded: Ask, seeded: Sandbox, clock: Any):
    """
    Who acts too often is refused, told when to come again, and may then.
    """
    seeded.world.quota = Quota(2, timedelta(seconds=452))
    path = ACTIONS[0][0]
    allowed = [(await ask_seeded("POST", path, token=True)).status for _ in range(2)]
    refused = await ask_seeded("POST", path, token=True)
    reading = await ask_seeded("GET", "/api/me/", token=True)
    clock.forward(seconds=452)
    later = await ask_seeded("POST", path, token=True)

    assert allowed == [200, 200]
    assert (refused.status, refused.headers["retry-after"]) == (403, "452")
    assert refused.json() == {
        "error": {
            "message": "You have hit your rate limit. Retry after 452 seconds.",
            "type": "RateLimitException",
            "retry_after": 452,
        }
    }
    assert (reading.status, later.status) == (200, 200)


async def test_listen_later_is_listed():
    """
    What is to be heard later is in a list, which its owner alone may see.
    """
    sandbox = Sandbox()
    show = "/anna-lind/low-tide-sessions-12/"
    async with sandbox.client(raise_exceptions=True) as client:
        assert len(await client.get("me/listen-later")) == 0
        await client.listen_later(show)
        await client.listen_later("/anna-lind/low-tide-sessions-11/")
        await client.unlisten_later("/anna-lind/low-tide-sessions-11/")
        mine = await client.all("dj_okapi/listen-later").collect()
        with pytest.raises(NotFoundError):
            await client.get("anna-lind/listen-later")
    async with sandbox.client(raise_exceptions=True, access_token=None) as client:
        with pytest.raises(NotFoundError):
            await client.get("dj_okapi/listen-later")

    assert [cast.key for cast in mine] == [show]
