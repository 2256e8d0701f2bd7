"""
What stands before the services: keys, limits, and where they are.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from clientcore.sandbox import Answer, ExpiredToken, RateLimit, Status
from recnetpy.sandbox import Quota, Sandbox, World

Ask = Callable[..., Awaitable[Answer]]

P = "/apim/public"
ACCOUNT = f"{P}/accounts/1001"


async def test_no_key(ask: Ask):
    """
    The gateway wants a key, and says where.
    """
    answer = await ask("GET", ACCOUNT, key=None)

    assert (answer.status, answer.json()["statusCode"]) == (401, 401)
    assert answer.headers["www-authenticate"].startswith("AzureApiManagementKey")


@pytest.mark.parametrize(
    "path", [f"{P}/rooms/rooms/2001", f"{P}/apis/api/images/v4/4001"]
)
async def test_no_key_for_nested_paths(ask: Ask, path: str):
    """
    So it does for the older paths behind it.
    """
    assert (await ask("GET", path, key=None)).status == 401
    assert (await ask("GET", path)).status == 200


async def test_wrong_key(ask: Ask):
    """
    Another's key will not do.
    """
    assert (await ask("GET", ACCOUNT, key="x")).status == 401


@pytest.mark.parametrize(
    "path",
    [
        "/accounts/account/1001",
        "/apim/accounts/account/1001",
        "/rooms/rooms/2001",
        "/apim/rooms/rooms/2001",
        "/api/api/images/v4/4001",
        "/apim/apis/api/images/v4/4001",
        "/clubs/subscription/subscribercount/1001",
        "/cdn/config/LoadingScreenTipData",
        "/img/image4001.jpg",
        "/ns/",
    ],
)
async def test_keyless(ask: Ask, path: str):
    """
    The other hosts want none.
    """
    assert (await ask("GET", path, key=None)).status == 200


async def test_hourly_quota(ask: Ask, world: World, clock: Any):
    """
    When the hour's calls are used up it is 403, until the hour ends.
    """
    world.limits.hourly = Quota(2, timedelta(hours=1))
    before = [(await ask("GET", ACCOUNT)).status for _ in range(2)]
    clock.forward(minutes=30)
    refused = await ask("GET", ACCOUNT)
    elsewhere = await ask("GET", "/accounts/account/1001")
    clock.forward(minutes=30)

    assert before == [200, 200]
    assert (refused.status, refused.headers["retry-after"]) == (403, "1800")
    assert refused.json() == {
        "statusCode": 403,
        "message": "hourly quota used up, more in 0:30:00",
    }
    assert elsewhere.status == 200
    assert (await ask("GET", ACCOUNT)).status == 200


async def test_quota_is_a_key_s(ask: Ask, world: World):
    """
    Each key has calls of its own.
    """
    world.limits.hourly = Quota(1, timedelta(hours=1))
    world.keys.add("another")
    statuses = [
        (await ask("GET", ACCOUNT)).status,
        (await ask("GET", ACCOUNT)).status,
        (await ask("GET", ACCOUNT, key="another")).status,
    ]

    assert statuses == [200, 403, 200]


def test_default_quota(world: World):
    """
    A key has 10,000 calls an hour.
    """
    hourly = world.limits.hourly

    assert hourly is not None
    assert (hourly.calls, hourly.window) == (10_000, timedelta(hours=1))


async def test_burst(ask: Ask, world: World, clock: Any):
    """
    Too many calls at once are 429, on all hosts.
    """
    world.limits.burst = Quota(1, timedelta(seconds=3))
    await ask("GET", "/accounts/account/1001")
    refused = await ask("GET", "/rooms/rooms/2001")
    clock.forward(seconds=3)

    assert (refused.status, refused.headers["retry-after"]) == (429, "3")
    assert refused.json()["message"] == "slow down, 3 seconds"
    assert (await ask("GET", "/rooms/rooms/2001")).status == 200


async def test_comments_limit(ask: Ask, world: World):
    """
    Comments have a limit of their own.
    """
    world.limits.comments = Quota(1, timedelta(seconds=1))
    comments = f"{P}/images/4001/comments"
    statuses = [
        (await ask("GET", comments)).status,
        (await ask("GET", comments)).status,
        (await ask("GET", f"{P}/images/4001/cheers")).status,
    ]

    assert statuses == [200, 429, 200]


@pytest.mark.parametrize(("padding", "status"), [(0, 200), (1, 413)])
async def test_body_limit(ask: Ask, padding: int, status: int):
    """
    The gateway takes 10,240 bytes and not one more; the other hosts take any.
    """
    form = [("id", 1001), ("x", "y" * (10_240 - len("id=1001&x=") + padding))]
    gateway = await ask("POST", f"{P}/accounts/bulk", form=form)
    host = await ask("POST", "/accounts/account/bulk", form=form)

    assert (gateway.status, host.status) == (status, 200)


async def test_names(ask: Ask):
    """
    The name server says where the others are.
    """
    names = (await ask("GET", "/ns/")).json()

    assert names["Accounts"] == "http://sandbox/accounts"
    assert names["API"] == "http://sandbox/api"
    assert (await ask("GET", "/ns")).json() == names


async def test_health(ask: Ask):
    """
    All of them are well, and say so in text.
    """
    for address in (await ask("GET", "/ns/")).json().values():
        answer = await ask("GET", f"{address.removeprefix('http://sandbox')}/health")
        assert (answer.status, answer.text) == (200, "Healthy")
        assert answer.headers["content-type"] == "text/plain; charset=utf-8"


async def test_unknown_path(ask: Ask):
    """
    Of what the gateway does not know it says so.
    """
    answer = await ask("GET", f"{P}/nothing")

    assert answer.json() == {"statusCode": 404, "message": "Not Found"}


@pytest.mark.parametrize(
    ("fault", "status", "text"),
    [
        (RateLimit(3), 429, '"slow down, 3 seconds"'),
        (RateLimit(0.25), 429, '"slow down, 0.25 seconds"'),
        (Status(403, retry_after=1800), 403, "more in 0:30:00"),
        (Status(403), 403, '"Forbidden"'),
        (Status(429), 429, '"Too Many Requests"'),
        (Status(500), 500, "Internal Server Error"),
        (Status(502), 502, "<html><body>bad gateway</body></html>"),
        (Status(503), 503, '"statusCode":503'),
    ],
)
async def test_faults(ask: Ask, sandbox: Sandbox, fault: Any, status: int, text: str):
    """
    Faults speak as the service does.
    """
    sandbox.faults.add(fault)
    answer = await ask("GET", ACCOUNT)

    assert answer.status == status
    assert text in answer.text


async def test_expired(ask: Ask, sandbox: Sandbox):
    """
    An expired key is none; who needs none does not notice.
    """
    sandbox.faults.add(ExpiredToken())

    assert (await ask("GET", ACCOUNT)).status == 401
    assert (await ask("GET", "/accounts/account/1001")).status == 200
